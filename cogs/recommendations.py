"""/recommend: what to watch next, and why."""

from __future__ import annotations

import discord
from discord import app_commands, ui

from bot.client import Linger
from bot.domain.phrases import LONGEST_PHRASE
from bot.domain.series import Series
from bot.domain.suggestions import Request
from bot.errors import UserError
from bot.i18n import _
from bot.services import progressing, recommending
from bot.services.recommending import Answer
from bot.ui.answers import answer, change
from bot.ui.feature_cog import FeatureCog
from bot.ui.reasons import full_account, reason
from bot.ui.recommendation_card import avoid_card, nothing_left, recommendations_card, why_card
from bot.ui.router import on_choose, on_press
from bot.ui.series_words import title_of
from cogs.series_option import complete_series, require_series

_MOST_LIKED = 3


async def complete_liked(interaction: discord.Interaction[Linger], typed: str) -> list[app_commands.Choice[str]]:
    """Up to three titles, parted by semicolons: the last one is completed, the ones before are kept."""
    before, sep, last = typed.rpartition(";")
    if not sep:
        return await complete_series(interaction, typed)
    kept = before.strip()
    offered = await complete_series(interaction, last.strip())
    joined = [(f"{kept}; {choice.name}", f"{kept}; {choice.value}") for choice in offered]
    return [app_commands.Choice(name=name[-100:], value=value) for name, value in joined if len(value) <= 100]


class RecommendationsCog(FeatureCog, name="Recommendations"):
    """Answers at once, from the first day, and names the evidence."""

    feature = "recommendations"

    @app_commands.command(name="recommend", description="What to watch next, and why")
    @app_commands.describe(
        like="Up to three series you loved, parted by semicolons",
        mood="What you are in the mood for: slow burn korean, no cheating, under 10 episodes",
    )
    @app_commands.autocomplete(like=complete_liked)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def recommend(
        self, interaction: discord.Interaction[Linger], like: str | None = None, mood: str | None = None
    ) -> None:
        """From titles, from a mood, or from one's own ratings and progress."""
        typed = [part.strip() for part in (like or "").split(";") if part.strip()]
        if len(typed) > _MOST_LIKED:
            raise UserError(_("Name up to three series; you named {count}.", count=len(typed)))
        liked = tuple(dict.fromkeys(require_series(interaction, part).id for part in typed))
        request = Request(interaction.user.id, self._guild_id(interaction), liked, (mood or "")[:LONGEST_PHRASE])
        await self._answer_new(interaction, request)

    @on_press("recommend.similar")
    async def similar(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """What goes with one series, from its card."""
        series = self.app.catalogues.require(interaction.guild_id, series_id)
        await self._answer_new(interaction, Request(interaction.user.id, self._guild_id(interaction), (series.id,)))

    @on_press("recommend.more")
    async def more(self, interaction: discord.Interaction[Linger], request_id: int) -> None:
        """Five others."""
        request = await recommending.require_request(self.app.db, request_id, interaction.user.id)
        await interaction.response.defer()
        await self._show(interaction, await self._next(request), fresh=False)

    @on_press("recommend.why")
    async def why(self, interaction: discord.Interaction[Linger], request_id: int, series_id: str) -> None:
        """The full account, with shares."""
        request = await recommending.require_request(self.app.db, request_id, interaction.user.id)
        series = self.app.catalogues.require(interaction.guild_id, series_id)
        await interaction.response.defer(ephemeral=True, thinking=True)
        why = await recommending.explain(
            self.app.recommendations, request, series.id, learn_from_server=self._learns_here(interaction)
        )
        account = full_account(
            why,
            series,
            self.app.catalogues.vocabulary,
            lambda other: self.app.catalogues.get(interaction.guild_id, other),
            own_ratings=await progressing.ratings_of(self.app.db, interaction.user.id),
            style=self._style(interaction),
        )
        await answer(interaction, why_card(series, account))

    @on_press("recommend.seen")
    async def seen(self, interaction: discord.Interaction[Linger], request_id: int, series_id: str) -> None:
        """The member has seen it: it goes, and another comes."""
        series = self.app.catalogues.require(interaction.guild_id, series_id)
        request = await recommending.require_request(self.app.db, request_id, interaction.user.id)
        await recommending.mark_seen(self.app.db, series, interaction.user.id, now=self.app.clock())
        await self._refill(interaction, request, _("Noted: you have seen {title}.", title=title_of(series)))

    @on_press("recommend.no")
    async def refuse(self, interaction: discord.Interaction[Linger], request_id: int, series_id: str) -> None:
        """Never again; another comes."""
        series = self.app.catalogues.require(interaction.guild_id, series_id)
        request = await recommending.require_request(self.app.db, request_id, interaction.user.id)
        await recommending.refuse(self.app.db, interaction.user.id, series.id, now=self.app.clock())
        await self._refill(interaction, request, _("I won't recommend {title} again.", title=title_of(series)))

    @on_press("recommend.plan")
    async def plan(self, interaction: discord.Interaction[Linger], request_id: int, series_id: str) -> None:
        """Onto the watchlist; another comes."""
        series = self.app.catalogues.require(interaction.guild_id, series_id)
        request = await recommending.require_request(self.app.db, request_id, interaction.user.id)
        await recommending.plan(self.app.db, series, interaction.user.id, now=self.app.clock())
        await self._refill(interaction, request, _("{title} is on your /watchlist.", title=title_of(series)))

    @on_choose("recommend.phrase")
    async def rephrase(self, interaction: discord.Interaction[Linger], values: list[str], request_id: int) -> None:
        """Only the chosen parts of the phrase count from now on."""
        request = await recommending.require_request(self.app.db, request_id, interaction.user.id)
        await interaction.response.defer()
        dropped: tuple[str, ...] = ()
        if "all" not in values:
            now = await self._next(request, again=True)
            gone = [c.key for c in now.phrase.constraints if c.key[:100] not in values]
            dropped = (*request.dropped, *gone)
        request = await recommending.drop(self.app.db, request, dropped)
        await self._show(interaction, await self._next(request), fresh=False)

    @on_press("recommend.avoid")
    async def avoid(self, interaction: discord.Interaction[Linger]) -> None:
        """Choose what one would rather not meet."""
        avoided = await recommending.avoided_notes(self.app.db, interaction.user.id)
        await answer(interaction, avoid_card(self.app.catalogues.vocabulary, avoided))

    @app_commands.command(name="avoid", description="Content you would rather not meet in recommendations")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def avoid_command(self, interaction: discord.Interaction[Linger]) -> None:
        """The same as a command."""
        avoided = await recommending.avoided_notes(self.app.db, interaction.user.id)
        await answer(interaction, avoid_card(self.app.catalogues.vocabulary, avoided))

    @on_choose("recommend.avoided")
    async def keep_avoided(self, interaction: discord.Interaction[Linger], values: list[str], start: int) -> None:
        """One list of notes was chosen from; the other lists stay as they were."""
        terms = list(self.app.catalogues.vocabulary.content_notes)
        listed = set(terms[start : start + 25])
        before = await recommending.avoided_notes(self.app.db, interaction.user.id)
        avoided = (before - listed) | (set(values) & listed)
        await recommending.avoid(self.app.db, interaction.user.id, avoided, now=self.app.clock())
        await change(interaction, avoid_card(self.app.catalogues.vocabulary, avoided, done=True))

    @FeatureCog.listener()
    async def on_ready(self) -> None:
        """Build the model while nobody waits."""
        self.app.recommendations.prepare()

    async def _answer_new(self, interaction: discord.Interaction[Linger], request: Request) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        request = await recommending.begin(self.app.db, request, now=self.app.clock())
        await self._show(interaction, await self._next(request), fresh=True)

    async def _refill(self, interaction: discord.Interaction[Linger], request: Request, note: str) -> None:
        await interaction.response.defer()
        await self._show(interaction, await self._next(request, again=True), fresh=False, note=note)

    async def _next(self, request: Request, *, again: bool = False) -> Answer:
        settings = self.app.servers.settings_of(request.guild_id)
        return await recommending.recommend(
            self.app.db,
            self.app.recommendations,
            self.app.catalogues,
            request,
            learn_from_server=bool(request.guild_id) and settings.learn_from == "server",
            now=self.app.clock(),
            again=again,
        )

    async def _show(
        self, interaction: discord.Interaction[Linger], found: Answer, *, fresh: bool, note: str | None = None
    ) -> None:
        vocabulary = self.app.catalogues.vocabulary
        view: ui.LayoutView
        if found.picks:
            own = await progressing.ratings_of(self.app.db, interaction.user.id)
            look = lambda series_id: self.app.catalogues.get(interaction.guild_id, series_id)  # noqa: E731 (used twice)
            reasons = {
                pick.series.id: reason(
                    pick.why, pick.series, vocabulary, look, own_ratings=own, style=self._style(interaction)
                )
                for pick in found.picks
            }
            liked: list[Series] = [series for series in map(look, found.request.liked) if series is not None]
            view = recommendations_card(
                found.request,
                found.picks,
                reasons,
                found.phrase,
                vocabulary,
                liked=liked,
                avoided=sorted(found.avoided),
                note=note,
            )
        else:
            view = nothing_left(found.request, found.phrase, vocabulary, found.too_narrow)
        await (answer(interaction, view) if fresh else change(interaction, view))

    def _guild_id(self, interaction: discord.Interaction[Linger]) -> int:
        return interaction.guild_id if interaction.guild_id and interaction.is_guild_integration() else 0

    def _learns_here(self, interaction: discord.Interaction[Linger]) -> bool:
        settings = self.app.servers.settings_of(interaction.guild_id)
        return bool(self._guild_id(interaction)) and settings.learn_from == "server"

    def _style(self, interaction: discord.Interaction[Linger]) -> str:
        return self.app.servers.settings_of(interaction.guild_id).rating_style


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(RecommendationsCog(bot))
