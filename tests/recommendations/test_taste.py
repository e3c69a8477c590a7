"""/taste: two members are compared once both agreed, and nothing is shown before."""

import pytest

from tests.recommendations.club import LITBC, SEMANTIC, WYEL, Club
from tests.recommendations.test_recommend import custom_id

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
TITLES = ("Where Your Eyes Linger", "Semantic Error", "Love in the Big City", "Bad Buddy")


async def test_nothing_is_shown_until_both_agreed_and_nothing_after_one_withdrew(club: Club) -> None:
    alice, pablo = club.member("alice"), club.member("pablo")
    await club.rate(club.user_id("alice"), {WYEL: 20, SEMANTIC: 18, LITBC: 6})
    await club.rate(club.user_id("pablo"), {WYEL: 18, SEMANTIC: 4, LITBC: 5, "bad-buddy-th-2021": 20})
    asked = await alice.command("/taste", member="pablo")
    assert asked.ephemeral
    assert "a yes from both of you" in asked.text
    half = await alice.click(asked, "Compare me")
    assert "Pablo has not yet" in half.text
    assert not any(title in half.text for title in TITLES)
    open_to_it = await pablo.command("/taste", member="alice")
    assert "Alice is open to it" in open_to_it.text
    assert not any(title in open_to_it.text for title in TITLES)
    both = await pablo.click(open_to_it, "Compare me")
    assert "You both rated 3 series" in both.text
    assert "Where Your Eyes Linger (KR, 2020): 9/10 · 10/10" in both.text
    assert "You could show Alice" in both.text
    assert "Bad Buddy" in both.text
    again = await alice.command("/taste", member="pablo")
    assert "**You differ on** (you · Pablo)\n- Semantic Error (KR, 2022): 9/10 · 2/10" in again.text
    await pablo.click(both, "Stop comparing me here")
    after = await alice.command("/taste", member="pablo")
    assert not any(title in after.text for title in TITLES)


async def test_few_series_in_common_are_not_called_closeness(club: Club) -> None:
    nok, haruka = club.member("nok"), club.member("haruka")
    await club.rate(club.user_id("nok"), {WYEL: 20})
    await club.rate(club.user_id("haruka"), {WYEL: 20})
    for one, other in ((nok, "haruka"), (haruka, "nok")):
        shown = await one.command("/taste", member=other)
        reply = await one.click(shown, "Compare me")
    assert "too little to say" in reply.text
    assert "%" not in reply.text


async def test_oneself_bots_and_strangers_are_refused(club: Club) -> None:
    alice = club.member("alice")
    assert "Name somebody else" in (await alice.command("/taste", member="alice")).text
    shown = await alice.command("/taste", member="theo")
    forged = await alice.click(shown, "taste.agree:123456789012345678", forge=True)
    assert "not in this server" in forged.text


async def test_consent_holds_for_one_server_only(club: Club) -> None:
    from bot.services.recommendations import taste

    mina, theo = club.user_id("mina"), club.user_id("theo")
    for user_id in (mina, theo):
        await taste.agree(club.app.db, user_id, 1, agreed=True, now=club.app.clock())
    asked = await club.member("mina").command("/taste", member="theo")
    assert "a yes from both of you" in asked.text
    assert custom_id(asked, "taste.agree") == f"taste.agree:{theo}"
