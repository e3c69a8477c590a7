"""A small bot that shows everything Discord lets a bot show, so that the page can be tried on all of it."""

from __future__ import annotations

import asyncio
import datetime
import io
from typing import Any

import discord
from discord import app_commands, ui

# The smallest picture there is: one rose pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63b819e4070003250161d4ba9f0d0000000049454e44ae426082"
)
SHOWS = ("Love in the Big City", "Where Your Eyes Linger", "The Eighth Sense", "Semantic Error")


def picture(name: str) -> discord.File:
    """A picture to attach."""
    return discord.File(io.BytesIO(PIXEL), filename=name)


class Choices(ui.ActionRow["Gallery"]):
    """One value of a list."""

    @ui.select(
        placeholder="Where are you?",
        custom_id="episode",
        options=[discord.SelectOption(label=f"Episode {n}", value=str(n), description="of ten") for n in range(1, 11)],
    )
    async def chosen(self, interaction: discord.Interaction, select: ui.Select[Any]) -> None:
        """Say which."""
        await interaction.response.send_message(f"You are at episode {select.values[0]}.", ephemeral=True)


class Several(ui.ActionRow["Gallery"]):
    """Up to three members."""

    @ui.select(cls=ui.UserSelect, placeholder="Who watches with you?", custom_id="friends", min_values=1, max_values=3)
    async def chosen(self, interaction: discord.Interaction, select: ui.UserSelect[Any]) -> None:
        """Say who."""
        names = ", ".join(sorted(one.display_name for one in select.values))
        await interaction.response.send_message(f"Watching with {names}.", ephemeral=True)


class Pressing(ui.ActionRow["Gallery"]):
    """Buttons of every style, and one that never answers."""

    @ui.button(label="Count up", style=discord.ButtonStyle.primary, custom_id="count", emoji="📺")
    async def count(self, interaction: discord.Interaction, button: ui.Button[Any]) -> None:
        """Edit the message in place."""
        assert self.view is not None
        self.view.presses += 1
        self.view.counter.content = f"Pressed {self.view.presses} times"
        await interaction.response.edit_message(view=self.view)

    @ui.button(label="Say nothing", style=discord.ButtonStyle.secondary, custom_id="nothing")
    async def nothing(self, interaction: discord.Interaction, button: ui.Button[Any]) -> None:
        """Never answer."""

    @ui.button(label="Fine", style=discord.ButtonStyle.success, custom_id="fine")
    async def fine(self, interaction: discord.Interaction, button: ui.Button[Any]) -> None:
        """Open the form."""
        await interaction.response.send_modal(Form())

    @ui.button(label="Not now", style=discord.ButtonStyle.danger, custom_id="no", disabled=True)
    async def no(self, interaction: discord.Interaction, button: ui.Button[Any]) -> None:
        """Cannot be pressed."""


class Gallery(ui.LayoutView):
    """One of each component."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.presses = 0
        self.counter = ui.TextDisplay("Not pressed yet")
        poster = ui.Thumbnail("attachment://poster.png", description="Two people on a rooftop")
        links: ui.ActionRow[Any] = ui.ActionRow(ui.Button(label="Read more", url="https://example.org/more"))
        self.add_item(
            ui.Container(
                ui.Section(ui.TextDisplay("## Love in the Big City"), self.counter, accessory=poster),
                ui.Separator(spacing=discord.SeparatorSpacing.large),
                Pressing(),
                Choices(),
                Several(),
                links,
                accent_colour=0xD2527F,
            )
        )
        hidden = ui.Container(
            ui.TextDisplay("He leaves on [the last train](https://example.org/train) 😭"), spoiler=True
        )
        self.add_item(hidden)
        self.add_item(
            ui.MediaGallery(
                discord.MediaGalleryItem("attachment://open.png", description="Rain on a window"),
                discord.MediaGalleryItem("attachment://shut.png", description="The last scene", spoiler=True),
            )
        )
        self.add_item(ui.File("attachment://notes.txt", spoiler=True))


class Form(ui.Modal, title="A form with everything"):
    """Every kind of input that a modal takes."""

    words = ui.TextDisplay("**Fill this in**, please.")
    headline = ui.Label(
        text="Headline",
        description="One line that gives nothing away",
        component=ui.TextInput(custom_id="headline", min_length=3, max_length=20, placeholder="In a few words"),
    )
    rest = ui.Label(text="Stage", component=ui.RadioGroup(custom_id="stage", options=[
        discord.RadioGroupOption(label="Finished", value="finished", description="to the last scene"),
        discord.RadioGroupOption(label="Dropped", value="dropped"),
    ]))  # fmt: skip
    moods = ui.Label(text="Moods", component=ui.CheckboxGroup(custom_id="moods", max_values=2, required=False, options=[
        discord.CheckboxGroupOption(label="Warm", value="warm"),
        discord.CheckboxGroupOption(label="Sad", value="sad"),
        discord.CheckboxGroupOption(label="Funny", value="funny"),
    ]))  # fmt: skip
    agreed = ui.Label(text="Tell my friends", component=ui.Checkbox(custom_id="agreed"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Repeat what was filled in; the word "break" makes it fail."""
        assert isinstance(self.headline.component, ui.TextInput)
        assert isinstance(self.rest.component, ui.RadioGroup)
        assert isinstance(self.moods.component, ui.CheckboxGroup)
        assert isinstance(self.agreed.component, ui.Checkbox)
        headline = self.headline.component.value
        if headline == "break":
            return  # The person sees that it failed, and keeps the words.
        moods = ",".join(self.moods.component.values)
        told = f"{headline}|{self.rest.component.value}|{moods}|{self.agreed.component.value}"
        await interaction.response.send_message(f"Form: {told}", ephemeral=True)


class Pickers(ui.Modal, title="Lists and files"):
    """The inputs that did not fit into the first form."""

    body = ui.Label(
        text="Review",
        component=ui.TextInput(custom_id="body", style=discord.TextStyle.paragraph, max_length=4000, required=False),
    )
    kind = ui.Label(text="Kind", component=ui.Select(custom_id="kind", options=[
        discord.SelectOption(label="Drama", value="drama"), discord.SelectOption(label="Film", value="film"),
    ]))  # fmt: skip
    friend = ui.Label(text="Friend", component=ui.UserSelect(custom_id="friend"))
    place = ui.Label(
        text="Place", component=ui.ChannelSelect(custom_id="place", channel_types=[discord.ChannelType.text])
    )
    proof = ui.Label(text="Proof", component=ui.FileUpload(custom_id="proof", required=False, max_values=2))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Repeat what was filled in."""
        assert isinstance(self.kind.component, ui.Select)
        assert isinstance(self.friend.component, ui.UserSelect)
        assert isinstance(self.place.component, ui.ChannelSelect)
        assert isinstance(self.proof.component, ui.FileUpload)
        parts = (
            self.kind.component.values[0],
            self.friend.component.values[0].display_name,
            self.place.component.values[0].name or "",
            " ".join(file.filename for file in self.proof.component.values),
        )
        await interaction.response.send_message("Picked: " + "|".join(parts), ephemeral=True)


class GalleryBot(discord.Client):
    """Listens to little, offers one command for each thing worth looking at."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True, guild_reactions=True))
        self.tree = app_commands.CommandTree(self)
        self.asked: list[str] = []
        add_answers(self.tree)
        add_forms(self.tree)
        add_search(self)
        add_recommending(self.tree)
        add_menus(self.tree)

    async def setup_hook(self) -> None:
        """Tell Discord of the commands."""
        await self.tree.sync()


Tree = app_commands.CommandTree[GalleryBot]


def add_answers(tree: Tree) -> None:
    """Commands that answer with a message, early, late, or not at all."""

    @tree.command(description="One of each component")
    async def gallery(interaction: discord.Interaction) -> None:
        notes = discord.File(io.BytesIO(b"he leaves"), filename="notes.txt")
        await interaction.response.send_message(
            view=Gallery(), files=[picture("poster.png"), picture("open.png"), picture("shut.png"), notes]
        )

    @tree.command(description="Only for you")
    async def secret(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Between the two of us.", ephemeral=True)

    @tree.command(description="Takes its time")
    async def slow(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True)
        await asyncio.sleep(0.6)
        await interaction.followup.send("Thought about it.")

    @tree.command(description="Never answers")
    async def silent(interaction: discord.Interaction) -> None:
        pass

    @tree.command(description="A card of the older kind")
    async def card(interaction: discord.Interaction) -> None:
        embed = discord.Embed(title="Semantic Error", description="**8 episodes**, ||they kiss||", colour=0x2F7D5B)
        embed.add_field(name="Country", value="Korea").set_footer(text="2022")
        await interaction.response.send_message(embed=embed)

    @tree.command(description="Ask everybody")
    async def poll(interaction: discord.Interaction) -> None:
        question = discord.Poll(question="What next?", duration=datetime.timedelta(hours=2))
        question.add_answer(text="The Sign", emoji="🐍").add_answer(text="Jack o' Frost")
        await interaction.response.send_message(poll=question)


def add_forms(tree: Tree) -> None:
    """Commands that open a modal."""

    @tree.command(description="A form with everything")
    async def form(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form())

    @tree.command(description="Take a file")
    async def attach(interaction: discord.Interaction, file: discord.Attachment) -> None:
        await interaction.response.send_message(f"Took {file.filename}, {file.size} bytes", ephemeral=True)

    @tree.command(description="Lists and files")
    async def pickers(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Pickers())


def add_search(bot: GalleryBot) -> None:
    """A command with options of many kinds."""

    @bot.tree.command(description="Find a series by any name")
    @app_commands.describe(title="Any name, typos welcome", year="The year it began", mood="How it should feel")
    @app_commands.choices(
        mood=[app_commands.Choice(name="Warm", value="w"), app_commands.Choice(name="Sad", value="s")]
    )
    async def find(
        interaction: discord.Interaction,
        title: str,
        year: app_commands.Range[int, 1950, 2030] | None = None,
        mood: str | None = None,
        friend: discord.Member | None = None,
        public: bool = False,
    ) -> None:
        name = friend.display_name if friend else None
        await interaction.response.send_message(f"Found: {title}|{year}|{mood}|{name}|{public}")

    @find.autocomplete("title")
    async def titles(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        bot.asked.append(current)
        # The answer to a short question comes late, so that an older answer could overwrite a newer one.
        await asyncio.sleep(0.4 if len(current) < 4 else 0.02)
        found = [show for show in SHOWS if current.lower() in show.lower()]
        return [app_commands.Choice(name=show, value=show.lower().replace(" ", "-")) for show in found]


def add_recommending(tree: Tree) -> None:
    """A command whose options are all optional."""

    @tree.command(description="What to watch next")
    @app_commands.describe(like="A series you liked", mood="How it should feel", most="How many at most")
    async def recommend(
        interaction: discord.Interaction, like: str | None = None, mood: str | None = None, most: int | None = None
    ) -> None:
        await interaction.response.send_message(f"Next: {like}|{mood}|{most}")

    @recommend.autocomplete("like")
    async def likes(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        found = [show for show in SHOWS if current.lower() in show.lower()]
        return [app_commands.Choice(name=show, value=show.lower().replace(" ", "-")) for show in found]


def add_menus(tree: Tree) -> None:
    """A group, and the commands of context menus."""
    group = app_commands.Group(name="review", description="Reviews")

    @group.command(description="Write one")
    async def write(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Written.", ephemeral=True)

    tree.add_command(group)

    @tree.context_menu(name="Quote this")
    async def quote(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"Quoting {message.author.display_name}.", ephemeral=True)

    @tree.context_menu(name="Shared taste")
    async def taste(interaction: discord.Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(f"You and {member.display_name}: 80 %.", ephemeral=True)
