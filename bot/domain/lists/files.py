"""What was uploaded, as named texts: unpacked within bounds and decoded, whatever wrote it."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from bot.domain.lists.entries import Unread
from bot.errors import UserError
from bot.i18n import _

if TYPE_CHECKING:
    import zipfile

MOST_BYTES: Final = 25 * 1024 * 1024  # of a file as it was uploaded; Discord's own limit is lower
MOST_UNPACKED: Final = 100 * 1024 * 1024  # over all files of an archive
MOST_FILES: Final = 200
_AT_ONCE: Final = 1024 * 1024
_WANTED: Final = (".csv", ".tsv", ".json", ".xml", ".txt")
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Part(Struct, frozen=True):
    """One file of what was uploaded."""

    name: str  # without folders, in small letters
    text: str


def unpack(name: str, data: bytes) -> tuple[list[Part], list[Unread]]:
    """The texts in an upload: itself, or the files of the archive that it is; with what could not be read.

    Raises UserError where nothing can be read at all: too large, empty, a picture, a broken archive.
    """
    if len(data) > MOST_BYTES:
        raise UserError(
            _(
                "I take lists of up to {most} MB; this file has {size} MB.",
                most=MOST_BYTES // 1024**2,
                size=-(-len(data) // 1024**2),
            )
        )
    if not data.strip(b"\x00 \r\n\t"):
        raise UserError(_("This file is empty."))
    if data.startswith(b"\x1f\x8b"):
        return [Part(_bare(name.removesuffix(".gz")), decode(_inflated(data)))], []
    if data.startswith(b"PK"):
        return _archive(data)
    return [Part(_bare(name), decode(data))], []


def decode(data: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or Windows-1252, which older programs save. Raises UserError for no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\x00" in data[:4096]:
        raise UserError(_("This is not a text. I read CSV, JSON, XML and text files, also in a ZIP."))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A file that was cut off may end within a character.
        if error.start >= len(data) - 4:
            return data[: error.start].decode("utf-8")
    return data.decode("cp1252", "replace")


def _inflated(data: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(data, MOST_UNPACKED)
    except zlib.error:
        raise UserError(_("This archive is damaged. Download it once more, or upload the files in it.")) from None
    if unpacker.unconsumed_tail:
        raise _too_much()
    return plain


def _archive(data: bytes) -> tuple[list[Part], list[Unread]]:
    import zipfile  # only for who brings an archive

    parts: list[Part] = []
    unread: list[Unread] = []
    left = MOST_UNPACKED
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise UserError(_("This archive is damaged. Download it once more, or upload the files in it.")) from None
    with archive:
        wanted = [one for one in archive.infolist() if not one.is_dir() and _bare(one.filename).endswith(_WANTED)]
        if len(wanted) > MOST_FILES:
            raise _too_much()
        for one in wanted:
            if one.filename.startswith("__MACOSX/"):
                continue
            try:
                plain = _bounded(archive, one, left)
                parts.append(Part(_bare(one.filename), decode(plain)))
                left -= len(plain)
            except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
                unread.append(Unread(one.filename, _("damaged, or locked with a password")))
            except _TooMuch:
                raise _too_much() from None
            except UserError as error:
                unread.append(Unread(one.filename, error.message))
    if not parts:
        raise UserError(_("There is no list in this archive. I read CSV, JSON, XML and text files."))
    return parts, unread


class _TooMuch(Exception):
    """A signal inside this module: more comes out than was announced or allowed."""


def _bounded(archive: zipfile.ZipFile, one: zipfile.ZipInfo, left: int) -> bytes:
    """The bytes of one file, counted as they come out: what an archive says of its sizes may be a lie."""
    pieces: list[bytes] = []
    with archive.open(one) as stream:
        while piece := stream.read(_AT_ONCE):
            left -= len(piece)
            if left < 0:
                raise _TooMuch
            pieces.append(piece)
    return b"".join(pieces)


def _too_much() -> UserError:
    return UserError(
        _(
            "There is too much in this archive: I unpack at most {most} MB. Upload the list itself.",
            most=MOST_UNPACKED // 1024**2,
        )
    )


def _bare(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1].lower()
