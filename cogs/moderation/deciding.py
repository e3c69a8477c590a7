"""What moderators press on a reported review's card, and the reasons that they give."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord
from discord import app_commands

from bot.domain.moderation import outcome_label
from bot.domain.published.kinds import PublishedKind
from bot.domain.reviews.records import HiddenReason, Review, ReviewState
from bot.domain.spoilers import quoted
from bot.edge.answers import answer, change
from bot.edge.authority import Authority, needs
from bot.edge.client import Linger
from bot.edge.forms import open_form
from bot.edge.guilds import require_guild_id
from bot.edge.router import Fields, on_choose, on_press, on_submit
from bot.edge.standing import require_standing
from bot.errors import Gone, NotAllowed, UserError
from bot.i18n import _, in_turn
from bot.services import publishing
from bot.services.moderation import moderating, moderation_queue
from bot.services.moderation.moderating import Decision, Overtaken
from bot.services.moderation.undoing import decided_about, undo_decision
from bot.ui.moderation.cards import reporters_list
from bot.ui.moderation.forms import horizon_form, reason_form
from cogs.moderation.part import ModerationPart
from cogs.moderation.queue import ModerationQueue

_Interaction = discord.Interaction[Linger]
_ENDS = (".", "!", "?", "…", ":", "。", "！", "？", "：")  # of a sentence: what follows is another one


async def complete_reason(interaction: _Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """This server's reasons that hold what was typed; what was typed itself goes as well."""
    templates = interaction.client.app.servers.settings_of(interaction.guild_id).reason_templates
    found = [each for each in templates if typed.casefold() in each.casefold()]
    return [app_commands.Choice(name=each[:100], value=each[:100]) for each in found[:25]]


def reason_of(fields: Fields) -> str:
    """The reason picked from the server's and the words written beside it, as one text."""
    template, own = fields.text("template").strip(), fields.text("reason").strip()
    if not template or not own or template.endswith(_ENDS):
        return f"{template} {own}".strip()
    return in_turn([template, own])


class Decisions(ModerationPart):
    """What moderators decide on a case's card: each decision is made once, and shown where it was pressed."""

    def __init__(self, bot: Linger, queue: ModerationQueue) -> None:
        super().__init__(bot)
        self._queue = queue

    @on_press("moderation.open")
    @needs(Authority.MODERATOR)
    async def open_card(self, interaction: _Interaction, review_id: int) -> None:
        """One review's card, for the moderator alone."""
        found = await self.reported(require_guild_id(interaction), review_id)
        view = self.private_card(found, interaction.user.id)
        if interaction.message is not None and interaction.message.flags.ephemeral:
            await change(interaction, view)
        else:
            await answer(interaction, view)

    @on_press("moderation.who")
    @needs(Authority.MODERATOR)
    async def who_reported(self, interaction: _Interaction, review_id: int) -> None:
        """Who reported it: told to a moderator alone, and never to its author."""
        found = await self.reported(require_guild_id(interaction), review_id)
        review, reports = found.review, found.open_reports
        if review.author_id == interaction.user.id:
            raise NotAllowed(_("This is your own review: nobody tells you who reported it."))
        await answer(interaction, reporters_list(reports))

    @on_press("moderation.keep")
    @needs(Authority.MODERATOR)
    async def keep(self, interaction: _Interaction, review_id: int) -> None:
        """Decide that nothing is wrong with a review: its reports are closed."""
        await self._decide(interaction, review_id, moderating.keep_review)

    @on_press("moderation.hide")
    @needs(Authority.MODERATOR)
    async def hide(self, interaction: _Interaction, review_id: int) -> None:
        """Ask why a review is hidden."""
        await self._ask(interaction, review_id, _("Hide this review"), "moderation.hidden")

    @on_submit("moderation.hidden")
    @needs(Authority.MODERATOR)
    async def hidden(self, interaction: _Interaction, fields: Fields, review_id: int) -> None:
        """Hide a review from everybody, and tell its author why."""
        await self._decide(interaction, review_id, moderating.hide_review, reason=reason_of(fields))

    @on_press("moderation.restore")
    @needs(Authority.MODERATOR)
    async def restore(self, interaction: _Interaction, review_id: int) -> None:
        """Show a hidden review to everybody again."""
        await self._decide(interaction, review_id, moderating.restore_review)

    @on_press("moderation.delete")
    @needs(Authority.MODERATOR)
    async def ask_delete(self, interaction: _Interaction, review_id: int) -> None:
        """Ask whether, and why, a review is deleted."""
        await self._ask(interaction, review_id, _("Delete this review?"), "moderation.gone")

    @on_submit("moderation.gone")
    @needs(Authority.MODERATOR)
    async def delete(self, interaction: _Interaction, fields: Fields, review_id: int) -> None:
        """Delete a review, and tell its author why; a decision can be taken back."""
        await self._decide(interaction, review_id, moderating.delete_review, reason=reason_of(fields))

    @on_press("moderation.widen")
    @needs(Authority.MODERATOR)
    async def ask_horizon(self, interaction: _Interaction, review_id: int) -> None:
        """Ask how far a review really spoils. Raises UserError where it says that it spoils everything."""
        review = (await self.reported(require_guild_id(interaction), review_id)).review
        if review.spoils_everything:
            raise UserError(_("This review already says that it spoils the whole series."))
        await require_standing(interaction, review.author_id)
        await open_form(interaction, horizon_form(review, self.episodes_of(review), self.templates(interaction)))

    @on_submit("moderation.widened")
    @needs(Authority.MODERATOR)
    async def widen(self, interaction: _Interaction, fields: Fields, review_id: int) -> None:
        """Let a review spoil as far as it does: its horizon moves there."""
        review = (await self.reported(require_guild_id(interaction), review_id)).review
        horizon = _episode(fields.text("horizon"))
        await self._decide(
            interaction,
            review_id,
            moderating.widen_horizon,
            horizon=horizon,
            episodes=self.episodes_of(review),
            reason=reason_of(fields),
        )

    @on_press("moderation.warn")
    @needs(Authority.MODERATOR)
    async def ask_warning(self, interaction: _Interaction, review_id: int) -> None:
        """Ask what the author should change."""
        title, question = _("Warn the author"), _("What should they change?")
        await self._ask(interaction, review_id, title, "moderation.warned", question=question)

    @on_submit("moderation.warned")
    @needs(Authority.MODERATOR)
    async def warn(self, interaction: _Interaction, fields: Fields, review_id: int) -> None:
        """Tell the author what moderators ask of them; the review stays."""
        await self._decide(interaction, review_id, moderating.warn_author, note=reason_of(fields))

    @on_choose("moderation.bar")
    @needs(Authority.MODERATOR)
    async def ask_bar(self, interaction: _Interaction, values: list[str], review_id: int) -> None:
        """Ask why the author is barred for the chosen days."""
        days = int(values[0]) if values and values[0].isdigit() and len(values[0]) < 5 else 0
        await self._ask(interaction, review_id, _("Bar the author"), "moderation.barred", days)

    @on_submit("moderation.barred")
    @needs(Authority.MODERATOR)
    async def bar(self, interaction: _Interaction, fields: Fields, review_id: int, days: int) -> None:
        """Bar the author for the chosen days."""
        await self._decide(interaction, review_id, moderating.ban_author, days=days, reason=reason_of(fields))

    @on_press("moderation.undo")
    @needs(Authority.MODERATOR)
    async def undo(self, interaction: _Interaction, entry_id: int) -> None:
        """Take a decision back, and show the review's case as it stands then."""
        guild_id = require_guild_id(interaction)
        author_id = await decided_about(self.app.db, guild_id, entry_id)
        if author_id is not None:
            await require_standing(interaction, author_id)
        undone = await undo_decision(self.app.db, guild_id, entry_id, interaction.user.id, now=self.app.clock())
        self.bot.posts.schedule_edit("review", guild_id, undone.review.id)
        if undone.review.state is ReviewState.POSTING:
            self.bot.late.add(PublishedKind.REVIEW, guild_id, undone.review.id)
            self.bot.late.wake()
        self.bot.dispatch("outbox")
        self.bot.posts.look()
        await self._show_outcome(interaction, undone.review.id, _("Taken back."))
        self._queue.wake()

    # Inside

    async def _ask(
        self, interaction: _Interaction, review_id: int, title: str, action: str, *more: int, question: str = ""
    ) -> None:
        """The form of a reason, for whoever may decide about the review's author."""
        found = await self.reported(require_guild_id(interaction), review_id)
        review = found.review
        await require_standing(interaction, review.author_id)
        already = _decided_already(review, action)
        if already is not None:  # no words are asked for what will not be done
            await answer(interaction, self.private_card(found, interaction.user.id, overtaken=already))
            return
        form = reason_form(title, action, review_id, *more, templates=self.templates(interaction), question=question)
        await open_form(interaction, form)

    async def _decide(
        self,
        interaction: _Interaction,
        review_id: int,
        decide: Callable[..., Awaitable[Decision]],
        **details: object,
    ) -> None:
        """Have a service decide, show the outcome where it was pressed, and bring everything else up to date."""
        guild_id = require_guild_id(interaction)
        review = (await self.reported(guild_id, review_id)).review
        await require_standing(interaction, review.author_id)
        try:
            decision = await decide(
                self.app.db, guild_id, review_id, interaction.user.id, now=self.app.clock(), **details
            )
        except (Gone, Overtaken) as error:  # somebody was faster: this is how it is now
            found = await self.reported(guild_id, review_id)
            said = error.message if isinstance(error, Overtaken) else _("This review is deleted.")
            await answer(interaction, self.private_card(found, interaction.user.id, overtaken=said))
            return
        self.bot.posts.schedule_edit("review", guild_id, review_id)
        self.bot.posts.look()
        self.bot.dispatch("outbox")
        said = _("Everybody can read it again.") if decision.is_shown_again else outcome_label(decision.outcome)
        await self._show_outcome(interaction, review_id, said)

    async def _show_outcome(self, interaction: _Interaction, review_id: int, said: str) -> None:
        """In the place of the card that was pressed, where it is one that everybody may see, or the presser's own."""
        guild_id, message = require_guild_id(interaction), interaction.message
        marks = await publishing.count_marks(self.app.db, guild_id)
        found = await self.reported(guild_id, review_id)
        if message is not None and message.flags.ephemeral:
            await change(interaction, self.private_card(found, interaction.user.id, done=said))
        elif message is not None and await moderation_queue.is_card(self.app.db, found.review, message.id):
            await change(interaction, self.public_card(found, done=said))
            if await publishing.count_marks(self.app.db, guild_id) != marks:  # it may have been drawn anew meanwhile
                await self._draw_anew(guild_id, message.id)
        else:
            await answer(interaction, self.private_card(found, interaction.user.id, done=said))

    async def _draw_anew(self, guild_id: int, message_id: int) -> None:
        shown = await publishing.by_message(self.app.db, guild_id, message_id)
        if shown is not None:
            self.bot.posts.schedule_edit(shown.kind, guild_id, shown.subject)


def _decided_already(review: Review, action: str) -> str | None:
    """Why there is nothing left to ask, where somebody has decided it before."""
    if action in ("moderation.hidden", "moderation.gone") and review.state is ReviewState.DELETED:
        return _("This review is deleted.")
    if action == "moderation.hidden" and review.hidden_reason is HiddenReason.MODERATOR:
        return _("This review is hidden already.")
    return None


def _episode(typed: str) -> int | None:
    typed = typed.strip()
    if typed in ("", "all"):
        return None
    if not (typed.isascii() and typed.isdigit()):
        raise UserError(
            _(
                "“{typed}” is no episode. Write a number, or nothing for the whole series.",
                typed=quoted(typed, limit=20),
            )
        )
    return int(typed)
