"""The settings as admins see them."""
