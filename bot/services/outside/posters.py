"""Posters: fetched once, checked, made small, and kept on disk within bounds, so that they outlive their links."""

from __future__ import annotations

import asyncio
import hashlib
import io
import logging
import os
import time
from pathlib import Path
from typing import Final

from bot.domain.series import Poster
from bot.providers.door import Http
from bot.providers.pictures import fetch_picture
from bot.providers.protocol import OutsideError

_log = logging.getLogger(__name__)

LARGEST: Final = (500, 750)  # pixels; a card shows fewer
_MOST_PIXELS: Final = 40_000_000
_LEAST_SIDE: Final = 40
_KEEP_S: Final = 150 * 86_400.0  # TMDB's terms let nothing be kept for longer than six months
_NOT_AGAIN_S: Final = 3600.0  # after one could not be had
_FORMATS: Final = ("JPEG", "PNG", "WEBP")


class Posters:
    """A folder of pictures, each under a fingerprint of its address; at most `most_bytes`, and none with 0."""

    def __init__(self, http: Http, folder: Path, *, most_bytes: int, trusted: str = "") -> None:
        self._http = http
        self._folder = folder
        self._most_bytes = most_bytes
        self._trusted = trusted  # an address that pictures may come from although it is not public
        self._under_way: dict[str, asyncio.Task[bytes | None]] = {}
        self._not_before: dict[str, float] = {}

    async def get(self, poster: Poster | None, *, within_s: float) -> bytes | None:
        """The picture as JPEG; None where there is none, it is for grown-ups, or it takes longer than `within_s`.

        What takes longer goes on in the background, so that it is there the next time.
        """
        if poster is None or poster.adult:
            return None
        kept = await asyncio.to_thread(self._kept, poster.url)
        if kept is not None or self._not_before.get(poster.url, 0.0) > time.monotonic():
            return kept
        task = self._under_way.get(poster.url)
        if task is None:
            task = asyncio.create_task(self._fetch(poster.url), name="fetching a poster")
            self._under_way[poster.url] = task
            task.add_done_callback(lambda _done: self._under_way.pop(poster.url, None))
        try:
            async with asyncio.timeout(within_s):
                return await asyncio.shield(task)
        except TimeoutError:
            return None

    async def tidy(self) -> None:
        """Remove what may not be kept any longer, and what is beyond the store's bounds. Raises OSError."""
        await asyncio.to_thread(self._make_room)

    async def close(self) -> None:
        """Cancel what is being loaded, and wait until it has ended."""
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _fetch(self, url: str) -> bytes | None:
        try:
            raw = await fetch_picture(self._http, url, home=self._trusted)
            picture = await asyncio.to_thread(made_small, raw)
        except (OutsideError, ValueError) as error:
            self._not_before[url] = time.monotonic() + _NOT_AGAIN_S
            _log.info("a poster could not be had (%s); it is left out for an hour", error)
            return None
        try:
            if self._most_bytes:
                await asyncio.to_thread(self._keep, url, picture)
        except OSError as error:
            _log.warning("posters can't be kept in %s: %s", self._folder, error.strerror)
        return picture

    def _path(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:40]}.jpg"

    def _kept(self, url: str) -> bytes | None:
        path = self._path(url)
        try:
            if time.time() - path.stat().st_mtime > _KEEP_S:
                return None
            os.utime(path, (time.time(), path.stat().st_mtime))  # when it was used last; when it was fetched stays
            return path.read_bytes()
        except OSError:
            return None

    def _keep(self, url: str, picture: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(url)
        new = path.with_suffix(".new")
        new.write_bytes(picture)
        new.replace(path)  # whole or not at all
        self._make_room(newest=path)

    def _make_room(self, newest: Path | None = None) -> None:
        """Take away what is too old, then what was not used for longest, until the store is within its bounds."""
        files = [(each.stat(), each) for each in self._folder.glob("*.jpg")]
        total = sum(stat.st_size for stat, _path in files)
        oldest = time.time() - _KEEP_S
        for stat, path in sorted(files, key=lambda one: (one[0].st_mtime >= oldest, one[0].st_atime)):
            if stat.st_mtime >= oldest and total <= self._most_bytes:
                return
            if path != newest:
                path.unlink(missing_ok=True)
                total -= stat.st_size


def made_small(raw: bytes) -> bytes:
    """A picture that a stranger sent as a JPEG of ours, at most `LARGEST`. Raises ValueError for what is none.

    Its size is read before it is unpacked, and it is drawn anew: nothing of the file but its pixels goes on.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(raw), formats=_FORMATS) as picture:
            width, height = picture.size
            if not (min(width, height) >= _LEAST_SIDE and width * height <= _MOST_PIXELS):
                raise ValueError(f"{width} × {height} pixels are no poster")
            picture.draft("RGB", LARGEST)
            drawn = picture.convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(f"it can't be drawn ({type(error).__name__})") from None
    drawn.thumbnail(LARGEST)
    target = io.BytesIO()
    drawn.save(target, "JPEG", quality=82, optimize=True)
    return target.getvalue()
