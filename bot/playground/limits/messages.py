"""Discord's rules for a message: lengths, counts, what may stand beside what."""

from __future__ import annotations

from typing import Any

from bot.playground.api_errors import Json, refused
from bot.playground.limits.components import check_components
from bot.playground.limits.forms import Form, Path
from bot.playground.world.emoji import is_known
from bot.playground.world.model import World

SUPPRESS_EMBEDS, EPHEMERAL, LOADING, SUPPRESS_NOTIFICATIONS, V2 = 1 << 2, 1 << 6, 1 << 7, 1 << 12, 1 << 15
MOST_CONTENT, MOST_EMBEDS, MOST_EMBED_CHARACTERS, MOST_FILES = 2000, 10, 6000, 10
FILE_SIZE, REQUEST_SIZE = 10 * 1024 * 1024, 25 * 1024 * 1024


def check_message(world: World, form: Form, body: Json, *, filenames: frozenset[str], path: Path = ()) -> None:
    """Note every fault of a message as it would stand after the request."""
    flags = int(body.get("flags") or 0)
    form.text((*path, "content"), body.get("content"), most=MOST_CONTENT)
    if flags & V2:
        for beside in ("content", "embeds", "poll", "sticker_ids"):
            if body.get(beside):
                message = f'The "{beside}" field cannot be used when using MessageFlags.IS_COMPONENTS_V2'
                form.fail((*path, beside), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)
    else:
        check_embeds(form, body.get("embeds"), path=(*path, "embeds"))
        if body.get("poll"):
            check_poll(world, form, body["poll"], path=(*path, "poll"))
    if flags & V2 or body.get("components"):
        check_components(
            world, form, body.get("components"), v2=bool(flags & V2), filenames=filenames, path=(*path, "components")
        )
    _check_attachments(form, body.get("attachments"), path=(*path, "attachments"))
    _check_mentions(form, body.get("allowed_mentions"), path=(*path, "allowed_mentions"))
    nonce = body.get("nonce")
    if isinstance(nonce, str):
        form.text((*path, "nonce"), nonce, most=25)


def is_empty(body: Json) -> bool:
    """Whether nothing would be left to show; such a message is refused with 50006."""
    if (body.get("content") or "").strip():
        return False
    return not any(body.get(part) for part in ("embeds", "components", "attachments", "poll", "sticker_ids"))


def check_files(files: dict[str, tuple[str, bytes]]) -> None:
    """A file has at most 10 MiB, a request 25 MiB; raises 413."""
    sizes = [len(content) for _, content in files.values()]
    if any(size > FILE_SIZE for size in sizes) or sum(sizes) > REQUEST_SIZE:
        raise refused(40005, "Request entity too large", status=413)


def check_embeds(form: Form, embeds: object, *, path: Path) -> None:
    """At most ten, 6,000 characters together, and each part within its own bound."""
    total = 0
    for index, embed in enumerate(form.items(path, embeds, most=MOST_EMBEDS)):
        here = (*path, index)
        if not isinstance(embed, dict):
            form.fail(here, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            continue
        form.text((*here, "title"), embed.get("title"), most=256)
        form.text((*here, "description"), embed.get("description"), most=4096)
        total += len(embed.get("title") or "") + len(embed.get("description") or "")
        author, footer = embed.get("author") or {}, embed.get("footer") or {}
        form.text((*here, "author", "name"), author.get("name"), most=256)
        form.text((*here, "footer", "text"), footer.get("text"), most=2048)
        total += len(author.get("name") or "") + len(footer.get("text") or "")
        for number, field in enumerate(form.items((*here, "fields"), embed.get("fields"), most=25)):
            spot = (*here, "fields", number)
            form.text((*spot, "name"), field.get("name"), least=1, most=256, required=True)
            form.text((*spot, "value"), field.get("value"), least=1, most=1024, required=True)
            total += len(field.get("name") or "") + len(field.get("value") or "")
        _check_embed_addresses(form, embed, here)
        form.number((*here, "color"), embed.get("color"), least=0, most=0xFFFFFF)
    if total > MOST_EMBED_CHARACTERS:
        message = f"Embed size exceeds maximum size of {MOST_EMBED_CHARACTERS}"
        form.fail(path, "MAX_EMBED_SIZE_EXCEEDED", message)


def _check_embed_addresses(form: Form, embed: Json, path: Path) -> None:
    spots: list[tuple[Path, Any]] = [((*path, "url"), embed.get("url"))]
    spots += [((*path, part, "url"), (embed.get(part) or {}).get("url")) for part in ("image", "thumbnail")]
    for spot, address in spots:
        if address and not str(address).startswith(("http://", "https://", "attachment://")):
            form.fail(spot, "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https').")


def check_poll(world: World, form: Form, poll: Any, *, path: Path) -> None:
    """A question of 300 characters, one to ten answers of 55, open for at most 32 days."""
    question = (poll.get("question") or {}).get("text")
    form.text((*path, "question", "text"), question, least=1, most=300, required=True)
    for index, answer in enumerate(form.items((*path, "answers"), poll.get("answers"), least=1, most=10)):
        media = answer.get("poll_media") or {}
        here = (*path, "answers", index, "poll_media")
        form.text((*here, "text"), media.get("text"), least=1, most=55, required=True)
        if media.get("emoji") is not None and not is_known(world, media["emoji"]):
            form.fail((*here, "emoji"), "POLL_INVALID_EMOJI", "Invalid emoji")
    form.number((*path, "duration"), poll.get("duration"), least=1, most=768)


def _check_attachments(form: Form, attachments: object, *, path: Path) -> None:
    for index, attachment in enumerate(form.items(path, attachments, most=MOST_FILES)):
        if isinstance(attachment, dict):
            form.text((*path, index, "filename"), attachment.get("filename"), most=1024)
            form.text((*path, index, "description"), attachment.get("description"), most=1024)


def _check_mentions(form: Form, allowed: Any, *, path: Path) -> None:
    if not isinstance(allowed, dict):
        return
    parse = form.items((*path, "parse"), allowed.get("parse"), most=3)
    for index, kind in enumerate(parse):
        form.choice((*path, "parse", index), kind, ("roles", "users", "everyone"))
    for kind in ("users", "roles"):
        if form.items((*path, kind), allowed.get(kind), most=100) and kind in parse:
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            form.fail(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)
