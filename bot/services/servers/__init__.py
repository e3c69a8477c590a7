"""What runs where, and the end of it."""
