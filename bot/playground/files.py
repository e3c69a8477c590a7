"""Serves what is no API: the page's own files, attachments, and a picture for everything that has one."""

from __future__ import annotations

from hashlib import blake2s
from pathlib import Path

from aiohttp import web

from bot.playground.pictures import disc
from bot.playground.world.attachments import Attachments, content_type, is_displayed

_FOR_GOOD = {"Cache-Control": "max-age=31536000, immutable"}


class FileRoutes:
    """Routes for the page's folder and the world's attachments.

    What the page loads has an edition in its address, and so may be kept by the browser: of one page these are sixty
    files, which are asked for again only after one of them has changed.
    """

    def __init__(self, page: Path, attachments: Attachments) -> None:
        self._page = page.resolve()
        self._attachments = attachments
        self._edition = ""  # which the page was given last

    def add_routes(self, app: web.Application) -> None:
        """Put them into the application."""
        app.router.add_get("/attachments/{channel_id}/{attachment_id}/{filename}", self._attachment)
        app.router.add_get("/cdn/{path:.*}", self._picture)
        app.router.add_get("/", self._index)
        app.router.add_get("/static/{edition:[0-9a-f]{16}}/{path:.*}", self._static)
        app.router.add_get("/static/{path:.*}", self._static)

    async def _attachment(self, request: web.Request) -> web.Response:
        content = self._attachments.get(request.match_info["attachment_id"])
        if content is None:
            raise web.HTTPNotFound
        kind = content_type(request.match_info["filename"])
        headers = {"Content-Type": kind, "X-Content-Type-Options": "nosniff"}
        # What could run as a page (HTML, SVG) is never shown in place.
        headers["Content-Disposition"] = "inline" if is_displayed(kind) else "attachment"
        headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return web.Response(body=content, headers=headers)

    async def _picture(self, request: web.Request) -> web.Response:
        """Avatars, icons and emoji: a coloured disc for each, so that nothing is missing."""
        return web.Response(body=disc(request.match_info["path"]), content_type="image/svg+xml")

    async def _index(self, request: web.Request) -> web.StreamResponse:
        self._edition = _edition_of(self._page)
        text = (self._page / "index.html").read_text(encoding="utf-8")
        return web.Response(text=text.replace("/static/", f"/static/{self._edition}/"), content_type="text/html")

    async def _static(self, request: web.Request) -> web.StreamResponse:
        path = self._path(request.match_info["path"])
        is_kept = request.match_info.get("edition") == self._edition
        return web.FileResponse(path, headers=_FOR_GOOD if is_kept else None)

    def _path(self, name: str) -> Path:
        """Where a file of the page lies. Raises HTTPBadRequest, HTTPNotFound."""
        try:
            path = (self._page / name).resolve()
            is_there = path.is_relative_to(self._page) and path.is_file()
        except (ValueError, OSError):  # NUL, half a surrogate pair, a name longer than the disk takes
            raise web.HTTPBadRequest(text="That is no name of a file.\n") from None
        if not is_there:
            raise web.HTTPNotFound
        return path


def _edition_of(page: Path) -> str:
    """Sixteen hexadecimal digits: others after any file of the page was changed, added or removed."""
    files = [(str(each), each.stat()) for each in page.rglob("*") if each.is_file()]
    found = sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in files)
    return blake2s(repr(found).encode(), digest_size=8).hexdigest()
