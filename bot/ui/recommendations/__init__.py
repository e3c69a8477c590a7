"""What to watch next, why, and what not."""
