"""/recommend: what to watch next, and why."""

from __future__ import annotations

import discord
from discord import app_commands, ui

from bot.client import Linger
from bot.domain.phrases import LONGEST_PHRASE, Phrase
from bot.domain.recommendations import MOST_LIKED, Request
from bot.domain.series import Series
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.services import progressing, recommending
from bot.services.recommending import Answer
from bot.ui.answers import answer, change
from bot.ui.avoid_card import avoid_card
from bot.ui.feature_cog import FeatureCog
from bot.ui.phrase_menu import ADD, ALL, constraint_id
from bot.ui.reasons import Lookup, Teller
from bot.ui.recommendation_card import Undo, nothing_left, part_id, recommendations_card, why_card
from bot.ui.router import on_choose, on_press
from bot.ui.series_words import title_of
from cogs.recommend_options import AVOID_LIST, complete_avoided, complete_liked, read_avoided, read_liked, read_mood


class RecommendationsCog(FeatureCog, name="Recommendations"):
    """Answers at once, from the first day, and names the evidence."""

    feature = "recommendations"
    never_rest = frozenset({"on_member_forgotten", "on_server_forgotten", "on_raw_member_remove"})

    @app_commands.command(name="recommend", description="What to watch next, and why")
    @app_commands.describe(
        like="Up to three series you loved, parted by semicolons",
        mood="What you are in the mood for: slow burn korean, no cheating, under 10 episodes",
        avoid="Content you would rather not meet, from now on; only you see what you choose",
    )
    @app_commands.autocomplete(like=complete_liked, avoid=complete_avoided)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def recommend(
        self,
        interaction: discord.Interaction[Linger],
        like: str | None = None,
        mood: str | None = None,
        avoid: str | None = None,
    ) -> None:
        """From titles, from a mood, or from one's own ratings and progress; or what to keep out of all three."""
        if avoid is not None:
            await self._avoid(interaction, avoid)
            if like is None and mood is None:
                await self._show_avoided(interaction, done=avoid != AVOID_LIST)
                return
        liked = tuple(dict.fromkeys(series.id for series in read_liked(interaction, like or "")))
        if len(liked) > MOST_LIKED:
            raise UserError(_("Name up to three series; you named {count}.", count=len(liked)))
        likened, mood = read_mood(interaction, (mood or "")[:LONGEST_PHRASE], most=MOST_LIKED - len(liked))
        liked = tuple(dict.fromkeys((*liked, *(series.id for series in likened))))
        request = Request(interaction.user.id, self._guild_id(interaction), liked, mood)
        await self._answer_new(interaction, request)

    @on_press("recommend.similar")
    async def similar(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """What goes with one series, from its card."""
        series = self._series(interaction, series_id)
        await self._answer_new(interaction, Request(interaction.user.id, self._guild_id(interaction), (series.id,)))

    @on_press("recommend.more")
    async def more(self, interaction: discord.Interaction[Linger], request_id: int) -> None:
        """Five others."""
        request = await self._request(interaction, request_id)
        await interaction.response.defer()
        await self._show(interaction, await self._answer(request.turned()), fresh=False)

    @on_press("recommend.why")
    async def why(self, interaction: discord.Interaction[Linger], request_id: int, series_id: str) -> None:
        """The full account, with shares."""
        request = await self._request(interaction, request_id)
        series = self._series(interaction, series_id)
        await interaction.response.defer(ephemeral=True, thinking=True)
        why = await recommending.explain(
            self.app.recommendations,
            self.app.catalogues,
            request,
            series,
            learn_from_server=self._learns_here(request.guild_id),
        )
        phrase = await self._phrase(request)
        teller = await self._teller(interaction)
        await answer(interaction, why_card(series, teller.full_account(why, series, phrase)))

    @on_press("recommend.seen")
    async def seen(self, interaction: discord.Interaction[Linger], request_id: int, series_id: str) -> None:
        """The member has seen it: it goes, and another comes."""
        request, series = await self._request(interaction, request_id), self._series(interaction, series_id)
        await recommending.mark_seen(self.app.db, series, interaction.user.id, now=self.app.clock())
        said = _("Noted: you have seen *{title}*. A rating in /progress makes the next ones better.")
        await self._refill(interaction, request, said.format(title=title_of(series)), ("seen", series.id))

    @on_press("recommend.no")
    async def refuse(self, interaction: discord.Interaction[Linger], request_id: int, series_id: str) -> None:
        """Never again; another comes."""
        request, series = await self._request(interaction, request_id), self._series(interaction, series_id)
        await recommending.refuse(self.app.db, interaction.user.id, series.id, now=self.app.clock())
        said = _("I won't recommend *{title}* again.", title=title_of(series))
        await self._refill(interaction, request, said, ("no", series.id))

    @on_press("recommend.plan")
    async def plan(self, interaction: discord.Interaction[Linger], request_id: int, series_id: str) -> None:
        """Onto the watchlist; another comes."""
        request, series = await self._request(interaction, request_id), self._series(interaction, series_id)
        await recommending.plan(self.app.db, series, interaction.user.id, now=self.app.clock())
        said = _("*{title}* is on your /watchlist.", title=title_of(series))
        await self._refill(interaction, request, said, ("plan", series.id))

    @on_press("recommend.undo")
    async def undo(
        self, interaction: discord.Interaction[Linger], request_id: int, deed: str, place: int, series_id: str
    ) -> None:
        """The last press was a slip: the series is back in its place."""
        request, series = await self._request(interaction, request_id), self._series(interaction, series_id)
        await recommending.undo(self.app.db, interaction.user.id, series.id, deed)
        said = _("Undone: *{title}* is back.", title=title_of(series))
        await self._refill(interaction, request.restored(series.id, place), said)

    @on_choose("recommend.phrase")
    async def rephrase(self, interaction: discord.Interaction[Linger], values: list[str], request_id: int) -> None:
        """Only the chosen parts of the phrase count from now on; of what contradicts itself, the chosen half."""
        request = await self._request(interaction, request_id)
        await interaction.response.defer()
        phrase = await self._phrase(request)
        labels = [self.app.catalogues.vocabulary.label(v.removeprefix(ADD)) for v in values if v.startswith(ADD)]
        mood = ", ".join([request.mood, *labels])[:LONGEST_PHRASE]
        dropped: tuple[str, ...] = ()
        if ALL not in values:
            gone = [one.key for one in phrase.constraints if constraint_id(one) not in values]
            chosen = [one.key for one in phrase.clashing if constraint_id(one) in values]
            gone += [one.key for one in phrase.clashing if chosen and one.key not in chosen]
            dropped = tuple(dict.fromkeys((*request.dropped, *gone)))
        request = await recommending.change(self.app.db, request, dropped=dropped, mood=mood)
        await self._show(interaction, await self._answer(request.turned()), fresh=False)

    @on_press("recommend.drop")
    async def drop(self, interaction: discord.Interaction[Linger], request_id: int, parts: str) -> None:
        """Take out what leaves nothing, or too little. Pressed twice it does no more than once."""
        request = await self._request(interaction, request_id)
        await interaction.response.defer()
        phrase = await self._phrase(request)
        gone = [one.key for one in phrase.constraints if part_id(one) in parts.split(".")]
        dropped = (*request.dropped, *gone)
        request = await recommending.change(self.app.db, request, dropped=dropped, mood=request.mood)
        await self._show(interaction, await self._answer(request.turned()), fresh=False)

    @on_press("recommend.avoid")
    async def open_avoided(self, interaction: discord.Interaction[Linger]) -> None:
        """Choose what one would rather not meet."""
        await self._show_avoided(interaction, done=False)

    @on_choose("recommend.avoided")
    async def keep_avoided(self, interaction: discord.Interaction[Linger], values: list[str], start: int) -> None:
        """One list of notes was chosen from; the other lists stay as they were."""
        listed = set(list(self.app.catalogues.vocabulary.content_notes)[start : start + 25])
        before = await recommending.avoided_notes(self.app.db, interaction.user.id)
        avoided = (before - listed) | (set(values) & listed)
        await recommending.avoid(self.app.db, interaction.user.id, avoided, now=self.app.clock())
        await self._show_avoided(interaction, done=True, again=True)

    @on_choose("recommend.allow")
    async def allow(self, interaction: discord.Interaction[Linger], values: list[str]) -> None:
        """Series that were not for the member may come again."""
        await recommending.allow_again(self.app.db, interaction.user.id, values)
        await self._show_avoided(interaction, done=True, again=True)

    @FeatureCog.listener()
    async def on_ready(self) -> None:
        """Build the model while nobody waits."""
        self.app.recommendations.prepare()

    @FeatureCog.listener()
    async def on_member_forgotten(self, user_id: int, guild_id: int | None) -> None:
        """A member had their data deleted, here or everywhere."""
        if guild_id is None:
            await self.app.recommendations.forget(user_id)
        else:
            await self.app.recommendations.leave(user_id, guild_id)

    @FeatureCog.listener()
    async def on_server_forgotten(self, guild_id: int) -> None:
        """A server's data was erased."""
        self.app.recommendations.forget_server(guild_id)

    @FeatureCog.listener()
    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        """A member left: they are no longer counted among the people here."""
        await self.app.recommendations.leave(event.user.id, event.guild_id)

    async def _avoid(self, interaction: discord.Interaction[Linger], term: str) -> None:
        """Add one content note to those that the member avoids."""
        if term == AVOID_LIST:
            return
        found = read_avoided(interaction, term)
        before = await recommending.avoided_notes(self.app.db, interaction.user.id)
        await recommending.avoid(self.app.db, interaction.user.id, before | {found.id}, now=self.app.clock())

    async def _show_avoided(self, interaction: discord.Interaction[Linger], *, done: bool, again: bool = False) -> None:
        avoided = await recommending.avoided_notes(self.app.db, interaction.user.id)
        refused = await recommending.refused_series(self.app.db, interaction.user.id)
        known = [series for series in map(self._lookup(interaction), refused) if series is not None]
        view = avoid_card(self.app.catalogues.vocabulary, avoided, known, done=done)
        await (change(interaction, view) if again else answer(interaction, view))

    async def _answer_new(self, interaction: discord.Interaction[Linger], request: Request) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        request = await recommending.begin(self.app.db, request, now=self.app.clock())
        await self._show(interaction, await self._answer(request.turned()), fresh=True)

    async def _refill(
        self,
        interaction: discord.Interaction[Linger],
        request: Request,
        note: str,
        done: tuple[str, str] | None = None,
    ) -> None:
        undo = None if done is None or done[1] not in request.page else (done[0], request.page.index(done[1]), done[1])
        await interaction.response.defer()
        await self._show(interaction, await self._answer(request), fresh=False, note=note, undo=undo)

    async def _request(self, interaction: discord.Interaction[Linger], request_id: int) -> Request:
        return await recommending.require_request(
            self.app.db, request_id, interaction.user.id, self._guild_id(interaction), now=self.app.clock()
        )

    async def _phrase(self, request: Request) -> Phrase:
        year = self.app.clock().year
        return await recommending.read(self.app.recommendations, self.app.catalogues, request, year=year)

    async def _answer(self, request: Request) -> Answer:
        return await recommending.recommend(
            self.app.db,
            self.app.recommendations,
            self.app.catalogues,
            request,
            learn_from_server=self._learns_here(request.guild_id),
            now=self.app.clock(),
        )

    async def _show(
        self,
        interaction: discord.Interaction[Linger],
        found: Answer,
        *,
        fresh: bool,
        note: str | None = None,
        undo: Undo | None = None,
    ) -> None:
        vocabulary = self.app.catalogues.vocabulary
        if found.picks:
            teller = await self._teller(interaction)
            look = self._lookup(interaction)
            view: ui.LayoutView = recommendations_card(
                found.request,
                [(pick.series, teller.reason(pick.why, pick.series, found.phrase)) for pick in found.picks],
                found.phrase,
                vocabulary,
                liked=[series for series in map(look, found.request.liked) if series is not None],
                avoided=sorted(found.avoided),
                guesses=found.guesses,
                narrow=found.too_narrow,
                note=note,
                undo=undo,
            )
        else:
            view = nothing_left(
                found.request, found.phrase, vocabulary, found.too_narrow, avoided=sorted(found.avoided), note=note
            )
        await (answer(interaction, view) if fresh else change(interaction, view))

    async def _teller(self, interaction: discord.Interaction[Linger]) -> Teller:
        guild_id = self._guild_id(interaction) or None
        return Teller(
            self.app.catalogues.vocabulary,
            self._lookup(interaction),
            lambda series_id: self.app.catalogues.lineage_of(guild_id, series_id),
            await progressing.ratings_of(self.app.db, interaction.user.id),
            self.app.servers.settings_of(interaction.guild_id).rating_style,
        )

    def _guild_id(self, interaction: discord.Interaction[Linger]) -> int:
        """The server that is asked in; 0 outside the bot's own servers."""
        return interaction.guild_id if interaction.guild_id and interaction.is_guild_integration() else 0

    def _series(self, interaction: discord.Interaction[Linger], series_id: str) -> Series:
        series = self._lookup(interaction)(series_id)
        if series is None:
            raise Gone(_("This series is no longer in the catalogue. Ask again with /recommend."))
        return series

    def _lookup(self, interaction: discord.Interaction[Linger]) -> Lookup:
        guild_id = self._guild_id(interaction) or None
        return lambda series_id: self.app.catalogues.get(guild_id, series_id)

    def _learns_here(self, guild_id: int) -> bool:
        return bool(guild_id) and self.app.servers.settings_of(guild_id).learn_from == "server"


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(RecommendationsCog(bot))
