"""Who reads the answer that is being made: their wishes reach every card without being handed from one to the next.

`listen` is called at the doors, once the person is known, and holds until the end of the task. What is said to
everybody (`bot.i18n.speaking`) follows nobody's wishes.
"""

from __future__ import annotations

from contextvars import ContextVar

from bot.domain.kept_back import NOTHING, KeptBack, Topic
from bot.domain.series import Series
from bot.errors import UserError
from bot.i18n import speaks_to_everybody

_current: ContextVar[KeptBack] = ContextVar("reader", default=NOTHING)


def listen(wishes: KeptBack) -> None:
    """Make what follows in this task for somebody with these wishes."""
    _current.set(wishes)


def wishes() -> KeptBack:
    """The wishes of whoever reads what is being made."""
    return NOTHING if speaks_to_everybody() else _current.get()


def is_kept_back(topic: Topic, series: Series | None, *, of: int | None = None) -> bool:
    """Whether the reader is not to be told that of `series`; what they said themselves (`of` is their id) they know."""
    reader = wishes()
    return reader.keeps(topic, series) and (of is None or of != reader.user_id)


def kept_back_of(series: Series | None) -> tuple[Topic, ...]:
    """What the reader is not to be told of `series`, always in one order; for most readers nothing."""
    reader = wishes()
    return tuple(sorted(topic for topic in reader.topics if reader.keeps(topic, series))) if reader.topics else ()


def words_of(error: UserError) -> str:
    """What the reader is told of a mistake: without the number of episodes where they do not want to know it."""
    return error.reticent if error.reticent and Topic.EPISODES in wishes().topics else error.message
