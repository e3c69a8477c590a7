"""Files that people and the bot attach: kept in memory or in a folder, served from the CDN address."""

from __future__ import annotations

import mimetypes
import re
import struct
from pathlib import Path
from urllib.parse import quote

from bot.playground.api_errors import Json
from bot.playground.world.model import World

_UNSAFE = re.compile(r"[^\w.\-]+")
_STORED = re.compile(r"/attachments/\d+/(\d+)/")
_DISPLAYED = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
SPOILER_FLAG = 1 << 3


class Attachments:
    """Stores contents by attachment id. With a `folder` they survive a restart."""

    def __init__(self, world: World, *, folder: Path | None = None) -> None:
        self._world = world
        self._folder = folder
        self._contents: dict[str, bytes] = {}
        self.base_url = ""

    def add(self, filename: str, content: bytes, *, channel_id: str, description: str | None = None) -> Json:
        """Keep a file and return its attachment object."""
        attachment_id = self._world.snowflakes.next()
        safe = _UNSAFE.sub("_", filename).strip("_") or "file"
        if self._folder is None:
            self._contents[attachment_id] = content
        else:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / attachment_id).write_bytes(content)
        url = f"{self.base_url}/attachments/{channel_id}/{attachment_id}/{quote(safe)}"
        data: Json = {
            "id": attachment_id,
            "filename": safe,
            "size": len(content),
            "url": url,
            "proxy_url": url,
            "content_type": content_type(safe),
            "flags": 0,
        }
        if safe != filename:
            data["title"] = Path(filename).stem
        if safe.startswith("SPOILER_"):
            data["flags"] = SPOILER_FLAG
        if description:
            data["description"] = description
        size = picture_size(content)
        if size is not None:
            data["width"], data["height"] = size
        return data

    def get(self, attachment_id: str) -> bytes | None:
        """A stored file's content, or None. Blocking file access; files are small and local."""
        if self._folder is None:
            return self._contents.get(attachment_id)
        path = self._folder / attachment_id
        return path.read_bytes() if attachment_id.isdigit() and path.is_file() else None

    def forget(self, message: Json) -> None:
        """Drop the files that a deleted message showed, wherever it showed them."""
        for attachment_id in _STORED.findall(repr(message)):
            self._contents.pop(attachment_id, None)
            if self._folder is not None:
                (self._folder / attachment_id).unlink(missing_ok=True)


def content_type(filename: str) -> str:
    """The type by the name's ending; text carries its encoding."""
    found = mimetypes.guess_type(filename)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


def is_displayed(kind: str) -> bool:
    """Whether a browser may show the file in place; everything else is offered as a download."""
    return kind.split(";", maxsplit=1)[0] in _DISPLAYED


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF, WebP or JPEG picture, else None."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content[:4] == b"RIFF" and content[8:16] == b"WEBPVP8X" and len(content) >= 30:
        return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Walk the segments to the frame header; its marker is C0–CF without C4, C8 and CC."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None
