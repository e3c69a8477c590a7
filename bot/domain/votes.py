"""Helpful votes: how reactions become one vote a member and subject, and which votes count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum, StrEnum
from functools import lru_cache

from bot.domain.server_settings import ServerSettings

# The first moment that Discord's ids can express: they count milliseconds from here, above 22 other bits.
_DISCORD_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)

_CUSTOM_EMOJI = re.compile(r"<a?:\w{2,32}:(\d{15,20})>")
# Skin tones, and the selector that asks for a coloured picture: 👍🏽 says what 👍 says.
_EMOJI_MODIFIERS = re.compile("[\U0001f3fb-\U0001f3ff\ufe0e\ufe0f]")


class ReactionType(IntEnum):
    """Discord's two sorts of reactions; a member may give both."""

    NORMAL = 0
    SUPER = 1


class SubjectKind(StrEnum):
    """What is voted on."""

    REVIEW = "review"
    SUGGESTION = "suggestion"  # a member's recommendation


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that is voted on."""

    kind: SubjectKind
    id: int


class NotCounted(StrEnum):
    """Why a vote is kept out of the tally."""

    OWN = "own"  # on the voter's own text
    BOT = "bot"
    LEFT = "left"  # the voter left, and the server drops leavers' votes
    BARRED = "barred"  # the voter has none of the roles whose votes count
    TOO_YOUNG_ACCOUNT = "too-young-account"  # when the vote was cast
    TOO_NEW_MEMBER = "too-new-member"  # when the vote was cast
    UNKNOWN_MEMBER = "unknown-member"  # a rule asks for roles or joining, which are not known yet


@dataclass(frozen=True, slots=True)
class VoteRules:
    """What a server counts. Emoji are keys as `emoji_key` makes them; an empty role set admits everybody."""

    helpful: frozenset[str] = frozenset({"👍"})
    not_helpful: frozenset[str] = frozenset({"👎"})
    min_account_age: timedelta = timedelta(0)
    min_membership: timedelta = timedelta(0)
    voter_role_ids: frozenset[int] = frozenset()
    drops_leavers: bool = False

    def meaning(self, emoji: str) -> bool | None:
        """True for helpful, False for not helpful, None for an emoji that is no vote."""
        plain = plain_emoji(emoji)
        if plain in self.helpful:
            return True
        return False if plain in self.not_helpful else None


@dataclass(frozen=True, slots=True)
class Voter:
    """What is known of a member who reacted; None is not known."""

    user_id: int
    is_bot: bool = False
    joined_at: datetime | None = None
    role_ids: frozenset[int] | None = None
    has_left: bool = False


@dataclass(frozen=True, slots=True)
class Presence:
    """One member's reaction that stands on a message. Of two, the one with the higher `sequence` is later."""

    emoji: str
    reaction_type: int
    added_at: datetime
    sequence: int


@dataclass(frozen=True, slots=True)
class Reaction:
    """What identifies a reaction on Discord; `emoji` is a key as `emoji_key` makes it."""

    message_id: int
    user_id: int
    emoji: str
    reaction_type: int = ReactionType.NORMAL


@dataclass(frozen=True, slots=True)
class Vote:
    """One member's vote on a subject; `not_counted` is None if it counts."""

    helpful: bool
    cast_at: datetime
    not_counted: NotCounted | None = None

    @property
    def counts(self) -> bool:
        """Whether the vote is part of the tally."""
        return self.not_counted is None


@dataclass(frozen=True, slots=True)
class Tally:
    """Counted votes."""

    helpful: int = 0
    not_helpful: int = 0

    @property
    def votes(self) -> int:
        """All counted votes."""
        return self.helpful + self.not_helpful


def rules_of(settings: ServerSettings) -> VoteRules:
    """The rules that a server's settings express."""
    return VoteRules(
        helpful=frozenset({setting_emoji_key(settings.helpful_emoji)}),
        not_helpful=frozenset({setting_emoji_key(settings.not_helpful_emoji)}),
        min_account_age=timedelta(days=settings.min_account_age_days),
        min_membership=timedelta(days=settings.min_membership_days),
        voter_role_ids=frozenset(settings.voter_role_ids),
        drops_leavers=settings.leavers_votes == "drop",
    )


def emoji_key(name: str | None, emoji_id: int | None) -> str:
    """How the ledger names an emoji: a custom one by its id (its name may change), others by themselves."""
    return str(emoji_id) if emoji_id is not None else name or ""


def setting_emoji_key(written: str) -> str:
    """The key of an emoji as an admin writes it: 👍, or `<:name:id>` for a custom one."""
    custom = _CUSTOM_EMOJI.fullmatch(written.strip())
    return custom[1] if custom else plain_emoji(written.strip())


@lru_cache(maxsize=1024)
def plain_emoji(emoji: str) -> str:
    """The emoji without skin tone and presentation."""
    return _EMOJI_MODIFIERS.sub("", emoji)


def account_created_at(user_id: int) -> datetime:
    """When the account was made; Discord's ids carry it."""
    return _DISCORD_EPOCH + timedelta(milliseconds=user_id >> 22)


def counting_presence(presences: Iterable[Presence], rules: VoteRules) -> Presence | None:
    """Of one member's reactions on a message, the one that is the vote: the latest 👍 or 👎."""
    votes = [presence for presence in presences if rules.meaning(presence.emoji) is not None]
    return max(votes, key=lambda presence: presence.sequence, default=None)


def derive(presences: Iterable[Presence], voter: Voter, author_id: int, rules: VoteRules) -> Vote | None:
    """The vote that one member's reactions on a message amount to, or None if none of them is a vote.

    It depends on nothing else: the same reactions, facts and rules give the same vote at any time. Ages are
    those at the moment of the vote, so that a vote never changes by waiting.
    """
    presence = counting_presence(presences, rules)
    if presence is None:
        return None
    helpful = rules.meaning(presence.emoji) is True
    return Vote(helpful, presence.added_at, _reason(presence.added_at, voter, author_id, rules))


def superseded(presences: Iterable[Presence], rules: VoteRules) -> tuple[Presence, ...]:
    """The reactions that say the opposite of the vote that counts, which the bot takes away where it may."""
    presences = tuple(presences)
    if len(presences) < 2:
        return ()
    counting = counting_presence(presences, rules)
    if counting is None:
        return ()
    opposite = not rules.meaning(counting.emoji)
    return tuple(presence for presence in presences if rules.meaning(presence.emoji) is opposite)


def _reason(cast_at: datetime, voter: Voter, author_id: int, rules: VoteRules) -> NotCounted | None:
    if voter.user_id == author_id:
        return NotCounted.OWN
    if voter.is_bot:
        return NotCounted.BOT
    if voter.has_left and rules.drops_leavers:
        return NotCounted.LEFT
    if rules.min_account_age and cast_at - account_created_at(voter.user_id) < rules.min_account_age:
        return NotCounted.TOO_YOUNG_ACCOUNT
    if rules.voter_role_ids:
        if voter.role_ids is None:
            return NotCounted.UNKNOWN_MEMBER
        if not voter.role_ids & rules.voter_role_ids:
            return NotCounted.BARRED
    if rules.min_membership:
        if voter.joined_at is None:
            return NotCounted.UNKNOWN_MEMBER
        if cast_at - voter.joined_at < rules.min_membership:
            return NotCounted.TOO_NEW_MEMBER
    return None
