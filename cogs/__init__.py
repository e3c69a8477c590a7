"""The cogs: one feature each, thin, loaded by name and switched per server."""
