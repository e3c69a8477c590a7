"""What can be done to the world, by the bot and by people alike; each tells what happened."""
