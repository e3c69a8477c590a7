"""What the bot publishes for others to read: its kinds, the settings that each shows, what may be left to do."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class PublishedKind(StrEnum):
    """What is published for others to read; each kind has one renderer that keeps it true."""

    REVIEW = "review"  # subject: the review's id
    SUGGESTION = "suggestion"  # its id
    PLACE = "place"  # a place to talk: its id
    WATCH = "watch"  # the card of a group that watches together: its id
    OPENING = "opening"  # what a group's thread is told: group and episode
    POLL = "poll"  # series and episode; Discord lets nobody edit a poll
    DIGEST = "digest"  # the Monday of its week
    TOP = "top"  # the month
    SHARED_TOP = "shared-top"  # a list that somebody has shown to everybody: which, of when, and the answer's id
    PROFILE = "profile"  # a profile that its member has shown to everybody: the answer's id
    CASE = "case"  # a reported review in the moderators' channel: the review's id
    AUDIT = "audit"  # entries of the log: the first and the last
    TALK = "talk"  # the comments on a review that is gone: their thread's id
    MOVED = "moved"  # a thread that was a place: its id
    REMINDER = "reminder"  # what somebody is told of in a channel of their choice: the notice's id


class Step(StrEnum):
    """What may be left to do about a publication."""

    RENDER = "render"  # something it shows has changed
    RENAME = "rename"  # its thread's name with it
    OFFER = "offer"  # the vote emoji
    PIN = "pin"  # its card in its thread
    POLL = "poll"  # asking in an episode's place how it was
    EVENT = "event"  # a group's next opening in Discord's calendar
    CLOSE = "close"  # leading those who come to a moved place on, and closing it


_VOTES = frozenset({"helpful_emoji", "not_helpful_emoji", "language"})
# Whether votes are left out stands on a review's post.
_LEFT_OUT = frozenset(
    {
        "min_account_age_days",
        "min_membership_days",
        "voter_role_ids",
        "leavers_votes",
        "votes_counted",
        "channel_rules",
    }
)
_LISTED = frozenset({"language", "rating_style", "listed_reviews", "channel_rules"})
SETTINGS_SHOWN: Final[dict[PublishedKind, frozenset[str]]] = {
    PublishedKind.REVIEW: _VOTES | _LEFT_OUT | {"rating_style", "spoiler_policy"},
    PublishedKind.SUGGESTION: _VOTES | {"votes_counted", "channel_rules"},
    PublishedKind.PLACE: frozenset({"language"}),
    PublishedKind.WATCH: frozenset({"language"}),
    PublishedKind.OPENING: frozenset({"language"}),
    PublishedKind.DIGEST: _LISTED,
    PublishedKind.TOP: _LISTED,
    PublishedKind.SHARED_TOP: _LISTED,
    PublishedKind.PROFILE: frozenset({"language", "rating_style"}),
    PublishedKind.CASE: frozenset({"language", "spoiler_policy"}),
    PublishedKind.REMINDER: frozenset({"language"}),
}
OFFERED: Final = frozenset({"helpful_emoji", "not_helpful_emoji"})  # settings that decide what is put under posts
LISTS: Final = frozenset({PublishedKind.DIGEST, PublishedKind.TOP, PublishedKind.SHARED_TOP})
VOTED_ON: Final = frozenset({PublishedKind.REVIEW, PublishedKind.SUGGESTION})
# Discord lets nobody edit a poll; what leads on from a moved place is written when it is closed.
NEVER_DRAWN: Final = frozenset({PublishedKind.POLL, PublishedKind.MOVED})
# Their threads are called after what they show.
RENAMED: Final = frozenset({PublishedKind.REVIEW, PublishedKind.PLACE, PublishedKind.TALK})
