"""A ledger that says what was acknowledged, for bots in processes of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.services.votes.voting import Event, Ledger, LedgerChange
from bot.storage.ledger.votes import ReactionEvent


def telling_ledger(tell: Callable[..., None]) -> type[Ledger]:
    """One that tells of each reaction after it was stored: "+" or "-", its message and its member."""

    class TellingLedger(Ledger):
        def _stored(self, events: Sequence[Event], changes: Sequence[LedgerChange | Exception | None]) -> None:
            for event, change in zip(events, changes, strict=True):
                if isinstance(event, ReactionEvent) and isinstance(change, LedgerChange):
                    tell("-" if event.voter is None else "+", event.message_id, event.reaction.user_id)
            super()._stored(events, changes)

    return TellingLedger
