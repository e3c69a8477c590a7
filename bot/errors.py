"""Errors that are answers: raised anywhere, shown in one place per door."""

from __future__ import annotations


class LingerError(Exception):
    """The root of the errors that Linger raises on purpose."""


class UserError(LingerError):
    """What a person is told: what happened, the value, and the next step; already translated.

    `returned_text` is text the person wrote; the door gives it back as a file, so that nothing is lost. `reticent` is
    the sentence for those who do not want to know how many episodes there are, where `message` says it.
    """

    def __init__(self, message: str, *, returned_text: str | None = None, reticent: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.returned_text = returned_text
        self.reticent = reticent


class NotAllowed(UserError):
    """The person may not do this here."""


class FeatureOff(UserError):
    """The feature is switched off in this server or channel."""


class Gone(UserError):
    """What the person acted on does not exist any more."""


class StartError(LingerError):
    """Something keeps the program from starting; the operator reads one sentence. Exit status 2."""


class NotYet(StartError):
    """What the program needs is not there, and may come by itself. Exit status 1: its supervisor tries again."""


class CatalogueError(StartError):
    """A catalogue file is broken; the sentence names file, line and field."""
