"""Answering an interaction: one way for replies, and the one place where errors are shown."""

from __future__ import annotations

import asyncio
import io
import logging
from typing import Any

import discord

from bot.edge.callbacks import AnsweredMeanwhile, Unheard, is_answering
from bot.edge.reaching import is_passing
from bot.errors import UserError
from bot.i18n import N_, _
from bot.services.trouble import Trouble, trouble_of
from bot.services.upkeep.meters import Outcome
from bot.ui.kit.cards import card, container, text
from bot.ui.kit.reader import words_of

_log = logging.getLogger(__name__)
_TOOK_TIME = "took time"  # in an interaction's extras: it was told to wait by us, with a private answer that thinks
_ANSWERED = "answered"  # as above: what was to be said after the waiting is said
_OVER = "over"  # as above: no answer reaches the person any more
_PATIENCE = "patience"  # as above: the timer that tells Discord that it takes longer
_late: set[asyncio.Task[None]] = set()
_TROUBLES = {
    Trouble.DISK_FULL: N_(
        "The disk that I keep things on is full, so this was not saved. Whoever runs me has to make room; you can still"
        " read everything."
    ),
    Trouble.HELD: N_("Another program is using my database just now, so this was not saved. Try again in a minute."),
    Trouble.AWAY: N_("My database cannot be reached just now, so this was not saved. Try again in a minute."),
    Trouble.FILE_MOVED: N_(
        "My database was moved away while I was running, so this was not saved. Whoever runs me has to start me again."
    ),
}


async def answer(
    interaction: discord.Interaction[Any],
    view: discord.ui.LayoutView,
    *,
    private: bool = True,
    files: list[discord.File] | None = None,
) -> int | None:
    """Reply with a card: as the first response, or as a follow-up where there was one (such as a defer).

    Returns the id of the message, where Discord told it. Raises Unheard where no way leads to the person any more.
    """
    extra: dict[str, Any] = {"files": files} if files else {}
    if not interaction.response.is_done():
        try:
            sent = await interaction.response.send_message(view=view, ephemeral=private, **extra)
        except (AnsweredMeanwhile, discord.InteractionResponded):
            for file in files or ():
                file.reset()
        else:
            _is_answered(interaction)
            return sent.message_id
    if not private and interaction.extras.get(_TOOK_TIME):  # the waiting was private, and so would be its end
        await interaction.delete_original_response()
    elif _is_thinking(interaction):
        interaction.extras[_ANSWERED] = True
        edited = await interaction.edit_original_response(view=view, attachments=files or [])
        return edited.id
    made: discord.Message = await interaction.followup.send(view=view, ephemeral=private, wait=True, **extra)
    return made.id


def _is_thinking(interaction: discord.Interaction[Any]) -> bool:
    """Whether a message stands there that waits for its words: an edit can be tried again, and stands there once."""
    thinks = interaction.response.type is discord.InteractionResponseType.deferred_channel_message
    return thinks and not interaction.extras.get(_ANSWERED)


async def defer(interaction: discord.Interaction[Any], *, in_place: bool = False, private: bool = True) -> None:
    """Take the time that a longer deed needs: in the message that was pressed, or with an answer that thinks."""
    if interaction.response.is_done():
        return
    try:
        if in_place:
            await interaction.response.defer()
        else:
            await interaction.response.defer(ephemeral=private, thinking=True)
    except (AnsweredMeanwhile, discord.InteractionResponded):
        pass  # it took longer already


def answer_in_time(interaction: discord.Interaction[Any], *, after_s: float) -> None:
    """Where nothing was answered after so long, Discord is told that it takes longer: it waits three seconds."""
    interaction.extras[_PATIENCE] = asyncio.get_running_loop().call_later(after_s, _take_time, interaction)


def _is_answered(interaction: discord.Interaction[Any]) -> None:
    """Nobody waits any more: the timer, and the interaction that it holds, are let go of."""
    patience: asyncio.TimerHandle | None = interaction.extras.pop(_PATIENCE, None)
    if patience is not None:
        patience.cancel()


def _take_time(interaction: discord.Interaction[Any]) -> None:
    if interaction.response.is_done() or interaction.extras.get(_OVER) or is_answering(interaction.id):
        return
    task = asyncio.create_task(_defer_late(interaction), name="an answer that takes longer")
    _late.add(task)
    task.add_done_callback(_late.discard)


async def _defer_late(interaction: discord.Interaction[Any]) -> None:
    # A button that stands on a message waits there; whatever comes of it can still be a message of its own.
    in_place = interaction.message is not None
    interaction.extras[_TOOK_TIME] = not in_place
    try:
        await defer(interaction, in_place=in_place)
    except (discord.DiscordException, OSError) as error:
        _log.warning("interaction %s could not be told that it takes longer: %s", interaction.id, error)


async def say(interaction: discord.Interaction[Any], sentence: str, *, private: bool = True) -> None:
    """Reply with one plain sentence, to the person alone or (not `private`) for everybody to see."""
    await answer(interaction, card(text(sentence)), private=private)


async def change(
    interaction: discord.Interaction[Any],
    view: discord.ui.LayoutView,
    *,
    files: list[discord.File] | None = None,
) -> None:
    """Replace the message that the pressed component belongs to."""
    attachments = files or []
    if not interaction.response.is_done():
        try:
            await interaction.response.edit_message(view=view, attachments=attachments)
        except (AnsweredMeanwhile, discord.InteractionResponded):
            for file in attachments:
                file.reset()
        else:
            _is_answered(interaction)
            return
    interaction.extras[_ANSWERED] = True
    await interaction.edit_original_response(view=view, attachments=attachments)


async def hand_back(interaction: discord.Interaction[Any], sentence: str, returned: str) -> None:
    """After a deed that went well: give somebody a text of theirs that it took the place of, as a file."""
    file = _text_file(returned)
    said = f"{sentence}\n{_('Your text is in the file, so that nothing is lost.')}"
    await answer(
        interaction, card(container(text(said), discord.ui.File(f"attachment://{file.filename}"))), files=[file]
    )


def _text_file(returned: str) -> discord.File:
    # A half of a character pair, which only a broken client sends, has no bytes of its own.
    return discord.File(io.BytesIO(returned.encode("utf-8", "replace")), filename="your-text.md")


def outcome_of(error: BaseException) -> Outcome:
    """What became of an answer that met this error."""
    return Outcome.REFUSED if isinstance(error, UserError) else Outcome.FAILED


async def answer_error(
    interaction: discord.Interaction[Any],
    error: BaseException,
    *,
    typed: str | None = None,
    again: discord.ui.Item[Any] | None = None,
    form: str | None = None,
) -> None:
    """Show `error` to the person, privately; log what is ours to mend, with ids and never with texts.

    `typed` is what the person had written into the form that failed: it goes back as a file, like the text that
    the error itself returns. `again` is a button that opens that form again; it goes below. `form` is the key under
    which that form is kept.
    """
    if isinstance(error, Unheard):
        _never_heard(interaction, error, form=form)
        return
    files: list[discord.File] = []
    returned = error.returned_text if isinstance(error, UserError) else None
    returned = typed if returned is None else returned
    if isinstance(error, UserError):
        sentence = words_of(error)
    elif (trouble := trouble_of(error)) is not None:
        sentence = _(_TROUBLES[trouble])
        _log.error("interaction %s could not be stored: %s", interaction.id, error)
    elif is_passing(error):
        sentence = _("Discord is not answering just now. Nothing is lost: try again in a minute.")
        _log.warning("interaction %s in guild %s met a silent Discord: %s", interaction.id, interaction.guild_id, error)
    elif isinstance(error, discord.Forbidden):
        sentence = _("Discord did not let me do that: I am missing a permission here. A server admin can grant it.")
        _log.warning("forbidden in guild %s, channel %s: %s", interaction.guild_id, interaction.channel_id, error.text)
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
        files.append(_text_file(returned))
        sentence = f"{sentence}\n{_('Your text is in the file, so that nothing is lost.')}"
    items: list[discord.ui.Item[Any]] = [text(sentence)]
    if files:
        items.append(discord.ui.File(f"attachment://{files[0].filename}"))
    if again is not None:
        items.append(discord.ui.ActionRow(again))
    try:
        await answer(interaction, card(container(*items, accent=discord.Colour.orange())), files=files)
    except Exception as failure:  # noqa: BLE001 (this is the last door: nobody is left to answer)
        _never_heard(interaction, failure, form=form)


def _never_heard(interaction: discord.Interaction[Any], failure: Exception, *, form: str | None) -> None:
    """Nothing reached the person: one line in the log, and a word to them at their next command."""
    _log.warning(
        "the answer to interaction %s in guild %s did not reach its person: %s",
        interaction.id,
        interaction.guild_id,
        failure,
    )
    interaction.extras[_OVER] = True
    interaction.client.dispatch("unheard", interaction, form)
