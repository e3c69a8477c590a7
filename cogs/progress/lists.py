"""Lists of a member's series: their own, their watchlist, and what somebody else shares."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.domain.progress import Progress, Status, has_finished, pack, unpack
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.edge.answers import answer, change
from bot.edge.client import Linger
from bot.edge.feature_cog import FeaturePart
from bot.edge.reaching import Unknown, is_unknown
from bot.edge.router import on_press
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.services import progressing
from bot.ui.kit.cards import Item
from bot.ui.progress import AFTER_THE_END, after_the_end, progress_list, watchlist
from bot.ui.series.words import title_of

_TO_WATCH = (Status.WATCHING, Status.ON_HOLD, Status.PLANNED)


class ProgressLists(FeaturePart):
    """Shows lists of series page by page, and keeps what is tapped on them."""

    feature = "progress"

    @on_press("progress.list")
    async def turn_list(self, interaction: discord.Interaction[Linger], status: str, page: int) -> None:
        """Show page `page` of the member's own series with that status."""
        await change(interaction, await self._list(interaction, status, page))

    @on_press("progress.watchlist")
    async def turn_watchlist(self, interaction: discord.Interaction[Linger], page: int) -> None:
        """Show page `page` of the member's watchlist."""
        await change(interaction, await self._watchlist(interaction, page))

    @on_press("progress.shared")
    async def turn_shared(self, interaction: discord.Interaction[Linger], user_id: int, page: int) -> None:
        """Show another page of what somebody shares, while both are in this server."""
        if interaction.guild is None:
            raise UserError(_("What others share is seen inside a server."))
        try:
            member = await interaction.guild.fetch_member(user_id)
        except discord.NotFound as error:
            if not is_unknown(error, Unknown.MEMBER, Unknown.USER):
                raise
            raise Gone(_("They are no longer in this server.")) from None
        await change(interaction, await self._shared(interaction, member, page))

    @on_press("progress.tick")
    async def tick(self, interaction: discord.Interaction[Linger], series_id: str, episode: int, page: int) -> None:
        """Watched `episode`, from the watchlist; pressing twice, or an old list, does not count twice."""
        series = self.app.catalogues.require(interaction.guild_id, series_id)
        watched = await progressing.watch_through(
            self.app.db, series, interaction.user.id, episode, now=self.app.clock(), among=_TO_WATCH
        )
        if watched is None:
            await change(interaction, await self._watchlist(interaction, page))
            return
        before, after = watched
        done = _("{title}: episode {episode} watched.", title=title_of(series), episode=episode)
        steps = self.bot.router.running(interaction, AFTER_THE_END) if has_finished(after, series.episodes) else []
        undo = (series.id, pack(before))
        await change(
            interaction,
            await self._watchlist(interaction, page, done=done, undo=undo, ended=after_the_end(series, steps)),
        )

    @on_press("progress.back")
    async def untick(self, interaction: discord.Interaction[Linger], series_id: str, before: str, page: int) -> None:
        """Put back what was there before the last tap."""
        series = self.app.catalogues.require(interaction.guild_id, series_id)
        was = unpack(before, interaction.user.id, series.id)
        await progressing.put_back(self.app.db, interaction.user.id, series.id, was, self.app.clock())
        await change(interaction, await self._watchlist(interaction, page, done=_("Undone.")))

    async def show_own(self, interaction: discord.Interaction[Linger], status: str) -> None:
        """Answer with the member's own series with that status, or with all of them where there is no such status."""
        await answer(interaction, await self._list(interaction, status, 1))

    async def show_watchlist(self, interaction: discord.Interaction[Linger]) -> None:
        """Answer with what the member watches and plans."""
        await answer(interaction, await self._watchlist(interaction, 1))

    async def show_shared(
        self, interaction: discord.Interaction[Linger], member: discord.User | discord.Member
    ) -> None:
        """Answer with what somebody of this server shares. Raises UserError where that is nobody of this server."""
        if interaction.guild_id is None or not isinstance(member, discord.Member):
            raise UserError(_("You can look only at what members of this server share."))
        await answer(interaction, await self._shared(interaction, member, 1))

    async def _entries(
        self, interaction: discord.Interaction[Linger], user_id: int, statuses: tuple[Status, ...]
    ) -> list[tuple[Series, Progress]]:
        kept = await progressing.list_progress(self.app.db, user_id)
        known = [(self.app.catalogues.get(interaction.guild_id, p.series_id), p) for p in kept if p.status in statuses]
        return [(series, p) for series, p in known if series is not None]

    async def _list(self, interaction: discord.Interaction[Linger], status: str, page: int) -> ui.LayoutView:
        statuses = (Status(status),) if status in set(Status) else tuple(Status)
        entries = await self._entries(interaction, interaction.user.id, statuses)
        empty = _("Nothing here yet. /progress set keeps your place in a series.")
        return progress_list(_("Your series"), entries, turn=("progress.list", status), page=page, empty=empty)

    async def _shared(
        self, interaction: discord.Interaction[Linger], member: discord.Member, page: int
    ) -> ui.LayoutView:
        entries = await self._entries(interaction, member.id, tuple(Status))
        shared = [(series, progress) for series, progress in entries if progress.shared]
        name = sanitise_inline(member.display_name, limit=40)
        return progress_list(
            _("What {name} shares", name=name),
            shared,
            turn=("progress.shared", str(member.id)),
            page=page,
            empty=_("Nothing. Everybody decides for each series whether others may see their place in it."),
        )

    async def _watchlist(
        self,
        interaction: discord.Interaction[Linger],
        page: int,
        *,
        done: str | None = None,
        undo: tuple[str, str] | None = None,
        ended: Sequence[Item] = (),
    ) -> ui.LayoutView:
        entries = await self._entries(interaction, interaction.user.id, _TO_WATCH)
        entries.sort(key=lambda entry: _TO_WATCH.index(entry[1].status))  # stable: what changed last stays first
        return watchlist(entries, page=page, done=done, undo=undo, ended=ended)
