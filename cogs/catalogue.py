"""/catalogue: what this server adds to the bundled catalogue, or corrects in it."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.domain.canon import PAGE_LABELS, PAGES, country_and_year_of, value_of
from bot.domain.spoilers import sanitise_inline
from bot.edge.answers import answer, change
from bot.edge.authority import Authority, needs
from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.edge.forms import open_form
from bot.edge.guilds import require_guild_id
from bot.edge.router import Fields, on_choose, on_press, on_submit
from bot.edge.series_option import complete_series, require_series
from bot.errors import Gone
from bot.i18n import _
from bot.services.catalogue import editing, lineage_editing, merging
from bot.services.catalogue.editing import Editor
from bot.services.catalogue.undoing import undo_edit
from bot.ui.catalogue import (
    LINEAGE_LABELS,
    add_form,
    confirm_merge,
    confirm_removal,
    edit_form,
    edited_card,
    lineage_words,
)
from bot.ui.kit.cards import card, container, text
from bot.ui.series.words import title_of

_Interaction = discord.Interaction[Linger]
_PAGES = [app_commands.Choice(name=label, value=page) for page, label in PAGE_LABELS.items()]
_KINDS = [app_commands.Choice(name=label, value=kind) for kind, label in LINEAGE_LABELS.items()]


class CatalogueCog(FeatureCog, name="Catalogue"):
    """For those who keep the server's catalogue; everybody sees their work at the next keystroke."""

    feature = "catalogue"

    # Seen by everybody: a bot cannot show commands to a role, and no permission of Discord's says who keeps catalogues.
    catalogue = app_commands.Group(
        name="catalogue", description="Add and correct series in this server's catalogue", guild_only=True
    )

    @catalogue.command(name="add", description="Add a series that is missing")
    @app_commands.describe(title="Its title, as fans say it")
    @needs(Authority.EDITOR)
    async def add(self, interaction: _Interaction, title: app_commands.Range[str, 1, 300] | None = None) -> None:
        """Open the form for a series that this server adds."""
        await open_form(interaction, add_form(title or ""))

    @on_press("catalogue.add")
    @needs(Authority.EDITOR)
    async def add_pressed(self, interaction: _Interaction) -> None:
        """Open the form, by a button."""
        await open_form(interaction, add_form())

    @on_submit("catalogue.added")
    @needs(Authority.EDITOR)
    async def added(self, interaction: _Interaction, fields: Fields) -> None:
        """Add the series that was typed to this server's catalogue; undone by a button below the answer."""
        vocabulary = self.app.catalogues.vocabulary
        country, year = country_and_year_of(fields.text("country_year"))
        record: dict[str, Any] = {"country": country, "year": year}
        for name in ("title", "kind", "episodes", "aliases"):
            record[name] = value_of(name, fields.text(name), vocabulary)
        edit = await editing.add_series(self.app.db, self.app.catalogues, self._editor(interaction), record)
        said = _("{title} is in this server's catalogue.", title=title_of(edit.series))
        await answer(interaction, edited_card(said, edit.entry_id, series_id=edit.series.id))

    @catalogue.command(name="edit", description="Correct what is known about a series")
    @app_commands.describe(series="The series", what="What you want to correct")
    @app_commands.autocomplete(series=complete_series)
    @app_commands.choices(what=_PAGES)
    @needs(Authority.EDITOR)
    async def edit(self, interaction: _Interaction, series: str, what: str = "names") -> None:
        """Open the form with what is known now."""
        found = require_series(interaction, series)
        await open_form(interaction, edit_form(found, what, self.app.catalogues.vocabulary))

    @on_submit("catalogue.edited")
    @needs(Authority.EDITOR)
    async def edited(self, interaction: _Interaction, fields: Fields, series_id: str, page: str) -> None:
        """Correct one page of a series in this server; undone by a button below the answer."""
        if page not in PAGES:
            raise Gone(_("This form no longer works. Please run the command again."))
        vocabulary = self.app.catalogues.vocabulary
        wanted = {name: value_of(name, fields.text(name), vocabulary) for name in PAGES[page]}
        edit = await editing.correct_series(
            self.app.db, self.app.catalogues, self._editor(interaction), series_id, wanted
        )
        said = _("{title} is corrected in this server.", title=title_of(edit.series))
        await answer(interaction, edited_card(said, edit.entry_id, series_id=edit.series.id))

    @catalogue.command(name="alias", description="Add another name for a series, or take one away")
    @app_commands.describe(series="The series", name="What people call it", remove="Take this name away instead")
    @app_commands.autocomplete(series=complete_series)
    @needs(Authority.EDITOR)
    async def alias(
        self, interaction: _Interaction, series: str, name: app_commands.Range[str, 1, 200], remove: bool = False
    ) -> None:
        """Add or take away a name."""
        found, editor = require_series(interaction, series), self._editor(interaction)
        act = editing.remove_alias if remove else editing.add_alias
        edit = await act(self.app.db, self.app.catalogues, editor, found.id, name)
        said = _("{title} is no longer found by “{name}”.") if remove else _("{title} is found by “{name}” now.")
        said = said.format(title=title_of(edit.series), name=sanitise_inline(name))
        await answer(interaction, edited_card(said, edit.entry_id, series_id=edit.series.id))

    @catalogue.command(name="lineage", description="Say how one series leads to another, or take that back")
    @app_commands.describe(
        series="The earlier series",
        link="How it leads to the other",
        to="The other series",
        note="Why, in a few words",
        remove="Take this link away instead",
    )
    @app_commands.autocomplete(series=complete_series, to=complete_series)
    @app_commands.choices(link=_KINDS)
    @needs(Authority.EDITOR)
    async def lineage(
        self,
        interaction: _Interaction,
        series: str,
        link: str,
        to: str,
        note: app_commands.Range[str, 1, 300] | None = None,
        remove: bool = False,
    ) -> None:
        """Add or take away a link."""
        source, target = require_series(interaction, series), require_series(interaction, to)
        app, editor = self.app, self._editor(interaction)
        if remove:
            edit = await lineage_editing.disconnect_series(app.db, app.catalogues, editor, source.id, target.id, link)
            said = _("Taken away: {link}.", link=lineage_words(source, target, link))
        else:
            edit = await lineage_editing.connect_series(
                app.db, app.catalogues, editor, source.id, target.id, link, note
            )
            said = _("Noted: {link}.", link=lineage_words(source, target, link))
        await answer(interaction, edited_card(said, edit.entry_id, series_id=source.id))

    @catalogue.command(name="remove", description="Take a series out of this server's catalogue; I ask once")
    @app_commands.describe(series="The series")
    @app_commands.autocomplete(series=complete_series)
    @needs(Authority.EDITOR)
    async def remove(self, interaction: _Interaction, series: str) -> None:
        """Say what stays of a series that is removed, and ask whether to remove it."""
        found = require_series(interaction, series)
        reviews = await merging.count_reviews(self.app.db, self._editor(interaction).guild_id, found.id)
        await answer(interaction, confirm_removal(found, reviews))

    @on_press("catalogue.remove")
    @needs(Authority.EDITOR)
    async def remove_pressed(self, interaction: _Interaction, series_id: str) -> None:
        """Take a series out of this server's catalogue, from its card."""
        edit = await editing.remove_series(self.app.db, self.app.catalogues, self._editor(interaction), series_id)
        said = _("{title} is out of this server's catalogue.", title=title_of(edit.series))
        await change(interaction, edited_card(said, edit.entry_id))

    @on_press("catalogue.keep")
    @needs(Authority.EDITOR)
    async def keep(self, interaction: _Interaction) -> None:
        """Say that nothing was changed, in the place of the question."""
        await change(interaction, card(container(text(_("Nothing was changed.")))))

    @catalogue.command(name="merge", description="Make one series of two that are the same; I ask once")
    @app_commands.describe(duplicate="The one that goes", into="The one that stays")
    @app_commands.autocomplete(duplicate=complete_series, into=complete_series)
    @needs(Authority.EDITOR)
    async def merge(self, interaction: _Interaction, duplicate: str, into: str) -> None:
        """Say what moves from a duplicate to the series it doubles, and ask whether to merge them."""
        old, new = require_series(interaction, duplicate), require_series(interaction, into)
        old, new, moved = await merging.look_at_merge(
            self.app.db, self.app.catalogues, self._editor(interaction), old.id, new.id
        )
        counts = {"reviews": moved.reviews, "progress": moved.progress, "ratings": moved.ratings}
        view = confirm_merge(old, new, **counts, give_way=len(moved.gave_way))
        await answer(interaction, view)

    @on_choose("catalogue.merge")
    @needs(Authority.EDITOR)
    async def merge_chosen(self, interaction: _Interaction, values: list[str], new_id: str) -> None:
        """Merge the two series, or leave both as they are."""
        if values == ["no"]:
            await self.keep(interaction)
            return
        editor, old_id = self._editor(interaction), values[0] if values else ""
        old, new, moved = await merging.merge_series(self.app.db, self.app.catalogues, editor, old_id, new_id)
        for gone in moved.gave_way:
            self.bot.posts.schedule_edit("review", editor.guild_id, gone.review_id)
        self.app.recommendations.rebuild()
        self.bot.dispatch("outbox")
        said = _("{old} is {new} now.", old=title_of(old), new=title_of(new))
        await change(interaction, edited_card(said, None, series_id=new.id))

    @on_press("catalogue.undo")
    @needs(Authority.EDITOR)
    async def undo(self, interaction: _Interaction, entry_id: int) -> None:
        """Take an edit back, unless somebody has changed the same since."""
        await undo_edit(self.app.db, self.app.catalogues, self._editor(interaction), entry_id)
        await change(interaction, card(container(text("✅ " + _("Taken back.")))))

    def _editor(self, interaction: _Interaction) -> Editor:
        return Editor(require_guild_id(interaction), interaction.user.id, self.app.clock())


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(CatalogueCog(bot))
