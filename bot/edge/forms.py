"""Forms, and how one that could not be taken opens again as it was filled in.

A form cannot answer a form, so a button stands between. What a form looks like is remembered while it is open; what
was filled in is kept in the database once it failed, and the button finds it there, after a restart as well.
"""

from __future__ import annotations

import logging
import time
import typing
from collections import OrderedDict
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import discord

from bot.app import App
from bot.edge.answers import answer
from bot.edge.callbacks import AnsweredMeanwhile
from bot.errors import FeatureOff, Gone, NotAllowed, UserError
from bot.i18n import _
from bot.services import keeping_forms
from bot.services.trouble import trouble_of
from bot.ui.kit.cards import Item, button, card, container, row, text

REOPEN = "forms.again"  # the button's action
_REMEMBERED = 300  # open forms; of one that was forgotten the words go back as a file
_NOT_WORTH = (Gone, NotAllowed, FeatureOff)  # the same form would fail again
_KINDS = {5: "user", 6: "role", 8: "channel"}  # types of selects, and what their values are

_log = logging.getLogger(__name__)
_Payload = dict[str, Any]


class OpenForms:
    """The forms that people have open now."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._open: OrderedDict[str, _Payload] = OrderedDict()

    async def open(self, interaction: discord.Interaction[Any], modal: discord.ui.Modal) -> None:
        """Show `modal`, and remember what it looks like."""
        modal.stop()  # what it is filled with comes through the router; the library would keep it for good
        self._open[modal.custom_id] = modal.to_dict()
        while len(self._open) > _REMEMBERED:
            self._open.popitem(last=False)
        try:
            await interaction.response.send_modal(modal)
        except (AnsweredMeanwhile, discord.InteractionResponded):  # it took so long that Discord was told to wait
            await self._hand_over(interaction, modal.to_dict())

    async def _hand_over(self, interaction: discord.Interaction[Any], form: _Payload) -> None:
        """A form must be the first answer: afterwards there is a button that opens it."""
        guild_id, user_id = interaction.guild_id or 0, interaction.user.id
        key = await keeping_forms.keep_form(self._app.db, form, guild_id, user_id, now=self._app.clock())
        said = _("That took a moment. The form is ready now.")
        await answer(interaction, card(container(text(said), row(form_again(key)))))

    async def keep(self, interaction: discord.Interaction[Any], error: Exception) -> str | None:
        """Keep what was filled in for another try; None where there is none, or where it would fail again."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return None
        data = typing.cast(_Payload, interaction.data)
        form = self._open.pop(data["custom_id"], None)
        if form is None or isinstance(error, _NOT_WORTH) or _was_taken(interaction):
            return None
        filled = _filled(form, {part["custom_id"]: part for part in parts_of(data) if "custom_id" in part})
        guild_id, user_id = interaction.guild_id or 0, interaction.user.id
        try:
            return await keeping_forms.keep_form(self._app.db, filled, guild_id, user_id, now=self._app.clock())
        except Exception as failure:  # noqa: BLE001 (the disk may be full: what is told then is the first failure)
            unexpected = None if trouble_of(failure) else failure
            _log.error("a form of user %s could not be kept; the words go back as a file", user_id, exc_info=unexpected)
            return None

    async def open_again(self, interaction: discord.Interaction[Any], key: str) -> None:
        """Show a kept form, filled. Raises Gone where it is somebody else's, or was forgotten."""
        guild_id, user_id = interaction.guild_id or 0, interaction.user.id
        form = await keeping_forms.kept_form(self._app.db, key, guild_id, user_id)
        if form is None or "components" not in form:
            raise Gone(_("This form is not kept any more. Please run the command again."))
        await self.open(interaction, _Reopened(form))


def form_again(key: str) -> Item:
    """The button that opens a kept form."""
    return button(_("Open the form"), REOPEN, key, style=discord.ButtonStyle.primary)


async def open_form(interaction: discord.Interaction[Any], modal: discord.ui.Modal) -> None:
    """Answer with a form; every form is opened by this, so that none loses what is typed into it."""
    await interaction.client.forms.open(interaction, modal)


def typed_texts(data: _Payload) -> list[str]:
    """What was typed into a submitted form, input by input."""
    return [part["value"] for part in parts_of(data) if isinstance(part.get("value"), str) and part["value"]]


def parts_of(data: _Payload) -> Iterator[_Payload]:
    """Every component of a form, those inside labels and rows after what holds them."""
    for part in data.get("components", []):
        yield part
        if "component" in part:
            yield from parts_of({"components": [part["component"]]})
        yield from parts_of(part)


def _was_taken(interaction: discord.Interaction[Any]) -> bool:
    """Whether the form was answered already: what fails afterwards is something else."""
    deferred = (
        discord.InteractionResponseType.deferred_channel_message,
        discord.InteractionResponseType.deferred_message_update,
    )
    return interaction.response.is_done() and interaction.response.type not in deferred


def _filled(form: _Payload, given: dict[str, _Payload]) -> _Payload:
    """`form` with what was given as what it opens with. A file that was chosen has to be chosen again."""
    filled = deepcopy(form)
    for part in parts_of(filled):
        answer = given.get(part.get("custom_id", ""))
        if answer is None:
            continue
        if isinstance(answer.get("value"), str):
            part["value"] = answer["value"]
        chosen = {str(value) for value in answer.get("values") or []}
        for option in part.get("options") or []:
            option["default"] = option["value"] in chosen
        if part["type"] in _KINDS:
            part["default_values"] = [{"id": value, "type": _KINDS[part["type"]]} for value in chosen]
    return filled


class _Reopened(discord.ui.Modal):
    """A form as it was filled in, under an id of its own."""

    def __init__(self, form: _Payload) -> None:
        action = form["custom_id"].rpartition(":")[0]
        super().__init__(title=form["title"], custom_id=f"{action}:{time.time_ns() % 10**9}")
        self._form = {**form, "custom_id": self.custom_id}
        self.stop()

    def to_dict(self) -> _Payload:
        """What is sent to Discord."""
        return self._form


def is_returned(error: BaseException, texts: list[str]) -> bool:
    """Whether the words that `error` gives back are among those that the form holds."""
    returned = error.returned_text if isinstance(error, UserError) else None
    return returned is None or returned.strip() in {text.strip() for text in texts}
