"""What the bot has to be allowed for each of its deeds, and what does not happen without it: one list for all.

The deed that is refused, `/config setup`, the panel and docs/permissions.md say it in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

import discord

from bot.errors import UserError
from bot.i18n import N_, _, joined

GuildPlace = discord.abc.GuildChannel | discord.Thread


class Deed(StrEnum):
    """What the bot does in a channel, or (events) in a server."""

    REVIEWS = "reviews"
    COMMENTS = "comments"
    SUGGESTIONS = "suggestions"
    PLACES = "places"
    GROUPS = "groups"
    REPORTS = "reports"
    LOG = "log"
    DIGEST = "digest"
    LOOKING_BACK = "looking-back"
    POLLS = "polls"
    PINS = "pins"
    VOTES = "votes"
    THREADS = "threads"
    PICTURES = "pictures"
    EVENTS = "events"


_POSTING: Final = ("view_channel", "send_messages", "read_message_history")
_VOTED_ON: Final = (*_POSTING, "add_reactions")
NEEDS: Final[Mapping[Deed, tuple[str, ...]]] = {
    Deed.REVIEWS: _VOTED_ON,
    Deed.COMMENTS: ("create_public_threads", "send_messages_in_threads"),
    Deed.SUGGESTIONS: _VOTED_ON,
    Deed.PLACES: ("view_channel", "create_public_threads", "send_messages_in_threads", "read_message_history"),
    Deed.GROUPS: ("view_channel", "send_messages"),
    Deed.REPORTS: _POSTING,
    Deed.LOG: _POSTING,
    Deed.DIGEST: (*_POSTING, "attach_files"),
    Deed.LOOKING_BACK: ("view_channel", "read_message_history"),
    Deed.POLLS: ("send_polls",),
    Deed.PINS: ("pin_messages",),
    Deed.VOTES: ("manage_messages",),
    Deed.THREADS: ("manage_threads",),
    Deed.PICTURES: ("attach_files",),
    Deed.EVENTS: ("create_events",),
}
# In a forum, where a post is a thread of its own.
_IN_FORUM: Final[Mapping[Deed, tuple[str, ...]]] = {
    Deed.REVIEWS: (*_VOTED_ON, "send_messages_in_threads"),
    Deed.PLACES: (*_POSTING, "send_messages_in_threads"),
}
WITHOUT: Final[Mapping[Deed, str]] = {
    Deed.REVIEWS: N_("Reviews can't be posted in {channel}. I am missing: {permissions}."),
    Deed.COMMENTS: N_("Reviews in {channel} can have no comments. I am missing: {permissions}."),
    Deed.SUGGESTIONS: N_("Recommendations can't be posted in {channel}. I am missing: {permissions}."),
    Deed.PLACES: N_("Places to talk can't be opened in {channel}. I am missing: {permissions}."),
    Deed.GROUPS: N_("Groups can't be started in {channel}. I am missing: {permissions}."),
    Deed.REPORTS: N_("Reports don't get into {channel}; /moderation queue has them. I am missing: {permissions}."),
    Deed.LOG: N_("The log isn't posted in {channel}; /audit has it. I am missing: {permissions}."),
    Deed.DIGEST: N_("The digest and top lists can't be posted in {channel}. I am missing: {permissions}."),
    Deed.LOOKING_BACK: N_("I can't look at what stands in {channel}. I am missing: {permissions}."),
    Deed.POLLS: N_("Episodes get no poll in {channel}. I am missing: {permissions}."),
    Deed.PINS: N_("The card of a place to talk isn't pinned in {channel}. I am missing: {permissions}."),
    Deed.VOTES: N_(
        "Of two contradicting votes in {channel} the earlier reaction stays, though it doesn't count."
        " I am missing: {permissions}."
    ),
    Deed.THREADS: N_("I can't rename or reopen threads in {channel}. I am missing: {permissions}."),
    Deed.PICTURES: N_("There are no pictures and no files in {channel}. I am missing: {permissions}."),
    Deed.EVENTS: N_("Groups don't stand in the calendar. I am missing: {permissions}."),
}
# What a server cannot do without; the rest is nice to have.
ESSENTIAL: Final = (Deed.REVIEWS, Deed.COMMENTS, Deed.SUGGESTIONS, Deed.PLACES, Deed.GROUPS)
HELPFUL: Final = (Deed.PICTURES, Deed.VOTES, Deed.THREADS, Deed.PINS, Deed.POLLS, Deed.EVENTS)


def permission_names() -> dict[str, str]:
    """Permissions Linger uses, as Discord's own settings call them."""
    return {
        "view_channel": _("View Channel"),
        "send_messages": _("Send Messages"),
        "send_messages_in_threads": _("Send Messages in Threads"),
        "create_public_threads": _("Create Public Threads"),
        "read_message_history": _("Read Message History"),
        "add_reactions": _("Add Reactions"),
        "attach_files": _("Attach Files"),
        "manage_messages": _("Manage Messages"),
        "manage_threads": _("Manage Threads"),
        "create_events": _("Create Events"),
        "send_polls": _("Create Polls"),
        "pin_messages": _("Pin Messages"),
    }


def deeds_by_permission() -> dict[str, list[Deed]]:
    """Every permission that any deed asks for, in the order of the invitation, with the deeds."""
    found: dict[str, list[Deed]] = {name: [] for name in permission_names()}
    for deed, wanted in NEEDS.items():
        for name in dict.fromkeys((*wanted, *_IN_FORUM.get(deed, ()))):
            found[name].append(deed)
    return found


def needs_in(channel: GuildPlace, deed: Deed) -> tuple[str, ...]:
    """What a deed needs in this kind of channel."""
    if isinstance(channel, discord.ForumChannel):
        return _IN_FORUM.get(deed, NEEDS[deed])
    if isinstance(channel, discord.Thread):
        return tuple("send_messages_in_threads" if name == "send_messages" else name for name in NEEDS[deed])
    return NEEDS[deed]


def missing_permissions(channel: GuildPlace, wanted: Iterable[str]) -> list[str]:
    """Names of the wanted permissions that we lack there."""
    return missing_of(channel.permissions_for(channel.guild.me), wanted)


def missing_of(have: discord.Permissions, wanted: Iterable[str]) -> list[str]:
    """Names of the wanted permissions that are not among those we have."""
    names = permission_names()
    return [names[name] for name in dict.fromkeys(wanted) if not getattr(have, name)]


def without(deed: Deed, channel: str, missing: Sequence[str]) -> str:
    """What does not happen in a channel (as people read it) for want of these permissions."""
    return _(WITHOUT[deed], channel=channel, permissions=joined(missing))


def trouble_with(channel: GuildPlace, deed: Deed) -> str | None:
    """What keeps the bot from a deed there, as a sentence, or None."""
    missing = missing_permissions(channel, needs_in(channel, deed))
    return without(deed, channel.mention, missing) if missing else None


def require_permissions(channel: GuildPlace, deed: Deed) -> None:
    """Raises UserError that says what does not happen, and names the channel and every missing permission."""
    trouble = trouble_with(channel, deed)
    if trouble:
        raise UserError(_("{trouble} An admin can grant it; nothing of yours is lost.", trouble=trouble))
