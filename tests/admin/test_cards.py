"""Cards stay within what Discord takes, whatever people wrote and however much there is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.audit import AuditEntry
from bot.domain.moderation import Bar, Reason, Report, ReviewCase
from bot.domain.notices import Notice, NoticeKind
from bot.domain.server_settings import FEATURES, SETTING_NAMES, ServerSettings, SetTo, Switch
from bot.domain.setting_labels import SETTING_LABELS
from bot.domain.settings_file import Plan
from bot.storage.holdings import HOLDINGS
from bot.ui import config_files, config_labels, lines, moderation_audit, moderation_cards, moderation_notices
from bot.ui.config_panel import PanelState, panel
from bot.ui.help_cards import HelpLine, help_card
from bot.ui.privacy_cards import ask_deletion, kept_card
from tests.admin.conftest import HOME, NOW

LOUD = "👩🏽‍❤️‍💋‍👨🏿" * 60  # one grapheme of ten characters, many times
ROLES = tuple(10**18 + n for n in range(25))
FULL = ServerSettings(
    review_channel_id=10**18, reviewer_role_ids=ROLES, moderator_role_ids=ROLES, catalogue_role_ids=ROLES,
    voter_role_ids=ROLES, time_zone="America/Argentina/ComodRivadavia",
)  # fmt: skip


def case(**changed: object) -> ReviewCase:
    shown = {
        "review_id": 10**15, "guild_id": 10**18, "series_id": "x" * 64, "author_id": 10**18, "author_name": LOUD,
        "headline": LOUD, "body": LOUD * 20, "spoiler_free": False, "horizon": 3, "state": "hidden",
        "hidden_reason": "spoils-me", "channel_id": 10**18, "message_id": 10**18,
    }  # fmt: skip
    return ReviewCase(**{**shown, **changed})  # type: ignore[arg-type]  # a test names fields as they are


def report(number: int) -> Report:
    return Report(number, HOME, 1, 10**18 + number, Reason.MACHINE, LOUD[:500], NOW)


@pytest.mark.parametrize("state", ["posted", "hidden", "deleted", "posting"])
@pytest.mark.parametrize("count", [0, 1, 40])
def test_a_reported_review_of_any_text_fits(state: str, count: int) -> None:
    reports = [report(number) for number in range(count)]
    moderation_cards.case_card(case(state=state), reports, None, undo=10**15, done="x" * 100)


def test_lists_of_people_and_deeds_fit() -> None:
    bars = [Bar(HOME, 10**18 + n, NOW + timedelta(days=n), LOUD[:500]) for n in range(50)]
    moderation_cards.bars_list(bars)
    moderation_cards.queue_list([(case(), [report(1)])] * 5, {"x" * 64: LOUD}, channel_id=None)
    entry = AuditEntry(10**15, HOME, 10**18, "catalogue.alias", LOUD, LOUD, {"a": LOUD}, 10**18, NOW)
    moderation_audit.audit_page([entry] * 11, actor_id=10**18, older=True, kind="moderation")
    moderation_audit.audit_post([entry] * 15)
    notice = Notice(1, HOME, NoticeKind.WARNED, {"headline": LOUD, "note": LOUD[:500]})
    said = moderation_notices.notice_text(notice, server=LOUD, title=LOUD)
    moderation_notices.notices_card([said] * 30)


def test_the_fullest_settings_fit() -> None:
    switches = {(10**18 + n, feature): False for n in range(60) for feature in FEATURES}
    config_files.all_settings(FULL, switches)
    wishes = [SetTo(name, getattr(FULL, name)) for name in SETTING_NAMES]
    wishes += [Switch(feature, False, 10**18 + n) for n in range(60) for feature in FEATURES]  # type: ignore[arg-type]  # a plan holds both
    config_files.import_preview(Plan(wishes, [LOUD] * 26), "abcdef12", again=True)  # type: ignore[arg-type]  # a plan holds both
    known = {10**18, *ROLES}
    for section in config_labels.SECTIONS:
        for channel in (0, 10**18):
            state = PanelState(FULL, {}, known, section, channel, done="x" * 600, warning="y" * 300, undo=(1, 9))
            panel(state)


def test_every_setting_is_on_one_page_and_has_a_name() -> None:
    pages = [name for names in config_labels.SECTIONS.values() for name in names]
    assert sorted(pages) == sorted(SETTING_NAMES)
    assert set(SETTING_LABELS) == set(SETTING_NAMES)
    for name in SETTING_NAMES:
        assert config_labels.value_words(name, getattr(FULL, name))
        assert config_labels.section_of(name) in config_labels.SECTION_LABELS


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
