"""Discord's limits, checked as strictly as Discord checks them."""
