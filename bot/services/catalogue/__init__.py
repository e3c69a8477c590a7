"""Every server's catalogue: looked up, added to, connected, merged, taken back."""
