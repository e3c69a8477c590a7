"""What members and moderators do about a review, and who is told."""
