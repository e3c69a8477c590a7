"""What a review is and may be, and how far it gives things away."""
