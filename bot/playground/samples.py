"""The sample members act, through the same doors as any person: they type, fill in, press and react."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from bot.playground.api_errors import Json
from bot.playground.interactions.access import commands_in
from bot.playground.interactions.payloads import COMMAND, COMPONENT, MODAL
from bot.playground.limits.components import walk
from bot.playground.limits.modals import modal_fields
from bot.playground.sample_texts import PROGRESS, REVIEWS, SampleReview
from bot.playground.server import LoopbackDiscord

_PATIENCE_S = 30.0
_STEP_S = 0.02
_TRIES = 10


class Stage:
    """One channel of the sample world and the people who act in it."""

    def __init__(self, discord: LoopbackDiscord, guild_name: str, channel_name: str) -> None:
        self.discord = discord
        world = discord.world
        self._guild = next(guild for guild in world.guilds.values() if guild.data["name"] == guild_name)
        here = (world.channels[channel_id] for channel_id in self._guild.channel_ids)
        self.channel_id = next(channel.id for channel in here if channel.data["name"] == channel_name)
        self._ids = {user.name: user.id for user in world.users.values()}

    async def act(self, actor: str, body: Json) -> Json:
        """One interaction; returns its outcome."""
        return await self.discord.people.interact(self._ids[actor], {**body, "channel_id": self.channel_id})

    async def command(self, actor: str, group: str, name: str, options: list[Json]) -> Json:
        """A slash command with a subcommand."""
        found = next(c for c in commands_in(self.discord.world, self._guild) if c["name"] == group and c["type"] == 1)
        nested = [{"name": name, "type": 1, "options": options}]
        data = {"id": found["id"], "name": group, "type": 1, "options": nested}
        return await self.act(actor, {"type": COMMAND, "data": data})

    def posts(self) -> list[Json]:
        """What stands in the channel for everybody, the oldest first."""
        bot_id = self.discord.world.bot_id
        return self.discord.people.messages(self._ids["mina"], self.channel_id) if bot_id else []

    def message(self, actor: str, message_id: str) -> Json:
        """A message as the actor sees it now: one that said that the bot thinks has its words later."""
        seen = self.discord.people.messages(self._ids[actor], self.channel_id)
        return next(message for message in seen if message["id"] == message_id)

    def react(self, actor: str, message_id: str, emoji: str) -> None:
        """React to a message."""
        self.discord.people.react(self._ids[actor], self.channel_id, message_id, emoji)


async def act_out(discord: LoopbackDiscord) -> None:
    """Have the sample members keep their progress, post their reviews and vote on each other's.

    They wait for answers longer than Discord does: a slow machine needs its time while it starts.
    """
    usual = discord.interactions.answer_within_s
    discord.interactions.answer_within_s = _PATIENCE_S
    try:
        await _act_out(Stage(discord, "The Rooftop Club", "reviews"))
    finally:
        discord.interactions.answer_within_s = usual


async def _act_out(stage: Stage) -> None:
    for member, series_id, episode in PROGRESS:
        options: list[Json] = [
            {"name": "series", "type": 3, "value": series_id},
            {"name": "episode", "type": 4, "value": episode},
        ]
        await stage.command(member, "progress", "set", options)
    for review in REVIEWS:
        await _post(stage, review)


async def _post(stage: Stage, review: SampleReview) -> None:
    before = {post["id"] for post in stage.posts()}
    modal = await _form(stage, review)
    answers = {
        "rating": str(review.rating),
        "headline": review.headline,
        "body": review.body,
        "horizon": review.horizon,
        "stage": review.stage,
    }
    parts = [_filled(field, answers[field["custom_id"]]) for field in modal_fields(modal["components"]).values()]
    data = {"custom_id": modal["custom_id"], "components": parts}
    preview_id = (await stage.act(review.author, {"type": MODAL, "data": data}))["message"]["id"]
    press = await _eventually(lambda: _post_button(stage.message(review.author, preview_id)))
    data = {"custom_id": press["custom_id"], "component_type": 2}
    await stage.act(review.author, {"type": COMPONENT, "message_id": preview_id, "data": data})
    post = await _eventually(lambda: next((p for p in stage.posts() if _is_new_post(p, before)), None))
    for name in review.helpful:
        stage.react(name, post["id"], "👍")
    for name in review.not_helpful:
        stage.react(name, post["id"], "👎")


async def _form(stage: Stage, review: SampleReview) -> Json:
    """The form of a review; asked for again where the bot took longer than it may before it opens one."""
    options: list[Json] = [{"name": "series", "type": 3, "value": review.series_id}]
    for _try in range(_TRIES):
        modal: Json | None = (await stage.command(review.author, "review", "write", options)).get("modal")
        if modal is not None:
            return modal
    raise TimeoutError("the form of a sample review was not opened")


def _post_button(preview: Json) -> Json | None:
    parts = walk(preview["components"])
    return next((part for part in parts if str(part.get("custom_id", "")).startswith("reviews.post:")), None)


def _is_new_post(message: Json, before: set[str]) -> bool:
    if message["id"] in before or message.get("flags", 0) & 64:
        return False
    return any(str(part.get("custom_id", "")).startswith("reviews.read:") for part in walk(message["components"]))


def _filled(field: Json, answer: str) -> Json:
    part: Json = {"type": field["type"], "custom_id": field["custom_id"]}
    return {**part, "value": answer} if field["type"] == 4 else {**part, "values": [answer]}


async def _eventually(look: Callable[[], Any]) -> Any:
    for _try in range(int(_PATIENCE_S / _STEP_S)):
        found = look()
        if found is not None:
            return found
        await asyncio.sleep(_STEP_S)
    raise TimeoutError("a sample review was not posted")
