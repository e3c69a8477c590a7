"""/privacy, /help, /about, /catalogue and /owner as people use them, on the loopback Discord."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest

from bot.domain.settings import SetTo, Switch
from bot.edge.guilds import who_brought
from bot.playground.people.servers import PeopleServers
from bot.services.servers import server_erasure
from bot.services.servers.servers import Servers
from bot.storage.engine.database import Database
from bot.storage.engine.times import to_ms
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import CLUB, Hall, insert_review, note_joined, row_of, rows_of
from tests.loopback.replies import Reply
from tests.loopback.running import running_bot

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

EYES = "where-your-eyes-linger-kr-2020"
CITY = "love-in-the-big-city-kr-2024"


async def files_of(reply: Reply) -> dict[str, str]:
    """The attached files by name, as a client downloads them."""
    found = {}
    async with aiohttp.ClientSession() as session:
        for attached in reply.seen.attachments:
            async with session.get(attached["url"]) as response:
                found[attached["filename"]] = (await response.read()).decode()
    return found


async def review_of(hall: Hall, name: str, series: str, **changed: Any) -> int:
    author = int(hall.member(name).id)
    return await insert_review(hall.db, guild_id=hall.guild_id, author_id=author, series_id=series, **changed)


# /privacy


async def test_a_member_sees_and_takes_along_what_is_kept(hall: Hall) -> None:
    await review_of(hall, "haruka", EYES, headline="My words", body="All of them.")
    haruka = hall.member("haruka")
    shown = await haruka.command("/privacy show")
    assert shown.ephemeral
    assert "1 · reviews you wrote" in shown.text
    exported = await haruka.click(shown, "Take it along")
    files = await files_of(exported)
    assert json.loads(files["linger-export.json"])["member"] == haruka.id
    assert "All of them." in files["linger-export.md"]
    assert "Where Your Eyes Linger" in files["linger-export.md"]


async def test_deleting_asks_once_and_takes_the_post_down(hall: Hall) -> None:
    nok = hall.member("nok")
    lobby = hall.channel("#lobby")
    channel = hall.client.get_channel(int(lobby))
    post = await channel.send("the post of a review")  # type: ignore[union-attr]  # a text channel
    review = await review_of(hall, "nok", EYES, channel_id=int(lobby), message_id=post.id, body="Mine alone.")
    asked = await nok.command("/privacy delete", where="all")
    assert "in all servers?" in asked.text
    assert (await row_of(hall.db, "SELECT COUNT(*) AS n FROM reviews WHERE id = ?", review))["n"] == 1
    await nok.click(asked, "Delete it for good")
    await hall.discord.wait_for(lambda: "Done." in nok.look(asked).text)
    assert await rows_of(hall.db, "SELECT * FROM reviews WHERE author_id = ?", int(nok.id)) == []
    await hall.discord.wait_for(lambda: str(post.id) not in hall.discord.world.channels[lobby].messages)
    assert "Nothing." in (await nok.command("/privacy show")).text


async def test_thinking_better_of_it_deletes_nothing(hall: Hall) -> None:
    await review_of(hall, "alice", EYES)
    asked = await hall.member("alice").command("/privacy delete", where="server")
    assert "in this server?" in asked.text
    assert "Nothing was deleted" in (await hall.member("alice").click(asked, "Keep it")).text
    assert len(await rows_of(hall.db, "SELECT * FROM reviews WHERE author_id = ?", int(hall.member("alice").id))) == 1


# /help and /about


async def test_help_shows_a_member_what_is_on_and_theirs_to_use(hall: Hall) -> None:
    await hall.app.servers.apply(hall.guild_id, [Switch("reviews", False)], actor_id=1)
    shown = await hall.member("alice").command("/help")
    assert "**/series**: Look a series up" in shown.text
    assert "/review · switched off here" in shown.text
    assert "/config" not in shown.text
    assert "/moderation" not in shown.text
    await hall.app.servers.apply(hall.guild_id, [Switch("reviews", True)], actor_id=1)
    admins = await hall.admin.command("/help")
    config = next(line for line in admins.text.splitlines() if line.startswith("**/config**"))
    assert {"features", "import", "panel", "setup", "show:"} <= set(config.split())
    assert "**/moderation** bar · bars · history · queue · reason · unbar" in admins.text
    assert len(admins.text.splitlines()) <= 32, "help has to fit on one screen"
    opened = await hall.admin.click(admins, "Open the settings")
    assert "What runs, and where" in opened.text


async def test_about_says_version_sources_and_thanks(hall: Hall) -> None:
    from bot import __version__

    shown = await hall.member("alice").command("/about")
    assert __version__ in shown.text
    assert "Sources" in shown.text
    assert "discord.py" in shown.text


# /catalogue


async def test_a_series_is_added_by_a_form_found_at_once_and_taken_back(hall: Hall) -> None:
    form = await hall.admin.command("/catalogue add", title="The Lighthouse Between Us")
    answers = {"country_year": "South Korea 2025", "kind": "bl", "episodes": "8", "aliases": "등대\nTLBU"}
    done = await hall.admin.submit(form, answers)
    assert "is in this server's catalogue" in done.text
    offered = await hall.member("alice").autocomplete("/series", "query", "lighthouse betw")
    assert offered[0]["value"] == "the-lighthouse-between-us-kr-2025"
    undone = await hall.admin.click(done, "Undo")
    assert "Taken back" in undone.text
    offered = await hall.member("alice").autocomplete("/series", "query", "lighthouse betw")
    assert "the-lighthouse-between-us-kr-2025" not in [choice["value"] for choice in offered]


async def test_what_was_typed_comes_back_when_a_field_does_not_fit(hall: Hall) -> None:
    form = await hall.admin.command("/catalogue add", title="Somewhere Else")
    refused = await hall.admin.submit(form, {"country_year": "Atlantis 2025", "kind": "bl"})
    assert "Atlantis" in refused.text
    assert not refused.seen.attachments
    again = await hall.admin.click(refused, "Open the form again")
    assert again.fields["Title"]["value"] == "Somewhere Else"
    assert again.fields["Country and year"]["value"] == "Atlantis 2025"
    button = next(part["custom_id"] for part in refused.seen.buttons)
    alice = hall.member("alice")
    strangers = await alice.click(await alice.command("/help"), button, forge=True)
    assert "not kept any more" in strangers.text
    done = await hall.admin.submit(again, {"country_year": "South Korea 2025"})
    assert "is in this server's catalogue" in done.text


async def test_a_correction_a_name_and_a_link(hall: Hall) -> None:
    form = await hall.admin.command("/catalogue edit", series=EYES, what="facts")
    done = await hall.admin.submit(form, {"minutes": "14"})
    assert "corrected" in done.text
    assert hall.app.catalogues.require(hall.guild_id, EYES).minutes == 14
    done = await hall.admin.command("/catalogue alias", series=EYES, name="Bodyguard Eyes")
    assert "is found by “Bodyguard Eyes” now" in done.text
    again = await hall.admin.command("/catalogue alias", series=EYES, name="bodyguard eyes")
    assert "already" in again.text
    gone = await hall.admin.command("/catalogue alias", series=EYES, name="Bodyguard Eyes", remove=True)
    assert "no longer found" in gone.text
    linked = await hall.admin.command("/catalogue lineage", series=EYES, link="spin-off", to=CITY, note="a test")
    assert "has a spin-off in" in linked.text
    away = await hall.admin.command("/catalogue lineage", series=EYES, link="spin-off", to=CITY, remove=True)
    assert "Taken away" in away.text


async def test_the_catalogue_role_is_enough_and_nothing_less(hall: Hall) -> None:
    refused = await hall.member("pablo").command("/catalogue alias", series=EYES, name="Not mine to say")
    assert "Only the people who keep this server's catalogue" in refused.text
    regular = SetTo("catalogue_role_ids", (hall.role("Regular"),))
    await hall.app.servers.apply(hall.guild_id, [regular], actor_id=1)
    done = await hall.member("alice").command("/catalogue alias", series=EYES, name="Said by an editor")
    assert "is found by" in done.text
    await hall.app.servers.apply(hall.guild_id, [SetTo("catalogue_role_ids", ())], actor_id=1)
    pressed = await hall.member("alice").click(done, "Undo")
    assert "Only the people who keep this server's catalogue" in pressed.text


async def test_every_page_of_corrections_is_one_that_discord_takes(hall: Hall) -> None:
    for page in ("names", "facts", "people", "tags"):
        form = await hall.admin.command("/catalogue edit", series=CITY, what=page)
        assert form.outcome == "modal", page
        same = await hall.admin.submit(form)
        assert "Nothing is different" in same.text, page


async def test_removing_and_merging_ask_first(hall: Hall) -> None:
    form = await hall.admin.command("/catalogue add", title="Doubled Drama")
    await hall.admin.submit(form, {"country_year": "TH 2024", "kind": "gl"})
    asked = await hall.admin.command("/catalogue remove", series="doubled-drama-th-2024")
    done = await hall.admin.click(asked, "Take it out")
    assert "is out of" in done.text
    await hall.admin.click(done, "Undo")
    await review_of(hall, "pablo", "doubled-drama-th-2024", headline="Moves along")
    asked = await hall.admin.command("/catalogue merge", duplicate="doubled-drama-th-2024", into=CITY)
    assert "1 review moves" in asked.text
    kept = await hall.admin.select(asked, None, "no")
    assert "Nothing was changed" in kept.text
    asked = await hall.admin.command("/catalogue merge", duplicate="doubled-drama-th-2024", into=CITY)
    merged = await hall.admin.select(asked, None, "Yes, merge them")
    assert "Doubled Drama is Love in the Big City now" in merged.text
    assert (await row_of(hall.db, "SELECT series_id FROM reviews WHERE headline = 'Moves along'"))["series_id"] == CITY


# /owner


async def test_the_owner_reloads_a_part_and_is_told_what_went_wrong(hall: Hall) -> None:
    application = hall.client.application
    assert application is not None
    owner = hall.discord.member(str(application.owner.id)).at("#lobby", guild=CLUB)
    assert "loaded again" in (await owner.command("/owner reload", extension="cogs.help")).text
    assert "has to stay" in (await owner.command("/owner unload", extension="cogs.config")).text
    assert "There is no" in (await owner.command("/owner load", extension="os")).text
    assert "loaded already" in (await owner.command("/owner load", extension="cogs.help")).text
    assert "There is no" in (await owner.command("/owner load", extension="cogs.reviews.posting")).text
    before = hall.client.get_cog("Progress")
    assert "loaded again" in (await owner.command("/owner reload", extension="cogs.progress")).text
    assert type(hall.client.get_cog("Progress")) is not type(before), "a package's own modules are read again"
    assert "is unloaded" in (await owner.command("/owner unload", extension="cogs.help")).text
    assert "is not loaded" in (await owner.command("/owner reload", extension="cogs.help")).text
    assert "is loaded." in (await owner.command("/owner load", extension="cogs.help")).text
    assert "Version" in (await hall.member("alice").command("/help")).text


# Coming and going


async def test_whoever_owns_a_new_server_is_welcomed_privately(hall: Hall) -> None:
    next_door = hall.discord.guild_id("Next Door")
    PeopleServers(hall.discord._backend).invite_bot(hall.discord.user_id("pablo"), {"guild_id": next_door})
    await hall.discord.wait_for(
        lambda: any("/config setup" in m.text for m in hall.direct_messages("pablo")), timeout_s=12
    )
    patio = hall.discord.channel_id("#patio")
    assert hall.discord.all_messages(patio) == []
    assert (await row_of(hall.db, "SELECT left_at FROM guilds WHERE guild_id = ?", int(next_door)))["left_at"] is None


async def test_a_server_that_was_left_is_erased_after_its_days(hall: Hall) -> None:
    corner = int(hall.discord.guild_id("Quiet Corner"))
    await hall.app.servers.apply(corner, [SetTo("rating_style", "stars")], actor_id=1)
    PeopleServers(hall.discord._backend).remove_bot(hall.discord.user_id("iris"), str(corner))

    async def left() -> Any:
        return (await row_of(hall.db, "SELECT left_at FROM guilds WHERE guild_id = ?", corner))["left_at"]

    at = await hall.discord.wait_for(left)
    assert at <= to_ms(hall.app.clock())
    app, later = hall.app, hall.app.clock() + timedelta(days=30)
    assert await server_erasure.erase_left_servers(app.db, app.servers, app.catalogues, now=later, keep_days=30) == [
        corner
    ]
    assert hall.app.servers.settings_of(corner).rating_style == "ten"


async def test_who_added_the_bot_is_found_in_the_audit_log(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    guild = hall.client.get_guild(hall.guild_id)
    assert guild is not None
    bot_id, theo = hall.discord.world.bot_id, hall.moderator.id

    async def audit_logs(_guild_id: int, **_more: object) -> dict[str, Any]:
        entry = {"id": "1", "user_id": theo, "target_id": bot_id, "action_type": 28, "reason": None, "changes": []}
        user = {"id": theo, "username": "theo", "discriminator": "0", "avatar": None}
        me = {"id": bot_id, "username": "Linger", "discriminator": "0", "avatar": None, "bot": True}
        empty = ("webhooks", "integrations", "threads", "guild_scheduled_events", "auto_moderation_rules")
        more: dict[str, Any] = {name: [] for name in (*empty, "application_commands")}
        return {"audit_log_entries": [entry], "users": [user, me], **more}

    assert await who_brought(guild) == guild.owner_id, "without the permission, the owner is told"
    monkeypatch.setattr(type(guild.me), "guild_permissions", discord.Permissions(view_audit_log=True))
    assert await who_brought(guild) == guild.owner_id, "where the log cannot be read, too"
    monkeypatch.setattr(hall.client.http, "get_audit_logs", audit_logs)
    assert await who_brought(guild) == int(theo)


async def test_what_was_left_before_a_restart_is_erased_by_the_next_start(tmp_path: Path) -> None:
    database = tmp_path / "linger.sqlite3"
    left_at = datetime(2026, 1, 1, tzinfo=UTC)
    async with Database.open(database) as db:
        servers = Servers(db, lambda: left_at)
        await note_joined(db, 12345)
        await servers.apply(12345, [SetTo("rating_style", "stars")], actor_id=1)
        await servers.leave(12345)
    async with TestDiscord() as discord_server:
        with discord_server.library_pointed_here():
            async with running_bot(discord_server, database) as running:

                async def erased() -> bool:
                    found = await rows_of(running.app.db, "SELECT * FROM guild_settings WHERE guild_id = 12345")
                    return not found

                await discord_server.wait_for(erased)


async def test_files_are_text(hall: Hall) -> None:
    """What /config show gives is read back by the program itself."""
    shown = await hall.admin.command("/config show")
    (content,) = (await files_of(shown)).values()
    assert json.load(io.StringIO(content))["format"] == "linger-settings"
