"""Serves what is no API: the page's own files, attachments, and a picture for everything that has one."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from bot.playground.pictures import disc
from bot.playground.world.attachments import Attachments, content_type, is_displayed


class FileRoutes:
    """Routes for the page's folder and the world's attachments."""

    def __init__(self, page: Path, attachments: Attachments) -> None:
        self._page = page.resolve()
        self._attachments = attachments

    def add_routes(self, app: web.Application) -> None:
        """Put them into the application."""
        app.router.add_get("/attachments/{channel_id}/{attachment_id}/{filename}", self._attachment)
        app.router.add_get("/cdn/{path:.*}", self._picture)
        app.router.add_get("/", self._index)
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
        return self._file("index.html")

    async def _static(self, request: web.Request) -> web.StreamResponse:
        return self._file(request.match_info["path"])

    def _file(self, name: str) -> web.StreamResponse:
        try:
            path = (self._page / name).resolve()
            is_there = path.is_relative_to(self._page) and path.is_file()
        except (ValueError, OSError):  # NUL, half a surrogate pair, a name longer than the disk takes
            raise web.HTTPBadRequest(text="That is no name of a file.\n") from None
        if not is_there:
            raise web.HTTPNotFound
        return web.FileResponse(path)
