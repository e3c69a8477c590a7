"""How people put things: ways of saying, put together from their parts, and turns of speech in plainer words."""
