"""Reading: /review read, /review mine, /profile, and the buttons under every review. Part of the reviews cog."""

from __future__ import annotations

import io
from collections import Counter

import discord
from discord import app_commands, ui

from bot.client import Linger
from bot.domain.review_records import Review
from bot.domain.reviews import Stage
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.errors import Gone, NotAllowed, UserError
from bot.i18n import _
from bot.services import reading, reviewing
from bot.ui import pictures
from bot.ui.answers import answer, change, say
from bot.ui.cards import card, container, text
from bot.ui.feature_cog import FeatureCog
from bot.ui.review_card import review_reader
from bot.ui.review_lists import Entry, drafts_note, list_filters, own_review, profile_card, review_list
from bot.ui.router import on_choose, on_press
from bot.ui.series_words import title_of
from cogs.review_posting import open_comments
from cogs.series_option import require_series

# Filters in a custom id: one letter each, and two-letter languages after a dash.
_LETTERS = {"free": "f", "mine": "m", "done": "d"}


class ReviewReading(FeatureCog):
    """What readers do."""

    feature = "reviews"

    async def list_or_open(
        self, interaction: discord.Interaction[Linger], typed: str, author: discord.User | None, chosen: set[str]
    ) -> None:
        """The list, private; by one author there is at most one review, which opens at once."""
        found = require_series(interaction, typed)
        if author is not None:
            entries = [e for e in await self._entries(interaction, series=found) if e.review.author_id == author.id]
            if not entries:
                name = sanitise_inline(author.display_name, limit=60)
                raise UserError(_("{name} has not reviewed {title} here.", name=name, title=title_of(found)))
            await self._show(interaction, entries[0].review.id, page=1, revealed=False, fresh=True)
            return
        await answer(interaction, await self._list(interaction, found, 1, chosen))

    @on_press("reviews.list")
    async def list_here(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """The list from a series' card."""
        await answer(interaction, await self._list(interaction, self._known(interaction, series_id), 1, set()))

    @on_press("reviews.turn")
    async def turn(self, interaction: discord.Interaction[Linger], series_id: str, filters: str, page: int) -> None:
        """Another page of the list."""
        series = self._known(interaction, series_id)
        await change(interaction, await self._list(interaction, series, page, _unpacked(filters)))

    @on_choose("reviews.filter")
    async def filter(self, interaction: discord.Interaction[Linger], values: list[str], series_id: str) -> None:
        """The list again, with what was chosen."""
        series = self._known(interaction, series_id)
        await change(interaction, await self._list(interaction, series, 1, set(values)))

    async def _list(
        self, interaction: discord.Interaction[Linger], series: Series, page: int, chosen: set[str]
    ) -> ui.LayoutView:
        entries = await self._entries(interaction, series=series)
        languages = sorted({entry.review.draft.language for entry in entries})
        wanted = {name.removeprefix("in-") for name in chosen if name.startswith("in-")}
        if "free" in chosen:
            entries = [e for e in entries if e.review.draft.spoiler_free and not e.review.reading.marked]
        if "mine" in chosen:
            entries = [e for e in entries if e.allowed]
        if "done" in chosen:
            entries = [e for e in entries if e.review.draft.stage in (Stage.FINISHED, Stage.REWATCH)]
        if wanted:
            entries = [e for e in entries if e.review.draft.language in wanted]
        empty = _("No review fits that filter.") if chosen else _("Nobody has reviewed it here yet. Be the first!")
        return review_list(
            _("Reviews of {title}", title=title_of(series)),
            entries,
            style=self.app.servers.settings_of(interaction.guild_id).rating_style,
            page=page,
            turn=("reviews.turn", series.id, _packed(chosen)),
            empty=empty,
            with_series=False,
            filters=list_filters(series.id, chosen, languages),
        )

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
        guild_id = _guild_id(interaction)
        review = await self._review(guild_id, review_id)
        series = self.app.catalogues.get(guild_id, review.series_id)
        now = self.app.clock()
        opened = await reading.open_review(
            self.app.db, guild_id, review_id, interaction.user.id, series=series, now=now
        )
        if review.hidden_reason == "moderator" and not opened.allowed and revealed:
            raise NotAllowed(_("The moderators have hidden this text for now."))
        settings = self.app.servers.settings_of(guild_id)
        view = review_reader(
            opened.review,
            opened.standing,
            series,
            allowed=opened.allowed,
            revealed=revealed,
            page=page,
            style=settings.rating_style,
            vote_emoji=(settings.helpful_emoji, settings.not_helpful_emoji),
            jump_url=_jump_url(opened.review),
        )
        if opened.is_first:
            self.bot.posts.touch("review", guild_id, review_id)
        await (answer(interaction, view) if fresh else change(interaction, view))

    @on_press("reviews.comment")
    async def comment(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """Lead to the thread where this review is talked about; made at the first need."""
        guild_id = _guild_id(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        review = await self._review(guild_id, review_id)
        thread = await open_comments(self.bot, review, self.app.catalogues.get(guild_id, review.series_id))
        await say(interaction, _("Talk about it here: {thread}", thread=thread.mention))

    @on_press("reviews.spoils")
    async def spoils(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """Somebody was spoiled; enough of them hide the text, at any hour, without a moderator."""
        guild_id = _guild_id(interaction)
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
        await change(interaction, await self._by(interaction, author_id, page))

    async def _by(self, interaction: discord.Interaction[Linger], author_id: int, page: int) -> ui.LayoutView:
        entries = await self._entries(interaction, author_id=author_id)
        name = entries[0].review.author_name if entries else ""
        return review_list(
            _("Reviews by {name}", name=sanitise_inline(name, limit=60)) if name else _("Reviews"),
            entries,
            style=self.app.servers.settings_of(interaction.guild_id).rating_style,
            page=page,
            turn=("reviews.byturn", author_id),
            empty=_("No reviews in this server yet."),
            with_series=True,
        )

    async def list_own(self, interaction: discord.Interaction[Linger]) -> None:
        """Drafts first: they wait for their author."""
        await answer(interaction, await self._mine(interaction, 1))

    @on_press("reviews.mine")
    async def turn_mine(self, interaction: discord.Interaction[Linger], page: int) -> None:
        """Another page of them."""
        await change(interaction, await self._mine(interaction, page))

    async def _mine(self, interaction: discord.Interaction[Linger], page: int) -> ui.LayoutView:
        guild_id = _guild_id(interaction)
        drafts = await reviewing.list_drafts(self.app.db, interaction.user.id, guild_id)
        named = [(draft, self.app.catalogues.get(guild_id, draft.series_id)) for draft in drafts]
        return review_list(
            _("Your reviews"),
            await self._entries(interaction, author_id=interaction.user.id),
            style=self.app.servers.settings_of(guild_id).rating_style,
            page=page,
            turn=("reviews.mine",),
            empty=_("You have not posted a review here yet. /review write starts one."),
            with_series=True,
            own=True,
            above=drafts_note(named),
        )

    @on_press("reviews.own")
    async def own(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """One of one's own reviews, with what can be done with it."""
        guild_id = _guild_id(interaction)
        review = await self._review(guild_id, review_id)
        if review.author_id != interaction.user.id:
            raise NotAllowed(_("Only its author can do that."))
        entries = await self._entries(interaction, author_id=review.author_id)
        entry = next(entry for entry in entries if entry.review.id == review_id)
        versions = await reviewing.list_versions(self.app.db, review)
        style = self.app.servers.settings_of(guild_id).rating_style
        await answer(interaction, own_review(entry, style=style, jump_url=_jump_url(review), versions=len(versions)))

    @on_press("reviews.history")
    async def history(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """The earlier texts of one's own review, as a file."""
        review = await self._review(_guild_id(interaction), review_id)
        if review.author_id != interaction.user.id:
            raise NotAllowed(_("Only its author can do that."))
        versions = await reviewing.list_versions(self.app.db, review)
        parts = [f"# {_('Version {number}', number=number)}\n\n{body}\n" for number, body in versions]
        file = discord.File(io.BytesIO("\n".join(parts).encode()), filename="versions.md")
        note = card(container(text(_("Your earlier versions, the oldest first.")), ui.File("attachment://versions.md")))
        await answer(interaction, note, files=[file])

    @app_commands.command(name="profile", description="A member's reviews, ratings and helpful votes in this server")
    @app_commands.describe(member="Whose profile; yours if you leave it out")
    @app_commands.guild_only()
    async def profile(self, interaction: discord.Interaction[Linger], member: discord.User | None = None) -> None:
        """What a member has written here. Private ratings and progress are not part of it."""
        whom = member or interaction.user
        await interaction.response.defer(ephemeral=True, thinking=True)
        entries = await self._entries(interaction, author_id=whom.id)
        ratings = Counter(entry.review.draft.rating or 0 for entry in entries)
        files: list[discord.File] = []
        alt = ""
        if len(entries) >= 3:
            points = [sum(n for half, n in ratings.items() if (half + 1) // 2 == point) for point in range(1, 11)]
            files.append(await pictures.columns("ratings", [str(point) for point in range(1, 11)], points))
            given = ", ".join(f"{point}: {n}" for point, n in enumerate(points, start=1) if n)
            alt = _("How often each rating from 1 to 10 was given. {given}", given=given)
        view = profile_card(
            whom.display_name,
            entries,
            dict(ratings),
            user_id=whom.id,
            style=self.app.servers.settings_of(interaction.guild_id).rating_style,
            picture="attachment://ratings.png" if files else None,
            alt=alt,
        )
        await answer(interaction, view, files=files)

    @FeatureCog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Count comments in reviews' threads; their texts are neither asked for nor kept."""
        if message.guild is None or message.author.bot or not isinstance(message.channel, discord.Thread):
            return
        await self._count(message.guild.id, message.channel.id, 1)

    @FeatureCog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """A comment went."""
        if event.guild_id is not None and event.message_id != event.channel_id:
            await self._count(event.guild_id, event.channel_id, -1)

    async def _count(self, guild_id: int, thread_id: int, by: int) -> None:
        review_id = await reviewing.count_comment(self.app.db, guild_id, thread_id, by)
        if review_id is not None:
            self.bot.posts.touch("review", guild_id, review_id)

    async def _entries(
        self,
        interaction: discord.Interaction[Linger],
        *,
        series: Series | None = None,
        author_id: int | None = None,
    ) -> list[Entry]:
        guild_id, reader_id = _guild_id(interaction), interaction.user.id
        found = await reading.list_reviews(
            self.app.db, guild_id, reader_id, series_id=series.id if series else None, author_id=author_id
        )
        entries: list[Entry] = []
        for opened in found:
            about = series or self.app.catalogues.get(guild_id, opened.review.series_id)
            allowed = reading.reader_may_see(opened.review, about, opened.progress, reader_id)
            entries.append(Entry(opened.review, opened.standing, about, allowed))
        return entries

    async def _review(self, guild_id: int, review_id: int) -> Review:
        review, _standing = await reviewing.review_with_standing(self.app.db, guild_id, review_id)
        return review

    def _known(self, interaction: discord.Interaction[Linger], series_id: str) -> Series:
        return self.app.catalogues.require(interaction.guild_id, series_id)


def _guild_id(interaction: discord.Interaction[Linger]) -> int:
    if interaction.guild_id is None:
        raise UserError(_("Reviews belong to a server: run this inside one."))
    return interaction.guild_id


def _jump_url(review: Review) -> str | None:
    if review.message_id is None:
        return None
    return f"https://discord.com/channels/{review.guild_id}/{review.channel_id}/{review.message_id}"


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
