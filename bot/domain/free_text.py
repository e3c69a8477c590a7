"""Short texts that everybody reads at once: names, facts, reasons. They hold no spoilers, so no marks of them."""

from __future__ import annotations

from bot.domain.spoilers import read_markup
from bot.errors import UserError
from bot.i18n import _


def check_unmarked(text: str) -> str:
    """`text` as it came. Raises UserError, with the text given back, where something in it is marked as a spoiler."""
    if read_markup(text).marked:
        raise UserError(
            _("Everyone reads this, so it can't hold spoilers. Say it without what your spoiler marks hide."),
            returned_text=text,
        )
    return text
