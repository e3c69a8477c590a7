"""Reports, the moderators' queue, and what moderators decide. The audit log is in cogs/audit.py."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord
from discord import app_commands

from bot.client import Linger
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.services import barring, moderating, queueing
from bot.services.moderating import Decision
from bot.services.unmoderating import undo_decision
from bot.ui.answers import answer, change, say
from bot.ui.authority import Authority, needs
from bot.ui.moderation_cards import (
    bars_list,
    case_card,
    confirm_delete,
    horizon_form,
    queue_list,
    report_form,
    warning_form,
)
from bot.ui.router import Fields, on_choose, on_press, on_submit
from cogs.moderation_queue import ModerationQueue
from cogs.patient_loop import PatientLoop

_Interaction = discord.Interaction[Linger]
_EVERY_S = 5.0


class Moderation(ModerationQueue):
    """Members report, moderators decide, both learn the outcome."""

    moderation = app_commands.Group(
        name="moderation",
        description="Reports, and who may not review for a time",
        guild_only=True,
        default_permissions=discord.Permissions(manage_messages=True),
    )

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._menu = app_commands.ContextMenu(
            name="Report this review", callback=self.report_message, extras={"feature": self.feature}
        )
        self._menu.guild_only = True
        self._loop = PatientLoop(bot, self.post_cards, every_s=_EVERY_S, name="moderators' queue")

    async def cog_load(self) -> None:
        """Open the doors, also the context menu's."""
        await super().cog_load()
        self.bot.tree.add_command(self._menu)
        self._loop.start()

    async def cog_unload(self) -> None:
        """Close them."""
        await self._loop.stop()
        self.bot.tree.remove_command(self._menu.name, type=discord.AppCommandType.message)
        await super().cog_unload()

    # Members

    async def report_message(self, interaction: _Interaction, message: discord.Message) -> None:
        """Report the review that a message shows."""
        case = await moderating.case_by_message(self.app.db, _guild_id(interaction), message.id)
        await self._ask_for_report(interaction, case.review_id)

    @on_press("reports.open")
    async def open_report(self, interaction: _Interaction, review_id: int) -> None:
        """Open the form of a report."""
        await self._ask_for_report(interaction, review_id)

    async def _ask_for_report(self, interaction: _Interaction, review_id: int) -> None:
        await moderating.reportable(self.app.db, _guild_id(interaction), review_id, interaction.user.id)
        await interaction.response.send_modal(report_form(review_id))

    @on_submit("reports.send")
    async def send_report(self, interaction: _Interaction, fields: Fields, review_id: int) -> None:
        """Keep the report; the card appears in the queue."""
        guild_id = _guild_id(interaction)
        await moderating.report_review(
            self.app.db,
            guild_id,
            review_id,
            interaction.user.id,
            reason=fields.text("reason"),
            note=fields.text("note"),
            now=self.app.clock(),
        )
        await say(interaction, _("Thank you. The moderators will look at it, and you will hear what came of it."))
        await self._draw_card(guild_id, review_id)
        self._loop.poke()

    # Moderators

    @moderation.command(name="queue", description="Reports that wait for a decision")
    @needs(Authority.MODERATOR)
    async def queue(self, interaction: _Interaction) -> None:
        """The longest waiting first."""
        guild_id = _guild_id(interaction)
        cases = await queueing.waiting_cases(self.app.db, guild_id)
        titles = {case.series_id: self._title(case) for case, _reports in cases}
        channel_id = self.app.servers.settings_of(guild_id).moderation_channel_id
        await answer(interaction, queue_list(cases, titles, channel_id=channel_id))

    @moderation.command(name="bar", description="Keep a member from reviewing for a time")
    @app_commands.describe(member="Who", days="For how many days", reason="They are told; empty for none")
    @needs(Authority.MODERATOR)
    async def bar_command(
        self,
        interaction: _Interaction,
        member: discord.User,
        days: app_commands.Range[int, 1, 365],
        reason: app_commands.Range[str, 0, 500] = "",
    ) -> None:
        """Bar a member."""
        bar = await barring.bar_member(
            self.app.db,
            _guild_id(interaction),
            member.id,
            interaction.user.id,
            days=days,
            reason=reason,
            now=self.app.clock(),
        )
        until = int(bar.until.timestamp())
        await say(
            interaction, _("{member} may not review here until <t:{until}:f>.", member=member.mention, until=until)
        )

    @moderation.command(name="unbar", description="Let a barred member review again")
    @app_commands.describe(member="Who")
    @needs(Authority.MODERATOR)
    async def unbar_command(self, interaction: _Interaction, member: discord.User) -> None:
        """Lift a bar."""
        await barring.lift_bar(
            self.app.db, _guild_id(interaction), member.id, interaction.user.id, now=self.app.clock()
        )
        await say(interaction, _("{member} may review here again.", member=member.mention))

    @moderation.command(name="bars", description="Who may not review now, and until when")
    @needs(Authority.MODERATOR)
    async def bars(self, interaction: _Interaction) -> None:
        """List the bars."""
        found = await queueing.barred_members(self.app.db, _guild_id(interaction), now=self.app.clock())
        await answer(interaction, bars_list(found))

    @on_press("moderation.open")
    @needs(Authority.MODERATOR)
    async def open_case(self, interaction: _Interaction, review_id: int) -> None:
        """One review's card, for the moderator alone."""
        case, reports = await moderating.case_of(self.app.db, _guild_id(interaction), review_id)
        view = case_card(case, reports, self._series(case))
        if interaction.message is not None and interaction.message.flags.ephemeral:
            await change(interaction, view)
        else:
            await answer(interaction, view)

    @on_press("moderation.keep")
    @needs(Authority.MODERATOR)
    async def keep(self, interaction: _Interaction, review_id: int) -> None:
        """Nothing is wrong with it."""
        await self._decide(interaction, review_id, moderating.keep_review)

    @on_press("moderation.hide")
    @needs(Authority.MODERATOR)
    async def hide(self, interaction: _Interaction, review_id: int) -> None:
        """Hide it."""
        await self._decide(interaction, review_id, moderating.hide_review)

    @on_press("moderation.restore")
    @needs(Authority.MODERATOR)
    async def restore(self, interaction: _Interaction, review_id: int) -> None:
        """Show it again."""
        await self._decide(interaction, review_id, moderating.restore_review)

    @on_press("moderation.delete")
    @needs(Authority.MODERATOR)
    async def ask_delete(self, interaction: _Interaction, review_id: int) -> None:
        """Ask once."""
        case, _reports = await moderating.case_of(self.app.db, _guild_id(interaction), review_id)
        await answer(interaction, confirm_delete(case))

    @on_press("moderation.gone")
    @needs(Authority.MODERATOR)
    async def delete(self, interaction: _Interaction, review_id: int) -> None:
        """Delete it."""
        await self._decide(interaction, review_id, moderating.delete_review)

    @on_press("moderation.widen")
    @needs(Authority.MODERATOR)
    async def ask_horizon(self, interaction: _Interaction, review_id: int) -> None:
        """How far does it really spoil?"""
        case, _reports = await moderating.case_of(self.app.db, _guild_id(interaction), review_id)
        if case.spoils_everything:
            raise UserError(_("This review already says that it spoils the whole series."))
        await interaction.response.send_modal(horizon_form(case, self._episodes(case)))

    @on_submit("moderation.widened")
    @needs(Authority.MODERATOR)
    async def widen(self, interaction: _Interaction, fields: Fields, review_id: int) -> None:
        """Widen the horizon."""
        case, _reports = await moderating.case_of(self.app.db, _guild_id(interaction), review_id)
        horizon = _episode(fields.text("horizon"))
        await self._decide(
            interaction, review_id, moderating.widen_horizon, horizon=horizon, episodes=self._episodes(case)
        )

    @on_press("moderation.warn")
    @needs(Authority.MODERATOR)
    async def ask_warning(self, interaction: _Interaction, review_id: int) -> None:
        """What should the author change?"""
        await moderating.case_of(self.app.db, _guild_id(interaction), review_id)
        await interaction.response.send_modal(warning_form(review_id))

    @on_submit("moderation.warned")
    @needs(Authority.MODERATOR)
    async def warn(self, interaction: _Interaction, fields: Fields, review_id: int) -> None:
        """Tell the author."""
        await self._decide(interaction, review_id, moderating.warn_author, note=fields.text("note"))

    @on_choose("moderation.bar")
    @needs(Authority.MODERATOR)
    async def bar(self, interaction: _Interaction, values: list[str], review_id: int) -> None:
        """Bar the author for the chosen days."""
        days = int(values[0]) if values and values[0].isdigit() and len(values[0]) < 5 else 0
        await self._decide(interaction, review_id, moderating.bar_author, days=days)

    @on_press("moderation.undo")
    @needs(Authority.MODERATOR)
    async def undo(self, interaction: _Interaction, entry_id: int) -> None:
        """Take a decision back."""
        guild_id = _guild_id(interaction)
        undone = await undo_decision(self.app.db, guild_id, entry_id, interaction.user.id, now=self.app.clock())
        self.bot.posts.touch("review", guild_id, undone.case.review_id)
        case, reports = await moderating.case_of(self.app.db, guild_id, undone.case.review_id)
        await change(interaction, case_card(case, reports, self._series(case), done=_("Taken back.")))
        self._loop.poke()

    # Inside

    async def _decide(
        self,
        interaction: _Interaction,
        review_id: int,
        decide: Callable[..., Awaitable[Decision]],
        **details: object,
    ) -> None:
        """Have a service decide, show the outcome where it was pressed, and bring everything else up to date."""
        guild_id = _guild_id(interaction)
        decision = await decide(self.app.db, guild_id, review_id, interaction.user.id, now=self.app.clock(), **details)
        self.bot.posts.touch("review", guild_id, review_id)
        self.bot.dispatch("errand")
        place = await queueing.card_of(self.app.db, guild_id, review_id)
        message = interaction.message
        if message is not None and (place is None or message.id == place[1] or message.flags.ephemeral):
            await change(interaction, await self._card(guild_id, review_id, decision))
        else:
            await answer(interaction, await self._card(guild_id, review_id, decision))
        await self._draw_card(guild_id, review_id, decision=decision, done_with=True)


def _guild_id(interaction: _Interaction) -> int:
    if interaction.guild_id is None:
        raise Gone(_("This works only inside a server."))
    return interaction.guild_id


def _episode(typed: str) -> int | None:
    typed = typed.strip()
    if typed in ("", "all"):
        return None
    if not (typed.isascii() and typed.isdigit()):
        raise UserError(
            _("“{typed}” is no episode. Write a number, or nothing for the whole series.", typed=typed[:20])
        )
    return int(typed)


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Moderation(bot))
