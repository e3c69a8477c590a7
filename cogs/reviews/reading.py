"""Reading: one review as each reader may see it, lists of reviews, and "this spoils me". Part of the reviews cog."""

from __future__ import annotations

import asyncio

import discord
from discord import ui
from msgspec.structs import replace

from bot.domain.progress import Status, has_finished
from bot.domain.ranking import RankedReview, Wish
from bot.domain.reviews.rules import Stage
from bot.domain.reviews.spoils_me import Press, is_settled, press_words
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.domain.votes import who_counts
from bot.edge.answers import answer, say
from bot.edge.authority import Authority
from bot.edge.client import Linger
from bot.edge.guilds import require_guild_id
from bot.edge.private_answers import show_privately
from bot.edge.router import on_choose, on_press
from bot.edge.series_option import require_series
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.services import progressing
from bot.services.reviews import ranking, reading, reviewing
from bot.services.reviews.reading import ReaderView
from bot.ui.kit.cards import button, row
from bot.ui.reviews.card import review_head
from bot.ui.reviews.lists import PER_PAGE, Entry, list_filters, review_list
from bot.ui.reviews.order import Explained, places_card
from bot.ui.reviews.reader import reader_card, reader_pages
from bot.ui.series.words import title_of
from cogs.reviews.part import ReviewPart

# Filters in a custom id: one letter each, and two-letter languages after a dash.
_LETTERS = {"free": "f", "mine": "m", "done": "d", "lang": "l", "near": "n"}


class ReviewReading(ReviewPart):
    """Lists of reviews, one review as its reader may see it, and what readers say about spoilers."""

    async def list_or_open(
        self, interaction: discord.Interaction[Linger], typed: str, author: discord.User | None, chosen: set[str]
    ) -> None:
        """The list, private; by one author there is at most one review, which opens at once."""
        found = require_series(interaction, typed)
        if author is not None:
            entries = [e for e in await self.entries(interaction, series=found) if e.review.author_id == author.id]
            if not entries:
                name = sanitise_inline(author.display_name, limit=60)
                raise UserError(_("{name} has not reviewed {title} here.", name=name, title=title_of(found)))
            await self._show(interaction, entries[0].review.id, page=1, revealed=False, fresh=True)
            return
        await answer(interaction, await self._list(interaction, found, 1, chosen))

    @on_press("reviews.list")
    async def list_here(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """The list from a series' card."""
        await answer(interaction, await self._list(interaction, self.series_by_id(interaction, series_id), 1, set()))

    @on_press("reviews.turn")
    async def turn(self, interaction: discord.Interaction[Linger], series_id: str, filters: str, page: int) -> None:
        """Show another page of a series' reviews, filtered as before."""
        series = self.series_by_id(interaction, series_id)
        await show_privately(interaction, await self._list(interaction, series, page, _unpacked(filters)))

    @on_choose("reviews.filter")
    async def filter(self, interaction: discord.Interaction[Linger], values: list[str], series_id: str) -> None:
        """The list again, with what was chosen."""
        series = self.series_by_id(interaction, series_id)
        await show_privately(interaction, await self._list(interaction, series, 1, set(values)))

    @on_press("reviews.why")
    async def why(self, interaction: discord.Interaction[Linger], series_id: str, filters: str, page: int) -> None:
        """The numbers behind the places on a page of the list."""
        await self.explain_order(interaction, self.series_by_id(interaction, series_id), _unpacked(filters), page)

    async def explain_order(
        self, interaction: discord.Interaction[Linger], series: Series, chosen: set[str], page: int = 1
    ) -> None:
        """Say why reviews of a series stand where they stand, privately."""
        found, _languages = await self._ranked(interaction, series, chosen)
        here = found[(page - 1) * PER_PAGE : page * PER_PAGE]
        if not here:
            raise Gone(_("Nobody has reviewed {title} here yet.", title=title_of(series)))
        seen = await ranking.acquaintances(self.app.db, [entry.review.id for entry, _place in here])
        explained = [
            Explained(entry, place, seen[entry.review.id].convinced, seen[entry.review.id].matches)
            for entry, place in here
        ]
        await answer(interaction, places_card(title_of(series), explained, self.settings_for(interaction)))

    async def _list(
        self, interaction: discord.Interaction[Linger], series: Series, page: int, chosen: set[str]
    ) -> ui.LayoutView:
        found, languages = await self._ranked(interaction, series, chosen)
        empty = _("No review fits that filter.") if chosen else _("Nobody has reviewed it here yet. Be the first!")
        return review_list(
            _("Reviews of {title}", title=title_of(series)),
            [replace(entry, newcomer=place.is_newcomer) for entry, place in found],
            style=self.settings_for(interaction).rating_style,
            page=page,
            turn=("reviews.turn", series.id, _packed(chosen)),
            empty=empty,
            with_series=False,
            filters=list_filters(series.id, chosen, languages) if found or chosen else _first_review(series),
            why="reviews.why",
        )

    async def _ranked(
        self, interaction: discord.Interaction[Linger], series: Series, chosen: set[str]
    ) -> tuple[list[tuple[Entry, RankedReview]], list[str]]:
        """The chosen reviews of a series, best first, and the languages of all of them."""
        entries = await self.entries(interaction, series=series)
        languages = sorted({entry.review.content.language for entry in entries})
        wanted = {name.removeprefix("in-") for name in chosen if name.startswith("in-")}
        if "free" in chosen:
            entries = [e for e in entries if e.gives_nothing_away]
        if "mine" in chosen:
            entries = [e for e in entries if e.allowed]
        if "done" in chosen:
            entries = [e for e in entries if e.review.content.stage in (Stage.FINISHED, Stage.REWATCH)]
        if wanted:
            entries = [e for e in entries if e.review.content.language in wanted]
        wish = Wish(
            language=interaction.locale.value.split("-")[0] if "lang" in chosen else None,
            stage=await self._own_stage(interaction, series) if "near" in chosen else None,
        )
        turn = ranking.turn_of(interaction.user.id, self.app.clock())
        return await ranking.ranked(
            self.app.db, require_guild_id(interaction), entries, wish=wish, turn=turn
        ), languages

    async def _own_stage(self, interaction: discord.Interaction[Linger], series: Series) -> Stage:
        progress, _rating = await progressing.place_of(self.app.db, interaction.user.id, series.id)
        if progress is None or has_finished(progress, series.episodes):
            return Stage.FINISHED
        return Stage.DROPPED if progress.status is Status.DROPPED else Stage.WATCHING

    @on_press("reviews.read")
    async def open(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """A review, privately, cut at the reader's own progress."""
        await self._show(interaction, review_id, page=1, revealed=False, fresh=True)

    @on_press("reviews.page")
    async def page(self, interaction: discord.Interaction[Linger], review_id: int, page: int) -> None:
        """Show another page of a review, hidden as far as its reader has not watched."""
        await self._show(interaction, review_id, page=page, revealed=False, fresh=False)

    @on_press("reviews.reveal")
    async def reveal(self, interaction: discord.Interaction[Linger], review_id: int, page: int) -> None:
        """All of it, the rest behind bars: the reader asked for it."""
        await self._show(interaction, review_id, page=page, revealed=True, fresh=False)

    async def _show(
        self, interaction: discord.Interaction[Linger], review_id: int, *, page: int, revealed: bool, fresh: bool
    ) -> None:
        guild_id, reader_id = require_guild_id(interaction), interaction.user.id
        settings = self.settings_for(interaction)

        def cut(opened: ReaderView) -> tuple[Series | None, bool, str, list[str]]:
            series = self.app.catalogues.last_known(guild_id, opened.review.series_id)
            theirs = reading.reading_for(opened.review, series, opened.progress, reader_id)
            head = review_head(opened.review, series, settings.rating_style)
            return series, theirs.marked, head, reader_pages(opened.review, theirs, head, revealed=revealed)

        opened, (series, is_cut, head, pages) = await reading.open_review(
            self.app.db,
            guild_id,
            review_id,
            reader_id,
            is_moderator=lambda: _moderates(interaction),
            cut=cut,
            now=self.app.clock(),
        )
        if opened.is_first:
            self.bot.posts.schedule_edit("review", guild_id, review_id)
        view = reader_card(
            opened.review,
            opened.standing,
            series,
            head=head,
            pages=pages,
            page=page,
            cut=is_cut,
            revealed=revealed and is_cut,
            progress=opened.progress,
            reader_id=reader_id,
            style=settings.rating_style,
            vote_emoji=self.app.servers.vote_emoji(guild_id),
            counts=who_counts(settings.in_channel(opened.standing.counted_in)),
        )
        await show_privately(interaction, view, in_place=not fresh)

    @on_press("reviews.spoils")
    async def spoils(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """Somebody was spoiled; enough of them hide the text, at any hour, without a moderator."""
        guild_id = require_guild_id(interaction)
        settings = self.app.servers.settings_of(guild_id)
        review, standing = await reviewing.review_with_standing(self.app.db, guild_id, review_id)
        series = self.app.catalogues.last_known(guild_id, review.series_id)
        press = await reading.say_it_spoils(
            self.app.db,
            guild_id,
            review_id,
            interaction.user.id,
            episodes=series.episodes if series is not None else None,
            is_settled=is_settled(
                interaction.user.created_at,
                getattr(interaction.user, "joined_at", None),
                settings.in_channel(standing.counted_in),
                now=self.app.clock(),
            ),
            threshold=settings.spoils_me_threshold,
            now=self.app.clock(),
        )
        if press is Press.HIDES:
            self.bot.posts.schedule_edit("review", guild_id, review_id)
        await say(interaction, press_words(press))

    @on_press("reviews.by")
    async def by_author(self, interaction: discord.Interaction[Linger], author_id: int) -> None:
        """An author's reviews in this server."""
        await answer(interaction, await self._by(interaction, author_id, 1))

    @on_press("reviews.byturn")
    async def turn_by(self, interaction: discord.Interaction[Linger], author_id: int, page: int) -> None:
        """Show another page of one author's reviews."""
        await show_privately(interaction, await self._by(interaction, author_id, page))

    async def _by(self, interaction: discord.Interaction[Linger], author_id: int, page: int) -> ui.LayoutView:
        entries = await self.entries(interaction, author_id=author_id)
        name = entries[0].review.author_name if entries else ""
        return review_list(
            _("Reviews by {name}", name=sanitise_inline(name, limit=60)) if name else _("Reviews"),
            entries,
            style=self.settings_for(interaction).rating_style,
            page=page,
            turn=("reviews.byturn", author_id),
            empty=_("No reviews in this server yet."),
            with_series=True,
        )

    async def entries(
        self,
        interaction: discord.Interaction[Linger],
        *,
        series: Series | None = None,
        author_id: int | None = None,
    ) -> list[Entry]:
        """Reviews of a series or by an author, as the reader may see them; the best first."""
        guild_id, reader_id = require_guild_id(interaction), interaction.user.id
        found = await reading.list_reviews(
            self.app.db, guild_id, reader_id, series_id=series.id if series else None, author_id=author_id
        )
        about = {
            opened.review.series_id: series or self.app.catalogues.last_known(guild_id, opened.review.series_id)
            for opened in found
        }
        return await asyncio.to_thread(judged, found, about, reader_id)


def _first_review(series: Series) -> ui.ActionRow[ui.LayoutView]:
    """Where nothing can be filtered, the way to begin."""
    return row(button(_("Write a review"), "reviews.write", series.id))


def judged(found: list[ReaderView], about: dict[str, Series | None], reader_id: int) -> list[Entry]:
    """What a reader may see of each review; `about` holds their series. Takes its time: for use in threads."""
    entries: list[Entry] = []
    for opened in found:
        review, series = opened.review, about[opened.review.series_id]
        allowed = reading.reader_may_see(review, series, opened.progress, reader_id)
        gives_nothing_away = review.content.spoiler_free and not review.reading.marked
        entries.append(Entry(review, opened.standing, series, allowed, gives_nothing_away))
    return entries


def _moderates(interaction: discord.Interaction[Linger]) -> bool:
    return interaction.client.gate.may(interaction, Authority.MODERATOR)


def _packed(chosen: set[str]) -> str:
    letters = "".join(sorted(_LETTERS[name] for name in chosen if name in _LETTERS))
    languages = [name.removeprefix("in-")[:3] for name in sorted(chosen) if name.startswith("in-")][:3]
    return "-".join([letters, *languages])


def _unpacked(filters: str) -> set[str]:
    letters, *languages = filters.split("-")
    names = {letter: name for name, letter in _LETTERS.items()}
    if not set(letters) <= set(names):
        raise Gone(_("This button no longer works. Please run the command again."))
    return {names[letter] for letter in letters} | {f"in-{code}" for code in languages if code}
