"""Reactions as the gateway tells of them, read without the library's members and events: they come in crowds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from bot.domain.emoji import emoji_key
from bot.domain.votes import Reaction, ReactionType, Voter, VoteRules

Json = Mapping[str, Any]


class ToldReaction(NamedTuple):
    """A reaction that was given or taken back, and where; `guild_id` is None in direct messages."""

    reaction: Reaction
    guild_id: int | None
    channel_id: int
    member: Json | None  # as Discord writes it; None where it was taken back


def told_reaction(data: Json) -> ToldReaction:
    """What a MESSAGE_REACTION_ADD or _REMOVE tells. Raises KeyError, TypeError or ValueError for another shape."""
    emoji, guild_id = data["emoji"], data.get("guild_id")
    key = emoji_key(emoji["name"], emoji["id"])
    is_super = data.get("burst") or data.get("type") == ReactionType.SUPER
    kind = ReactionType.SUPER if is_super else ReactionType.NORMAL
    reaction = Reaction(int(data["message_id"]), int(data["user_id"]), key, kind)
    return ToldReaction(
        reaction, None if guild_id is None else int(guild_id), int(data["channel_id"]), data.get("member")
    )


class ToldClearing(NamedTuple):
    """All reactions of a message, or those with one emoji, were cleared; `guild_id` is None in direct messages."""

    message_id: int
    guild_id: int | None
    channel_id: int
    emoji: str | None


def told_clearing(data: Json) -> ToldClearing:
    """What a MESSAGE_REACTION_REMOVE_ALL or _REMOVE_EMOJI tells. Raises like `told_reaction`."""
    emoji, guild_id = data.get("emoji"), data.get("guild_id")
    return ToldClearing(
        int(data["message_id"]),
        None if guild_id is None else int(guild_id),
        int(data["channel_id"]),
        None if emoji is None else emoji_key(emoji["name"], emoji["id"]),
    )


def told_voter(told: ToldReaction, rules: VoteRules) -> Voter:
    """What is told of who reacted; of roles and joining only what the server's rules ask for."""
    user_id, member = told.reaction.user_id, told.member
    if member is None:
        return Voter(user_id)
    joined_at, role_ids = None, None
    if rules.asks_for_joining and member.get("joined_at"):
        joined_at = datetime.fromisoformat(member["joined_at"])
    if rules.asks_for_roles:
        role_ids = frozenset((told.guild_id or 0, *map(int, member["roles"])))  # everybody has the server's own role
    return Voter(user_id, is_bot=member["user"].get("bot", False), joined_at=joined_at, role_ids=role_ids)
