"""Cards stay within what Discord takes, whatever people wrote and however much there is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.domain.audit import AuditEntry, Filter, Named
from bot.domain.moderation import Outcome, Reason, Report, ReviewBan
from bot.domain.notices import Notice, NoticeKind
from bot.domain.reviews.records import Draft, HiddenReason, Review, ReviewState
from bot.domain.reviews.reported import Decided, ReportedReview
from bot.domain.settings import (
    FEATURES,
    SETTINGS,
    Changed,
    ChannelRules,
    Here,
    Section,
    ServerSettings,
    SetTo,
    Switch,
    done_words,
    settings_on,
)
from bot.domain.settings.file import Plan
from bot.storage.members.holdings import HOLDINGS
from bot.ui.config import files
from bot.ui.config.panel import PanelState, panel
from bot.ui.help import HelpLine, help_card
from bot.ui.kit import lines
from bot.ui.kit.cards import CardTooLarge, button, card, container, text
from bot.ui.moderation import audit, cards, notices
from bot.ui.moderation.cases import history_card
from bot.ui.privacy import ask_deletion, kept_card
from cogs.config.choices import confirmed
from tests.loopback.hall import HOME, NOW

LOUD = "👩🏽‍❤️‍💋‍👨🏿" * 60  # one grapheme of ten characters, many times
ROLES = tuple(10**18 + n for n in range(25))
CHANNEL_RULES = SETTINGS["channel_rules"]
assert isinstance(CHANNEL_RULES, ChannelRules)
FULL = ServerSettings(
    review_channel_id=10**18, reviewer_role_ids=ROLES, moderator_role_ids=ROLES, catalogue_role_ids=ROLES,
    voter_role_ids=ROLES, time_zone="America/Argentina/ComodRivadavia",
    channel_rules=CHANNEL_RULES.check(
        [(10**18 + n, name, ROLES if name == "voter_role_ids" else kind.default)
         for n in range(40) for name, kind in CHANNEL_RULES.of.items()]
    ),
)  # fmt: skip


def case(**changed: object) -> Review:
    content = Draft("x" * 64, rating=18, headline=LOUD, body=LOUD * 20, horizon=3)
    shown = {
        "id": 10**15, "guild_id": 10**18, "author_id": 10**18, "author_name": LOUD, "content": content,
        "state": ReviewState.HIDDEN, "hidden_reason": HiddenReason.SPOILS_ME, "channel_id": 10**18,
        "message_id": 10**18, "thread_id": None, "comments": 0, "created_at": NOW, "posted_at": NOW,
        "edited_at": None, "deleted_at": None,
    }  # fmt: skip
    return Review(**{**shown, **changed})  # type: ignore[arg-type]  # a test names fields as they are


def report(number: int) -> Report:
    return Report(number, HOME, 1, 10**18 + number, Reason.MACHINE, LOUD[:500], NOW)


@pytest.mark.parametrize("state", ReviewState)
@pytest.mark.parametrize("count", [0, 1, 40])
def test_a_reported_review_of_any_text_fits(state: ReviewState, count: int) -> None:
    reports = tuple(report(number) for number in range(count))
    decisions = tuple(Decided(number, 10**18, NOW, Outcome.WARNED, 10**6, LOUD[:500]) for number in range(count))
    whole = ReportedReview(case(state=state), reports, (*decisions, Decided(10**15, 10**18, NOW, Outcome.HIDDEN)))
    said = {"done": "x" * 100, "overtaken": "y" * 100, "warning": "z" * 300}
    cards.moderation_card(whole, None, policy="in-place", names=True, **said)


def test_lists_of_people_and_deeds_fit() -> None:
    bans = [ReviewBan(HOME, 10**18 + n, NOW + timedelta(days=n), LOUD[:500]) for n in range(50)]
    cards.review_bans_list(bans)
    cards.queue_list([(case(), [report(1)])] * 5, {"x" * 64: LOUD}, channel_id=None)
    entry = AuditEntry(10**15, HOME, 10**18, "catalogue.alias", LOUD, LOUD, {"a": LOUD}, 10**18, NOW)
    act = [replace(entry, batch_id=10**15)] * 2
    wanted = Filter(10**18, 10**18, "moderation", 10**10)
    audit.audit_page([*[[entry]] * 6, *[act] * 5], Named(), wanted=wanted, older=True)
    audit.audit_post([entry] * 15, Named(), number=10**9)
    audit.unfolded([entry] * 40, Named())
    hidden = replace(entry, action="review.hidden", case_number=10**9, reason=LOUD[:500])
    history_card(10**18, [hidden] * 11, {"review.hidden": 10**6}, Named({}, {LOUD: (10**18, 10**18)}), ban=bans[0])
    cards.reporters_list([report(number) for number in range(40)])
    notice = Notice(1, HOME, NoticeKind.WARNED, {"headline": LOUD, "reason": LOUD[:500]})
    said = notices.notice_text(notice, server=LOUD, title=LOUD)
    notices.notices_card([said] * 30)


def test_the_fullest_settings_fit() -> None:
    switches = {(10**18 + n, feature): False for n in range(60) for feature in FEATURES}
    here = Here({10**18: "a"}, dict.fromkeys(ROLES, "b"), {})
    files.all_settings(FULL, switches, here)
    files.all_settings(FULL, switches, Here({}, {}, {}), unused=frozenset(SETTINGS))
    wishes = [SetTo(name, getattr(FULL, name)) for name in SETTINGS]
    wishes += [Switch(feature, False, 10**18 + n) for n in range(60) for feature in FEATURES]  # type: ignore[arg-type]  # a plan holds both
    files.import_preview(Plan(wishes, [LOUD] * 26), "abcdef12", FULL, again=True)  # type: ignore[arg-type]  # a plan holds both
    for section in Section:
        for channel in (0, 10**18):
            for known in (here, Here({}, {}, {})):
                state = PanelState(FULL, {}, known, section, channel, done="x" * 600, warning="y" * 300, undo=(1, 9))
                panel(replace(state, unused=frozenset(SETTINGS)))


def test_many_rules_of_channels_are_told_in_a_line() -> None:
    done = done_words(Changed(SetTo("channel_rules", FULL.channel_rules), (), 1))
    assert "and 197 more" in done
    assert len(done) < 800
    for said in CHANNEL_RULES.told(FULL.channel_rules, ()):
        assert len(said) < 800
        assert said.count("<") == said.count(">"), "no mention is cut in two"


def test_a_change_of_everything_at_once_is_confirmed_on_every_page() -> None:
    here = Here({10**18: "a"}, dict.fromkeys(ROLES, "b"), {})
    names = ["voter_role_ids", *(name for name in SETTINGS if name.endswith("_ids")), "channel_rules"]
    done = [Changed(SetTo(name, getattr(FULL, name)), SETTINGS[name].default, 1) for name in names]
    for section in Section:
        panel(confirmed(PanelState(FULL, {}, here, section, warning="y" * 300), done))


def test_every_setting_is_on_one_page_and_has_words() -> None:
    pages = [name for section in Section for name in settings_on(section)]
    assert sorted(pages) == sorted(SETTINGS)
    for name, kind in SETTINGS.items():
        assert kind.title
        assert kind.words(getattr(FULL, name))
        assert kind.check(kind.default) == kind.default


def test_everything_that_is_kept_fits_and_so_does_help() -> None:
    kept = [(holding.words, 10**6) for holding in HOLDINGS]
    kept_card(kept, kept, days=30, erases=True)
    ask_deletion(kept, everywhere=False)
    lines_of_group = [HelpLine(f"command{number}", "x" * 90, ("one", "two", "three")) for number in range(25)]
    many = dict.fromkeys(("", "For moderators", "For admins"), lines_of_group)
    help_card(many, manages=True)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=60), st.integers(60, 3000), st.integers(1, 50))
def test_a_list_never_takes_more_room_than_it_has(written: list[str], room: int, most: int) -> None:
    shown = lines.fitting(written, room, most=most)
    assert len(shown) <= room
    if sum(len(line) + 1 for line in written) < room - 40 and len(written) <= most:
        assert shown == "\n".join(written)


@pytest.mark.parametrize("inside", [False, True])
def test_a_card_with_more_text_than_discord_takes_is_refused(inside: bool) -> None:
    texts = [text("a" * 2_000), ui.Section(text("b" * 1_999), accessory=button("Open", "series.open", "x"))]
    assert card(*([container(*texts)] if inside else texts)).content_length() == 3_999
    with pytest.raises(CardTooLarge, match="4001 characters"):
        card(container(*texts) if inside else texts[0], text("c" * (2 if inside else 2_001)))
