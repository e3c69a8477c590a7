"""What a review may be: ratings in half points, a short headline, a long body, and how its author saw the series."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from bot.domain.spoilers import (
    Reading,
    clean,
    discord_length,
    hide_all,
    is_blank,
    quoted,
    read_markup,
)
from bot.errors import UserError
from bot.i18n import _, _n, figure
from bot.patterns import later_re

MAX_BODY = 20_000  # characters
MAX_HEADLINE = 100
MAX_UPLOAD_BYTES = 200_000  # 20,000 characters of any script, with room to say by how much a text is too long
SUB_SCORES = ("story", "acting", "music", "rewatch")


class Stage(StrEnum):
    """Where the author stood when they wrote."""

    WATCHING = "watching"
    FINISHED = "finished"
    DROPPED = "dropped"
    REWATCH = "rewatch"


def describe_stage(stage: Stage, episode: int | None = None) -> str:
    """The stage in words, such as "Watching, at episode 5"."""
    if stage is Stage.WATCHING and episode:
        return _("Watching, at episode {episode}", episode=episode)
    if stage is Stage.DROPPED and episode:
        return _("Dropped at episode {episode}", episode=episode)
    return {
        Stage.WATCHING: _("Still watching"),
        Stage.FINISHED: _("Finished"),
        Stage.DROPPED: _("Dropped"),
        Stage.REWATCH: _("Watched again"),
    }[stage]


def check_headline(text: str) -> str:
    """A headline as it is kept: one line, shown to everyone whatever they have watched.

    Raises UserError when nothing of it can be seen, when it holds spoiler marks, or past `MAX_HEADLINE`
    characters.
    """
    headline = " ".join(clean(text).split())
    if is_blank(headline):
        raise UserError(
            _("A review needs a headline that can be read. Say in a few words how it was."), returned_text=text or None
        )
    if read_markup(headline).marked:
        raise UserError(
            _("Everyone sees the headline, so it can't hold spoilers. Take the spoiler marks and what they hide out."),
            returned_text=text,
        )
    over = discord_length(headline) - MAX_HEADLINE
    if over > 0:
        raise UserError(
            _n(
                "Headlines hold {limit} characters; yours has {length}. Cut {count}.",
                "Headlines hold {limit} characters; yours has {length}. Cut {count}.",
                over,
                limit=MAX_HEADLINE,
                length=MAX_HEADLINE + over,
            ),
            returned_text=text,
        )
    return headline


def check_body(text: str) -> str:
    """A body as it is kept: what the author wrote, without spaces around it and with plain line ends.

    Raises UserError, which carries the text back, when nothing of it can be seen or past `MAX_BODY`
    characters.
    """
    body = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if is_blank(body):
        raise UserError(
            _(
                "There is nothing to read in this review: it holds only spaces, bars or invisible characters. "
                "Write a few words."
            ),
            returned_text=text or None,
        )
    over = len(body) - MAX_BODY
    if over > 0:
        raise UserError(
            _n(
                "Reviews hold {limit} characters; yours has {length}. Cut {excess}.",
                "Reviews hold {limit} characters; yours has {length}. Cut {excess}.",
                over,
                limit=figure(MAX_BODY),
                length=figure(len(body)),
                excess=figure(over),
            ),
            returned_text=text,
        )
    return body


@lru_cache(maxsize=256)  # the texts that a busy server reads at one time; a hostile one costs most of a second
def reading_of(body: str, *, spoiler_free: bool) -> Reading:
    """The spans of a review as those see it who have not watched far enough.

    The author's marks count, also those of places from which on a text is hidden; where a review that is not
    spoiler-free has none, all of it is hidden.
    """
    reading = read_markup(body)
    if not reading.marked and not spoiler_free:
        return Reading(tuple(hide_all(reading.spans)), reading.trouble)
    return reading


def decode_upload(data: bytes, filename: str) -> str:
    """The text of an uploaded .txt or .md file: UTF-8, or UTF-16 with its byte order mark.

    Raises UserError for another kind of file, one that is too large, binary, or in another encoding.
    """
    name = quoted(filename)
    if not filename.lower().endswith((".txt", ".md", ".markdown", ".text")):
        raise UserError(
            _("I can read .txt and .md files; “{name}” is neither. Save your review as plain text.", name=name)
        )
    check_upload_size(len(data), filename)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) and not data.startswith(b"\xff\xfe\x00\x00"):
        return _decoded(data, "utf-16", filename)
    if b"\x00" in data:
        raise _not_text(filename)
    return _decoded(data, "utf-8-sig", filename)


def check_upload_size(size_bytes: int, filename: str) -> None:
    """Raises UserError for a file too large to be a review; call it before the file is fetched."""
    if size_bytes > MAX_UPLOAD_BYTES:
        raise UserError(
            _(
                "“{name}” has {size} kB; a review of {limit} characters never has more than {most} kB. "
                "Upload the text alone.",
                name=quoted(filename),
                size=figure(-(-size_bytes // 1_000)),
                limit=figure(MAX_BODY),
                most=figure(MAX_UPLOAD_BYTES // 1_000),
            )
        )


_BINARY = later_re("[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def _decoded(data: bytes, encoding: str, filename: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UserError(
            _(
                "“{name}” is not saved as UTF-8 (byte {position} does not fit). "
                "Save it again with the encoding UTF-8 and upload that.",
                name=quoted(filename),
                position=figure(error.start + 1),
            )
        ) from error
    if len(_BINARY.findall(text)) > max(2, len(text) // 100):
        raise _not_text(filename)
    return text


def _not_text(filename: str) -> UserError:
    return UserError(
        _(
            "“{name}” is not a text file. Save your review as plain text (.txt, UTF-8) and upload that.",
            name=quoted(filename),
        )
    )
