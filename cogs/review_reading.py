"""Reading: one review as each reader may see it, lists of reviews, and "this spoils me". Part of the reviews cog."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import discord
from discord import ui

from bot.client import Linger
from bot.domain.progress import Status
from bot.domain.ranking import Place, Wish
from bot.domain.reviews import Stage
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.errors import Gone, NotAllowed, UserError
from bot.i18n import _
from bot.services import progressing, ranking, reading
from bot.services.reading import Opened
from bot.ui.answers import answer, say
from bot.ui.authority import Authority, check_authority
from bot.ui.cards import button, row
from bot.ui.private_answers import defer_privately, show_privately
from bot.ui.review_lists import PER_PAGE, Entry, list_filters, review_list
from bot.ui.review_reader import is_cut, reader_card, reader_pages
from bot.ui.router import on_choose, on_press
from bot.ui.series_words import title_of
from bot.ui.vote_places import Explained, places_card
from cogs.review_part import SOON_READY, ReviewPart, guild_id_of
from cogs.series_option import require_series

# Filters in a custom id: one letter each, and two-letter languages after a dash.
_LETTERS = {"free": "f", "mine": "m", "done": "d", "lang": "l", "near": "n"}


class ReviewReading(ReviewPart):
    """What readers do."""

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
        """Another page of the list."""
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
        await answer(interaction, places_card(title_of(series), explained))

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
    ) -> tuple[list[tuple[Entry, Place]], list[str]]:
        """The chosen reviews of a series, best first, and the languages of all of them."""
        entries = await self.entries(interaction, series=series)
        languages = sorted({entry.review.draft.language for entry in entries})
        wanted = {name.removeprefix("in-") for name in chosen if name.startswith("in-")}
        if "free" in chosen:
            entries = [e for e in entries if e.gives_nothing_away]
        if "mine" in chosen:
            entries = [e for e in entries if e.allowed]
        if "done" in chosen:
            entries = [e for e in entries if e.review.draft.stage in (Stage.FINISHED, Stage.REWATCH)]
        if wanted:
            entries = [e for e in entries if e.review.draft.language in wanted]
        wish = Wish(
            language=interaction.locale.value.split("-")[0] if "lang" in chosen else None,
            stage=await self._own_stage(interaction, series) if "near" in chosen else None,
        )
        turn = ranking.turn_of(interaction.user.id, self.app.clock())
        return await ranking.ranked(self.app.db, guild_id_of(interaction), entries, wish=wish, turn=turn), languages

    async def _own_stage(self, interaction: discord.Interaction[Linger], series: Series) -> Stage:
        progress, _rating = await progressing.place_of(self.app.db, interaction.user.id, series.id)
        if progress is None or progress.has_finished:
            return Stage.FINISHED
        return Stage.DROPPED if progress.status is Status.DROPPED else Stage.WATCHING

    @on_press("reviews.read")
    async def open(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """A review, privately, cut at the reader's own progress."""
        await self._show(interaction, review_id, page=1, revealed=False, fresh=True)

    @on_press("reviews.page")
    async def page(self, interaction: discord.Interaction[Linger], review_id: int, page: int) -> None:
        """Another page of it."""
        await self._show(interaction, review_id, page=page, revealed=False, fresh=False)

    @on_press("reviews.reveal")
    async def reveal(self, interaction: discord.Interaction[Linger], review_id: int, page: int) -> None:
        """All of it, the rest behind bars: the reader asked for it."""
        await self._show(interaction, review_id, page=page, revealed=True, fresh=False)

    async def _show(
        self, interaction: discord.Interaction[Linger], review_id: int, *, page: int, revealed: bool, fresh: bool
    ) -> None:
        guild_id, reader_id = guild_id_of(interaction), interaction.user.id
        opened = await reading.open_review(
            self.app.db, guild_id, review_id, reader_id, is_moderator=_moderates(interaction), now=self.app.clock()
        )
        if opened.is_first:
            self.bot.posts.touch("review", guild_id, review_id)
        if len(opened.review.draft.body) > SOON_READY:
            await defer_privately(interaction, in_place=not fresh)
        series = self.app.catalogues.last_known(guild_id, opened.review.series_id)
        settings = self.settings_for(interaction)
        # Off the event loop: a hostile text takes its time.
        allowed, cut, pages = await asyncio.to_thread(
            _for_reader, opened, series, reader_id, revealed=revealed, style=settings.rating_style
        )
        view = reader_card(
            opened.review,
            opened.standing,
            series,
            pages=pages,
            page=page,
            cut=cut,
            revealed=revealed and not allowed,
            progress=opened.progress,
            reader_id=reader_id,
            style=settings.rating_style,
            vote_emoji=(settings.helpful_emoji, settings.not_helpful_emoji),
        )
        await show_privately(interaction, view, in_place=not fresh)

    @on_press("reviews.spoils")
    async def spoils(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """Somebody was spoiled; enough of them hide the text, at any hour, without a moderator."""
        guild_id = guild_id_of(interaction)
        threshold = self.app.servers.settings_of(guild_id).spoils_me_threshold
        _review, _count, hides = await reading.say_it_spoils(
            self.app.db, guild_id, review_id, interaction.user.id, threshold=threshold, now=self.app.clock()
        )
        if hides:
            self.bot.posts.touch("review", guild_id, review_id)
            self.bot.dispatch("review_queued", guild_id, review_id)
            await say(interaction, _("Thank you. Its text is hidden now, and the moderators will have a look."))
        else:
            await say(interaction, _("Thank you, I have noted that. If more people say so, its text will be hidden."))

    @on_press("reviews.by")
    async def by_author(self, interaction: discord.Interaction[Linger], author_id: int) -> None:
        """An author's reviews in this server."""
        await answer(interaction, await self._by(interaction, author_id, 1))

    @on_press("reviews.byturn")
    async def turn_by(self, interaction: discord.Interaction[Linger], author_id: int, page: int) -> None:
        """Another page of them."""
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
        guild_id, reader_id = guild_id_of(interaction), interaction.user.id
        found = await reading.list_reviews(
            self.app.db, guild_id, reader_id, series_id=series.id if series else None, author_id=author_id
        )
        about = {
            opened.review.series_id: series or self.app.catalogues.last_known(guild_id, opened.review.series_id)
            for opened in found
        }
        return await asyncio.to_thread(_judged, found, about, reader_id)


def _first_review(series: Series) -> ui.ActionRow[ui.LayoutView]:
    """Where nothing can be filtered, the way to begin."""
    return row(button(_("Write a review"), "reviews.write", series.id))


def _for_reader(
    opened: Opened, series: Series | None, reader_id: int, *, revealed: bool, style: str
) -> tuple[bool, bool, list[str]]:
    """Whether the reader may see it all, whether it is cut for them, and the pages that they get."""
    allowed = reading.reader_may_see(opened.review, series, opened.progress, reader_id)
    pages = reader_pages(opened.review, series, allowed=allowed, revealed=revealed, style=style)
    return allowed, is_cut(opened.review, allowed=allowed), pages


def _judged(found: list[Opened], about: dict[str, Series | None], reader_id: int) -> list[Entry]:
    entries: list[Entry] = []
    for opened in found:
        review, series = opened.review, about[opened.review.series_id]
        allowed = reading.reader_may_see(review, series, opened.progress, reader_id)
        gives_nothing_away = review.draft.spoiler_free and not review.reading.marked
        entries.append(Entry(review, opened.standing, series, allowed, gives_nothing_away))
    return entries


def _moderates(interaction: discord.Interaction[Linger]) -> bool:
    try:
        check_authority(interaction, Authority.MODERATOR)
    except NotAllowed:
        return False
    return True


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
