"""How far a review gives things away, and who may therefore see it.

The horizon is the last episode that a text gives away. None means the whole series; "spoiler-free" is a
promise that the author makes explicitly. In doubt, hide.
"""

from __future__ import annotations

from bot.domain.spoilers import sanitise_inline
from bot.errors import UserError
from bot.i18n import _, _n


def describe_horizon(horizon: int | None, spoiler_free: bool, episodes: int | None = None) -> str:
    """The badge of a review, in words: "Spoiler-free", "Spoils through episode 5", "Spoils the whole series".

    A horizon at or past the last of `episodes` is the whole series.
    """
    if spoiler_free:
        return _("Spoiler-free")
    if is_whole_series(horizon, episodes):
        return _("Spoils the whole series")
    return _("Spoils through episode {episode}", episode=horizon)


def thread_suffix(horizon: int | None, spoiler_free: bool, episodes: int | None = None) -> str:
    """The horizon as it stands in the name of a comment thread; at most 40 characters in English."""
    if spoiler_free:
        return _("no spoilers")
    if is_whole_series(horizon, episodes):
        return _("spoils everything")
    return _("spoils through ep {episode}", episode=horizon)


def is_whole_series(horizon: int | None, episodes: int | None) -> bool:
    """Whether the horizon leaves nothing of the series untold."""
    return horizon is None or (episodes is not None and horizon >= episodes)


def may_see(
    horizon: int | None, spoiler_free: bool, *, watched: int | None, finished: bool, episodes: int | None = None
) -> bool:
    """Whether a reader may see what lies behind the horizon.

    `watched` is the last episode seen, None where nothing is known; `finished` is true for those who have
    finished the series once. A text about the whole series is for those who have finished it or watched
    its last episode, which has to be known.
    """
    if spoiler_free or finished:
        return True
    if watched is None or watched <= 0:
        return False
    if is_whole_series(horizon, episodes):
        return episodes is not None and episodes > 0 and watched >= episodes
    return horizon is not None and 1 <= horizon <= watched


def check_horizon(horizon: int | None, *, title: str, episodes: int | None) -> int | None:
    """`horizon` as an episode of the series, or None for the whole of it.

    Raises UserError with the numbers for an episode that does not exist.
    """
    if horizon is None:
        return None
    if horizon < 1:
        raise UserError(
            _(
                "Episode {episode} does not exist. Episodes count from 1; leave it empty for the whole series.",
                episode=horizon,
            )
        )
    if episodes is not None and horizon > episodes:
        raise UserError(
            _n(
                "{title} has {count} episode; a review can't spoil through episode {episode}.",
                "{title} has {count} episodes; a review can't spoil through episode {episode}.",
                episodes,
                title=sanitise_inline(title),
                episode=horizon,
            ),
            reticent=_("{title} has no episode {episode}.", title=sanitise_inline(title), episode=horizon),
        )
    return horizon
