"""What is known of a member: what they have done, and what their series tell of them."""
