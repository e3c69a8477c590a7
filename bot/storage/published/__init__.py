"""What is published, what has changed about it, and what is left to do."""
