"""What the gateway sends, and how a bot's shards reach it."""
