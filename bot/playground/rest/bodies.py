"""Reads request bodies: JSON, or multipart with `payload_json` and files."""

from __future__ import annotations

from typing import Any

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.playground.api_errors import bad_json, refused
from bot.playground.core import Files
from bot.playground.json_text import parse_json
from bot.playground.limits.messages import REQUEST_SIZE


async def read_body(request: web.Request) -> tuple[Any, Files]:
    """The JSON of a request (None without a body) and its files by index."""
    if request.content_type.startswith("multipart/"):
        try:
            return await _multipart(request)
        except (HttpProcessingError, ValueError, RuntimeError):  # what aiohttp says of parts that are none
            raise bad_json() from None
    raw = await request.read()
    if not raw:
        return None, {}
    try:
        return parse_json(raw), {}
    except ValueError:
        raise bad_json() from None


async def _multipart(request: web.Request) -> tuple[Any, Files]:
    body: Any = None
    files: Files = {}
    total = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise bad_json()
        content = bytes(await part.read())
        total += len(content)
        if total > REQUEST_SIZE + 1024 * 1024:
            raise refused(40005, "Request entity too large", status=413)
        if part.name == "payload_json":
            body = parse_json(content)
        elif part.filename is not None:
            name = part.name or str(len(files))
            index = name[name.find("[") + 1 : name.rfind("]")] if "[" in name else name
            files[index] = (part.filename, content)
    return body, files
