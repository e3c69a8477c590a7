"""What to watch next, from everybody and from members."""
