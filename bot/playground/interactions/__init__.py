"""Interactions: who may start one, what the bot is sent, and what it may answer until when."""
