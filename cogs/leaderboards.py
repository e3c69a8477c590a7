"""/top: what helped readers most and which series are loved here; once a month for everybody, where admins want it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import discord
from discord import app_commands

from bot.domain.leaderboards import (
    Listing,
    Month,
    Stretch,
    Tops,
    listing_of,
    month_due,
    month_of,
    read_shared_key,
    shared_key,
)
from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.published.records import PostAddress, Publication, Shows
from bot.domain.settings import ServerSettings
from bot.edge.answers import answer, defer
from bot.edge.client import Linger
from bot.edge.guilds import require_guild_id
from bot.edge.loops.periodic import Composed, PeriodicPost
from bot.edge.publishing.finding import component_number, with_component
from bot.edge.publishing.standing import finder, standing_answer
from bot.edge.router import on_press
from bot.edge.voice import require_voice
from bot.errors import Gone
from bot.i18n import _, current_locale, speaking
from bot.services import leaderboards, publishing
from bot.ui.kit import pictures
from bot.ui.leaderboards import (
    PICTURE,
    Line,
    has_picture,
    month_places,
    monthly_card,
    picture_parts,
    review_lines,
    reviewer_lines,
    series_lines,
    stretch_words,
    top_card,
)

_STRETCHES = [
    app_commands.Choice(name="week", value="week"),
    app_commands.Choice(name="month", value="month"),
    app_commands.Choice(name="all time", value="all"),
]
_Interaction = discord.Interaction[Linger]


class TopCog(PeriodicPost[Month], name="Top lists"):
    """`/top`, and the leaderboards of the month that ended, posted once where the digest goes."""

    feature = "votes"
    every_s = 600.0
    kind = PublishedKind.TOP
    bears = "top.month"
    waits = "top.waits"

    top = app_commands.Group(
        name="top", description="What helped most here, and which series are loved", guild_only=True
    )

    @top.command(name="reviews", description="The reviews that readers found most helpful")
    @app_commands.describe(time="How far to look back", share="Show it to everybody here")
    @app_commands.choices(time=_STRETCHES)
    async def reviews(self, interaction: _Interaction, time: str = "month", share: bool = False) -> None:
        """Reviews by the smoothed share of helpful votes."""
        await self._show(interaction, 0, Stretch(time), share=share)

    @top.command(name="reviewers", description="The members whose reviews helped most")
    @app_commands.describe(time="How far to look back", share="Show it to everybody here")
    @app_commands.choices(time=_STRETCHES)
    async def reviewers(self, interaction: _Interaction, time: str = "month", share: bool = False) -> None:
        """Rank the server's reviewers by the helpful votes of a period."""
        await self._show(interaction, 1, Stretch(time), share=share)

    @top.command(name="series", description="The series that this server rates best")
    @app_commands.describe(time="How far to look back", share="Show it to everybody here")
    @app_commands.choices(time=_STRETCHES)
    async def series(self, interaction: _Interaction, time: str = "all", share: bool = False) -> None:
        """Series by ratings, drawn towards the server's mean."""
        await self._show(interaction, 2, Stretch(time), share=share)

    async def cog_load(self) -> None:
        """Keep shared lists true as well."""
        await super().cog_load()
        self.bot.posts.register(PublishedKind.SHARED_TOP, self._redraw_shared)
        self.bot.late.register(PublishedKind.SHARED_TOP, self._find_shared)
        bearing = finder(self.bot, lambda subject: with_component(_number_of(subject)))
        self.bot.strays.register(PublishedKind.SHARED_TOP, bearing)

    async def _show(self, interaction: _Interaction, which: int, stretch: Stretch, *, share: bool) -> None:
        guild_id = require_guild_id(interaction)
        if share:
            require_voice(interaction, interaction.channel, self.app.servers.settings_of(guild_id))
        await defer(interaction, private=not share)
        now = self.app.clock()
        if not share:
            with speaking(interaction.locale.value, to_everybody=False):
                shown = await self._top(guild_id, which, stretch, now)
            await answer(interaction, shown.view, files=list(shown.files))
            return
        subject, channel_id = shared_key(which, stretch, now, interaction.id), interaction.channel_id or 0
        kind = PublishedKind.SHARED_TOP
        await publishing.claim(self.app.db, guild_id, kind, subject, channel_id, after_id=interaction.id, now=now)
        with speaking(self.app.servers.settings_of(guild_id).language, to_everybody=True):
            shown = await self._top(guild_id, which, stretch, now, number=_number_of(subject))
        with self.bot.late.unless_done(kind, guild_id, subject):  # it may stand there all the same
            await answer(interaction, shown.view, private=False, files=list(shown.files))
            message = await interaction.original_response()
            place = PostAddress(channel_id, message.id)
            await publishing.settle(self.app.db, guild_id, kind, subject, place, shown.shows, now=now)

    async def _top(
        self, guild_id: int, which: int, stretch: Stretch, until: datetime, *, number: int | None = None
    ) -> Composed:
        """One list up to that moment, in the language that is spoken; its card bears `number`."""
        tops = await leaderboards.gather(self.app.db, guild_id, stretch.since(until), until, self._listing(guild_id))
        name, lines = self._lists(guild_id, tops)[which]
        view = top_card(f"{name} · {stretch_words(stretch)}", lines, how=_how()[which], number=number)
        return Composed(view, _shown(tops, which), await _drawn(lines))

    async def _redraw_shared(self, guild_id: int, subject: str) -> None:
        """What a shared list names may be hidden, corrected or gone. Raises what Discord raises, Gone."""
        found = await publishing.find(self.app.db, guild_id, PublishedKind.SHARED_TOP, subject)
        if found is None or found.message_id is None:
            raise Gone("")
        which, stretch, until = read_shared_key(subject)
        marks_then = await publishing.count_marks(self.app.db, guild_id)
        with speaking(self.app.servers.settings_of(guild_id).language, to_everybody=True):
            shown = await self._top(guild_id, which, stretch, until, number=_number_of(subject))
        await publishing.note_drawn(self.app.db, found, shown.shows, marks_then=marks_then)
        place = self.bot.get_partial_messageable(found.channel_id, guild_id=guild_id)
        message = place.get_partial_message(found.message_id)
        await message.edit(view=shown.view, attachments=list(shown.files))

    async def _find_shared(self, claim: Publication) -> bool:
        """An answer that nobody noted is followed from now on, where it stands; it is not given again."""
        now, place = self.app.clock(), await standing_answer(self.bot, claim, _number_of(claim.subject))
        if place is None:  # that it was not found once is no proof
            await publishing.give_up(self.app.db, claim.guild_id, claim.kind, claim.subject, now=now)
            return True
        which, stretch, until = read_shared_key(claim.subject)
        shown = await self._top(claim.guild_id, which, stretch, until)
        await publishing.settle(
            self.app.db,
            claim.guild_id,
            claim.kind,
            claim.subject,
            place,
            shown.shows,
            now=now,
            steps=[Step.RENDER],
        )
        self.bot.posts.look()
        return True

    @on_press("top.month")
    async def month(self, interaction: _Interaction, key: str) -> None:
        """Every place of the month that a monthly post shows."""
        guild_id = require_guild_id(interaction)
        try:
            month = month_of(key, self.app.servers.settings_of(guild_id).time_zone)
        except ValueError:
            raise Gone(_("This button no longer works. Please run the command again.")) from None
        tops = await leaderboards.gather(self.app.db, guild_id, month.since, month.until, self._listing(guild_id))
        await answer(interaction, month_places(_month_name(month), self._lists(guild_id, tops)))

    # The monthly post

    def channel_id_of(self, settings: ServerSettings) -> int | None:
        """The digest's channel or else the reviews', where there is a monthly post."""
        return (settings.digest_channel_id or settings.review_channel_id) if settings.monthly_top == "monthly" else None

    def period_due(self, settings: ServerSettings, now: datetime) -> Month | None:
        """The month that ended last, while its lists are news."""
        return month_due(now, settings.time_zone)

    def period_called(self, settings: ServerSettings, key: str) -> Month:
        """The month that `key` names, in the server's time zone."""
        return month_of(key, settings.time_zone)

    async def compose(self, guild: discord.Guild, period: Month, *, is_late: bool = False) -> Composed | None:
        """The month's lists, with a picture of the first that has places."""
        tops = await leaderboards.gather(self.app.db, guild.id, period.since, period.until, self._listing(guild.id))
        lists = self._lists(guild.id, tops)
        filled = next((lines for _name, lines in lists if lines), None)
        if filled is None:
            return None
        view = monthly_card(_month_name(period), lists, key=period.key)
        return Composed(view, _shown(tops, 0, 1, 2), await _drawn(filled))

    def _listing(self, guild_id: int) -> Listing:
        return listing_of(self.app.servers.settings_of(guild_id))

    def _lists(self, guild_id: int, tops: Tops) -> list[tuple[str, list[Line]]]:
        ids = {one.series_id for one in tops.reviews} | {place.rating.series_id for place in tops.series}
        known = {key: found for key in ids if (found := self.app.catalogues.last_known(guild_id, key)) is not None}
        style = self.app.servers.settings_of(guild_id).rating_style
        return [
            (_("Most helpful reviews"), review_lines(tops.reviews, known)),
            (_("Most helpful reviewers"), reviewer_lines(tops.reviewers)),
            (_("Best rated series"), series_lines(tops.series, known, style)),
        ]


def _number_of(subject: str) -> int:
    """What the card of a shared list bears, by which it is found again."""
    return component_number(int(subject.rpartition("-")[2]))


def _shown(tops: Tops, *which: int) -> Shows:
    """What these of the three lists name."""
    of_reviews, of_members, of_series = (number in which for number in range(3))
    series = {one.series_id for one in tops.reviews if of_reviews}
    series |= {one.rating.series_id for one in tops.series if of_series}
    members = {one.author_id for one in tops.reviewers if of_members}
    return Shows(frozenset(series), frozenset(members), frozenset(one.review_id for one in tops.reviews if of_reviews))


def _how() -> tuple[str, str, str]:
    """How places come about, list by list."""
    return (
        _("By the share of helpful votes, drawn towards this server's average where votes are few."),
        _("By helpful votes from others on their reviews."),
        _("By this server's ratings, drawn towards its average where ratings are few; three ratings at least."),
    )


async def _drawn(lines: Sequence[Line]) -> list[discord.File]:
    picture = await pictures.ranked_bars(PICTURE, *picture_parts(lines)) if has_picture(lines) else None
    return [picture] if picture is not None else []


def _month_name(month: Month) -> str:
    from babel.dates import format_skeleton

    name: str = format_skeleton("yMMMM", month.first, locale=current_locale())
    return name


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(TopCog(bot))
