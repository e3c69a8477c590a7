"""/recommend: five series with a reason each, from titles, from a mood, or from what one has rated."""

import re
from typing import Any

import pytest

from bot.services import progressing
from tests.loopback.members import Member
from tests.loopback.replies import Reply, Seen
from tests.recommendations.club import LITBC, SEMANTIC, WYEL, Club

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


def titles(shown: Reply | Seen) -> list[str]:
    """The recommended series, in order."""
    return re.findall(r"\*\*(.+? \(\w\w, \d{4}\))\*\*", shown.text)


def custom_id(shown: Reply | Seen, action: str, place: int = 0) -> str:
    """The custom id of a button or a menu with this action."""
    components = shown.seen.components if isinstance(shown, Reply) else shown.components
    ids = [str(part.get("custom_id", "")) for part in components]
    return [one for one in ids if one.split(":")[0] == action][place]


def button_labels(shown: Seen) -> list[str]:
    """What stands on the buttons, in order."""
    return [str(part["label"]) for part in shown.components if part.get("type") == 2]


async def now(club: Club, member: Member, shown: Reply, words: str) -> Seen:
    """The message once it holds these words."""
    await club.discord.wait_for(lambda: words in member.look(shown).text)
    return member.look(shown)


async def test_whoever_is_new_is_asked_for_three_loved_series_of_many_kinds_and_countries(club: Club) -> None:
    nok = club.member("nok")
    asked = await nok.command("/recommend")
    assert asked.ephemeral
    assert "Pick three you loved" in asked.text
    (menu,) = [part for part in asked.seen.components if part.get("custom_id") == "recommend.loved"]
    offered = [club.app.catalogues.require(None, option["value"]) for option in menu["options"]]
    assert len(offered) == 25
    assert menu["max_values"] == 3
    assert len({one.country for one in offered}) >= 5
    assert {"bl", "gl", "general"} <= {one.kind.value for one in offered}
    reply = await nok.select(asked, "recommend.loved", [options_label(menu, one) for one in (0, 1)])
    assert f"If you love *{offered[0].title}*, *{offered[1].title}*" in reply.text
    assert len(titles(reply)) == 5


def options_label(menu: dict[str, Any], place: int) -> str:
    """What stands in a place of a list."""
    return str(menu["options"][place]["label"])


async def test_whoever_is_new_can_type_titles_instead(club: Club) -> None:
    nok = club.member("nok")
    asked = await nok.command("/recommend")
    form = await nok.click(asked, "Search by name")
    reply = await nok.submit(form, {"Up to three titles, parted by semicolons": "bad budy; reply 1988"})
    assert "If you love *Bad Buddy*, *Reply 1988*" in reply.text
    form = await nok.click(asked, "Search by name")
    wrong = await nok.submit(form, {"Up to three titles, parted by semicolons": "qqqqzzzz"})
    assert "qqqqzzzz" in wrong.text
    form = await nok.click(asked, "Search by name")
    empty = await nok.submit(form, {"Up to three titles, parted by semicolons": ";"})
    assert "Name a series that you loved" in empty.text


async def test_a_surprise_is_a_spread_over_kinds_and_countries(club: Club) -> None:
    nok = club.member("nok")
    reply = await nok.click(await nok.command("/recommend"), "Surprise me")
    assert reply.ephemeral
    assert len(titles(reply)) == 5
    assert len({title.split("(")[1][:2] for title in titles(reply)}) >= 3
    assert reply.buttons.count("Why?") == 5


async def test_a_title_gives_five_with_reasons_that_name_it(club: Club) -> None:
    reply = await club.member("nok").command("/recommend", like=WYEL)
    assert "If you love *Where Your Eyes Linger*" in reply.text
    assert "Where Your Eyes Linger (KR, 2020)" not in titles(reply)
    reasons = [line for line in reply.text.splitlines() if line.endswith(".") and "Where Your Eyes Linger" in line]
    assert len(reasons) >= 3


async def test_up_to_three_titles_are_completed_one_after_the_other(club: Club) -> None:
    haruka = club.member("haruka")
    offered = await haruka.autocomplete("/recommend", "like", f"{WYEL}; {LITBC[:12]}; semantic err")
    assert offered
    assert all(len(choice["value"]) <= 100 and len(choice["name"]) <= 100 for choice in offered)
    two = await haruka.autocomplete("/recommend", "like", f"{WYEL}; semantic err")
    assert two[0]["value"] == f"{WYEL}; {SEMANTIC}"
    assert two[0]["name"].startswith("Where Your Eyes Linger; Semantic Error")
    reply = await haruka.command("/recommend", like=two[0]["value"])
    assert "*Where Your Eyes Linger*, *Semantic Error*" in reply.text
    # Longer than what autocomplete may offer, typed by hand:
    three = await haruka.command("/recommend", like=f"Where Your Eyes Linger ; {LITBC}; semantic error;" + " " * 60)
    assert "*Love in the Big City*" in three.text


async def test_a_title_within_a_mood_counts_as_liked(club: Club) -> None:
    reply = await club.member("pablo").command("/recommend", mood="something like semantic error but korean")
    assert "If you love *Semantic Error*" in reply.text
    assert "Looking for: from South Korea." in reply.text
    assert "didn't understand" not in reply.text
    assert all("(KR," in title for title in titles(reply))
    assert "Semantic Error (KR, 2022)" not in titles(reply)


async def test_a_fourth_title_and_an_unknown_one_are_named(club: Club) -> None:
    nok = club.member("nok")
    many = await nok.command("/recommend", like=f"{WYEL}; {LITBC}; {SEMANTIC}; to-my-star-kr-2021")
    assert "you named 4" in many.text
    unknown = await nok.command("/recommend", like=f"{WYEL}; qqqqzzzz")
    assert "qqqqzzzz" in unknown.text


async def test_what_was_understood_is_shown_and_can_be_taken_out(club: Club) -> None:
    alice = club.member("alice")
    reply = await alice.command("/recommend", mood="korean, slow burn, frobnicate")
    assert "Looking for: from South Korea, Slow burn" in reply.text
    assert "I didn't understand “frobnicate” and left it aside" in reply.text
    assert all("(KR," in title for title in titles(reply))
    assert reply.buttons[:2] == ["Never mind: from South Korea", "Never mind: Slow burn"]
    await alice.click(reply, "from South Korea")
    shown = await now(club, alice, reply, "Looking for: Slow burn.")
    assert len(titles(shown)) == 5
    assert "Never mind: from South Korea" not in button_labels(shown)
    await alice.click(shown, "All I said")
    await now(club, alice, reply, "Looking for: from South Korea, Slow burn")


async def test_more_parts_than_there_is_room_for_are_in_a_menu(club: Club) -> None:
    alice = club.member("alice")
    mood = "korean, slow burn, romance, bl, 2018-2024, happy ending, no cheating, no death, no amnesia"
    reply = await alice.command("/recommend", mood=mood)
    assert len(titles(reply)) == 5
    menu = custom_id(reply, "recommend.phrase")
    await alice.select(reply, menu, ["Slow burn", "BL"])
    shown = await now(club, alice, reply, "Looking for: Slow burn, BL.")
    assert {"Never mind: Slow burn", "Never mind: BL"} <= set(button_labels(shown))
    await alice.click(shown, "All I said")
    await now(club, alice, reply, "Leaving out: Infidelity")


async def test_what_was_perhaps_meant_is_one_press_away(club: Club) -> None:
    alice = club.member("alice")
    reply = await alice.command("/recommend", mood="thai, detecktif, cheeting")
    assert "Looking for: from Thailand." in reply.text
    assert [label for label in reply.buttons if "Add: " in str(label)] == ["Add: Police"]  # none that people avoid
    await alice.click(reply, "Add: Police")
    await now(club, alice, reply, "Looking for: Police, from Thailand.")
    odd = await alice.click(reply, custom_id(reply, "recommend.off").replace(".off", ".also", 1), forge=True)
    assert "too old" in odd.text


async def test_the_example_of_the_option_fills_a_page_by_degrees_and_says_so(club: Club) -> None:
    reply = await club.member("nok").command("/recommend", mood="slow burn korean, no cheating, under 10 episodes")
    assert len(titles(reply)) == 5
    assert (
        "fits all of that. The others come near" in reply.text or "fit all of that. The others come near" in reply.text
    )
    lacking = re.findall(r"-# Lacks: (.+)", reply.text)
    assert 0 < len(lacking) < 5
    assert all("Slow burn" in words or "episodes (it is" in words for words in lacking)
    by_title = {f"{one.title} ({one.country}, {one.year})": one for one in club.app.catalogues.every(None)}
    picked = [by_title[title] for title in titles(reply)]
    assert all(one.country == "KR" for one in picked)
    assert all("infidelity" not in one.content_notes for one in picked)


async def test_what_is_not_understood_asks_for_nothing(club: Club) -> None:
    plain = await club.member("nok").command("/recommend", mood="japanese")
    strange = await club.member("nok").command("/recommend", mood="japanese frobnicated wombat")
    assert "didn't understand “frobnicated wombat”" in strange.text
    assert titles(strange) == titles(plain)


async def test_a_contradiction_is_said_and_settled_by_choosing(club: Club) -> None:
    alice = club.member("alice")
    reply = await alice.command("/recommend", mood="korean, not korean")
    assert "can't both be had" in reply.text
    await alice.select(reply, custom_id(reply, "recommend.phrase"), ["from South Korea"])
    shown = await now(club, alice, reply, "Looking for: from South Korea.")
    assert all("(KR," in title for title in titles(shown))


async def test_filters_that_leave_nothing_name_the_one_to_drop_and_drop_it(club: Club) -> None:
    nok = club.member("nok")
    reply = await nok.command("/recommend", mood="korean, over 900 episodes")
    assert "Nothing fits all of that" in reply.text
    assert "Nothing is left" not in reply.text
    assert "Without “at least 901 episodes”" in reply.text
    await nok.click(reply, "Drop “at least 901 episodes”")
    shown = await now(club, nok, reply, "What to watch next")
    assert len(titles(shown)) == 5


async def test_where_no_single_wish_is_in_the_way_what_comes_nearest_is_one_press_away(club: Club) -> None:
    nok = club.member("nok")
    reply = await nok.command("/recommend", mood="korean, over 900 episodes, from 1950, no cheating")
    assert "Nothing fits all of that" in reply.text
    assert "Without “at least 901 episodes”, “from 1950” there are" in reply.text
    nearest = custom_id(reply, "recommend.drop")
    await nok.click(reply, "Show what comes nearest")
    shown = await now(club, nok, reply, "What to watch next")
    assert titles(shown)
    understood = shown.text.split("**")[0]
    await nok.click(reply, nearest, forge=True)  # pressed twice: no more than once
    assert understood == nok.look(reply).text.split("**")[0]


async def test_too_few_that_fit_say_what_stands_in_the_way_of_more(club: Club) -> None:
    nok = club.member("nok")
    reply = await nok.command("/recommend", mood="gl, philippines")
    before = titles(reply)
    assert 0 < len(before) < 5
    assert "That is all that fits. Without “" in reply.text
    await nok.click(reply, custom_id(reply, "recommend.drop"))
    await club.discord.wait_for(lambda: len(titles(nok.look(reply))) > len(before))


@pytest.mark.parametrize("mood", ["ล" * 500, "||" * 250, "triste y romántica", "🏳️‍🌈", "'; DROP TABLE series; --"])
async def test_any_phrase_gets_an_answer(club: Club, mood: str) -> None:
    reply = await club.member("nok").command("/recommend", mood=mood)
    assert not reply.failed
    assert "What to watch next" in reply.text or "Nothing fits" in reply.text


@pytest.mark.parametrize(
    ("press", "said"),
    [("Not for me", "I won't recommend"), ("Seen it", "Noted: you have seen"), ("Plan to watch", "on your /watchlist")],
)
async def test_what_is_settled_never_comes_back_and_the_list_refills(club: Club, press: str, said: str) -> None:
    pablo = club.member("pablo")
    reply = await pablo.command("/recommend", like=SEMANTIC)
    before = titles(reply)
    await pablo.click(reply, press)
    shown = await now(club, pablo, reply, said)
    after = titles(shown)
    assert before[0] not in after
    assert after[1:] == before[1:]  # what stays keeps its place
    assert len(after) == 5
    seen = set(after)
    for _page in range(3):
        await pablo.click(reply, "More")
        await club.discord.wait_for(lambda seen=frozenset(seen): not set(titles(pablo.look(reply))) & seen)
        seen |= set(titles(pablo.look(reply)))
    assert before[0] not in seen
    again = await pablo.command("/recommend", like=SEMANTIC)
    assert before[0] not in titles(again)


async def test_a_slip_is_undone(club: Club) -> None:
    pablo = club.member("pablo")
    reply = await pablo.command("/recommend", mood="thai, bl")
    before = titles(reply)
    first = before[0]
    await pablo.click(reply, "Not for me")
    shown = await now(club, pablo, reply, "I won't recommend")
    await pablo.click(shown, "Undo")
    shown = await now(club, pablo, reply, "Undone:")
    assert titles(shown) == before
    again = await pablo.command("/recommend", mood="thai, bl")
    assert first in titles(again)


async def test_requests_are_their_askers_own(club: Club) -> None:
    reply = await club.member("nok").command("/recommend", like=WYEL)
    pablo = club.member("pablo")
    own = await pablo.command("/recommend", like=LITBC)
    for action in ("recommend.more", "recommend.why", "recommend.no", "recommend.seen", "recommend.plan"):
        stolen = await pablo.click(own, custom_id(reply, action), forge=True)
        assert "somebody else's" in stolen.text
    odd = await pablo.click(own, "recommend.why:999999999999999999:" + WYEL, forge=True)
    assert "somebody else's" in odd.text
    gone = await pablo.click(own, custom_id(own, "recommend.no").rsplit(":", 1)[0] + ":no-such-series", forge=True)
    assert "no longer in the catalogue" in gone.text


async def test_why_is_told_in_full(club: Club) -> None:
    nok = club.member("nok")
    reply = await nok.command("/recommend", like=WYEL)
    account = await nok.click(reply, "Why?")
    assert account.ephemeral
    assert re.search(r"\*\*\d+%\*\*", account.text)
    assert "Where Your Eyes Linger" in account.text


async def test_a_rating_counts_the_moment_it_is_given_and_taking_it_back_takes_it_out(club: Club) -> None:
    alice = club.member("alice")
    before = await alice.command("/recommend")
    await club.rate(club.user_id("alice"), {WYEL: 20, SEMANTIC: 18})
    rated = await alice.command("/recommend")
    assert titles(rated) != titles(before)
    assert "which you gave 10/10" in rated.text
    assert "Where Your Eyes Linger (KR, 2020)" not in titles(rated)
    await club.rate(club.user_id("alice"), {WYEL: None, SEMANTIC: None})
    after = await alice.command("/recommend")
    assert titles(after) == titles(before)


async def test_people_are_counted_from_three_up_here_only_and_never_named(club: Club) -> None:
    asker = club.member("theo")
    loved = (LITBC, "to-my-star-kr-2021")
    await club.fans(2, loved)
    await club.fans(9, loved, guild_id=club.guild_id + 1)  # of another server
    two = await asker.command("/recommend", like=LITBC, mood="korean")
    assert "people here" not in two.text
    (third,) = await club.fans(1, loved)
    found: list[str] = []
    reply = await asker.command("/recommend", like=LITBC)
    for _page in range(8):
        found += [line for line in asker.look(reply).text.splitlines() if "people here" in line]
        if found:
            break
        shown = titles(asker.look(reply))
        await asker.click(reply, "More")
        await club.discord.wait_for(lambda shown=shown: titles(asker.look(reply)) != shown)
    assert found
    assert all("3 people here" in line for line in found)
    assert str(third) not in reply.text
    await progressing.rate(club.app.db, LITBC, third, None, guild_id=club.guild_id, now=club.app.clock())
    await club.app.recommendations.note(third, LITBC)
    again = await asker.command("/recommend", like=LITBC)
    assert "people here" not in again.text


async def test_avoided_content_is_left_out_and_said_so(club: Club) -> None:
    haruka = club.member("haruka")
    offered = await haruka.autocomplete("/recommend", "avoid", "")
    assert offered[0]["value"] == "*"
    term = next(iter(club.app.catalogues.vocabulary.content_notes.values()))
    listed = await haruka.command("/recommend", avoid=term.id)
    assert f"You avoid: {club.app.catalogues.vocabulary.label(term)}" in listed.text
    answered = await haruka.command("/recommend", like=WYEL)
    assert "Left out, because you avoid it" in answered.text
    assert "can't promise" in answered.text
    unknown = await haruka.command("/recommend", avoid="frobnication")
    assert "nothing called “frobnication”" in unknown.text
    whole = await haruka.command("/recommend", avoid="*")
    menu = custom_id(whole, "recommend.avoided")
    notes = [one.id for one in club.app.catalogues.vocabulary.content_notes.values()][:25]
    await haruka.select(whole, menu, notes)
    await now(club, haruka, whole, "Noted. Only you can see this.")
    reply = await haruka.command("/recommend", mood="bl")
    shown = set(titles(reply))
    bearing = {
        f"{one.title} ({one.country}, {one.year})"
        for one in club.app.catalogues.every(club.guild_id)
        if set(one.content_notes) & set(notes)
    }
    assert not shown & bearing


async def test_several_things_are_avoided_at_once_in_the_words_of_a_mood(club: Club) -> None:
    pablo = club.member("pablo")
    offered = await pablo.autocomplete("/recommend", "avoid", "cheating, homoph")
    assert offered[0]["name"] == "cheating, Homophobia"
    listed = await pablo.command("/recommend", avoid="cheating, death; age gaps, frobnication, no bulying")
    assert "You avoid: Bullying, Infidelity, Death of a main character, Age gap." in listed.text
    assert "“frobnication”" in listed.text
    reply = await pablo.command("/recommend", mood="korean bl")
    by_title = {f"{one.title} ({one.country}, {one.year})": one for one in club.app.catalogues.every(None)}
    for title in titles(reply):
        borne = {*by_title[title].content_notes, *by_title[title].tropes}
        assert not borne & {"bullying", "infidelity", "character-death", "age-gap"}
    await pablo.select(listed, custom_id(listed, "recommend.unavoid"), ["Age gap"])
    await now(club, pablo, listed, "You avoid: Bullying, Infidelity, Death of a main character.")
    for start in (0, 1):
        await pablo.select(listed, custom_id(listed, "recommend.avoided", start), [])
    await now(club, pablo, listed, "You avoid nothing yet.")


async def test_a_refused_series_can_be_allowed_again(club: Club) -> None:
    theo = club.member("theo")
    reply = await theo.command("/recommend", mood="japanese")
    first = titles(reply)[0]
    await theo.click(reply, "Not for me")
    await now(club, theo, reply, "I won't recommend")
    panel = await theo.click(reply, "Avoid…")
    menu = next(part for part in panel.seen.selects if part["custom_id"].startswith("recommend.allow"))
    assert first.split(" (")[0] in menu["options"][0]["label"]
    await theo.select(panel, menu["custom_id"], [menu["options"][0]["value"]])
    again = await theo.command("/recommend", mood="japanese")
    assert first in titles(again)


async def test_no_two_of_one_couple_or_franchise_stand_side_by_side(club: Club) -> None:
    model = await club.app.recommendations.model()
    reply = await club.member("mina").command("/recommend", mood="bl, thai")
    by_title = {f"{one.title} ({one.country}, {one.year})": one for one in club.app.catalogues.every(None)}
    picked = [by_title[title] for title in titles(reply)]
    for role in ("couple", "franchise"):
        values = [value for one in picked for value in model.facets[one.id].get(role, ())]
        assert len(values) == len(set(values))


async def test_the_card_of_a_series_leads_to_similar_ones(club: Club) -> None:
    nok = club.member("nok")
    card = await nok.command("/series", query=WYEL)
    reply = await nok.click(card, "Similar")
    assert reply.ephemeral
    assert "If you love *Where Your Eyes Linger*" in reply.text
