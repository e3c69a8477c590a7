"""The neighbourhood of a series in words and as a picture."""
