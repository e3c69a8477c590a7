"""What the recommender is measured on and beside."""
