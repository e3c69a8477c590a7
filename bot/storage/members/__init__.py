"""What is kept about a member, and how it is let go."""
