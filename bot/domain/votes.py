"""Helpful votes: how reactions become one vote a member and subject, and which votes count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import Enum, IntEnum, StrEnum, auto

from msgspec import Struct, field

from bot.domain.emoji import plain_emoji, setting_emoji_key
from bot.domain.settings import ChannelRule, ServerSettings

# The first moment that Discord's ids can express: they count milliseconds from here, above 22 other bits.
_DISCORD_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)


class ReactionType(IntEnum):
    """Discord's two sorts of reactions; a member may give both."""

    NORMAL = 0
    SUPER = 1


class SubjectKind(StrEnum):
    """What is voted on."""

    REVIEW = "review"
    SUGGESTION = "suggestion"  # a member's recommendation


class Subject(Struct, frozen=True):
    """One thing that is voted on."""

    kind: SubjectKind
    id: int


class NotCounted(StrEnum):
    """Why a vote is kept out of the tally."""

    OWN = "own"  # on the voter's own text
    BOT = "bot"
    PLACE = "place"  # where it was given none count
    LEFT = "left"  # the voter left, and the server drops leavers' votes
    BARRED = "barred"  # the voter has none of the roles whose votes count
    TOO_YOUNG_ACCOUNT = "too-young-account"  # when the vote was cast
    TOO_NEW_MEMBER = "too-new-member"  # when the vote was cast
    UNKNOWN_MEMBER = "unknown-member"  # a rule asks for roles or joining, which are not known yet


class VoteRules(Struct, frozen=True):
    """What a server counts. Emoji are keys as `emoji_key` makes them; an empty role set admits everybody."""

    helpful: frozenset[str] = frozenset({"👍"})
    not_helpful: frozenset[str] = frozenset({"👎"})
    min_account_age: timedelta = timedelta(0)
    min_membership: timedelta = timedelta(0)
    voter_role_ids: frozenset[int] = frozenset()
    drops_leavers: bool = False
    offers: tuple[str, ...] = ("👍", "👎")  # what the bot puts under a post, as it is sent
    counts: bool = True
    channels: Mapping[int, VoteRules] = field(default_factory=dict)  # those that have rules of their own

    def meaning(self, emoji: str) -> bool | None:
        """True for helpful, False for not helpful, None for an emoji that is no vote."""
        plain = plain_emoji(emoji)
        if plain in self.helpful:
            return True
        return False if plain in self.not_helpful else None

    def at(self, channel_id: int) -> VoteRules:
        """What counts in one channel and in its threads."""
        return self.channels.get(channel_id, self)

    @property
    def asks_for_roles(self) -> bool:
        """Whether somewhere in the server it depends on roles whose votes count."""
        return bool(self.voter_role_ids) or any(own.voter_role_ids for own in self.channels.values())

    @property
    def asks_for_joining(self) -> bool:
        """Whether somewhere in the server it depends on how long somebody has been there."""
        return bool(self.min_membership) or any(own.min_membership for own in self.channels.values())

    def keeps(self, emoji: str) -> bool:
        """Whether a reaction with this emoji is stored at all; what it says is another question (`meaning`)."""
        return self.meaning(emoji) is not None


class Voter(Struct, frozen=True):
    """What is known of a member who reacted; None is not known."""

    user_id: int
    is_bot: bool = False
    joined_at: datetime | None = None
    role_ids: frozenset[int] | None = None
    has_left: bool = False


class Presence(Struct, frozen=True):
    """One member's reaction that stands on a message. Of two, the one with the higher `sequence` is later."""

    emoji: str
    reaction_type: int
    added_at: datetime
    sequence: int


class Reaction(Struct, frozen=True):
    """What identifies a reaction on Discord; `emoji` is a key as `emoji_key` makes it."""

    message_id: int
    user_id: int
    emoji: str
    reaction_type: int = ReactionType.NORMAL


class Vote(Struct, frozen=True):
    """One member's vote on a subject; `not_counted` is None if it counts."""

    helpful: bool
    cast_at: datetime
    not_counted: NotCounted | None = None

    @property
    def counts(self) -> bool:
        """Whether the vote is part of the tally."""
        return self.not_counted is None


class Tally(Struct, frozen=True):
    """Counted votes."""

    helpful: int = 0
    not_helpful: int = 0

    @property
    def votes(self) -> int:
        """All counted votes."""
        return self.helpful + self.not_helpful


class Recount(Struct, frozen=True):
    """How far a server's votes are derived anew; counts of posts."""

    posts: int
    done: int = 0
    moved: int = 0  # those that have another tally now


class FormerEmoji(Struct, frozen=True):
    """An emoji that votes were given with in a server; one that is gone is not known to Discord any more."""

    written: str  # as Discord wants it sent
    is_helpful: bool
    is_gone: bool = False

    @property
    def key(self) -> str:
        """Its key in the ledger."""
        return setting_emoji_key(self.written)


# Settings by which votes count.
COUNTED_BY = frozenset(
    {
        "helpful_emoji",
        "more_helpful_emoji",
        "not_helpful_emoji",
        "votes_counted",
        "channel_rules",
        "min_account_age_days",
        "min_membership_days",
        "voter_role_ids",
        "leavers_votes",
    }
)

# What serves in the place of an emoji that is gone; the second where the other vote has the first.
_INSTEAD = (("👍", "✅"), ("👎", "❌"))


def emoji_in_use(settings: ServerSettings, former: Sequence[FormerEmoji] = ()) -> tuple[str, str]:
    """What a server votes with now: what its settings name, or what serves while that is gone from Discord."""
    gone = {one.key for one in former if one.is_gone}
    chosen = (settings.helpful_emoji, settings.not_helpful_emoji)
    keys = [setting_emoji_key(one) for one in chosen]
    yes, no = (
        next(one for one in usual if setting_emoji_key(one) != other) if key in gone else written
        for key, other, usual, written in zip(keys, reversed(keys), _INSTEAD, chosen, strict=True)
    )
    return yes, no


def rules_of(settings: ServerSettings, former: Sequence[FormerEmoji] = ()) -> VoteRules:
    """The rules that a server's settings express. Votes that were given with `former` emoji stand."""
    offers = emoji_in_use(settings, former)
    helpful, not_helpful = (
        {setting_emoji_key(now), setting_emoji_key(chosen), *(one.key for one in former if one.is_helpful is means)}
        for now, chosen, means in zip(
            offers, (settings.helpful_emoji, settings.not_helpful_emoji), (True, False), strict=True
        )
    )
    more = {setting_emoji_key(emoji) for emoji in settings.more_helpful_emoji}
    return VoteRules(
        helpful=frozenset((helpful | more) - {setting_emoji_key(offers[1])}),
        not_helpful=frozenset(not_helpful - more - {setting_emoji_key(offers[0])}),
        min_account_age=timedelta(days=settings.min_account_age_days),
        min_membership=timedelta(days=settings.min_membership_days),
        voter_role_ids=frozenset(settings.voter_role_ids),
        drops_leavers=settings.leavers_votes == "drop",
        offers=offers,
        counts=settings.votes_counted == "count",
        channels={
            rule.channel_id: rules_of(settings.in_channel(rule.channel_id), former) for rule in own_rules(settings)
        },
    )


# Settings by which a channel may count otherwise than its server.
_COUNTED_BY_CHANNELS = frozenset({"votes_counted", "voter_role_ids", "min_account_age_days", "min_membership_days"})


def own_rules(settings: ServerSettings) -> list[ChannelRule]:
    """What single channels decide by themselves about which votes count."""
    return [rule for rule in settings.channel_rules if rule.name in _COUNTED_BY_CHANNELS]


class WhoCounts(Enum):
    """Whose votes a post shows, besides that authors and bots never count."""

    EVERYBODY = auto()
    SOME = auto()  # there are rules that leave people out
    NOBODY = auto()


def who_counts(settings: ServerSettings) -> WhoCounts:
    """Whose votes count by these settings, which may be those of one channel."""
    if settings.votes_counted != "count":
        return WhoCounts.NOBODY
    some = (
        settings.min_account_age_days
        or settings.min_membership_days
        or settings.voter_role_ids
        or settings.leavers_votes == "drop"
    )
    return WhoCounts.SOME if some else WhoCounts.EVERYBODY


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
    if not rules.counts:
        return NotCounted.PLACE
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
