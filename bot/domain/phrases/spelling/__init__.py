"""Which words are right as they are, and what a misspelt one was meant to be."""
