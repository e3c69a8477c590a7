"""A Discord for the tests: members who act, what they see, and a check of every request that the bot makes."""

from tests.loopback.discord import TestDiscord
from tests.loopback.members import Member
from tests.loopback.replies import Reply, Seen, text_of

__all__ = ["Member", "Reply", "Seen", "TestDiscord", "text_of"]
