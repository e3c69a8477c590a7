"""/recommend: what to watch next, and why."""

from __future__ import annotations

import discord
from discord import app_commands, ui

from bot.domain.phrases import LONGEST_PHRASE, Phrase
from bot.domain.recommendations import MOST_LIKED, Request
from bot.edge.answers import answer, change, defer
from bot.edge.client import Linger
from bot.edge.commands.anywhere import anywhere
from bot.edge.feature_cog import FeatureCog
from bot.edge.router import on_choose, on_press
from bot.errors import Gone
from bot.i18n import _
from bot.services import progressing
from bot.services.recommendations import recommending
from bot.services.recommendations.choosing import Answer
from bot.services.recommendations.understanding import take_titles
from bot.ui.recommendations.card import Undo, nothing_left, recommendations_card, why_card
from bot.ui.recommendations.phrase_menu import ADD, ALL, constraint_id, part_id
from bot.ui.recommendations.reasons import Teller
from bot.ui.series.words import title_of
from cogs.recommendations.asked_in import guild_of, lookup, series_by_id
from cogs.recommendations.avoiding import Avoiding
from cogs.recommendations.beginning import Beginning
from cogs.recommendations.options import (
    AVOID_LIST,
    LONGEST_AVOIDED,
    LONGEST_LIKED,
    complete_avoided,
    complete_liked,
    read_liked,
)


class RecommendationsCog(FeatureCog, name="Recommendations"):
    """Answers at once, from the first day, and names the evidence."""

    feature = "recommendations"
    never_rest = frozenset({"on_member_forgotten", "on_server_forgotten", "on_raw_member_remove"})

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self.avoiding = Avoiding(bot)
        self.beginning = Beginning(bot, self.answer_new)
        self.parts = (self.avoiding, self.beginning)

    @app_commands.command(name="recommend", description="What to watch next, and why")
    @app_commands.describe(
        like="Up to three series you loved, parted by semicolons",
        mood="What you are in the mood for: slow burn korean, no cheating, under 10 episodes",
        avoid="What you would rather not meet, from now on, parted by commas; only you see what you choose",
    )
    @app_commands.autocomplete(like=complete_liked, avoid=complete_avoided)
    @anywhere
    async def recommend(
        self,
        interaction: discord.Interaction[Linger],
        like: app_commands.Range[str, 1, LONGEST_LIKED] | None = None,
        mood: app_commands.Range[str, 1, LONGEST_PHRASE] | None = None,
        avoid: app_commands.Range[str, 1, LONGEST_AVOIDED] | None = None,
    ) -> None:
        """From titles, from a mood, or from one's own ratings and progress; or what to keep out of all three."""
        if avoid is not None:
            unknown = await self.avoiding.avoid(interaction, avoid)
            if like is None and mood is None:
                await self.avoiding.show_avoided(interaction, done=avoid != AVOID_LIST, unknown=unknown)
                return
        if like is None and mood is None and await self.beginning.ask_for_loved(interaction):
            return
        liked = tuple(dict.fromkeys(series.id for series in read_liked(interaction, like or "")))
        likened, mood = await take_titles(
            self.app.catalogues, self.app.activity, interaction.guild_id, mood or "", most=MOST_LIKED - len(liked)
        )
        liked = tuple(dict.fromkeys((*liked, *(series.id for series in likened))))
        request = Request(interaction.user.id, guild_of(interaction), liked, mood)
        await self.answer_new(interaction, request)

    @on_press("recommend.similar")
    async def similar(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """What goes with one series, from its card."""
        series = series_by_id(interaction, series_id)
        await self.answer_new(interaction, Request(interaction.user.id, guild_of(interaction), (series.id,)))

    @on_press("recommend.more")
    async def more(self, interaction: discord.Interaction[Linger], request_id: int) -> None:
        """Show five others for the same request, in place of these."""
        request = await self._request(interaction, request_id)
        await defer(interaction, in_place=True)
        await self._show(interaction, await self._answer(request.turned()), fresh=False)

    @on_press("recommend.why")
    async def why(self, interaction: discord.Interaction[Linger], request_id: int, series_id: str) -> None:
        """Explain why a series is recommended: all evidence, with its shares."""
        request = await self._request(interaction, request_id)
        series = series_by_id(interaction, series_id)
        await defer(interaction)
        why = await recommending.explain(
            self.app.recommendations,
            self.app.catalogues,
            request,
            series,
            learn_from_server=self._learns_here(request.guild_id),
            now=self.app.clock(),
        )
        phrase = await self._phrase(request)
        teller = await self._teller(interaction)
        await answer(interaction, why_card(series, teller.full_account(why, series, phrase)))

    @on_press("recommend.seen")
    async def seen(self, interaction: discord.Interaction[Linger], request_id: int, series_id: str) -> None:
        """The member has seen it: it goes, and another comes."""
        request, series = await self._request(interaction, request_id), series_by_id(interaction, series_id)
        await recommending.mark_seen(self.app.db, series, interaction.user.id, now=self.app.clock())
        said = _("Noted: you have seen *{title}*. A rating in /progress makes the next ones better.")
        await self._refill(interaction, request, said.format(title=title_of(series)), ("seen", series.id))

    @on_press("recommend.no")
    async def refuse(self, interaction: discord.Interaction[Linger], request_id: int, series_id: str) -> None:
        """Never recommend this series to the member again, and show another in its place."""
        request, series = await self._request(interaction, request_id), series_by_id(interaction, series_id)
        await recommending.refuse(self.app.db, interaction.user.id, series.id, now=self.app.clock())
        said = _("I won't recommend *{title}* again.", title=title_of(series))
        await self._refill(interaction, request, said, ("no", series.id))

    @on_press("recommend.plan")
    async def plan(self, interaction: discord.Interaction[Linger], request_id: int, series_id: str) -> None:
        """Put the series onto the member's watchlist, and show another in its place."""
        request, series = await self._request(interaction, request_id), series_by_id(interaction, series_id)
        await recommending.plan(self.app.db, series, interaction.user.id, now=self.app.clock())
        said = _("*{title}* is on your /watchlist.", title=title_of(series))
        await self._refill(interaction, request, said, ("plan", series.id))

    @on_press("recommend.undo")
    async def undo(
        self, interaction: discord.Interaction[Linger], request_id: int, deed: str, place: int, series_id: str
    ) -> None:
        """The last press was a slip: the series is back in its place."""
        request, series = await self._request(interaction, request_id), series_by_id(interaction, series_id)
        await recommending.undo(self.app.db, interaction.user.id, series.id, deed)
        said = _("Undone: *{title}* is back.", title=title_of(series))
        await self._refill(interaction, request.restored(series.id, place), said)

    @on_choose("recommend.phrase")
    async def rephrase(self, interaction: discord.Interaction[Linger], values: list[str], request_id: int) -> None:
        """Only the chosen parts of the phrase count from now on; of what contradicts itself, the chosen half."""
        request = await self._request(interaction, request_id)
        await defer(interaction, in_place=True)
        phrase = await self._phrase(request)
        mood = _also(request.mood, *(value.removeprefix(ADD) for value in values if value.startswith(ADD)))
        dropped: tuple[str, ...] = ()
        if ALL not in values:
            gone = [one.key for one in phrase.constraints if constraint_id(one) not in values]
            chosen = [one.key for one in phrase.clashing if constraint_id(one) in values]
            gone += [one.key for one in phrase.clashing if chosen and one.key not in chosen]
            dropped = tuple(dict.fromkeys((*request.dropped, *gone)))
        request = await recommending.change(self.app.db, request, dropped=dropped, mood=mood)
        await self._show(interaction, await self._answer(request.turned()), fresh=False)

    @on_press("recommend.off")
    async def take_off(self, interaction: discord.Interaction[Linger], request_id: int, part: str) -> None:
        """Ask again without this part of the wish."""
        await self.drop(interaction, request_id, part)

    @on_press("recommend.also")
    async def add(self, interaction: discord.Interaction[Linger], request_id: int, term_id: str) -> None:
        """This is what was meant by words that said nothing."""
        request = await self._request(interaction, request_id)
        if self.app.catalogues.vocabulary.get(term_id) is None:
            raise Gone(_("These recommendations are somebody else's, or too old. Ask again with /recommend."))
        await self._ask_anew(interaction, request, dropped=request.dropped, mood=_also(request.mood, term_id))

    @on_press("recommend.again")
    async def count_all(self, interaction: discord.Interaction[Linger], request_id: int) -> None:
        """Everything counts again that was taken off."""
        request = await self._request(interaction, request_id)
        await self._ask_anew(interaction, request, dropped=(), mood=request.mood)

    async def _ask_anew(
        self, interaction: discord.Interaction[Linger], request: Request, *, dropped: tuple[str, ...], mood: str
    ) -> None:
        await defer(interaction, in_place=True)
        request = await recommending.change(self.app.db, request, dropped=dropped, mood=mood)
        await self._show(interaction, await self._answer(request.turned()), fresh=False)

    @on_press("recommend.drop")
    async def drop(self, interaction: discord.Interaction[Linger], request_id: int, parts: str) -> None:
        """Take out what leaves nothing, or too little. Pressed twice it does no more than once."""
        request = await self._request(interaction, request_id)
        await defer(interaction, in_place=True)
        phrase = await self._phrase(request)
        gone = [one.key for one in phrase.constraints if part_id(one) in parts.split(".")]
        dropped = tuple(dict.fromkeys((*request.dropped, *gone)))
        request = await recommending.change(self.app.db, request, dropped=dropped, mood=request.mood)
        await self._show(interaction, await self._answer(request.turned()), fresh=False)

    @FeatureCog.listener()
    async def on_member_forgotten(self, user_id: int, guild_id: int | None) -> None:
        """A member had their data deleted, here or everywhere."""
        if guild_id is None:
            await self.app.recommendations.forget(user_id)
        else:
            await self.app.recommendations.leave(user_id, guild_id)

    @FeatureCog.listener()
    async def on_server_forgotten(self, guild_id: int) -> None:
        """Let the recommender forget a server whose data was erased."""
        self.app.recommendations.forget_server(guild_id)

    @FeatureCog.listener()
    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        """A member left: they are no longer counted among the people here."""
        await self.app.recommendations.leave(event.user.id, event.guild_id)

    async def answer_new(self, interaction: discord.Interaction[Linger], request: Request) -> None:
        """Answer a new request in a message of its own."""
        await defer(interaction)
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
        await defer(interaction, in_place=True)
        await self._show(interaction, await self._answer(request), fresh=False, note=note, undo=undo)

    async def _request(self, interaction: discord.Interaction[Linger], request_id: int) -> Request:
        return await recommending.require_request(
            self.app.db, request_id, interaction.user.id, guild_of(interaction), now=self.app.clock()
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
            activity=self.app.activity,
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
            look = lookup(interaction)
            view: ui.LayoutView = recommendations_card(
                found.request,
                [(pick, teller.reason(pick.why, pick.series, found.phrase)) for pick in found.picks],
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
                found.request,
                found.phrase,
                vocabulary,
                found.too_narrow,
                avoided=sorted(found.avoided),
                kept_out=found.kept_out,
                guesses=found.guesses,
                note=note,
            )
        await (answer(interaction, view) if fresh else change(interaction, view))

    async def _teller(self, interaction: discord.Interaction[Linger]) -> Teller:
        guild_id = guild_of(interaction) or None
        return Teller(
            self.app.catalogues.vocabulary,
            lookup(interaction),
            lambda series_id: self.app.catalogues.lineage_of(guild_id, series_id),
            await progressing.ratings_of(self.app.db, interaction.user.id),
            self.app.servers.settings_of(interaction.guild_id).rating_style,
        )

    def _learns_here(self, guild_id: int) -> bool:
        return bool(guild_id) and self.app.servers.settings_of(guild_id).learn_from == "server"


def _also(mood: str, *term_ids: str) -> str:
    """A mood with terms that were meant, too; in front, as what is too long is not read to its end."""
    return ", ".join([*term_ids, mood])[:LONGEST_PHRASE]
