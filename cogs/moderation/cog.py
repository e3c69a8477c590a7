"""Reports, the moderators' queue, and what moderators decide. The audit log is in cogs/audit.py."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.edge.answers import answer, change, say
from bot.edge.authority import Authority, needs
from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.edge.forms import open_form
from bot.edge.guilds import require_guild_id
from bot.edge.router import Fields, on_press, on_submit
from bot.edge.standing import require_standing
from bot.i18n import _, moment
from bot.services.moderation import auditing, cases, moderation_queue, reporting, review_bans
from bot.ui.moderation.cards import queue_list, review_bans_list
from bot.ui.moderation.cases import CASES_PER_PAGE, case_card, history_card
from bot.ui.moderation.deeds import told_reason
from bot.ui.moderation.forms import reason_form, report_form, with_reason
from cogs.moderation.deciding import Decisions, complete_reason, reason_of
from cogs.moderation.queue import ModerationQueue

_Interaction = discord.Interaction[Linger]


class Moderation(FeatureCog):
    """Members report, moderators decide, both learn the outcome."""

    feature = "moderation"

    moderation = app_commands.Group(
        name="moderation",
        description="Reports, and who may not review for a time",
        guild_only=True,
        default_permissions=discord.Permissions(manage_messages=True),
    )

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self.queue = ModerationQueue(bot)
        self.decisions = Decisions(bot, self.queue)
        self.parts = (self.decisions,)
        self._menu = app_commands.ContextMenu(
            name="Report this review", callback=self.report_message, extras={"feature": self.feature}
        )
        self._menu.guild_only = True

    async def cog_load(self) -> None:
        """Open the doors, also the context menu's."""
        await super().cog_load()
        self.bot.tree.add_command(self._menu)
        self.queue.start()

    async def cog_unload(self) -> None:
        """Close the doors, also the context menu's."""
        await self.queue.stop()
        self.bot.tree.remove_command(self._menu.name, type=discord.AppCommandType.message)
        await super().cog_unload()

    # Members

    async def report_message(self, interaction: _Interaction, message: discord.Message) -> None:
        """Report the review that a message shows."""
        review = await reporting.review_by_message(self.app.db, require_guild_id(interaction), message.id)
        await self._ask_for_report(interaction, review.id)

    @on_press("reports.open")
    async def open_report(self, interaction: _Interaction, review_id: int) -> None:
        """Open the form of a report."""
        await self._ask_for_report(interaction, review_id)

    async def _ask_for_report(self, interaction: _Interaction, review_id: int) -> None:
        guild_id = require_guild_id(interaction)
        await reporting.reportable(
            self.app.db,
            guild_id,
            review_id,
            interaction.user.id,
            most_a_day=self.app.servers.settings_of(guild_id).reports_per_day,
            now=self.app.clock(),
        )
        await open_form(interaction, report_form(review_id))

    @on_submit("reports.send")
    async def send_report(self, interaction: _Interaction, fields: Fields, review_id: int) -> None:
        """Keep the report; the card appears in the queue."""
        guild_id = require_guild_id(interaction)
        await reporting.report_review(
            self.app.db,
            guild_id,
            review_id,
            interaction.user.id,
            reason=fields.text("reason"),
            note=fields.text("note"),
            most_a_day=self.app.servers.settings_of(guild_id).reports_per_day,
            now=self.app.clock(),
        )
        await say(interaction, _("Thank you. The moderators will look at it, and you will hear what came of it."))
        self.bot.posts.look()
        self.queue.wake()

    # Moderators

    @moderation.command(name="queue", description="Reports that wait for a decision")
    @needs(Authority.MODERATOR)
    async def queue_command(self, interaction: _Interaction) -> None:
        """List the reported reviews that wait, the longest waiting first."""
        guild_id = require_guild_id(interaction)
        reviews = await moderation_queue.waiting_reviews(self.app.db, guild_id)
        titles = {review.series_id: self.queue.title_of(review) for review, _reports in reviews}
        channel_id = self.app.servers.settings_of(guild_id).moderation_channel_id
        await answer(interaction, queue_list(reviews, titles, channel_id=channel_id))

    @moderation.command(name="bar", description="Keep a member from reviewing for a time")
    @app_commands.describe(member="Who", days="For how many days", reason="They are told; empty for none")
    @app_commands.autocomplete(reason=complete_reason)
    @needs(Authority.MODERATOR)
    async def bar_command(
        self,
        interaction: _Interaction,
        member: discord.User,
        days: app_commands.Range[int, 1, 365],
        reason: app_commands.Range[str, 0, 500] = "",
    ) -> None:
        """Keep a member from reviewing here for so many days, and tell them why."""
        await require_standing(interaction, member.id, barred=True)
        bar, number = await review_bans.ban_from_reviewing(
            self.app.db,
            require_guild_id(interaction),
            member.id,
            interaction.user.id,
            days=days,
            reason=reason,
            now=self.app.clock(),
        )
        self.bot.dispatch("outbox")
        said = _(
            "Case {number}: {member} may not review here until {until}. They are told.",
            number=number,
            member=member.mention,
            until=moment(bar.until),
        )
        await say(interaction, said)

    @moderation.command(name="unbar", description="Let a barred member review again")
    @app_commands.describe(member="Who", reason="They are told; empty for none")
    @app_commands.autocomplete(reason=complete_reason)
    @needs(Authority.MODERATOR)
    async def unbar_command(
        self, interaction: _Interaction, member: discord.User, reason: app_commands.Range[str, 0, 500] = ""
    ) -> None:
        """Let a barred member review here again, and tell them."""
        await require_standing(interaction, member.id)
        number = await review_bans.lift_review_ban(
            self.app.db,
            require_guild_id(interaction),
            member.id,
            interaction.user.id,
            reason=reason,
            now=self.app.clock(),
        )
        self.bot.dispatch("outbox")
        said = _("Case {number}: {member} may review here again.", number=number, member=member.mention)
        await say(interaction, said)

    @moderation.command(name="bars", description="Who may not review now, and until when")
    @needs(Authority.MODERATOR)
    async def bars(self, interaction: _Interaction) -> None:
        """List who may not review here, and until when."""
        found = await moderation_queue.barred_members(self.app.db, require_guild_id(interaction), now=self.app.clock())
        await answer(interaction, review_bans_list(found))

    @moderation.command(name="history", description="Every case about a member: who did what, when and why")
    @app_commands.describe(member="About whom")
    @needs(Authority.MODERATOR)
    async def history(self, interaction: _Interaction, member: discord.User) -> None:
        """Show the newest cases about a member, privately."""
        await answer(interaction, await self._history(interaction, member.id, None))

    @on_press("moderation.history")
    @needs(Authority.MODERATOR)
    async def open_history(self, interaction: _Interaction, member_id: int) -> None:
        """The cases about somebody, from a card."""
        await answer(interaction, await self._history(interaction, member_id, None))

    @on_press("moderation.older")
    @needs(Authority.MODERATOR)
    async def older_history(self, interaction: _Interaction, member_id: int, before: int) -> None:
        """Show another page of a member's cases."""
        await change(interaction, await self._history(interaction, member_id, before))

    @moderation.command(name="reason", description="Say why, or say it better: the reason of a case")
    @app_commands.describe(case="The number of the case", reason="They are told; empty takes the reason away")
    @app_commands.autocomplete(reason=complete_reason)
    @needs(Authority.MODERATOR)
    async def reason_command(
        self,
        interaction: _Interaction,
        case: app_commands.Range[int, 1, 2**31 - 1],
        reason: app_commands.Range[str, 0, 500] = "",
    ) -> None:
        """Give a case another reason, which its member is told."""
        await answer(interaction, await self._change_reason(interaction, case, reason))

    @on_press("moderation.reason")
    @needs(Authority.MODERATOR)
    async def ask_reason(self, interaction: _Interaction, case: int) -> None:
        """The form of a reason, filled with the present one."""
        found = await cases.case_of(self.app.db, require_guild_id(interaction), case)
        title = _("Case {number}: the reason", number=case)
        form = reason_form(title, "moderation.reasoned", case, templates=self.queue.templates(interaction))
        await open_form(interaction, with_reason(form, told_reason(found)))

    @on_submit("moderation.reasoned")
    @needs(Authority.MODERATOR)
    async def reasoned(self, interaction: _Interaction, fields: Fields, case: int) -> None:
        """Keep the typed reason of a case, for those who may act on its member."""
        await answer(interaction, await self._change_reason(interaction, case, reason_of(fields)))

    async def _change_reason(self, interaction: _Interaction, number: int, reason: str) -> discord.ui.LayoutView:
        guild_id = require_guild_id(interaction)
        found = await cases.case_of(self.app.db, guild_id, number)
        if found.member_id is not None and found.member_id > 0:
            await require_standing(interaction, found.member_id)
        changed = await cases.change_reason(
            self.app.db, guild_id, number, interaction.user.id, reason=reason, now=self.app.clock()
        )
        self.bot.dispatch("outbox")
        self.bot.posts.look()
        named = await auditing.named_in(self.app.db, self.app.catalogues, guild_id, [changed])
        return case_card(changed, named)

    async def _history(self, interaction: _Interaction, member_id: int, before: int | None) -> discord.ui.LayoutView:
        guild_id = require_guild_id(interaction)
        found, counts = await cases.history_of(
            self.app.db, guild_id, member_id, before=before, limit=CASES_PER_PAGE + 1
        )
        named = await auditing.named_in(self.app.db, self.app.catalogues, guild_id, found)
        ban = await review_bans.review_ban_of(self.app.db, guild_id, member_id, now=self.app.clock())
        return history_card(member_id, found, counts, named, ban=ban)
