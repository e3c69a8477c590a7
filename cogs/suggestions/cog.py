"""/suggest: members' own recommendations, with a reason, for everybody to vote on."""

from __future__ import annotations

import logging

import discord
from discord import app_commands

from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.published.records import Publication
from bot.domain.suggestions import Draft, Suggestion, check_draft, telling_parts
from bot.edge.answers import answer, change, defer
from bot.edge.authority import Authority
from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.edge.guilds import require_guild_id
from bot.edge.publishing.finding import newest_id
from bot.edge.publishing.once import InDoubt, is_doubtful
from bot.edge.publishing.sight import Unavailable
from bot.edge.reaching import is_passing
from bot.edge.router import on_press
from bot.edge.series_option import complete_series, require_series
from bot.edge.voice import require_voice
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.services import publishing
from bot.services.moderation.review_bans import require_not_banned
from bot.services.recommendations import suggesting
from bot.services.recommendations.suggesting import Author
from bot.services.trouble import trouble_of
from bot.ui.kit.cards import card, container, row, text
from bot.ui.kit.links import message_url
from bot.ui.suggestions import read_again, taken_back
from cogs.suggestions.posting import edit_post, find_posts, offer_votes, place_for, publish

_log = logging.getLogger(__name__)


class SuggestionsCog(FeatureCog, name="Suggestions"):
    """One recommendation a member and pair of series; its post takes the votes."""

    feature = "recommendations"

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._knows_pairs = False
        self._posting: set[int] = set()  # those whose message is being sent by this process

    async def cog_load(self) -> None:
        """Open the doors, and keep posts up to date."""
        await super().cog_load()
        posts, kind = self.bot.posts, PublishedKind.SUGGESTION
        posts.register(kind, lambda guild_id, subject: edit_post(self.bot, guild_id, int(subject)))
        posts.register(kind, lambda guild_id, subject: offer_votes(self.bot, guild_id, int(subject)), Step.OFFER)
        self.bot.late.register(kind, self._finish)
        self.bot.strays.register(
            kind, lambda channel, subject, after_id: find_posts(self.bot, channel, int(subject), after_id)
        )

    @app_commands.command(name="suggest", description="Recommend a series to those who liked another one, and say why")
    @app_commands.rename(if_liked="if-liked", try_="try")
    @app_commands.describe(
        if_liked="The series they liked",
        try_="The series you recommend to them",
        because="Why, without giving anything away: everybody reads it",
    )
    @app_commands.autocomplete(if_liked=complete_series, try_=complete_series)
    @app_commands.guild_only()
    async def suggest(self, interaction: discord.Interaction[Linger], if_liked: str, try_: str, because: str) -> None:
        """Post it, or show its author what it may give away."""
        guild_id = require_guild_id(interaction)
        await require_not_banned(self.app.db, guild_id, interaction.user.id, now=self.app.clock())
        try:
            liked, better = require_series(interaction, if_liked), require_series(interaction, try_)
        except UserError as error:
            raise UserError(error.message, returned_text=because) from None
        draft = check_draft(liked, better, because)
        self._require_voice(interaction, guild_id)
        telling = telling_parts(draft, liked, better)
        if telling:
            draft_id = await suggesting.keep_draft(
                self.app.db, draft, guild_id, interaction.user.id, now=self.app.clock()
            )
            await answer(interaction, read_again(draft, liked, better, telling, draft_id))
            return
        await defer(interaction)
        await answer(interaction, await self._post(interaction, draft))

    @on_press("suggest.anyway")
    async def post_anyway(self, interaction: discord.Interaction[Linger], draft_id: int) -> None:
        """Its author has read it again and finds that it gives nothing away."""
        guild_id = require_guild_id(interaction)
        await require_not_banned(self.app.db, guild_id, interaction.user.id, now=self.app.clock())
        self._require_voice(interaction, guild_id)
        draft = await suggesting.take_draft(self.app.db, draft_id, guild_id, interaction.user.id)
        await defer(interaction, in_place=True)
        await change(interaction, await self._post(interaction, draft))

    @on_press("suggest.drop")
    async def drop(self, interaction: discord.Interaction[Linger], draft_id: int) -> None:
        """Throw a recommendation away that was not posted yet, and give its words back."""
        draft = await suggesting.take_draft(self.app.db, draft_id, require_guild_id(interaction), interaction.user.id)
        await change(interaction, taken_back(draft.because, was_posted=False))

    @on_press("suggest.delete")
    async def delete(self, interaction: discord.Interaction[Linger], suggestion_id: int) -> None:
        """Its author, or a moderator, takes it back: it goes from the channel and from the cards."""
        gone = await suggesting.take_back(
            self.app.db,
            require_guild_id(interaction),
            suggestion_id,
            interaction.user.id,
            is_moderator=_is_moderator(interaction),
            now=self.app.clock(),
        )
        self.bot.dispatch("outbox")
        await self.app.recommendations.refresh_pairs(require_guild_id(interaction))
        await answer(interaction, taken_back(gone.because, was_posted=True))

    @FeatureCog.listener()
    async def on_shard_ready(self, _shard_id: int) -> None:
        """Know which recommendations count; from then on, each that changes is followed."""
        if not self._knows_pairs:
            await self.app.recommendations.refresh_pairs()
            self._knows_pairs = True  # else the next shard, or session, tries again

    async def _finish(self, claim: Publication) -> bool:
        """Post once what a crash, or a Discord that did not answer, kept from being posted or noted."""
        try:
            suggestion = await suggesting.get(self.app.db, claim.guild_id, int(claim.subject))
        except Gone:
            await publishing.give_up(self.app.db, claim.guild_id, claim.kind, claim.subject, now=self.app.clock())
            return True
        if suggestion.message_id is not None:
            return True
        if suggestion.id in self._posting or not self.is_on(suggestion.guild_id, suggestion.channel_id):
            return False
        try:
            await publish(self.bot, suggestion)
        except (Unavailable, InDoubt):
            raise
        except UserError as error:
            _log.warning("recommendation %d of guild %d is dropped: %s", suggestion.id, suggestion.guild_id, error)
            await suggesting.withdraw(self.app.db, suggestion, now=self.app.clock())
        await self.app.recommendations.refresh_pairs(claim.guild_id)
        return True

    def _require_voice(self, interaction: discord.Interaction[Linger], guild_id: int) -> None:
        place = place_for(self.bot, guild_id, interaction.channel_id)
        require_voice(interaction, place, self.app.servers.settings_of(guild_id))

    async def _post(self, interaction: discord.Interaction[Linger], draft: Draft) -> discord.ui.LayoutView:
        guild_id = require_guild_id(interaction)
        author = Author(interaction.user.id, interaction.user.display_name, guild_id, interaction.channel_id or 0)
        after_id = newest_id(place_for(self.bot, guild_id, author.channel_id))
        kept = await suggesting.suggest(self.app.db, draft, author, after_id=after_id, now=self.app.clock())
        if kept.id in self._posting:
            raise UserError(_("This recommendation is being posted right now."))
        if kept.message_id is None:
            url = message_url(guild_id, kept.channel_id, await self._publish(kept))
            said = _("Posted. Others can vote on it, and it counts in recommendations here.")
        else:
            self.bot.posts.schedule_edit("suggestion", guild_id, kept.id)
            url = message_url(guild_id, kept.channel_id, kept.message_id)
            said = _("You had recommended this before: it has your new reason now.")
        await self.app.recommendations.refresh_pairs(guild_id)
        go: discord.ui.Button[discord.ui.LayoutView] = discord.ui.Button(label=_("Go to it"), url=url)
        return card(container(text(f"✅ {said}"), row(go)))

    async def _publish(self, suggestion: Suggestion) -> int:
        """Send the post; where that fails nothing is kept, and the reason comes back to its author."""
        self._posting.add(suggestion.id)
        key = PublishedKind.SUGGESTION, suggestion.guild_id, suggestion.id
        try:
            return await publish(self.bot, suggestion)
        except InDoubt:
            self.bot.late.add(*key)
            raise
        except UserError as error:
            with self.bot.late.unless_done(*key):
                await suggesting.withdraw(self.app.db, suggestion, now=self.app.clock())
            raise UserError(error.message, returned_text=suggestion.because) from None
        except Exception as error:
            if trouble_of(error) is not None:  # it may stand, and nobody can note it just now: that is done later
                self.bot.late.add(*key)
                raise
            with self.bot.late.unless_done(*key):
                await suggesting.withdraw(self.app.db, suggestion, now=self.app.clock(), may_stand=True)
            if not (is_doubtful(error) or is_passing(error)):
                raise
            said = _("Discord is not taking posts just now. Try it again in a minute.")
            raise UserError(said, returned_text=suggestion.because) from error
        finally:
            self._posting.discard(suggestion.id)


def _is_moderator(interaction: discord.Interaction[Linger]) -> bool:
    return interaction.client.gate.may(interaction, Authority.MODERATOR)
