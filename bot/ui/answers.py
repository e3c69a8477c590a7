"""Answering an interaction: one way for replies, and the one place where errors are shown."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any

import discord

from bot.errors import UserError
from bot.i18n import _
from bot.ui.cards import card, container, text

if TYPE_CHECKING:
    from bot.client import Linger

_log = logging.getLogger(__name__)
_NOBODY = discord.AllowedMentions.none()


async def answer(
    interaction: discord.Interaction[Linger],
    view: discord.ui.LayoutView,
    *,
    private: bool = True,
    files: list[discord.File] | None = None,
) -> None:
    """Reply with a card: as the first response, or as a follow-up where there was one (such as a defer)."""
    extra: dict[str, Any] = {"files": files} if files else {}
    if interaction.response.is_done():
        await interaction.followup.send(view=view, ephemeral=private, allowed_mentions=_NOBODY, **extra)
    else:
        await interaction.response.send_message(view=view, ephemeral=private, allowed_mentions=_NOBODY, **extra)


async def say(interaction: discord.Interaction[Linger], sentence: str, *, private: bool = True) -> None:
    """Reply with one plain sentence."""
    await answer(interaction, card(text(sentence)), private=private)


async def change(
    interaction: discord.Interaction[Linger],
    view: discord.ui.LayoutView,
    *,
    files: list[discord.File] | None = None,
) -> None:
    """Replace the message that the pressed component belongs to."""
    attachments = files or []
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view, attachments=attachments, allowed_mentions=_NOBODY)
    else:
        await interaction.response.edit_message(view=view, attachments=attachments, allowed_mentions=_NOBODY)


async def answer_error(
    interaction: discord.Interaction[Linger], error: BaseException, *, typed: str | None = None
) -> None:
    """Show `error` to the person, privately; log what is ours to mend, with ids and never with texts.

    `typed` is what the person had written into the form that failed: it goes back as a file, like the text that
    the error itself returns.
    """
    files: list[discord.File] = []
    returned = error.returned_text if isinstance(error, UserError) else None
    returned = typed if returned is None else returned
    if isinstance(error, UserError):
        sentence = error.message
    elif isinstance(error, discord.Forbidden):
        sentence = _("Discord did not let me do that: I am missing a permission here. A server admin can grant it.")
        _log.warning("forbidden in guild %s, channel %s: %s", interaction.guild_id, interaction.channel_id, error.text)
    elif isinstance(error, discord.NotFound) and error.code == 10062:  # the person waited more than 3 s
        _log.warning("an interaction expired in guild %s before it was answered", interaction.guild_id)
        return
    else:
        sentence = _(
            "Something went wrong on my side; the log has it as {reference}. Nothing was lost: please try again.",
            reference=interaction.id,
        )
        _log.error(
            "interaction %s failed in guild %s, channel %s, user %s",
            interaction.id,
            interaction.guild_id,
            interaction.channel_id,
            interaction.user.id,
            exc_info=error,
        )
    if returned is not None:
        # A half of a character pair, which only a broken client sends, has no bytes of its own.
        files.append(discord.File(io.BytesIO(returned.encode("utf-8", "replace")), filename="your-text.md"))
        sentence = f"{sentence}\n{_('Your text is in the file, so that nothing is lost.')}"
    items: list[discord.ui.Item[Any]] = [text(sentence)]
    if files:
        items.append(discord.ui.File(f"attachment://{files[0].filename}"))
    try:
        await answer(interaction, card(container(*items, accent=discord.Colour.orange())), files=files)
    except discord.HTTPException as failure:
        _log.warning("the answer to interaction %s could not be sent: %s", interaction.id, failure)
