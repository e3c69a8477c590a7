"""What each kind of setting takes, says, and carries from one server to another."""

from __future__ import annotations

import dataclasses
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.domain.emoji import plain_emoji, presented, setting_emoji_key
from bot.domain.settings import (
    SETTINGS,
    Channel,
    ChannelRules,
    Emoji,
    Here,
    ManyEmoji,
    Number,
    Roles,
    Section,
    ServerSettings,
    check_setting,
    check_together,
    reconciled,
    with_rule,
    without_rule,
)
from bot.domain.time_zones import read_time_zone, time_zone_words, zones_like
from bot.errors import UserError

EVERYONE, MODS, BOT = 1, 2, 3
HEART = "<:heart:123456789012345678>"
HERE = Here(
    channels={10: "reviews", 11: "voice", 12: "forum"},
    roles={EVERYONE: "@everyone", MODS: "Mods", BOT: "Linger"},
    emoji={123456789012345678: HEART},
    channel_types={10: "text", 11: "voice", 12: "forum"},
    everyone_id=EVERYONE,
    bots_role_ids=frozenset({BOT}),
)
WAIT = ("min_membership_days", 7)
NOTHING = Here({}, {}, {})


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("KST", "Asia/Seoul"),
        ("jst", "Asia/Tokyo"),
        ("asia/seoul", "Asia/Seoul"),
        (" New  York ", None),
        ("America/New York", "America/New_York"),
        ("UTC+9", "Etc/GMT-9"),
        ("utc + 9", "Etc/GMT-9"),
        ("GMT-3", "Etc/GMT+3"),
        ("+09:00", "Etc/GMT-9"),
        ("−5", "Etc/GMT+5"),
        ("UTC+5:30", "Asia/Kolkata"),
        ("+0545", "Asia/Kathmandu"),
        ("UTC+0", "UTC"),
        ("UTC", "UTC"),
        ("UTC+15", None),
        ("UTC-13", None),
        ("UTC+9:10", None),
        ("localtime", None),
        ("Factory", None),
        ("CST", None),
        ("", None),
        ("9", None),
    ],
)
def test_a_time_zone_is_read_as_people_write_it(typed: str, zone: str | None) -> None:
    assert read_time_zone(typed) == zone


@pytest.mark.parametrize("minutes", [*range(-12 * 60, 15 * 60, 60), -570, 210, 270, 330, 345, 390, 525, 570])
def test_an_offset_leads_to_a_zone_that_keeps_it_all_year(minutes: int) -> None:
    hours, rest = divmod(abs(minutes), 60)
    zone = read_time_zone(f"UTC{'-' if minutes < 0 else '+'}{hours}:{rest:02}")
    assert zone is not None
    for month in range(1, 13):
        assert datetime(2026, month, 1, tzinfo=ZoneInfo(zone)).utcoffset() == timedelta(minutes=minutes)


def test_whole_offsets_are_shown_as_they_were_typed() -> None:
    for hours in range(-12, 15):
        zone = read_time_zone(f"UTC{hours:+d}")
        assert zone is not None
        assert time_zone_words(zone) == ("UTC" if hours == 0 else f"UTC{hours:+d}")
    assert time_zone_words("Asia/Seoul") == "Asia/Seoul"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("CST", "“CST” is not a time zone; did you mean America/Chicago, Asia/Shanghai or Asia/Taipei?"),
        ("IST", "Asia/Kolkata"),
        ("berlin", "did you mean Europe/Berlin?"),
        ("Asia/Soul", "did you mean Asia/Seoul?"),
        ("XST", "“XST” is not a time zone such as"),
        ("localtime", "“localtime” is not a time zone such as"),
        ("Factory", "“Factory” is not a time zone such as"),
        (
            "[Free Nitro](https://evil.example) @everyone",
            "“Free Nitro (https:\u2060//evil.example) @\u2060everyone” is not",
        ),
    ],
)
def test_what_is_no_time_zone_is_refused_with_what_may_be_meant(typed: str, said: str) -> None:
    with pytest.raises(UserError) as caught:
        check_setting("time_zone", typed)
    assert said in caught.value.message


def test_every_abbreviation_leads_to_zones_that_exist() -> None:
    for one in ("kst", "cst", "ist", "bst", "ast", "pst", "aest", "brt", "wib"):
        for zone in [read_time_zone(one)] if read_time_zone(one) else zones_like(one):
            assert zone in available_timezones()


@given(st.text(max_size=80))
def test_whatever_is_typed_as_a_zone_gives_one_that_python_knows_or_none(typed: str) -> None:
    zone = read_time_zone(typed)
    assert zone is None or datetime(2026, 1, 1, tzinfo=UTC).astimezone(ZoneInfo(zone))
    zones_like(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("👍", "👍🏿"),
        ("❤", "❤️"),
        ("❤️", "❤︎"),
        ("<:heart:123456789012345678>", "<:love:123456789012345678>"),
        ("<:heart:123456789012345678>", "<a:heart:123456789012345678>"),
        ("🏳️‍🌈", "🏳‍🌈"),
    ],
)
def test_the_two_votes_are_never_the_same_emoji_in_two_forms(one: str, other: str) -> None:
    settings = ServerSettings(helpful_emoji=one, not_helpful_emoji=other)
    with pytest.raises(UserError, match="both votes"):
        check_together(settings)
    mended, changed = reconciled(settings)
    check_together(mended)
    assert changed
    assert mended != settings


def test_of_two_stored_emoji_that_are_one_the_second_falls_back() -> None:
    stored = ServerSettings(helpful_emoji="💜", not_helpful_emoji="💜", rating_style="stars")
    mended, changed = reconciled(stored)
    assert mended == dataclasses.replace(stored, not_helpful_emoji="👎")
    assert list(changed) == ["not_helpful_emoji"]
    swapped = ServerSettings(helpful_emoji="👎🏿")
    assert reconciled(swapped)[0] == ServerSettings()
    assert reconciled(ServerSettings(helpful_emoji="👎", not_helpful_emoji="👎🏿"))[0] == ServerSettings()


@pytest.mark.parametrize("emoji", ["❤", "❤︎", "❤️"])
def test_an_emoji_is_kept_as_discord_sends_it(emoji: str) -> None:
    assert check_setting("helpful_emoji", emoji) == "❤️"


@given(st.sampled_from(["❤", "👍🏽", "🏳‍🌈", "1⃣", "🇰🇷", "☝🏽", "👩‍❤‍👩", "⛹🏽‍♀", "☺", "✌", "💜"]))
def test_presenting_an_emoji_never_makes_another_one_of_it(emoji: str) -> None:
    assert presented(presented(emoji)) == presented(emoji)
    assert plain_emoji(presented(emoji)) == plain_emoji(emoji)
    assert setting_emoji_key(presented(emoji)) == setting_emoji_key(emoji)


def chosen(name: str, *texts: str, here: Here = HERE) -> Any:
    return SETTINGS[name].chosen(texts, here)


def refused(name: str, *texts: str, here: Here = HERE) -> str:
    with pytest.raises(UserError) as caught:
        chosen(name, *texts, here=here)
    return caught.value.message


def test_what_is_picked_becomes_the_settings_value() -> None:
    assert chosen("review_channel_id", "12") == 12
    assert chosen("review_channel_id") is None
    assert chosen("moderator_role_ids", "2") == (MODS,)
    assert chosen("moderator_role_ids") == ()
    assert chosen("spoils_me_threshold", "7") == 7
    assert chosen("rating_style", "stars") == "stars"
    assert chosen("time_zone", " kst ") == "Asia/Seoul"
    for typed in (":heart:", "heart", HEART, "<:renamed:123456789012345678>"):
        assert chosen("helpful_emoji", typed) == HEART
    assert chosen("helpful_emoji", " ❤ ") == "❤️"


hostile = st.text(max_size=120) | st.lists(
    st.sampled_from(
        ["[x](https://e.example)", "@everyone", "<@1>", "||", "`", "**", "<:a:1>", "9" * 40, "\n# ", "👍", "UTC+"]
    )
).map("".join)


@given(st.sampled_from(sorted(SETTINGS)), hostile)
def test_whatever_is_typed_becomes_a_value_or_a_harmless_sentence(name: str, typed: str) -> None:
    kind, said = SETTINGS[name], ""
    try:
        value = kind.chosen([typed], HERE)
        assert kind.check(value) == value
    except UserError as error:
        said = error.message
    for active in ("](http", "://", "@everyone", "<@", "||", "`", "**", "<:a", "\n"):
        assert active not in said.replace("@everyone can't be picked", "")


def test_everyone_and_a_bots_role_are_refused_with_the_reason() -> None:
    assert "@everyone can't be picked, or everybody in this server could do it" in refused("moderator_role_ids", "1")
    assert "Pick no role at all, and it is everybody" in refused("reviewer_role_ids", "2", "1")
    assert "belongs to a bot" in refused("voter_role_ids", "3")
    written = [{"id": "1", "name": "@everyone"}, {"id": "99", "name": "Mods"}, {"id": "98", "name": "Linger"}]
    found, left_out = SETTINGS["catalogue_role_ids"].carried(written, HERE)
    assert found == [(MODS,)]
    assert [line for line in left_out if "@everyone" in line]
    assert [line for line in left_out if "belongs to a bot" in line]


def test_a_channel_of_a_kind_that_does_not_fit_is_refused_also_from_a_file() -> None:
    assert "not a kind of channel that fits" in refused("review_channel_id", "11")
    assert "not a kind of channel that fits" in refused("audit_channel_id", "12")
    found, left_out = SETTINGS["review_channel_id"].carried({"id": "5", "name": "voice"}, HERE)
    assert found == []
    assert "not a kind of channel that fits" in left_out[0]


@pytest.mark.parametrize("name", ["review_channel_id", "moderator_role_ids"])
@pytest.mark.parametrize("text", ["99", "x", "", "9" * 30, "-1", "１０"])
def test_an_id_that_is_not_here_is_refused(name: str, text: str) -> None:
    assert "not in this server" in refused(name, text)


@pytest.mark.parametrize("typed", [":nothing:", "hearts", "<:heart:123456789012345679>"])
def test_another_servers_emoji_is_refused(typed: str) -> None:
    assert "is not an emoji of this server" in refused("helpful_emoji", typed)
    assert "is not an emoji of this server" in refused("helpful_emoji", HEART, here=replace(HERE, emoji=None))


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("review_channel_id", 10, "10"),
        ("moderator_role_ids", (MODS, 77), "77"),
        ("helpful_emoji", HEART, ":heart:"),
    ],
)
def test_what_is_gone_is_named_and_marked(name: str, value: Any, named: str) -> None:
    kind = SETTINGS[name]
    assert named in kind.gone(value, NOTHING)
    assert f"⚠️ deleted ({named})" in kind.words(value, NOTHING)
    assert "deleted" not in kind.words(value)


def test_an_emoji_is_not_called_gone_before_anybody_has_asked() -> None:
    assert SETTINGS["helpful_emoji"].gone(HEART, replace(NOTHING, emoji=None)) == []
    assert SETTINGS["helpful_emoji"].gone("👍", NOTHING) == []


def test_every_setting_is_declared_whole() -> None:
    """What the type checker cannot see: defaults are allowed, menus fit, typed ones can be typed as they are shown."""
    for f in fields(ServerSettings):
        kind = SETTINGS[f.name]
        assert kind.check(f.default) == f.default, f.name
        assert kind.label
        assert kind.allowed()
        offered = kind.options(f.default)
        assert len(offered) <= 25, f"{f.name}: a menu holds 25 values"
        for text, words in offered:
            assert kind.chosen([text], HERE) == kind.check(kind.chosen([text], HERE))
            assert words
        if isinstance(kind, ChannelRules):
            for name, one in kind.of.items():
                assert SETTINGS[name] is one, "a channel decides what the server does"
                assert isinstance(one, Roles) or one.options(one.default), f"{name} has no menu for one channel"
        elif not isinstance(kind, Channel | Roles):
            assert kind.chosen([kind.typed(f.default)], HERE) == f.default, f.name
            assert kind.is_typed(f.default) or offered, f"{f.name} has no widget"
        if kind.is_typed(f.default):
            assert kind.typing_hint(), f"{f.name}: say what to type"


def test_many_emoji_are_typed_with_blanks_between_and_each_counts_once() -> None:
    kind = SETTINGS["more_helpful_emoji"]
    assert kind.chosen([f"💜  🔥 💜 {HEART}"], HERE) == ("💜", "🔥", HEART)
    assert kind.chosen([""], HERE) == ()
    assert kind.words(()) == "none"
    for typed in ("💜 no", "1 2", "😀 😁 😂 😃 😄 😅"):
        with pytest.raises(UserError):
            kind.chosen([typed], HERE)
    assert kind.carried(["💜", "<:theirs:999456789012345678>"], HERE)[0] == [("💜",)]


@given(st.sampled_from(sorted(SETTINGS)), st.data())
def test_a_file_carries_every_value_back_to_where_it_was_written(name: str, data: st.DataObject) -> None:
    kind = SETTINGS[name]
    if isinstance(kind, Channel):
        value: Any = data.draw(st.sampled_from([None, 10]))
    elif isinstance(kind, Roles):
        value = data.draw(st.sampled_from([(), (MODS,)]))
    elif isinstance(kind, ManyEmoji):
        value = data.draw(st.sampled_from([(), ("💜", HEART)]))
    elif isinstance(kind, Emoji):
        value = data.draw(st.sampled_from([HEART, "❤️", "👍"]))
    elif isinstance(kind, ChannelRules):
        one = (10, "voter_role_ids", (MODS,))
        value = data.draw(st.sampled_from([(), kind.check([one, (12, "votes_counted", "leave-out"), (10, *WAIT)])]))
    else:
        value = data.draw(st.sampled_from([kind.default, *(kind.check(v) for v in examples(name))]))
    assert kind.carried(kind.written(value, HERE), HERE) == ([value], [])


def examples(name: str) -> list[Any]:
    kind = SETTINGS[name]
    if isinstance(kind, Number):
        return [kind.low, kind.high]
    texts = [text for text, _words in kind.options(kind.default)] or ["Asia/Seoul", "UTC+9"]
    return [kind.chosen([text], HERE) for text in texts]


def characters(count: int) -> str:
    return f"{count} characters"


def test_a_number_with_its_own_unit_is_typed_where_none_are_offered() -> None:
    longest = Number(section=Section.REVIEWS, label="Longest", default=100, low=20, high=200, unit=characters)
    assert longest.is_typed(100)
    assert longest.words(100) == "100 characters"
    assert longest.typing_hint() == "From 20 to 200 characters."
    assert longest.chosen([" 50 "], HERE) == 50
    for typed in ("19", "201", "", "fifty", "5e1", "-50", "9" * 5000, "**50**"):
        with pytest.raises(UserError, match="is not a whole number from 20 to 200"):
            longest.chosen([typed], HERE)


def test_a_number_of_a_menu_has_the_words_of_its_own_unit() -> None:
    for name, words in (("spoils_me_threshold", "3 members"), ("min_account_age_days", "3 days")):
        assert ("3", words) in SETTINGS[name].options(3)
    assert SETTINGS["min_account_age_days"].words(0) == "no waiting"


RULES = SETTINGS["channel_rules"]


@pytest.mark.parametrize(
    "value",
    [
        "all",
        [10],
        [[10, "votes_counted"]],
        [[10, "time_zone", "UTC"]],
        [[10, ["votes_counted"], "count"]],
        [["10", "votes_counted", "count"]],
        [[10, "votes_counted", "loud"]],
        [[10, "min_membership_days", 9000]],
        [[number, "votes_counted", "count"] for number in range(1, 300)],
    ],
)
def test_what_is_no_rule_of_a_channel_is_refused(value: Any) -> None:
    with pytest.raises(UserError):
        RULES.check(value)


def test_rules_of_channels_are_kept_in_one_order_and_the_last_word_counts() -> None:
    given = [[12, *WAIT], [10, "listed_reviews", "listed"], [10, "votes_counted", "count"], [12, WAIT[0], 3]]
    kept = RULES.check(given)
    assert [tuple(rule) for rule in kept] == [
        (10, "votes_counted", "count"),
        (10, "listed_reviews", "listed"),
        (12, "min_membership_days", 3),
    ]
    assert RULES.check(list(reversed(kept))) == kept
    settings = ServerSettings(channel_rules=kept, min_membership_days=1)
    assert settings.in_channel(12).min_membership_days == 3
    assert settings.in_channel(10).min_membership_days == 1
    assert settings.in_channel(99) is settings


def test_a_change_of_a_channels_rules_is_told_without_the_rest() -> None:
    before = RULES.check([[10, "votes_counted", "leave-out"], [12, *WAIT]])
    after = RULES.check([[10, "votes_counted", "leave-out"], [12, "min_membership_days", 30]])
    assert RULES.told(before, after) == (
        "<#12> Days somebody has to be here before their votes count: 7 days",
        "<#12> Days somebody has to be here before their votes count: 30 days",
    )
    assert RULES.told(after, ())[1].count("as in the whole server") == 2
    assert RULES.words((), HERE) == "none"
    assert "deleted (99)" in RULES.words(RULES.check([[99, "votes_counted", "count"]]), HERE)
    assert RULES.gone(RULES.check([[10, "voter_role_ids", [77]], [99, "voter_role_ids", [78]]]), HERE) == ["77"]


def test_rules_of_channels_that_are_gone_go_with_the_next_change() -> None:
    kept = RULES.check([[99, "votes_counted", "leave-out"], [10, *WAIT]])
    assert without_rule(kept, 10, WAIT[0], HERE) == ()
    assert [rule.channel_id for rule in with_rule(kept, 12, *WAIT, HERE)] == [10, 12]


def test_a_files_rules_are_carried_as_far_as_they_fit() -> None:
    written = [
        {"id": "10", "name": "x", "rules": {"votes_counted": "leave-out", "time_zone": "UTC", "voter_role_ids": "no"}},
        {"id": "1", "name": "nowhere", "rules": {}},
        {"id": "12", "name": "forum", "rules": 5},
        7,
    ]
    found, left_out = RULES.carried(written, HERE)
    assert [[tuple(rule) for rule in rules] for rules in found] == [[(10, "votes_counted", "leave-out")]]
    assert len(left_out) == 5
    assert RULES.carried({"id": "10"}, HERE)[0] == []
    assert RULES.carried([], HERE) == ([()], [])
