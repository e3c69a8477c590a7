"""The playground: a Discord of one's own, on this machine, for trying the bot and for its tests."""

from bot.playground.server import LoopbackDiscord
from bot.playground.world.model import World
from bot.playground.world.sample import sample_world

__all__ = ["LoopbackDiscord", "World", "sample_world"]
