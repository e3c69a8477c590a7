"""/import and /export: the lists that members bring along, and take along. Private throughout."""

from __future__ import annotations

import time

import discord
from discord import app_commands, ui

from bot.domain.lists import PAGE
from bot.domain.lists.columns import typed_wishes
from bot.domain.lists.files import MOST_BYTES
from bot.edge.answers import answer, change, defer
from bot.edge.client import Linger
from bot.edge.commands.anywhere import anywhere
from bot.edge.forms import open_form
from bot.edge.router import Fields, on_choose, on_press, on_submit
from bot.errors import FeatureOff, Gone, UserError
from bot.i18n import _
from bot.services.lists import exporting, importing
from bot.services.lists.tables import Source
from bot.ui.kit.custom_ids import custom_id
from bot.ui.kit.files import text_file
from bot.ui.lists import (
    NONE_OF_THEM,
    doubtful_card,
    export_card,
    report_card,
    undone_words,
)
from cogs.lists.columns import ListColumns
from cogs.lists.part import ListsPart

_Interaction = discord.Interaction[Linger]
_FORMS = [
    app_commands.Choice(name="All of them", value="all"),
    app_commands.Choice(name="CSV, a table for people", value="csv"),
    app_commands.Choice(name="JSON, for programs", value="json"),
    app_commands.Choice(name="MyAnimeList XML", value="xml"),
]


class Lists(ListsPart):
    """Nobody starts from zero, and nobody is kept."""

    feature = "progress"

    def __init__(self, bot: Linger, columns: ListColumns) -> None:
        super().__init__(bot)
        self._columns = columns

    bring = anywhere(
        app_commands.Group(
            name="import",
            description="Bring along what you have watched and rated elsewhere",
        )
    )

    @bring.command(name="file", description="A list from MyAnimeList, Letterboxd, Trakt, TV Time … or any CSV")
    @app_commands.describe(
        file="The export as it was downloaded: XML, CSV, JSON, text, or a ZIP of them",
        columns="Only for a CSV whose columns I don't recognise, such as: title=Name; rating=Score",
    )
    async def import_file(self, interaction: _Interaction, file: discord.Attachment, columns: str = "") -> None:
        """Read a file, take over what is sure, and ask about the rest."""
        wishes = typed_wishes(columns)
        await defer(interaction)
        if file.size > MOST_BYTES:
            most, size = MOST_BYTES // 1024**2, -(-file.size // 1024**2)
            raise UserError(_("I take lists of up to {most} MB; this file has {size} MB.", most=most, size=size))
        await self._columns.read(interaction, Source(file.filename, url=file.url), wishes)

    @bring.command(name="text", description="Paste a page of your MyDramaList, or of any list")
    async def import_text(self, interaction: _Interaction) -> None:
        """Open a box to paste into."""
        modal = ui.Modal(title=_("Paste your list"), custom_id=custom_id("lists.paste", time.time_ns()))
        pasted: ui.TextInput[ui.Modal] = ui.TextInput(
            custom_id="list", style=discord.TextStyle.paragraph, max_length=4000, required=True
        )
        hint = _("Longer ones as a text file: /import file")
        modal.add_item(ui.Label(text=_("Your list, as you copied it"), description=hint, component=pasted))
        modal.stop()
        await open_form(interaction, modal)

    @on_submit("lists.paste")
    async def paste(self, interaction: _Interaction, fields: Fields) -> None:
        """Read a list that was pasted, and take it over as a file would be."""
        await defer(interaction)
        await self._columns.read(interaction, Source("", text=fields.text("list")))

    @bring.command(name="anilist", description="Your public list on AniList, by your name there")
    @app_commands.describe(name="Your name on AniList")
    async def import_anilist(self, interaction: _Interaction, name: app_commands.Range[str, 1, 40]) -> None:
        """Ask AniList for a member's list; only their name goes there."""
        from bot.services.lists.asking_anilist import read_anilist

        if not self.looks_further(interaction):
            raise FeatureOff(
                _("I may not ask AniList here. Export your list there, and give me the file with /import file.")
            )
        await defer(interaction)
        await self.take(interaction, await read_anilist(self.app.outside, name))

    @bring.command(name="last", description="Your last import: what is left to answer, and undo")
    async def last(self, interaction: _Interaction) -> None:
        """Show the latest import again."""
        report = await importing.last_of(self.app.db, interaction.user.id, now=self.app.clock())
        await answer(interaction, report_card(report, looks_further=self.looks_further(interaction)))

    @app_commands.command(name="export", description="Your list as files: for a spreadsheet, programs, MyAnimeList")
    @app_commands.describe(form="Which form")
    @app_commands.choices(form=_FORMS)
    @anywhere
    async def export(self, interaction: _Interaction, form: str = "all") -> None:
        """Give the member's list as files."""
        from bot.domain.lists.own import as_csv, as_json, as_mal_xml

        await defer(interaction)
        kept = await exporting.kept_by(self.app.db, interaction.user.id, self.known(interaction.guild_id))
        if not kept:
            raise UserError(_("Your list is empty: you have neither set your place in a series nor rated one."))
        written = {
            "csv": ("linger-list.csv", as_csv(kept)),
            "json": ("linger-list.json", as_json(kept)),
            "xml": ("linger-list.xml", as_mal_xml(kept, interaction.user.name)),
        }
        files = [text_file(*file) for name, file in written.items() if form in ("all", name)]
        await answer(interaction, export_card(len(kept), [file.filename for file in files]), files=files)

    @on_press("lists.report")
    async def report(self, interaction: _Interaction, import_id: int) -> None:
        """Back to what became of the list."""
        report = await importing.report_of(self.app.db, import_id, interaction.user.id)
        await change(interaction, report_card(report, looks_further=self.looks_further(interaction)))

    @on_press("lists.page")
    async def page(self, interaction: _Interaction, import_id: int, page: int) -> None:
        """A page of what has to be asked."""
        await self._ask(interaction, import_id, page)

    @on_choose("lists.choose")
    async def choose(
        self, interaction: _Interaction, values: list[str], import_id: int, number: int, page: int
    ) -> None:
        """What an entry means, or that it is none of what was offered."""
        series = None
        if values[0] != NONE_OF_THEM:
            series = self.app.catalogues.require(interaction.guild_id, values[0])
        user_id, guild_id = interaction.user.id, interaction.guild_id or 0
        await importing.decide(self.app.db, import_id, user_id, number, series, guild_id=guild_id, now=self.app.clock())
        if series is not None:
            await self.app.recommendations.note(user_id, series.id, guild_id=guild_id)
        await self._ask(interaction, import_id, page)

    @on_press("lists.undo")
    async def undo(self, interaction: _Interaction, import_id: int) -> None:
        """Put everything back as it was."""
        user_id = interaction.user.id
        rated = await importing.rated_by(self.app.db, import_id, user_id)
        undone = await importing.undo(self.app.db, import_id, user_id, now=self.app.clock())
        await self.note_ratings(user_id, rated, 0)
        report = await importing.report_of(self.app.db, import_id, user_id)
        await change(interaction, report_card(report, said=undone_words(undone.back, undone.stay)))

    async def _ask(self, interaction: _Interaction, import_id: int, page: int) -> None:
        user_id = interaction.user.id
        report = await importing.report_of(self.app.db, import_id, user_id)
        if report.undone:
            raise Gone(_("This import is undone."))
        if not report.doubtful:
            further = self.looks_further(interaction)
            await change(interaction, report_card(report, said=_("That was all."), looks_further=further))
            return
        page = max(1, min(page, -(-report.doubtful // PAGE)))
        entries = await importing.entries_of(self.app.db, import_id, user_id, "doubtful", page=page, size=PAGE)
        style = self.app.servers.settings_of(interaction.guild_id).rating_style
        series_of = self.known(interaction.guild_id)
        await change(interaction, doubtful_card(report, entries, page, series_of, style=style))
