"""What people are told where Discord refuses to make, open or change something of ours: one table for every door."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NoReturn

import discord

from bot.errors import UserError
from bot.i18n import N_, _

ARCHIVED: Final = 50083
_THREADS = N_("This server has as many open threads as Discord allows. Close one that is quiet, then ask again.")

# Discord's codes → what happened, and the next step.
REFUSALS: Final[dict[int, str]] = {
    160006: _THREADS,
    160007: _THREADS,
    ARCHIVED: N_("That thread is closed and I may not open it. A moderator can unlock it, then ask again."),
    160005: N_("That thread is locked. A moderator can unlock it, then ask again."),
    30007: N_("This channel has as many webhooks as Discord allows. An admin can remove one, then ask again."),
    30013: N_("This server has as many channels as Discord allows. An admin can remove one, then ask again."),
    30030: N_("This server has as many categories as Discord allows. An admin can remove one, then ask again."),
    30033: N_("That thread has as many members as Discord allows. Talk goes on in a new one: ask a moderator for it."),
    30038: N_("This server has as many planned events as Discord allows. An admin can remove one, then ask again."),
    30047: N_("This forum has as many pinned posts as Discord allows. A moderator can unpin one."),
    40067: N_("This forum insists on a tag, and I know none that fits. An admin can add one to it."),
}


def explained(error: Exception) -> Exception:
    """`error` in words where Discord's code says enough; any other as it is."""
    known = REFUSALS.get(error.code) if isinstance(error, discord.HTTPException) else None
    return error if known is None else UserError(_(known))


def raise_as(told: Exception, error: Exception) -> NoReturn:
    """Raise `told`, which came of `error`, or is the same: nothing may be its own cause, or whoever follows the causes
    never comes to an end."""
    if told is error:
        raise error
    raise told from error


@contextmanager
def explaining() -> Iterator[None]:
    """Around what makes, opens or reopens a thread: a refusal that is known is raised as UserError."""
    try:
        yield
    except discord.HTTPException as error:
        raise_as(explained(error), error)
