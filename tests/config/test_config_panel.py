"""/config as an admin uses it, on the loopback Discord."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
import pytest_asyncio

from bot.domain.settings import Section, ServerSettings, SetTo, Switch, feature_words, fingerprint
from bot.i18n import _, languages, speaking
from bot.playground.people.servers import PeopleServers
from tests.edge.doors import MANAGE_GUILD, Doors, Person
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import Hall
from tests.loopback.members import Member

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


@pytest.fixture
def bot(hall: Hall) -> Hall:
    return hall


@pytest.fixture
def discord_server(hall: Hall) -> TestDiscord:
    return hall.discord


@pytest_asyncio.fixture(loop_scope="module")
async def admin(hall: Hall) -> Member:
    """Mina, with every setting as it was at first."""
    wishes = [SetTo(f.name, f.default) for f in fields(ServerSettings)]
    off = [Switch(feature, True, channel) for channel, feature in hall.app.servers.switches_of(hall.guild_id)]
    await hall.app.servers.apply(hall.guild_id, [*wishes, *off], actor_id=1)
    return hall.admin


def guild_id(member: Member) -> int:
    return int(member.discord.world.channels[member._place(None)].guild_id or 0)


async def test_every_page_of_the_panel_is_one_that_discord_takes(admin: Member) -> None:
    reply = await admin.command("/config panel")
    assert reply.ephemeral
    for section in Section:
        reply = await admin.select(reply, "config.section", section)
        assert reply.outcome == "update", reply.reason


@pytest.mark.languages
@pytest.mark.parametrize("code", languages())
async def test_every_page_can_be_opened_in_every_language(admin: Member, bot: Hall, code: str) -> None:
    user = bot.discord.world.users[admin.id]
    own, user.locale = user.locale, code
    try:
        reply = await admin.command("/config features")
        for section in Section:
            reply = await admin.select(reply, "config.section", section)
            with speaking(code):
                assert f"### {_('Settings')} · {section.heading}" in reply.text
        reply = await admin.select(await admin.command("/config panel"), "config.section", "votes")
        page = await admin.select(reply, "config.rules", bot.channel("#reviews"))
        with speaking(code):
            assert _("as in the whole server") in page.text
            name, what = feature_words("series")
        assert (await admin.command("/config show")).ephemeral
        await bot.app.servers.apply(guild_id(admin), [Switch("series", False)], actor_id=1)
        refused = await admin.command("/series", query="bad buddy")
        assert f"**{name}**" in refused.text
        assert what not in refused.text
    finally:
        user.locale = own


async def test_a_choice_counts_at_once_is_confirmed_and_undone(admin: Member, bot: Hall) -> None:
    reply = await admin.command("/config panel")
    reply = await admin.select(reply, "config.section", "reviews")
    reply = await admin.select(reply, "How ratings look", "stars")
    assert "✅ How ratings look: Out of 5 stars" in reply.text
    assert bot.app.servers.settings_of(guild_id(admin)).rating_style == "stars"
    reply = await admin.click(reply, "Undo")
    assert bot.app.servers.settings_of(guild_id(admin)).rating_style == "ten"
    assert "Out of 10" in reply.text


async def test_a_digest_without_a_channel_says_so(admin: Member, bot: Hall) -> None:
    reply = await admin.command("/config panel")
    reply = await admin.select(reply, "config.section", "community")
    reply = await admin.select(reply, "Weekly digest", "weekly")
    assert "Weekly digest: no channel yet" in reply.text
    reply = await admin.select(reply, "Weekly digest", "off")
    assert "no channel yet" not in reply.text


async def test_channels_and_roles_are_picked_and_cleared(admin: Member, bot: Hall, discord_server: TestDiscord) -> None:
    reply = await admin.command("/config panel")
    picker = next(s["custom_id"] for s in reply.message.selects if "review_channel_id" in s["custom_id"])
    reply = await admin.select(reply, picker, "#lobby")
    lobby = int(discord_server.channel_id("#lobby", seen_by=admin.id))
    assert bot.app.servers.settings_of(guild_id(admin)).review_channel_id == lobby
    picker = next(s["custom_id"] for s in reply.message.selects if "review_channel_id" in s["custom_id"])
    reply = await admin.select(reply, picker, [])
    assert bot.app.servers.settings_of(guild_id(admin)).review_channel_id is None
    reply = await admin.select(reply, "config.section", "roles")
    picker = next(s["custom_id"] for s in reply.message.selects if "moderator_role_ids" in s["custom_id"])
    role = next(r for r in discord_server.world.guilds[str(guild_id(admin))].roles.values() if "Mod" in r["name"])
    await admin.select(reply, picker, [role["id"]])
    assert bot.app.servers.settings_of(guild_id(admin)).moderator_role_ids == (int(role["id"]),)


async def test_an_old_panel_is_refreshed_and_changes_nothing(admin: Member, bot: Hall) -> None:
    old = await admin.command("/config panel")
    old = await admin.select(old, "config.section", "reviews")
    await bot.app.servers.apply(guild_id(admin), [SetTo("rating_style", "stars")], actor_id=1)
    reply = await admin.select(old, "How ratings look", "stars")
    assert "changed in the meantime" in reply.text
    assert "Undo" not in reply.buttons


async def test_another_servers_channel_or_role_is_refused(
    admin: Member, bot: Hall, discord_server: TestDiscord
) -> None:
    reply = await admin.command("/config panel")
    picker = next(s["custom_id"] for s in reply.message.selects if "review_channel_id" in s["custom_id"])
    here = str(guild_id(admin))
    foreign = next(
        c.id for c in discord_server.world.channels.values() if c.guild_id not in (None, here) and c.type == 0
    )
    data = {"custom_id": picker, "component_type": 8, "values": [foreign]}
    reply = await admin._component(reply, data, forge=True)
    assert "not in this server" in reply.text
    assert bot.app.servers.settings_of(guild_id(admin)).review_channel_id is None


async def test_a_feature_is_switched_in_one_channel_and_everywhere(
    admin: Member, bot: Hall, discord_server: TestDiscord
) -> None:
    reply = await admin.command("/config features")
    reply = await admin.select(reply, "config.where", "#lobby")
    lobby = discord_server.channel_id("#lobby", seen_by=admin.id)
    reply = await admin.click(reply, f"config.feature:series:off:{lobby}")
    assert "✅" in reply.text
    refused = await discord_server.member("alice").at("#lobby").command("/series", query="linger")
    assert "switched off here" in refused.text
    reply = await admin.click(reply, "Undo")
    assert bot.app.servers.is_on(guild_id(admin), int(lobby), "series")
    reply = await admin.click(reply, "config.feature:votes:off:0")
    again = await admin.click(reply, "config.feature:votes:on:0")
    assert "Votes: on" in again.text
    assert bot.app.servers.is_on(guild_id(admin), None, "votes")


async def test_an_emoji_and_a_time_zone_are_typed_and_checked(admin: Member, bot: Hall) -> None:
    reply = await admin.command("/config panel")
    reply = await admin.select(reply, "config.section", "votes")
    button = next(b["custom_id"] for b in reply.message.buttons if b["custom_id"].startswith("config.type:helpful"))
    form = await admin.click(reply, button)
    done = await admin.submit(form, {"value": "💜"})
    assert "💜" in done.text
    assert bot.app.servers.settings_of(guild_id(admin)).helpful_emoji == "💜"
    form = await admin.click(done, next(b["custom_id"] for b in done.message.buttons if ":helpful" in b["custom_id"]))
    refused = await admin.submit(form, {"value": "<:party:123456789012345678>"})
    assert "not an emoji of this server" in refused.text


async def test_a_custom_emoji_is_typed_by_its_name_or_mention_and_survives_a_file(
    admin: Member, bot: Hall, discord_server: TestDiscord
) -> None:
    own = discord_server.world.guilds[str(guild_id(admin))].emojis
    heart = next(f"<:{each['name']}:{each['id']}>" for each in own.values() if each["name"] == "rooftop_heart")
    reply = await admin.command("/config panel")
    reply = await admin.select(reply, "config.section", "votes")
    for typed in (":rooftop_heart:", "rooftop_heart", heart):
        await bot.app.servers.apply(guild_id(admin), [SetTo("helpful_emoji", "👍")], actor_id=1)
        reply = await admin.command("/config panel")
        reply = await admin.select(reply, "config.section", "votes")
        press = next(b["custom_id"] for b in reply.message.buttons if ":helpful_emoji" in b["custom_id"])
        reply = await admin.submit(await admin.click(reply, press), {"value": typed})
        assert bot.app.servers.settings_of(guild_id(admin)).helpful_emoji == heart, typed
    for typed in (":nothing_like_it:", "hearts", "<:heart:123456789012345678>"):
        press = next(b["custom_id"] for b in reply.message.buttons if ":helpful_emoji" in b["custom_id"])
        refused = await admin.submit(await admin.click(reply, press), {"value": typed})
        assert "not an emoji of this server" in refused.text
    await bot.app.servers.apply(guild_id(admin), [SetTo("helpful_emoji", "👍")], actor_id=1)
    file = {"format": "linger-settings", "version": 1, "settings": {"helpful_emoji": heart}}
    preview = await admin.command("/config import", file=("settings.json", json.dumps(file).encode()))
    await admin.click(preview, "Apply 1 change")
    assert bot.app.servers.settings_of(guild_id(admin)).helpful_emoji == heart


async def test_all_settings_are_shown_and_the_file_is_taken_by_another_server(
    admin: Member, bot: Hall, discord_server: TestDiscord
) -> None:
    await bot.app.servers.apply(guild_id(admin), [SetTo("rating_style", "stars")], actor_id=1)
    shown = await admin.command("/config show")
    assert "How ratings look: Out of 5 stars" in shown.text
    (attached,) = shown.message.attachments
    content = discord_server.core.attachments.get(attached["id"])
    assert content is not None
    assert json.loads(content)["settings"]["rating_style"] == "stars"
    guild, channel = next(
        (g.id, c)
        for g in discord_server.world.guilds.values()
        if g.id != str(guild_id(admin)) and discord_server.world.bot_id in g.members
        for c in g.channel_ids
        if discord_server.world.channels[c].type == 0
    )
    owner_id = discord_server.world.guilds[guild].data["owner_id"]
    owner = discord_server.member(owner_id)
    preview = await owner.command("/config import", channel=channel, file=(attached["filename"], content))
    assert "How ratings look: Out of 10, with halves → Out of 5 stars, with halves" in preview.text
    assert bot.app.servers.settings_of(int(guild)).rating_style == "ten"
    done = await owner.click(preview, next(b for b in preview.buttons if b.startswith("Apply")))
    assert "✅" in done.text
    assert bot.app.servers.settings_of(int(guild)).rating_style == "stars"


async def test_a_hostile_file_is_refused_in_words(admin: Member) -> None:
    for content, said in ((b"x" * 5_000_000, "KB"), (b"{}", "not a settings file"), (b"\x00\xff", "not JSON")):
        reply = await admin.command("/config import", file=("settings.json", content))
        assert said in reply.text


async def test_a_file_that_can_change_nothing_here_says_so(admin: Member) -> None:
    settings = {"review_channel_id": {"id": "1", "name": "elsewhere"}, "rating_style": "ten"}
    file = {"format": "linger-settings", "version": 1, "settings": settings}
    reply = await admin.command("/config import", file=("settings.json", json.dumps(file).encode()))
    assert "Nothing in this file can be changed here" in reply.text
    assert "Reviews go to: this server has no “elsewhere”." in reply.text
    assert reply.buttons == []


async def test_the_guide_names_permissions_and_offers_defaults(admin: Member, bot: Hall) -> None:
    guide = await admin.command("/config setup")
    assert "I may do everything that members use in this channel" in guide.text
    take = next((b for b in guide.buttons if b.startswith("Take")), None)
    assert take is not None, guide.text
    done = await admin.click(guide, take)
    assert "✅" in done.text
    await admin.click(done, "Undo")


async def test_the_guide_asks_which_way_spoilers_take(hall: Hall, admin: Member) -> None:
    guide = await admin.command("/config setup")
    assert "How shall spoilers in reviews be kept here?" in guide.text
    assert "✅ **Keep it in the post**" in guide.text
    chosen = await admin.click(guide, "Send it to those who ask")
    assert "✅ **Send it to those who ask**" in chosen.text
    assert hall.app.servers.settings_of(hall.guild_id).spoiler_policy == "on-request"
    await admin.click(chosen, "Undo")
    assert hall.app.servers.settings_of(hall.guild_id).spoiler_policy == "in-place"


async def test_a_new_server_starts_with_nothing_hidden_in_its_channels(hall: Hall) -> None:
    servers = PeopleServers(hall.discord._backend)
    servers.invite_bot(hall.discord.user_id("pablo"), {"guild_id": hall.discord.guild_id("Next Door")})
    next_door = int(hall.discord.guild_id("Next Door"))
    await hall.discord.wait_for(lambda: hall.app.servers.settings_of(next_door).spoiler_policy == "on-request")
    assert hall.app.servers.settings_of(hall.guild_id).spoiler_policy == "in-place", "an older server keeps its way"


async def test_a_members_forged_press_is_refused_politely(hall: Hall, admin: Member) -> None:
    for name in ("alice", "theo"):
        member = hall.member(name)
        pressed = await member.click(await member.command("/help"), "config.feature:votes:off:0", forge=True)
        assert "Only people who may manage this server" in pressed.text
    assert hall.app.servers.is_on(hall.guild_id, None, "votes")


async def test_a_deleted_channel_or_role_is_named_and_can_be_replaced(hall: Hall, admin: Member) -> None:
    gone = 940_000_000_000_000_777
    wishes = [SetTo("review_channel_id", gone), SetTo("moderator_role_ids", (gone,))]
    await hall.app.servers.apply(hall.guild_id, wishes, actor_id=1)
    reply = await admin.command("/config panel")
    assert f"what was chosen ({gone}) was deleted" in reply.text
    roles = await admin.select(reply, "config.section", "roles")
    assert f"what was chosen ({gone}) was deleted" in roles.text
    assert f"({gone}) was deleted; choose another one" in (await admin.command("/config setup")).text


async def test_what_is_gone_is_named_wherever_a_setting_holds_it(hall: Hall, admin: Member) -> None:
    """Channel, role and emoji; in the guide, the panel and the overview."""
    gone = 940_000_000_000_000_777
    wishes = [
        SetTo("review_channel_id", gone),
        SetTo("voter_role_ids", (gone,)),
        SetTo("helpful_emoji", f"<:waved:{gone}>"),
    ]
    await hall.app.servers.apply(hall.guild_id, wishes, actor_id=1)
    panel = await admin.command("/config panel")
    assert f"what was chosen ({gone}) was deleted" in panel.text
    votes = await admin.select(panel, "config.section", "votes")
    assert f"what was chosen ({gone}) was deleted" in votes.text
    assert "what was chosen (:waved:) was deleted" in votes.text
    guide = await admin.command("/config setup")
    for title, what in (("Reviews go to", gone), ("Whose votes count", gone), ("Emoji for helpful", ":waved:")):
        assert f"{title}: what was chosen ({what}) was deleted; choose another one." in guide.text
    shown = await admin.command("/config show")
    assert f"Reviews go to: ⚠️ deleted ({gone})" in shown.text
    assert f"Whose votes count: ⚠️ deleted ({gone})" in shown.text
    assert "Emoji for helpful: ⚠️ deleted (:waved:)" in shown.text


async def test_the_panel_says_in_which_channels_a_feature_is_off(hall: Hall, admin: Member) -> None:
    gone, lobby = 940_000_000_000_000_888, int(hall.channel("#lobby"))
    off = [Switch("votes", False, lobby), Switch("votes", False, gone)]
    await hall.app.servers.apply(hall.guild_id, off, actor_id=1)
    panel = await admin.command("/config features")
    assert "off in " in panel.text
    assert f"<#{lobby}>" in panel.text
    assert f"⚠️ deleted ({gone})" in panel.text
    assert f"Votes in ⚠️ deleted ({gone}): off" in (await admin.command("/config show")).text


async def test_a_server_that_is_not_known_yet_is_not_an_empty_one(hall: Hall, admin: Member) -> None:
    """Right after a start, what is set is not called deleted; nothing is suggested either."""
    await hall.app.servers.apply(hall.guild_id, [SetTo("review_channel_id", int(hall.channel("#lobby")))], actor_id=1)
    guild = hall.client.get_guild(hall.guild_id)
    assert guild is not None
    guild.unavailable = True
    try:
        for command in ("/config panel", "/config show", "/config setup", "/config features"):
            said = (await admin.command(command)).text
            assert "don't see this server yet" in said, command
            assert "deleted" not in said
    finally:
        guild.unavailable = False
    assert "deleted" not in (await admin.command("/config show")).text


async def test_an_emoji_is_not_called_deleted_while_discord_does_not_say(hall: Hall, admin: Member) -> None:
    gone = 940_000_000_000_000_777
    await hall.app.servers.apply(hall.guild_id, [SetTo("helpful_emoji", f"<:waved:{gone}>")], actor_id=1)
    for trouble in ("refused", "slow"):
        if trouble == "refused":
            hall.discord.faults.fail("GET", "/guilds/*/emojis", status=403, times=0)
        else:
            hall.discord.faults.delay("GET", "/guilds/*/emojis", 2.5, times=0)
        shown = await admin.command("/config show")
        assert f"Emoji for helpful: <:waved:{gone}>" in shown.text, trouble
        hall.discord.faults.clear()
    assert "Emoji for helpful: ⚠️ deleted (:waved:)" in (await admin.command("/config show")).text


async def test_everyone_and_the_bots_own_role_are_refused_with_a_reason(hall: Hall, admin: Member) -> None:
    panel = await admin.command("/config panel")
    roles = await admin.select(panel, "config.section", "roles")
    picker = next(s["custom_id"] for s in roles.message.selects if "moderator_role_ids" in s["custom_id"])
    data = {"custom_id": picker, "component_type": 6}
    own, everyone = str(hall.role("Linger")), str(hall.guild_id)
    refused = await admin._component(roles, {**data, "values": [everyone]}, forge=True)
    assert "@everyone can't be picked, or everybody in this server could do it" in refused.text
    refused = await admin._component(roles, {**data, "values": [own]}, forge=True)
    assert "belongs to a bot, and no member can have it" in refused.text
    assert hall.app.servers.settings_of(hall.guild_id).moderator_role_ids == ()


async def test_an_emoji_is_refused_for_both_votes_in_any_skin(hall: Hall, admin: Member) -> None:
    panel = await admin.command("/config panel")
    votes = await admin.select(panel, "config.section", "votes")
    press = next(b["custom_id"] for b in votes.message.buttons if "not_helpful_emoji" in b["custom_id"])
    refused = await admin.submit(await admin.click(votes, press), {"value": "👍🏿"})
    assert "can't stand for both votes" in refused.text


async def test_a_time_zone_is_typed_as_people_say_it(hall: Hall, admin: Member) -> None:
    for typed, kept, shown in (("KST", "Asia/Seoul", "Asia/Seoul"), ("utc+9", "Etc/GMT-9", "UTC+9")):
        panel = await admin.command("/config panel")
        page = await admin.select(panel, "config.section", "language")
        press = next(b["custom_id"] for b in page.message.buttons if "time_zone" in b["custom_id"])
        done = await admin.submit(await admin.click(page, press), {"value": typed})
        assert f"✅ Time zone: {shown}" in done.text
        assert hall.app.servers.settings_of(hall.guild_id).time_zone == kept
    page = await admin.select(await admin.command("/config panel"), "config.section", "language")
    press = next(b["custom_id"] for b in page.message.buttons if "time_zone" in b["custom_id"])
    for typed in ("localtime", "Factory"):
        refused = await admin.submit(await admin.click(page, press), {"value": typed})
        assert f"“{typed}” is not a time zone" in refused.text
    asked = await admin.submit(await admin.click(page, press), {"value": "IST"})
    assert "did you mean Asia/Kolkata, Europe/Dublin or Asia/Jerusalem?" in asked.text
    refused = await admin.submit(await admin.click(page, press), {"value": "[Free Nitro](https://x.example) @everyone"})
    assert "“Free Nitro (https:\u2060//x.example) @\u2060everyone” is not a time zone" in refused.text


async def test_a_stored_value_that_cannot_be_used_is_named(hall: Hall, admin: Member) -> None:
    async with hall.db.transaction() as connection:
        await connection.execute("INSERT INTO guild_settings VALUES (?, 'rating_style', '{', 1, 1)", (hall.guild_id,))
    await hall.app.servers.load()
    page = await admin.select(await admin.command("/config panel"), "config.section", "reviews")
    assert "What is stored for this can't be used, so the default counts." in page.text
    assert "How ratings look: what is stored can't be used" in (await admin.command("/config setup")).text
    assert "How ratings look: Out of 10, with halves (⚠️ the default" in (await admin.command("/config show")).text
    page = await admin.select(page, "How ratings look", "stars")
    assert "can't be used" not in page.text


async def test_a_role_of_another_server_is_refused(hall: Hall, admin: Member) -> None:
    away = hall.discord.world.guilds[hall.discord.guild_id("Drama Harbour")]
    foreign = next(role["id"] for role in away.roles.values() if role["name"] == "Captain")
    person = Person(int(admin.id), hall.guild_id, MANAGE_GUILD)
    said = await Doors(hall.client).press(
        "config.set", ["moderator_role_ids", fingerprint(())], [foreign], person, int(hall.channel("#lobby"))
    )
    assert "not in this server" in said
    assert hall.app.servers.settings_of(hall.guild_id).moderator_role_ids == ()


async def test_values_that_were_never_offered_are_refused(hall: Hall, admin: Member) -> None:
    reply = await admin.command("/config panel")
    reply = await admin.select(reply, "config.section", "reviews")
    for name, value in (("spoils_me_threshold", "0"), ("spoils_me_threshold", "x" * 40), ("rating_style", "loud")):
        menu = next(s["custom_id"] for s in reply.seen.selects if name in s["custom_id"])
        refused = await admin._component(reply, {"custom_id": menu, "component_type": 3, "values": [value]}, forge=True)
        assert f"“{value}” is not" in refused.text
    for custom_id in ("config.set:nothing:0", "config.type:rating_style:0", "config.feature:flying:on:0"):
        kind = 3 if ".set" in custom_id else 2
        data = {"custom_id": custom_id, "component_type": kind} | ({"values": ["1"]} if kind == 3 else {})
        refused = await admin._component(reply, data, forge=True)
        assert refused.outcome == "message", custom_id
        assert "went wrong on my side" not in refused.text
    assert hall.app.servers.settings_of(hall.guild_id) == ServerSettings()
