"""Reviews as the channel, their author and each reader see them."""
