"""The gateway: how the bot hears of what happens."""
