"""A bare discord.py client with one of each thing a rich bot does."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
from discord import app_commands, ui

from tests.loopback import TestDiscord


class Questions(ui.Modal, title="Tell us"):
    """A modal with every kind of field the library offers."""

    intro = ui.TextDisplay("Everything is optional.")
    headline = ui.Label(text="Headline", component=ui.TextInput(max_length=40))
    mood = ui.Label(
        text="Mood",
        component=ui.Select(options=[discord.SelectOption(label="Happy"), discord.SelectOption(label="Sad")]),
    )
    picture = ui.Label(text="Picture", component=ui.FileUpload(required=False, max_values=2))
    ending = ui.Label(
        text="Ending",
        component=ui.RadioGroup(
            options=[
                discord.RadioGroupOption(label="Open", value="open"),
                discord.RadioGroupOption(label="Closed", value="closed"),
            ]
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        files = self.picture.component.values
        parts = [self.headline.component.value, self.mood.component.values[0], self.ending.component.value]
        read = [(await file.read()).decode() for file in files]
        await interaction.response.send_message(" | ".join([*parts, *read]), ephemeral=True)


class MoreQuestions(ui.Modal, title="More"):
    checks = ui.Label(
        text="Tropes",
        component=ui.CheckboxGroup(
            options=[discord.CheckboxGroupOption(label="Slow burn"), discord.CheckboxGroupOption(label="Rivals")],
            required=False,
        ),
    )
    sure = ui.Label(text="Sure?", component=ui.Checkbox())
    friend = ui.Label(text="Friend", component=ui.UserSelect(required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        friends = [user.name for user in self.friend.component.values]
        text = f"{self.checks.component.values} {self.sure.component.value} {friends}"
        await interaction.response.send_message(text)


class Buttons(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.Button(label="Off", disabled=True, custom_id="off"))

    @ui.button(label="Ask", custom_id="ask")
    async def ask(self, interaction: discord.Interaction, _: Any) -> None:
        await interaction.response.send_modal(Questions())

    @ui.button(label="Change", custom_id="change")
    async def change(self, interaction: discord.Interaction, _: Any) -> None:
        await interaction.response.edit_message(content="changed")

    @ui.button(label="Later", custom_id="later")
    async def later(self, interaction: discord.Interaction, _: Any) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="changed later")

    @ui.select(placeholder="Pick", options=[discord.SelectOption(label="One"), discord.SelectOption(label="Two")])
    async def pick(self, interaction: discord.Interaction, select: ui.Select) -> None:
        await interaction.response.send_message(f"picked {select.values[0]}", ephemeral=True)


class BareClient(discord.Client):
    """Commands for the tests; `heard` keeps raw events by name."""

    def __init__(self, intents: discord.Intents) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.02, max_messages=None)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[tuple[str, Any]] = []
        self.resumed = 0
        self.readied = 0
        add_commands(self.tree)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_ready(self) -> None:
        self.readied += 1

    async def on_resumed(self) -> None:
        self.resumed += 1

    def of(self, name: str) -> list[Any]:
        return [payload for heard, payload in self.heard if heard == name]


def _listener(name: str) -> Any:
    async def listen(self: BareClient, *payload: Any) -> None:
        self.heard.append((name, payload[0] if len(payload) == 1 else payload))

    return listen


for _name in (
    "raw_reaction_add", "raw_reaction_remove", "raw_reaction_clear", "raw_reaction_clear_emoji", "raw_message_delete",
    "raw_bulk_message_delete", "raw_message_edit", "message", "guild_join", "guild_remove", "thread_create",
    "raw_thread_update", "raw_thread_delete", "guild_channel_create", "guild_channel_update", "guild_channel_delete",
    "guild_role_create", "guild_role_delete", "raw_member_remove", "member_join", "member_update",
    "scheduled_event_create", "scheduled_event_update", "scheduled_event_delete", "raw_poll_vote_add",
    "raw_poll_vote_remove", "guild_channel_pins_update", "raw_typing", "interaction",
):  # fmt: skip
    setattr(BareClient, f"on_{_name}", _listener(_name))


def add_commands(tree: app_commands.CommandTree) -> None:
    tree.add_command(showing())
    add_context_menus(tree)

    @tree.command(description="Answer with a greeting")
    async def hello(interaction: discord.Interaction, name: str, loud: bool = False) -> None:
        text = f"Hello {name}!" if loud else f"hello {name}"
        await interaction.response.send_message(text, ephemeral=loud)

    @hello.autocomplete("name")
    async def names(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{typed} {number}", value=f"{typed}-{number}") for number in range(3)]

    @tree.command(description="For managers")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    async def manage(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("managed")

    @tree.command(description="Everywhere")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def anywhere(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"{interaction.context.guild} {interaction.guild_id is None}")
        for number in range(6):
            await interaction.followup.send(str(number))


def showing() -> app_commands.Group:
    group = app_commands.Group(name="show", description="Show something")

    @group.command(description="Buttons")
    async def buttons(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("press", view=Buttons())

    @group.command(description="Think first")
    async def slowly(interaction: discord.Interaction, hidden: bool = False) -> None:
        await interaction.response.defer(ephemeral=hidden)
        await interaction.followup.send("thought")
        await interaction.followup.send("and more", ephemeral=hidden)

    @group.command(description="A modal")
    async def modal(interaction: discord.Interaction, more: bool = False) -> None:
        await interaction.response.send_modal(MoreQuestions() if more else Questions())

    @group.command(description="Who")
    async def person(
        interaction: discord.Interaction,
        user: discord.Member,
        channel: discord.TextChannel | None = None,
        role: discord.Role | None = None,
        file: discord.Attachment | None = None,
    ) -> None:
        content = (await file.read()).decode() if file else None
        await interaction.response.send_message(f"{user.name} {channel} {role} {content}")

    @group.command(description="Never answers")
    async def nothing(interaction: discord.Interaction) -> None:
        return

    @group.command(description="A layout with a file")
    async def layout(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(view=layout_view(), file=text_file("note.txt", b"plain"))

    return group


def add_context_menus(tree: app_commands.CommandTree) -> None:
    @tree.context_menu(name="Quote this")
    async def quote(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"{message.author.name}: {message.content}")

    @tree.context_menu(name="Wave at")
    async def wave(interaction: discord.Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(f"waves at {member.display_name}")


def text_file(name: str, content: bytes) -> discord.File:
    return discord.File(io.BytesIO(content), filename=name)


def layout_view() -> ui.LayoutView:
    view = ui.LayoutView()
    container = ui.Container(ui.TextDisplay("# Title"), accent_colour=discord.Colour.teal(), spoiler=True)
    container.add_item(ui.Section("left", accessory=ui.Button(label="Right", custom_id="right")))
    container.add_item(ui.Separator())
    container.add_item(ui.File("attachment://note.txt"))
    view.add_item(container)
    return view


@asynccontextmanager
async def running(server: TestDiscord, *, intents: discord.Intents | None = None) -> AsyncIterator[BareClient]:
    """A bare client that is ready on the server."""
    wanted = intents or discord.Intents(
        guilds=True, guild_reactions=True, guild_messages=True, dm_messages=True, guild_polls=True,
        guild_scheduled_events=True, guild_typing=True, emojis_and_stickers=True,
    )  # fmt: skip
    client = BareClient(wanted)
    task = await server.ready(client)
    try:
        yield client
    finally:
        await client.close()
        await task
