"""Series that are not here yet: asked of outside catalogues, taken over, kept up to date."""
