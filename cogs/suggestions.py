"""/suggest: members' own recommendations, with a reason, for everybody to vote on."""

from __future__ import annotations

import asyncio

import discord
from discord import app_commands

from bot.client import Linger
from bot.domain.suggestions import Draft, Suggestion, check_draft, telling_parts
from bot.errors import Gone, NotAllowed, UserError
from bot.i18n import _
from bot.services import suggesting
from bot.services.barring import require_not_barred
from bot.services.suggesting import Author
from bot.ui.answers import answer, change
from bot.ui.authority import Authority, check_authority
from bot.ui.cards import card, container, row, text
from bot.ui.feature_cog import FeatureCog
from bot.ui.router import on_press
from bot.ui.suggestion_card import read_again, taken_back
from cogs.series_option import complete_series, require_series
from cogs.suggestion_posting import edit_post, place_for, publish, publish_late


class SuggestionsCog(FeatureCog, name="Suggestions"):
    """One recommendation a member and pair of series; its post takes the votes."""

    feature = "recommendations"
    never_rest = frozenset({"on_raw_message_delete", "on_raw_bulk_message_delete"})

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._started_at = self.app.clock()
        self._posting: set[int] = set()  # those whose message is being sent by this process
        self._catching_up = asyncio.Lock()

    async def cog_load(self) -> None:
        """Open the doors, and keep posts up to date."""
        await super().cog_load()
        self.bot.posts.register("suggestion", lambda guild_id, its_id: edit_post(self.bot, guild_id, its_id))

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
        guild_id = _guild_id(interaction)
        await require_not_barred(self.app.db, guild_id, interaction.user.id, now=self.app.clock())
        try:
            liked, better = require_series(interaction, if_liked), require_series(interaction, try_)
        except UserError as error:
            raise UserError(error.message, returned_text=because) from None
        draft = check_draft(liked, better, because)
        place_for(self.bot, guild_id, interaction.channel_id)
        telling = telling_parts(draft, liked, better)
        if telling:
            draft_id = await suggesting.keep_draft(
                self.app.db, draft, guild_id, interaction.user.id, now=self.app.clock()
            )
            await answer(interaction, read_again(draft, liked, better, telling, draft_id))
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        await answer(interaction, await self._post(interaction, draft))

    @on_press("suggest.anyway")
    async def post_anyway(self, interaction: discord.Interaction[Linger], draft_id: int) -> None:
        """Its author has read it again and finds that it gives nothing away."""
        guild_id = _guild_id(interaction)
        await require_not_barred(self.app.db, guild_id, interaction.user.id, now=self.app.clock())
        draft = await suggesting.take_draft(self.app.db, draft_id, guild_id, interaction.user.id)
        await interaction.response.defer()
        await change(interaction, await self._post(interaction, draft))

    @on_press("suggest.drop")
    async def drop(self, interaction: discord.Interaction[Linger], draft_id: int) -> None:
        """Rather not."""
        draft = await suggesting.take_draft(self.app.db, draft_id, _guild_id(interaction), interaction.user.id)
        await change(interaction, taken_back(draft.because, was_posted=False))

    @on_press("suggest.delete")
    async def delete(self, interaction: discord.Interaction[Linger], suggestion_id: int) -> None:
        """Its author, or a moderator, takes it back: it goes from the channel and from the cards."""
        gone = await suggesting.take_back(
            self.app.db,
            _guild_id(interaction),
            suggestion_id,
            interaction.user.id,
            is_moderator=_is_moderator(interaction),
            now=self.app.clock(),
        )
        self.bot.dispatch("errand")
        await self.app.recommendations.refresh_pairs()
        await answer(interaction, taken_back(gone.because, was_posted=True))

    @FeatureCog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """A moderator deleted the post itself."""
        await self._forget(event.guild_id, {event.message_id})

    @FeatureCog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Many at once."""
        await self._forget(event.guild_id, event.message_ids)

    @FeatureCog.listener()
    async def on_ready(self) -> None:
        """Post once what a crash kept from being posted. Runs again after a lost session, which does no harm."""
        async with self._catching_up:
            for suggestion in await suggesting.unposted(self.app.db):
                if suggestion.created_at < self._started_at and suggestion.id not in self._posting:
                    await publish_late(self.bot, suggestion)
            await self.app.recommendations.refresh_pairs()

    async def _forget(self, guild_id: int | None, message_ids: set[int]) -> None:
        if guild_id is None:
            return
        gone = [await suggesting.forget_message(self.app.db, guild_id, message_id) for message_id in message_ids]
        if any(gone):
            await self.app.recommendations.refresh_pairs()

    async def _post(self, interaction: discord.Interaction[Linger], draft: Draft) -> discord.ui.LayoutView:
        guild_id = _guild_id(interaction)
        author = Author(interaction.user.id, interaction.user.display_name, guild_id, interaction.channel_id or 0)
        kept = await suggesting.suggest(self.app.db, draft, author, now=self.app.clock())
        if kept.id in self._posting:
            raise UserError(_("This recommendation is being posted right now."))
        if kept.message_id is None:
            url = (await self._publish(kept)).jump_url
            said = _("Posted. Others can vote on it, and it counts in recommendations here.")
        else:
            self.bot.posts.touch("suggestion", guild_id, kept.id)
            url = f"https://discord.com/channels/{guild_id}/{kept.channel_id}/{kept.message_id}"
            said = _("You had recommended this before: it has your new reason now.")
        await self.app.recommendations.refresh_pairs()
        go: discord.ui.Button[discord.ui.LayoutView] = discord.ui.Button(label=_("Go to it"), url=url)
        return card(container(text(f"✅ {said}"), row(go)))

    async def _publish(self, suggestion: Suggestion) -> discord.Message:
        """Send the post; where that fails nothing is kept, and the reason comes back to its author."""
        self._posting.add(suggestion.id)
        try:
            return await publish(self.bot, suggestion)
        except UserError as error:
            await suggesting.withdraw(self.app.db, suggestion)
            raise UserError(error.message, returned_text=suggestion.because) from None
        except discord.HTTPException:
            await suggesting.withdraw(self.app.db, suggestion)
            raise
        finally:
            self._posting.discard(suggestion.id)


def _guild_id(interaction: discord.Interaction[Linger]) -> int:
    if interaction.guild_id is None:
        raise Gone(_("This works only inside a server."))
    return interaction.guild_id


def _is_moderator(interaction: discord.Interaction[Linger]) -> bool:
    try:
        check_authority(interaction, Authority.MODERATOR)
    except NotAllowed:
        return False
    return True


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(SuggestionsCog(bot))
