"""Reactions as they stand on Discord, and the votes and tallies derived from them."""
