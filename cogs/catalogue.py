"""/catalogue: what this server adds to the bundled catalogue, or corrects in it."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.client import Linger
from bot.domain.canon import PAGE_LABELS, PAGES, country_and_year_of, value_of
from bot.domain.spoilers import sanitise_inline
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.services import editing_catalogue as editing
from bot.services import linking, merging
from bot.services.editing_catalogue import Editor
from bot.services.unediting import undo_edit
from bot.ui.answers import answer, change
from bot.ui.authority import Authority, needs
from bot.ui.cards import card, container, text
from bot.ui.catalogue_forms import (
    LINEAGE_LABELS,
    add_form,
    confirm_merge,
    confirm_removal,
    edit_form,
    edited_card,
    lineage_words,
)
from bot.ui.feature_cog import FeatureCog
from bot.ui.router import Fields, on_choose, on_press, on_submit
from cogs.series_option import complete_series, require_series

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
        """Open the form."""
        await interaction.response.send_modal(add_form(title or ""))

    @on_press("catalogue.add")
    @needs(Authority.EDITOR)
    async def add_pressed(self, interaction: _Interaction) -> None:
        """Open the form, by a button."""
        await interaction.response.send_modal(add_form())

    @on_submit("catalogue.added")
    @needs(Authority.EDITOR)
    async def added(self, interaction: _Interaction, fields: Fields) -> None:
        """The form came back."""
        vocabulary = self.app.catalogues.vocabulary
        try:
            country, year = country_and_year_of(fields.text("country_year"))
            record: dict[str, Any] = {"country": country, "year": year}
            for name in ("title", "kind", "episodes", "aliases"):
                record[name] = value_of(name, fields.text(name), vocabulary)
            edit = await editing.add_series(self.app.db, self.app.catalogues, self._editor(interaction), record)
        except UserError as error:
            raise _with_text(error, fields) from None
        said = _("{title} is in this server's catalogue.", title=sanitise_inline(edit.series.title))
        await answer(interaction, edited_card(said, edit.entry_id, series_id=edit.series.id))

    @catalogue.command(name="edit", description="Correct what is known about a series")
    @app_commands.describe(series="The series", what="What you want to correct")
    @app_commands.autocomplete(series=complete_series)
    @app_commands.choices(what=_PAGES)
    @needs(Authority.EDITOR)
    async def edit(self, interaction: _Interaction, series: str, what: str = "names") -> None:
        """Open the form with what is known now."""
        found = require_series(interaction, series)
        await interaction.response.send_modal(edit_form(found, what, self.app.catalogues.vocabulary))

    @on_submit("catalogue.edited")
    @needs(Authority.EDITOR)
    async def edited(self, interaction: _Interaction, fields: Fields, series_id: str, page: str) -> None:
        """The form came back."""
        if page not in PAGES:
            raise Gone(_("This form no longer works. Please run the command again."))
        vocabulary = self.app.catalogues.vocabulary
        try:
            wanted = {name: value_of(name, fields.text(name), vocabulary) for name in PAGES[page]}
            edit = await editing.correct_series(
                self.app.db, self.app.catalogues, self._editor(interaction), series_id, wanted
            )
        except UserError as error:
            raise _with_text(error, fields) from None
        said = _("{title} is corrected in this server.", title=sanitise_inline(edit.series.title))
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
        said = said.format(title=sanitise_inline(edit.series.title), name=sanitise_inline(name))
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
            edit = await linking.disconnect_series(app.db, app.catalogues, editor, source.id, target.id, link)
            said = _("Taken away: {link}.", link=lineage_words(source, target, link))
        else:
            edit = await linking.connect_series(app.db, app.catalogues, editor, source.id, target.id, link, note)
            said = _("Noted: {link}.", link=lineage_words(source, target, link))
        await answer(interaction, edited_card(said, edit.entry_id, series_id=source.id))

    @catalogue.command(name="remove", description="Take a series out of this server's catalogue; I ask once")
    @app_commands.describe(series="The series")
    @app_commands.autocomplete(series=complete_series)
    @needs(Authority.EDITOR)
    async def remove(self, interaction: _Interaction, series: str) -> None:
        """Say what stays, and ask."""
        found = require_series(interaction, series)
        reviews = await merging.count_reviews(self.app.db, self._editor(interaction).guild_id, found.id)
        await answer(interaction, confirm_removal(found, reviews))

    @on_press("catalogue.remove")
    @needs(Authority.EDITOR)
    async def remove_pressed(self, interaction: _Interaction, series_id: str) -> None:
        """Take it out."""
        edit = await editing.remove_series(self.app.db, self.app.catalogues, self._editor(interaction), series_id)
        said = _("{title} is out of this server's catalogue.", title=sanitise_inline(edit.series.title))
        await change(interaction, edited_card(said, edit.entry_id))

    @on_press("catalogue.keep")
    @needs(Authority.EDITOR)
    async def keep(self, interaction: _Interaction) -> None:
        """They thought better of it."""
        await change(interaction, card(container(text(_("Nothing was changed.")))))

    @catalogue.command(name="merge", description="Make one series of two that are the same; I ask once")
    @app_commands.describe(duplicate="The one that goes", into="The one that stays")
    @app_commands.autocomplete(duplicate=complete_series, into=complete_series)
    @needs(Authority.EDITOR)
    async def merge(self, interaction: _Interaction, duplicate: str, into: str) -> None:
        """Say what moves, and ask."""
        old, new = require_series(interaction, duplicate), require_series(interaction, into)
        old, new, moved = await merging.look_at_merge(
            self.app.db, self.app.catalogues, self._editor(interaction), old.id, new.id
        )
        view = confirm_merge(old, new, reviews=moved.reviews, progress=moved.progress, ratings=moved.ratings)
        await answer(interaction, view)

    @on_choose("catalogue.merge")
    @needs(Authority.EDITOR)
    async def merge_chosen(self, interaction: _Interaction, values: list[str], new_id: str) -> None:
        """Merge them, or leave both."""
        if values == ["no"]:
            await self.keep(interaction)
            return
        editor, old_id = self._editor(interaction), values[0] if values else ""
        old, new, moved = await merging.merge_series(self.app.db, self.app.catalogues, editor, old_id, new_id)
        for review_id, _author_id, _headline in moved.gave_way:
            self.bot.posts.touch("review", editor.guild_id, review_id)
        self.app.recommendations.rebuild()
        self.bot.dispatch("series_merged", editor.guild_id, old.id, new.id)
        self.bot.dispatch("errand")
        said = _("{old} is {new} now.", old=sanitise_inline(old.title), new=sanitise_inline(new.title))
        await change(interaction, edited_card(said, None, series_id=new.id))

    @on_press("catalogue.undo")
    @needs(Authority.EDITOR)
    async def undo(self, interaction: _Interaction, entry_id: int) -> None:
        """Take an edit back, unless somebody has changed the same since."""
        await undo_edit(self.app.db, self.app.catalogues, self._editor(interaction), entry_id)
        await change(interaction, card(container(text("✅ " + _("Taken back.")))))

    def _editor(self, interaction: _Interaction) -> Editor:
        if interaction.guild_id is None:
            raise Gone(_("This works only inside a server."))
        return Editor(interaction.guild_id, interaction.user.id, self.app.clock())


def _with_text(error: UserError, fields: Fields) -> UserError:
    """The same error, with what was typed given back: a form that was sent is gone."""
    typed = "\n\n".join(f"{name}:\n{fields.text(name)}" for name in fields.values if fields.text(name))
    return UserError(error.message, returned_text=typed or None)


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(CatalogueCog(bot))
