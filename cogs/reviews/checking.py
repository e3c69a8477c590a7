"""Going through what was noticed in a draft, and taking out what a copied page left: the author decides each."""

from __future__ import annotations

import discord
from msgspec.structs import replace

from bot.domain.leaks import Finding, hide_from, hide_sentence
from bot.domain.reviews.records import Draft, telling_now
from bot.domain.series import Series
from bot.domain.spoilers import kept_places
from bot.edge.authority import Authority, needs
from bot.edge.client import Linger
from bot.edge.guilds import require_guild_id
from bot.edge.private_answers import show_privately
from bot.edge.router import on_press
from bot.errors import Gone
from bot.i18n import _
from bot.services.reviews import drafting
from bot.ui.reviews.findings import findings_card
from bot.ui.reviews.preview import Said
from cogs.reviews.part import ReviewPart
from cogs.reviews.writing import ReviewWriting


class ReviewChecking(ReviewPart):
    """What an author does with the findings."""

    def __init__(self, bot: Linger, writing: ReviewWriting) -> None:
        super().__init__(bot)
        self._writing = writing

    @on_press("reviews.check")
    async def look_at_each(self, interaction: discord.Interaction[Linger], series_id: str, page: int) -> None:
        """The findings, each with its buttons."""
        series = self.series_by_id(interaction, series_id)
        await self._show_findings(interaction, series, await self._writing.draft_for(interaction, series), page=page)

    @on_press("reviews.sentence")
    @needs(Authority.REVIEWER)
    async def hide_this(self, interaction: discord.Interaction[Linger], series_id: str, key: str, page: int) -> None:
        """Put spoiler bars around one sentence that may tell too much, and show the preview again."""
        series, draft, found = await self._found(interaction, series_id, key)
        hidden = telling_now(draft, hide_sentence(draft.body, found.start, found.end))
        await self._changed(interaction, series, draft, hidden, page, _hidden_note(draft))

    @on_press("reviews.fromhere")
    @needs(Authority.REVIEWER)
    async def hide_rest(self, interaction: discord.Interaction[Linger], series_id: str, key: str, page: int) -> None:
        """Everything hidden from the line of the finding on."""
        series, draft, found = await self._found(interaction, series_id, key)
        hidden = telling_now(draft, hide_from(draft.body, found.start))
        await self._changed(interaction, series, draft, hidden, page, _hidden_note(draft))

    @on_press("reviews.fine")
    @needs(Authority.REVIEWER)
    async def accept(self, interaction: discord.Interaction[Linger], series_id: str, key: str, page: int) -> None:
        """Not noticed again in this draft."""
        series, draft, _found = await self._found(interaction, series_id, key)
        fine = replace(draft, accepted=(*draft.accepted, key))
        await self._changed(interaction, series, draft, fine, page, None)

    @on_press("reviews.tidy")
    @needs(Authority.REVIEWER)
    async def tidy_up(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """Take out what the copied page left."""
        series = self.series_by_id(interaction, series_id)
        draft = await self._writing.draft_for(interaction, series)
        tidied = (await self._writing.prepared(interaction, series, draft)).tidied
        if tidied is None:
            raise Gone(_("There is nothing to tidy up in this text any more."))
        body = kept_places(draft.body, tidied.body)
        after = replace(draft, body=body, untidied=draft.body, cut_off=False)
        await self._kept(interaction, draft, after)
        await self._writing.show_preview(interaction, series, after, said=Said(note=_("Tidied up. Look it over.")))

    @on_press("reviews.untidy")
    @needs(Authority.REVIEWER)
    async def put_back(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """The text as it was copied."""
        series = self.series_by_id(interaction, series_id)
        draft = await self._writing.draft_for(interaction, series)
        if draft.untidied is None:
            raise Gone(_("You have changed the text since, so it can't go back."))
        after = replace(draft, body=draft.untidied, untidied=None)
        await self._kept(interaction, draft, after)
        await self._writing.show_preview(interaction, series, after, said=Said(note=_("The text is back as it was.")))

    async def _found(
        self, interaction: discord.Interaction[Linger], series_id: str, key: str
    ) -> tuple[Series, Draft, Finding]:
        """The draft and the finding that a button speaks of. Raises Gone where the text was changed since."""
        series = self.series_by_id(interaction, series_id)
        draft = await self._writing.draft_for(interaction, series)
        prepared = await self._writing.prepared(interaction, series, draft)
        found = next((finding for finding in prepared.findings if finding.key == key), None)
        if found is None:
            raise Gone(_("This sentence is not in your text any more. Go back to the preview."))
        return series, draft, found

    async def _kept(self, interaction: discord.Interaction[Linger], before: Draft, after: Draft) -> None:
        user_id, guild_id = interaction.user.id, require_guild_id(interaction)
        await drafting.change_draft(self.app.db, before, after, user_id, guild_id, now=self.app.clock())

    async def _changed(
        self,
        interaction: discord.Interaction[Linger],
        series: Series,
        before: Draft,
        after: Draft,
        page: int,
        note: str | None,
    ) -> None:
        await self._kept(interaction, before, after)
        await self._show_findings(interaction, series, after, page=page, note=note)

    async def _show_findings(
        self,
        interaction: discord.Interaction[Linger],
        series: Series,
        draft: Draft,
        *,
        page: int,
        note: str | None = None,
    ) -> None:
        """What is left to look at, or the preview where nothing is."""
        findings = (await self._writing.prepared(interaction, series, draft)).findings
        if findings:
            await show_privately(interaction, findings_card(series, findings, page=page, note=note))
        else:
            await self._writing.show_preview(interaction, series, draft, said=Said(note=note))


def _hidden_note(before: Draft) -> str:
    if before.spoiler_free:
        return _("Hidden. Your review no longer says spoiler-free; “Edit” lets you choose how far it tells.")
    return _("Hidden. Readers who are far enough can open it.")
