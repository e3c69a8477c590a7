"""Turns what a request says into what a message holds: mentions, embeds, components, files, polls."""

from __future__ import annotations

import copy
import re
from typing import Any

from bot.playground.api_errors import Json
from bot.playground.core import Core, Files
from bot.playground.limits.components import FILE, GALLERY, TEXT_DISPLAY, THUMBNAIL, walk
from bot.playground.world.model import Channel
from bot.playground.world.permissions import P, in_channel

_USER = re.compile(r"<@!?(\d{15,20})>")
_ROLE = re.compile(r"<@&(\d{15,20})>")
_EVERYONE = re.compile(r"@(?:everyone|here)")


def mentions_json(core: Core, channel: Channel, author_id: str, body: Json) -> Json:
    """Who a message pings: only those that `allowed_mentions` and permissions let through."""
    texts = [body.get("content") or ""]
    texts += [part["content"] for part in walk(body.get("components") or []) if part["type"] == TEXT_DISPLAY]
    text = "\n".join(texts)
    allowed = body.get("allowed_mentions")
    parse = ("users", "roles", "everyone") if allowed is None else tuple(allowed.get("parse") or ())
    users = _named(_USER.findall(text), "users", parse, allowed)
    world = core.world
    users = [user_id for user_id in users if user_id in world.users]
    roles: list[str] = []
    everyone = False
    if channel.guild_id is not None:
        guild = world.guilds[channel.guild_id]
        may_ping_all = bool(in_channel(world, channel, author_id) & P.MENTION_EVERYONE)
        for role_id in _named(_ROLE.findall(text), "roles", parse, allowed):
            role = guild.roles.get(role_id)
            if role is not None and (role["mentionable"] or may_ping_all):
                roles.append(role_id)
        everyone = "everyone" in parse and may_ping_all and _EVERYONE.search(text) is not None
    return {
        "mentions": [world.users[user_id].data for user_id in users],
        "mention_roles": roles,
        "mention_everyone": everyone,
    }


def _named(found: list[str], kind: str, parse: tuple[str, ...], allowed: Any) -> list[str]:
    unique = list(dict.fromkeys(found))
    if kind in parse:
        return unique
    chosen = {str(one) for one in ((allowed or {}).get(kind) or ())}
    return [one for one in unique if one in chosen]


def stored_files(core: Core, channel: Channel, body: Json, files: Files, existing: list[Json]) -> list[Json]:
    """The message's attachments after the request: the kept ones, then the uploaded ones."""
    listed = body.get("attachments")
    described: dict[str, Json] = {}
    if listed is not None:
        described = {str(entry.get("id")): entry for entry in listed if isinstance(entry, dict)}
        existing = [
            {**old, **{key: described[old["id"]][key] for key in ("description",) if key in described[old["id"]]}}
            for old in existing
            if old["id"] in described
        ]
    added = []
    for index, (filename, content) in files.items():
        note = described.get(index, {})
        added.append(
            core.attachments.add(
                note.get("filename") or filename, content, channel_id=channel.id, description=note.get("description")
            )
        )
    return [*existing, *added]


def file_names(body: Json, files: Files, existing: list[Json]) -> frozenset[str]:
    """The names that `attachment://` may use."""
    names = {old["filename"] for old in existing} | {filename for filename, _ in files.values()}
    names |= {str(entry["filename"]) for entry in body.get("attachments") or [] if entry.get("filename")}
    return frozenset(names)


def placed_components(components: list[Json], attachments: list[Json]) -> list[Json]:
    """Components as Discord returns them: numbered, with media resolved to addresses, and every id as text."""
    placed = copy.deepcopy(components)
    by_name = {attachment["filename"]: attachment for attachment in attachments}
    used = {part["id"] for part in walk(placed) if part.get("id")}
    number = 0
    for part in walk(placed):
        if not part.get("id"):
            number += 1
            while number in used:
                number += 1
            part["id"] = number
        for default in part.get("default_values") or ():
            default["id"] = str(default["id"])  # as a number a browser would round it
        if part["type"] == GALLERY:
            for item in part["items"]:
                item["media"] = _media(item["media"], by_name)
        elif part["type"] == THUMBNAIL:
            part["media"] = _media(part["media"], by_name)
        elif part["type"] == FILE:
            part["file"] = _media(part["file"], by_name)
            attached = by_name.get(part["file"]["url"].rpartition("/")[2])
            if attached is not None:
                part["name"], part["size"] = attached["filename"], attached["size"]
    return placed


def _media(media: Json, by_name: dict[str, Json]) -> Json:
    url = str(media["url"])
    known = by_name.get(url.removeprefix("attachment://")) if url.startswith("attachment://") else None
    base = {"url": url, "proxy_url": url, "width": None, "height": None, "content_type": None, "loading_state": 2}
    base |= {"placeholder": "", "flags": 0}
    if known is None:
        return base
    return base | {
        "url": known["url"],
        "proxy_url": known["proxy_url"],
        "width": known.get("width"),
        "height": known.get("height"),
        "content_type": known["content_type"],
        "attachment_id": known["id"],
    }


def placed_embeds(embeds: list[Json], attachments: list[Json]) -> tuple[list[Json], list[Json]]:
    """Embeds with their pictures resolved, and the attachments that are not shown inside one."""
    placed = copy.deepcopy(embeds)
    by_name = {attachment["filename"]: attachment for attachment in attachments}
    inside: set[str] = set()
    for embed in placed:
        embed["type"] = "rich"
        for part, key in (("image", "url"), ("thumbnail", "url"), ("author", "icon_url"), ("footer", "icon_url")):
            holder = embed.get(part)
            url = str((holder or {}).get(key) or "")
            if holder and url.startswith("attachment://") and url.removeprefix("attachment://") in by_name:
                known = by_name[url.removeprefix("attachment://")]
                inside.add(known["id"])
                holder[key] = known["url"]
                if part in ("image", "thumbnail"):
                    holder |= {"proxy_url": known["url"], "width": known.get("width"), "height": known.get("height")}
    return placed, [attachment for attachment in attachments if attachment["id"] not in inside]


def placed_poll(core: Core, poll: Json) -> Json:
    """A poll as it stands below a message; it closes after `duration` hours (24 unless told)."""
    closes = core.clock.now() + float(poll.get("duration") or 24) * 3600
    answers = [
        {"answer_id": number, "poll_media": answer["poll_media"]} for number, answer in enumerate(poll["answers"], 1)
    ]
    return {
        "question": {"text": poll["question"]["text"]},
        "answers": answers,
        "allow_multiselect": bool(poll.get("allow_multiselect")),
        "layout_type": poll.get("layout_type") or 1,
        "expiry": core.clock.timestamp(closes),
        "_finished": False,
    }
