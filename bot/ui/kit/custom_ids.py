"""Custom ids: what a button, select or modal says when it comes back, also after a restart.

Form: `action:argument:argument…`, such as `reviews.read:412`. Nothing else is remembered anywhere.
"""

from __future__ import annotations

MAX_CUSTOM_ID = 100


def custom_id(action: str, *arguments: object) -> str:
    """The custom id of `action` with `arguments`. Raises ValueError past Discord's 100 characters."""
    parts = [action, *map(str, arguments)]
    text = ":".join(parts)
    if text.count(":") != len(arguments):
        raise ValueError(f"a colon inside {parts}")
    if len(text) > MAX_CUSTOM_ID:
        raise ValueError(f"custom id of {len(text)} characters: {text}")
    return text


def split_custom_id(text: str) -> tuple[str, list[str]]:
    """The action and the arguments, as strings."""
    action, *arguments = text.split(":")
    return action, arguments
