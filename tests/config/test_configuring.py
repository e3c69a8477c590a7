"""Settings: checked, applied at once, remembered, undone, and carried over as a file."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.settings import (
    FEATURES,
    SETTINGS,
    Here,
    ServerSettings,
    SetTo,
    Switch,
    check_setting,
    fingerprint,
)
from bot.domain.settings.file import MAX_BYTES, plan_import, read_file, write_file
from bot.errors import Gone, UserError
from bot.services.servers import configuring
from bot.services.servers.configuring import OldPanel
from bot.services.servers.servers import Servers
from bot.storage.engine.database import Database
from tests.loopback.hall import AWAY, HOME, NOW, rows_of

ADMIN, OTHER_ADMIN = 11, 12
HERE = Here(
    {7001: "reviews", 7002: "talk", 7003: "talk"},
    {8001: "Mods", 8002: "Editors"},
    {9_000_000_000_000_001: "<:heart:9000000000000001>"},
)


@pytest.fixture
async def servers(db: Database) -> Servers:
    found = Servers(db, lambda: NOW)
    await found.load()
    return found


async def reloaded(db: Database) -> Servers:
    found = Servers(db, lambda: NOW)
    await found.load()
    return found


def shown(servers: Servers, name: str, guild: int = HOME) -> str:
    return fingerprint(getattr(servers.settings_of(guild), name))


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("review_channel_id", 7001, 7001),
        ("review_channel_id", None, None),
        ("moderator_role_ids", [8001, 8001, 8002], (8001, 8002)),
        ("spoiler_policy", "on-request", "on-request"),
        ("spoils_me_threshold", 50, 50),
        ("time_zone", "asia/seoul", "Asia/Seoul"),
        ("time_zone", "America/New York", "America/New_York"),
        ("helpful_emoji", " 💜 ", "💜"),
        ("helpful_emoji", "<:heart:123456789012345678>", "<:heart:123456789012345678>"),
        ("helpful_emoji", "🏳️‍🌈", "🏳️‍🌈"),
        ("helpful_emoji", "1️⃣", "1️⃣"),
        ("helpful_emoji", "🇰🇷", "🇰🇷"),
        ("language", "en", "en"),
    ],
)
def test_a_setting_is_kept_in_one_form(name: str, value: Any, kept: Any) -> None:
    assert check_setting(name, value) == kept


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("review_channel_id", "7001", "7001"),
        ("review_channel_id", True, "True"),
        ("review_channel_id", 2**63, str(2**63)),
        ("moderator_role_ids", list(range(1, 27)), "25"),
        ("spoiler_policy", "loud", "in-place"),
        ("spoils_me_threshold", 0, "1 to 50"),
        ("spoils_me_threshold", True, "1 to 50"),
        ("time_zone", "Asia/Soul", "Time zone: “Asia/Soul” is not a time zone; did you mean Asia/Seoul?"),
        ("time_zone", "berlin", "Europe/Berlin"),
        ("time_zone", 5, "such as"),
        ("helpful_emoji", "a", "emoji"),
        ("helpful_emoji", "7", "emoji"),
        ("helpful_emoji", "👍👍", "emoji"),
        ("helpful_emoji", "👍\u200d" * 9_000 + "👍", "emoji"),  # one grapheme, and no emoji
        ("helpful_emoji", "<:x:1>", "emoji"),
        ("helpful_emoji", "", "emoji"),
        ("language", "tlh", "en"),
        ("colour", "blue", "colour"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_what_would(name: str, value: Any, said: str) -> None:
    with pytest.raises(UserError) as caught:
        check_setting(name, value)
    assert said in caught.value.message


async def test_a_change_counts_at_once_and_after_a_restart(db: Database, servers: Servers) -> None:
    await servers.apply(HOME, [SetTo("rating_style", "stars")], actor_id=ADMIN)
    assert servers.settings_of(HOME).rating_style == "stars"
    assert servers.settings_of(AWAY).rating_style == "ten"
    assert (await reloaded(db)).settings_of(HOME).rating_style == "stars"


async def test_a_change_to_what_is_already_so_is_not_recorded(db: Database, servers: Servers) -> None:
    assert await servers.apply(HOME, [SetTo("rating_style", "ten")], actor_id=ADMIN) == []
    assert await rows_of(db, "SELECT * FROM audit_log") == []


async def test_wishes_are_granted_all_or_none(db: Database, servers: Servers) -> None:
    with pytest.raises(UserError):
        await servers.apply(HOME, [SetTo("rating_style", "stars"), SetTo("language", "xx")], actor_id=ADMIN)
    assert servers.settings_of(HOME) == ServerSettings()
    assert await rows_of(db, "SELECT * FROM guild_settings") == []


async def test_both_votes_are_never_the_same_emoji(servers: Servers) -> None:
    with pytest.raises(UserError, match="both votes"):
        await servers.apply(HOME, [SetTo("not_helpful_emoji", "👍")], actor_id=ADMIN)
    swap = [SetTo("helpful_emoji", "👎"), SetTo("not_helpful_emoji", "👍")]
    assert len(await servers.apply(HOME, swap, actor_id=ADMIN)) == 2


async def test_a_stored_value_that_is_no_longer_allowed_does_not_stop_the_start(db: Database) -> None:
    async with db.transaction() as connection:
        await connection.execute(
            "INSERT INTO guild_settings VALUES (?, 'spoiler_policy', '\"shouted\"', 1, 1),"
            " (?, 'rating_style', '\"stars\"', 1, 1)",
            (HOME, HOME),
        )
    found = (await reloaded(db)).settings_of(HOME)
    assert (found.spoiler_policy, found.rating_style) == ("in-place", "stars")


JUNK = {
    "helpful_emoji": "{not json",
    "spoiler_policy": '"shouted"',
    "rating_style": "[" * 100_000,
    "spoils_me_threshold": "9" * 5_000,
    "min_account_age_days": "1e999",
    "min_membership_days": "99999999999999999999",
    "time_zone": '"localtime"',
    "language": "null",
    "review_channel_id": '{"id": 1}',
    "moderator_role_ids": "[1, -1]",
    "digest": '"\\ud800"',
    "monthly_top": "",
    "learn_from": "NaN",
}


async def store(db: Database, guild_id: int, values: dict[str, str]) -> None:
    async with db.transaction() as connection:
        for name, value in values.items():
            await connection.execute("INSERT INTO guild_settings VALUES (?, ?, ?, 1, 1)", (guild_id, name, value))


async def test_junk_falls_back_to_the_default_is_named_and_nothing_else_is_lost(
    db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    await store(db, HOME, JUNK | {"leavers_votes": '"drop"', "of_another_version": "1"})
    await store(db, AWAY, {"rating_style": '"stars"'})
    found = await reloaded(db)
    assert found.settings_of(HOME) == ServerSettings(leavers_votes="drop")
    assert found.settings_of(AWAY) == ServerSettings(rating_style="stars")
    assert found.unused_of(HOME) == set(JUNK)
    assert found.unused_of(AWAY) == set()
    for name in JUNK:
        assert f"server {HOME}: what is stored for the setting {name} is not used" in caplog.text


async def test_a_switch_of_another_versions_feature_is_left_alone(db: Database) -> None:
    async with db.transaction() as connection:
        await connection.execute("INSERT INTO feature_switches VALUES (?, 0, 'karaoke', 0, 1, 1)", (HOME,))
    found = await reloaded(db)
    assert found.switches_of(HOME) == {}
    assert await found.apply(HOME, [Switch("votes", False)], actor_id=ADMIN)
    assert len(await rows_of(db, "SELECT * FROM feature_switches")) == 2


async def test_choosing_again_replaces_junk_also_by_the_default(db: Database) -> None:
    await store(db, HOME, {"rating_style": "{", "digest": "{"})
    found = await reloaded(db)
    changed = await found.apply(HOME, [SetTo("rating_style", "ten"), SetTo("digest", "weekly")], actor_id=ADMIN)
    assert len(changed) == 2
    assert found.unused_of(HOME) == set()
    again = await reloaded(db)
    assert again.unused_of(HOME) == set()
    assert again.settings_of(HOME) == ServerSettings(digest="weekly")


async def test_two_stored_votes_that_are_one_emoji_do_not_keep_other_settings_from_changing(db: Database) -> None:
    await store(db, HOME, {"not_helpful_emoji": '"👍🏿"'})
    found = await reloaded(db)
    assert found.settings_of(HOME) == ServerSettings()
    assert found.unused_of(HOME) == {"not_helpful_emoji"}
    assert await found.apply(HOME, [SetTo("rating_style", "stars")], actor_id=ADMIN)


async def test_a_channel_switch_counts_in_that_channel_only(servers: Servers) -> None:
    await servers.apply(HOME, [Switch("votes", False, 7001)], actor_id=ADMIN)
    assert not servers.is_on(HOME, 7001, "votes")
    assert servers.is_on(HOME, 7002, "votes")
    assert servers.is_on(HOME, None, "votes")
    await servers.apply(HOME, [Switch("votes", True, 7001)], actor_id=ADMIN)
    assert servers.is_on(HOME, 7001, "votes")


async def test_a_feature_that_is_off_in_the_server_is_off_in_every_channel(servers: Servers) -> None:
    await servers.apply(HOME, [Switch("votes", False)], actor_id=ADMIN)
    await servers.apply(HOME, [Switch("votes", True, 7001)], actor_id=ADMIN)
    assert not servers.is_on(HOME, 7001, "votes")
    assert servers.is_on(AWAY, 7001, "votes")


async def test_an_old_panel_changes_nothing(servers: Servers) -> None:
    old = shown(servers, "spoils_me_threshold")
    await configuring.change_shown_setting(servers, HOME, "spoils_me_threshold", 5, shown=old, actor_id=ADMIN)
    with pytest.raises(OldPanel):
        await configuring.change_shown_setting(servers, HOME, "spoils_me_threshold", 9, shown=old, actor_id=OTHER_ADMIN)
    assert servers.settings_of(HOME).spoils_me_threshold == 5


async def test_of_two_admins_at_once_the_second_is_told(servers: Servers) -> None:
    old = shown(servers, "spoils_me_threshold")
    outcomes = await asyncio.gather(
        *(
            configuring.change_shown_setting(servers, HOME, "spoils_me_threshold", n, shown=old, actor_id=n)
            for n in (5, 9)
        ),
        return_exceptions=True,
    )
    assert [type(outcome).__name__ for outcome in outcomes] == ["Changed", "OldPanel"]
    assert servers.settings_of(HOME).spoils_me_threshold == 5


async def test_a_panel_stays_good_when_another_setting_changes(servers: Servers) -> None:
    old = shown(servers, "spoils_me_threshold")
    await servers.apply(HOME, [SetTo("rating_style", "stars")], actor_id=OTHER_ADMIN)
    assert await configuring.change_shown_setting(servers, HOME, "spoils_me_threshold", 9, shown=old, actor_id=ADMIN)


async def test_undo_puts_the_former_value_back_and_may_be_undone(db: Database, servers: Servers) -> None:
    (done,) = await servers.apply(HOME, [SetTo("moderator_role_ids", (8001,))], actor_id=ADMIN)
    undo = await configuring.undo_changes(db, servers, HOME, done.entry_id, done.entry_id, actor_id=ADMIN)
    assert servers.settings_of(HOME).moderator_role_ids == ()
    again = undo.back[0].entry_id
    await configuring.undo_changes(db, servers, HOME, again, again, actor_id=ADMIN)
    assert servers.settings_of(HOME).moderator_role_ids == (8001,)


async def test_undo_leaves_what_somebody_changed_since(db: Database, servers: Servers) -> None:
    (done,) = await servers.apply(HOME, [SetTo("rating_style", "stars")], actor_id=ADMIN)
    await servers.apply(HOME, [SetTo("rating_style", "ten")], actor_id=OTHER_ADMIN)
    undo = await configuring.undo_changes(db, servers, HOME, done.entry_id, done.entry_id, actor_id=ADMIN)
    assert (undo.back, undo.stays) == ([], [SetTo("rating_style", "ten")])


async def test_undo_of_another_servers_entry_does_nothing(db: Database, servers: Servers) -> None:
    (done,) = await servers.apply(HOME, [Switch("votes", False)], actor_id=ADMIN)
    for first, last in ((done.entry_id, done.entry_id), (done.entry_id, 1), (1, 10**6), (10**17, 10**17)):
        with pytest.raises(Gone):
            await configuring.undo_changes(db, servers, AWAY, first, last, actor_id=ADMIN)
    assert not servers.is_on(HOME, None, "votes")


def exported(servers: Servers, guild: int = HOME, here: Here = HERE) -> bytes:
    return write_file(servers.settings_of(guild), servers.switches_of(guild), here, server_name="Home").encode()


async def filled(servers: Servers) -> None:
    wishes = [
        SetTo("review_channel_id", 7001),
        SetTo("moderator_role_ids", (8001,)),
        SetTo("rating_style", "stars"),
        SetTo("helpful_emoji", "💜"),
        Switch("votes", False),
        Switch("series", False, 7002),
    ]
    await servers.apply(HOME, wishes, actor_id=ADMIN)


async def test_a_file_holds_every_setting_and_feature(servers: Servers) -> None:
    await filled(servers)
    whole = json.loads(exported(servers))
    assert set(whole["settings"]) == set(SETTINGS)
    assert set(whole["features"]) == set(FEATURES)
    assert whole["settings"]["review_channel_id"] == {"id": "7001", "name": "reviews"}
    assert whole["channels"] == [{"id": "7002", "name": "talk", "features": {"series": False}}]


async def test_a_file_read_where_it_was_written_changes_nothing(servers: Servers) -> None:
    await filled(servers)
    plan = plan_import(read_file(exported(servers)), servers.settings_of(HOME), servers.switches_of(HOME), HERE)
    assert (plan.wishes, plan.left_out) == ([], [])


# As `/config show` gave it before settings were declared in one place; an emoji lacks what its pictures are sent with.
WRITTEN_BEFORE = {
    "format": "linger-settings",
    "version": 1,
    "server": "Home",
    "settings": {
        "review_channel_id": {"id": "7001", "name": "reviews"},
        "discussion_channel_id": {"id": "7002", "name": "talk"},
        "moderation_channel_id": None,
        "digest_channel_id": None,
        "audit_channel_id": None,
        "reviewer_role_ids": [],
        "moderator_role_ids": [{"id": "8001", "name": "Mods"}],
        "catalogue_role_ids": [],
        "voter_role_ids": [{"id": "8002", "name": "Editors"}],
        "spoiler_policy": "on-request",
        "spoils_me_threshold": 9,
        "helpful_emoji": "<:heart:9000000000000001>",
        "not_helpful_emoji": "❤",
        "min_account_age_days": 14,
        "min_membership_days": 0,
        "leavers_votes": "drop",
        "rating_style": "stars",
        "language": "en",
        "time_zone": "Asia/Seoul",
        "learn_from": "server",
        "digest": "weekly",
        "monthly_top": "monthly",
        "episode_polls": "on",
    },
    "features": {"series": True, "reviews": True, "votes": False},
    "channels": [{"id": "7002", "name": "talk", "features": {"series": False}}],
}


async def test_a_file_of_an_earlier_version_is_taken_whole(servers: Servers) -> None:
    plan = plan_import(read_file(json.dumps(WRITTEN_BEFORE).encode()), ServerSettings(), {}, HERE)
    assert plan.left_out == []
    await servers.apply(HOME, plan.wishes, actor_id=ADMIN)
    assert servers.settings_of(HOME) == ServerSettings(
        review_channel_id=7001,
        discussion_channel_id=7002,
        moderator_role_ids=(8001,),
        voter_role_ids=(8002,),
        spoiler_policy="on-request",
        spoils_me_threshold=9,
        helpful_emoji="<:heart:9000000000000001>",
        not_helpful_emoji="❤️",
        min_account_age_days=14,
        leavers_votes="drop",
        rating_style="stars",
        time_zone="Asia/Seoul",
        learn_from="server",
        digest="weekly",
        monthly_top="monthly",
        episode_polls="on",
    )
    assert servers.switches_of(HOME) == {(0, "votes"): False, (7002, "series"): False}


async def test_another_server_takes_what_has_the_same_name_there(servers: Servers) -> None:
    await filled(servers)
    there = Here({1: "reviews", 2: "talk"}, {3: "Mods", 4: "Mods"})
    plan = plan_import(read_file(exported(servers)), ServerSettings(), {}, there)
    assert SetTo("review_channel_id", 1) in plan.wishes
    assert Switch("series", False, 2) in plan.wishes
    assert [line for line in plan.left_out if "several" in line]
    assert not [w for w in plan.wishes if isinstance(w, SetTo) and w.name == "moderator_role_ids"]


async def test_an_import_is_offered_then_applied_in_one_go(db: Database, servers: Servers) -> None:
    await filled(servers)
    here = Here({1: "reviews", 2: "talk"}, {3: "Mods"})
    plan, mark = await configuring.offer_import(db, servers, AWAY, exported(servers), here, actor_id=ADMIN, now=NOW)
    assert len(plan.wishes) == 6
    assert servers.settings_of(AWAY) == ServerSettings()
    _plan, changed = await configuring.accept_import(db, servers, AWAY, here, shown=mark, actor_id=ADMIN, now=NOW)
    assert changed is not None
    assert len(changed) == 6
    assert servers.settings_of(AWAY).moderator_role_ids == (3,)
    with pytest.raises(Gone):
        await configuring.accept_import(db, servers, AWAY, here, shown=mark, actor_id=ADMIN, now=NOW)
    first, last = changed[0].entry_id, changed[-1].entry_id
    undo = await configuring.undo_changes(db, servers, AWAY, first, last, actor_id=ADMIN)
    assert len(undo.back) == 6
    assert servers.settings_of(AWAY) == ServerSettings()


async def test_an_import_whose_preview_is_out_of_date_is_shown_again(db: Database, servers: Servers) -> None:
    await filled(servers)
    content = exported(servers)
    _plan, mark = await configuring.offer_import(db, servers, AWAY, content, HERE, actor_id=ADMIN, now=NOW)
    await servers.apply(AWAY, [SetTo("rating_style", "stars")], actor_id=OTHER_ADMIN)
    plan, changed = await configuring.accept_import(db, servers, AWAY, HERE, shown=mark, actor_id=ADMIN, now=NOW)
    assert changed is None
    assert SetTo("rating_style", "stars") not in plan.wishes
    assert servers.settings_of(AWAY) == ServerSettings(rating_style="stars")


async def test_an_import_belongs_to_who_uploaded_it_and_waits_an_hour(db: Database, servers: Servers) -> None:
    content = exported(servers)
    _plan, mark = await configuring.offer_import(db, servers, AWAY, content, HERE, actor_id=ADMIN, now=NOW)
    for guild, actor, now in ((AWAY, OTHER_ADMIN, NOW), (HOME, ADMIN, NOW), (AWAY, ADMIN, NOW + timedelta(hours=2))):
        with pytest.raises(Gone):
            await configuring.accept_import(db, servers, guild, HERE, shown=mark, actor_id=actor, now=now)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"x" * (5 * 1024 * 1024), "5120 KB"),
        (b"x" * (MAX_BYTES + 1), "257 KB"),
        (b"", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"9" * 5_000, "not JSON"),
        (b"[]", "not a settings file"),
        (b'{"format": "something"}', "not a settings file"),
        (b'{"format": "linger-settings"}', "doesn't say a version"),
        (b'{"format": "linger-settings", "version": 2}', "from a newer Linger"),
        (b'{"format": "linger-settings", "version": true}', "doesn't say a version"),
        (b'{"format": "linger-settings", "version": "||2||"}', "doesn't say a version"),
        (b'{"format": "linger-settings", "version": 1, "settings": []}', "“settings”"),
        (b'{"format": "linger-settings", "version": 1, "channels": {}}', "“channels”"),
    ],
)
def test_a_file_that_is_no_settings_file_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(UserError) as caught:
        read_file(content)
    assert said in caught.value.message


def test_what_does_not_fit_is_listed_and_the_rest_is_carried_over() -> None:
    whole = {
        "format": "linger-settings",
        "version": 1,
        "surprise": 1,
        "settings": {
            "colour": "blue",
            "rating_style": "seven",
            "review_channel_id": {"id": "1234", "name": "elsewhere"},
            "helpful_emoji": "<:theirs:123456789012345678>",
            "moderator_role_ids": "8001",
            "language": "en",
            "spoils_me_threshold": 9,
        },
        "features": {"votes": "no", "flying": True, "reviews": False},
        "channels": [{"id": "9", "name": "gone", "features": {"votes": False}}, 7, {"id": "7001"}],
    }
    plan = plan_import(whole, ServerSettings(), {}, HERE)
    assert plan.wishes == [
        SetTo("moderator_role_ids", (8001,)),
        SetTo("spoils_me_threshold", 9),
        Switch("reviews", False),
    ]
    for named in ("surprise", "colour", "seven", "elsewhere", "theirs", "votes", "flying", "gone"):
        assert any(named in line for line in plan.left_out), named
    assert not [line for line in plan.left_out if "_" in line], "settings are called as the panel calls them"
    assert "Reviews go to: this server has no “elsewhere”." in plan.left_out


@pytest.mark.parametrize("part", ["settings", "features"])
def test_of_thousands_of_strange_names_few_are_said_and_all_are_counted(part: str) -> None:
    whole = {"format": "linger-settings", "version": 1, part: {f"strange{number}": 0 for number in range(9_000)}}
    plan = plan_import(read_file(json.dumps(whole).encode()), ServerSettings(), {}, HERE)
    assert len(plan.left_out) == 26
    assert plan.left_out[-1] == "… and 8,975 more."


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from([*SETTINGS, "other"]), json_values, max_size=8),
    st.dictionaries(st.sampled_from([*FEATURES, "other"]), json_values, max_size=4),
    st.lists(json_values, max_size=4),
)
def test_whatever_a_file_holds_the_plan_has_only_allowed_wishes(
    chosen: dict[str, Any], features: dict[str, Any], channels: list[Any]
) -> None:
    whole = {"format": "linger-settings", "version": 1, "settings": chosen, "features": features, "channels": channels}
    plan = plan_import(read_file(json.dumps(whole).encode()), ServerSettings(), {}, HERE)
    for wish in plan.wishes:
        if isinstance(wish, SetTo):
            assert check_setting(wish.name, wish.value) == wish.value
        else:
            assert wish.feature in FEATURES
            assert wish.channel_id == 0 or wish.channel_id in HERE.channels


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | json_values.map(lambda value: json.dumps(value).encode()))
def test_whatever_is_uploaded_is_read_or_refused(content: bytes) -> None:
    said = ""
    try:
        plan_import(read_file(content), ServerSettings(), {}, HERE)
    except UserError as error:
        said = error.message
    assert "settings file" in said or not said
