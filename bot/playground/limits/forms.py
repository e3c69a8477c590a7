"""Collects what is wrong with a request body into Discord's nested `errors` tree (code 50035)."""

from __future__ import annotations

from typing import Any

from bot.playground.api_errors import ApiError, Json

Path = tuple[str | int, ...]


class Form:
    """The faults of one request body; `raise_if_wrong` answers with all of them at once."""

    def __init__(self) -> None:
        self.errors: Json = {}

    def fail(self, path: Path, code: str, message: str) -> None:
        """Note a fault at `path`, a sequence of keys and indexes."""
        node = self.errors
        for key in path:
            node = node.setdefault(str(key), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def raise_if_wrong(self) -> None:
        """Raise 400 Invalid Form Body if anything was noted."""
        if self.errors:
            raise ApiError(400, 50035, "Invalid Form Body", self.errors)

    def text(self, path: Path, value: object, *, most: int, least: int = 0, required: bool = False) -> bool:
        """Check a text's length; True when it is there and in order."""
        if value is None or value == "":
            if required:
                self.fail(path, "BASE_TYPE_REQUIRED", "This field is required")
            return value == "" and least == 0 and not required
        if not isinstance(value, str):
            self.fail(path, "BASE_TYPE_STRING", "Must be a string.")
            return False
        if least <= len(value) <= most:
            return True
        if least:
            message = f"Must be between {least} and {most} in length."
            self.fail(path, "BASE_TYPE_BAD_LENGTH", message)
        else:
            self.fail(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        return False

    def items(self, path: Path, value: object, *, most: int, least: int = 0) -> list[Any]:
        """The list at `path`; notes a fault when it is none or its size is out of bounds."""
        if value is None:
            value = []
        if not isinstance(value, list):
            self.fail(path, "BASE_TYPE_LIST", "Only iterables may be used in a ListType")
            return []
        if not least <= len(value) <= most:
            bounds = f"between {least} and {most}" if least else f"{most} or fewer"
            self.fail(path, "BASE_TYPE_BAD_LENGTH", f"Must be {bounds} in length.")
        return value

    def number(
        self, path: Path, value: object, *, least: float, most: float, required: bool = False
    ) -> int | float | None:
        """The number at `path` within bounds, or None (noted when wrong or required and missing)."""
        if value is None:
            if required:
                self.fail(path, "BASE_TYPE_REQUIRED", "This field is required")
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fail(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')
            return None
        if value < least:
            self.fail(path, "NUMBER_TYPE_MIN", f"Value should be greater than or equal to {least}.")
        elif value > most:
            self.fail(path, "NUMBER_TYPE_MAX", f"Value should be less than or equal to {most}.")
        else:
            return value
        return None

    def choice(self, path: Path, value: object, allowed: tuple[Any, ...]) -> bool:
        """Whether `value` is one of `allowed`; noted when not."""
        if value in allowed:
            return True
        listed = ", ".join(str(option) for option in allowed)
        self.fail(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")
        return False
