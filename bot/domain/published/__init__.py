"""What the bot publishes for others to read, and what each of it shows."""
