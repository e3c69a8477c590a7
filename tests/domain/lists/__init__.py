"""Lists that members kept elsewhere."""
