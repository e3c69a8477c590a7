"""What outside catalogues say about series, before it is ours."""
