"""/progress and /watchlist: one's own place, with one tap; private until it is shared."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.domain.progress import MAX_EPISODE, MAX_REWATCHES, Progress, Status, pack, unpack
from bot.domain.series import Kind, Series
from bot.errors import Gone
from bot.services import progressing
from bot.ui.progress import total_words, watchlist
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import in_town
from tests.loopback.running import Running
from tests.loopback.sample import EYES, LITBC

discord_server, bot = in_town()
SERIES = Series("a-kr-2020", "A", "KR", 2020, Kind.BL, episodes=8, minutes=50)
PLACES = st.builds(
    Progress,
    st.just(1),
    st.just(SERIES.id),
    st.sampled_from(list(Status)),
    st.integers(0, MAX_EPISODE),
    st.integers(0, MAX_REWATCHES),
    st.booleans(),
)


def whole(test: Any) -> Any:
    """With the whole bot, which they share."""
    return pytest.mark.e2e(pytest.mark.asyncio(loop_scope="module")(test))


@given(st.none() | PLACES)
def test_what_an_undo_button_holds_is_read_back(progress: Progress | None) -> None:
    assert unpack(pack(progress), 1, SERIES.id) == progress


@given(st.text(max_size=20) | st.from_regex(r"[a-z-]*~\d*~\d*~\d*", fullmatch=True))
def test_what_we_never_wrote_is_refused_or_a_place(text: str) -> None:
    try:
        found = unpack(text, 1, SERIES.id)
    except Gone:
        return
    assert pack(found).split("~")[0] == text.split("~", maxsplit=1)[0]


def test_the_longest_undo_fits_into_a_custom_id() -> None:
    long = replace(SERIES, id="x" * 56 + "-kr-2020", episodes=None)
    before = Progress(1, long.id, Status.WATCHING, 4999, 99, shared=True)
    entries = [(long, before)] * 800
    watchlist(entries, page=99, done="Done.", undo=(long.id, pack(before)))


def test_a_watchlist_says_how_long_it_takes() -> None:
    seen = Progress(1, SERIES.id, Status.WATCHING, 5)
    assert total_words([(SERIES, seen)]) == "2 h 30 min in all"
    assert "1 series whose length I don't know" in total_words([(SERIES, seen), (replace(SERIES, minutes=None), seen)])
    assert total_words([(replace(SERIES, episodes=None), seen)]) == ""


# From here on the whole bot


async def place(bot: Running, discord: TestDiscord, name: str, series_id: str = LITBC) -> Any:
    return await progressing.progress_of(bot.app.db, int(discord.user_id(name)), series_id)


@whole
async def test_everything_can_be_said_at_once(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#lobby")
    reply = await alice.command(
        "/progress set", series=LITBC, episode=3, status="watching", rating=8.5, rewatches=2, share=True
    )
    assert reply.ephemeral
    assert "Watching · episode 3 of 8 · 2 rewatches" in reply.text
    assert "You gave it 8.5/10" in reply.text
    assert "Shared with your servers" in reply.text
    assert "between two ratings" in (await alice.command("/progress set", series=LITBC, rating=8.3)).text


@whole
async def test_a_rating_alone_leaves_the_place_as_it_is(discord_server: TestDiscord, bot: Running) -> None:
    """Its answer once offered an undo that forgot the place."""
    alice = discord_server.member("alice").at("#lobby")
    await alice.command("/progress set", series=LITBC, episode=3)
    card = await alice.command("/progress set", series=LITBC, rating=9)
    assert "9/10" in card.text
    assert "Undo" not in card.buttons
    changed = await alice.select(card, "Rate it", "16")
    assert "8/10" in changed.text
    assert "Undo" not in changed.buttons
    assert (await place(bot, discord_server, "alice")).episode == 3
    assert "taken back" in (await alice.select(changed, "Rate it", "0")).text


@whole
async def test_every_button_of_the_card_works_and_can_be_undone(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#lobby")
    card = await alice.command("/progress set", series=LITBC, episode=2)
    again = await alice.click(card, "Watched episode 3")
    assert "episode 3 of 8" in again.text
    assert "episode 2 of 8" in (await alice.click(again, "Undo")).text
    old = await alice.click(card, "progress.next:" + LITBC + ":2", forge=True)
    assert "episode 2 of 8" in old.text, "pressing an old card does not count twice"
    form = await alice.click(card, "Set an episode")
    told = await alice.submit(form, {"Last episode you have watched": "7"})
    assert "episode 7 of 8" in told.text
    form = await alice.click(card, "Set an episode")
    assert "not a number" in (await alice.submit(form, {"Last episode you have watched": "ten"})).text
    finished = await alice.select(card, "Set your status", "finished")
    assert "Finished · episode 8 of 8" in finished.text
    rewatch = await alice.click(finished, "Watch it again")
    assert "1 rewatch" in rewatch.text
    shared = await alice.click(rewatch, "Share with my servers")
    assert "Shared with your servers" in shared.text
    assert "Only you can see this" in (await alice.click(shared, "Stop sharing")).text
    forgotten = await alice.click(shared, "Forget")
    assert "not said yet" in forgotten.text
    assert "1 rewatch" in (await alice.click(forgotten, "Undo")).text


@whole
async def test_one_tap_on_the_series_card(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#lobby")
    card = await alice.command("/series", query=LITBC)
    for episode in range(1, 9):
        tapped = await alice.click(card, "Watched one more")
        assert tapped.ephemeral
        assert f"Episode {episode} watched" in tapped.text
    assert "already watched all" in (await alice.click(card, "Watched one more")).text
    assert (await place(bot, discord_server, "alice")).status is Status.FINISHED


@whole
async def test_next_counts_up(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#lobby")
    assert "Episode 1 watched" in (await alice.command("/progress next", series=LITBC)).text
    assert "episode 1" in (await alice.command("/progress set", series=LITBC)).text


@whole
@pytest.mark.parametrize("episode", [9, 5000])
async def test_an_episode_that_does_not_exist_is_named(discord_server: TestDiscord, bot: Running, episode: int) -> None:
    reply = await discord_server.member("alice").at("#lobby").command("/progress set", series=LITBC, episode=episode)
    assert f"has 8 episodes; there is no episode {episode}" in reply.text
    assert await place(bot, discord_server, "alice") is None


@whole
async def test_the_watchlist_says_what_is_next_and_ticks_it_off(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#lobby")
    assert "Nothing planned yet" in (await alice.command("/watchlist")).text
    await alice.command("/progress set", series=EYES, status="planned")
    await alice.command("/progress set", series=LITBC, episode=2)
    shown = await alice.command("/watchlist")
    assert shown.ephemeral
    assert shown.text.index("Love in the Big City") < shown.text.index("Where Your Eyes Linger")
    assert "Next: episode 3" in shown.text
    assert "6 episodes left" in shown.text
    assert "in all" in shown.text
    ticked = await alice.click(shown, "Watched episode 3")
    assert "episode 3 watched" in ticked.text
    assert "Next: episode 4" in ticked.text
    undone = await alice.click(ticked, "Undo")
    assert "Next: episode 3" in undone.text
    assert (await place(bot, discord_server, "alice")).episode == 2


@whole
async def test_after_the_last_episode_comes_what_one_does_then(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#lobby")
    card = await alice.command("/progress set", series=LITBC, episode=7)
    assert "What next?" not in card.buttons
    ended = await alice.click(card, "Watched episode 8")
    assert "that was the last one" in ended.text
    assert ended.buttons[:3] == ["Write a review", "Discuss", "What next?"]
    assert "Rate it" in [menu["placeholder"] for menu in ended.seen.selects]
    assert "Your review" in (await alice.click(ended, "Write a review")).fields
    assert "If you love *Love in the Big City*" in (await alice.click(ended, "What next?")).text
    await alice.command("/progress set", series=EYES, status="watching", episode=7)
    shown = await alice.command("/watchlist")
    ticked = await alice.click(shown, "Watched episode 8")
    assert ticked.buttons[:4] == ["Rate it", "Write a review", "Discuss", "What next?"]
    rated = await alice.click(ticked, "Rate it")
    assert "Rate it" in [menu["placeholder"] for menu in rated.seen.selects]


@whole
async def test_others_see_only_what_is_shared(discord_server: TestDiscord, bot: Running) -> None:
    alice, pablo = discord_server.member("alice").at("#lobby"), discord_server.member("pablo").at("#lobby")
    await pablo.command("/progress set", series=LITBC, episode=4, share=True)
    await pablo.command("/progress set", series=EYES, episode=2)
    seen = await alice.command("/progress list", member=pablo)
    assert seen.ephemeral
    assert "episode 4 of 8" in seen.text
    assert "Where Your Eyes Linger" not in seen.text
    own = await pablo.command("/progress list", member=pablo)
    assert "Where Your Eyes Linger" in own.text
    outsider = await alice.command("/progress list", member=discord_server.member("wren"))
    assert "members of this server" in outsider.text
    assert "Nothing" in (await pablo.command("/progress list", member=alice)).text


@whole
async def test_long_lists_have_pages(discord_server: TestDiscord, bot: Running) -> None:
    alice, pablo = discord_server.member("alice").at("#lobby"), discord_server.member("pablo").at("#lobby")
    every = sorted(bot.app.catalogues.every(None), key=lambda series: series.id)[:10]
    for series in every:
        await progressing.set_progress(
            bot.app.db, series, int(pablo.id), now=bot.app.clock(), status=Status.PLANNED, shared=True
        )
    for command in ("/progress list", "/watchlist"):
        first = await pablo.command(command)
        assert "Page 1 of 2" in first.text
        assert "Page 2 of 2" in (await pablo.click(first, "Next")).text
    shared = await alice.command("/progress list", member=pablo)
    assert "Page 2 of 2" in (await alice.click(shared, "Next")).text
    assert "Nothing here yet" in (await pablo.command("/progress list", status="dropped")).text


@whole
async def test_a_note_and_the_days_of_a_list_stand_on_the_members_own_card(
    discord_server: TestDiscord, bot: Running
) -> None:
    assert bot
    alice = discord_server.member("alice").at("#lobby")
    rows = b"Title,Status,Started,Finished,Notes\nBad Buddy,Completed,2021-10-29,2022-01-21,||The roof.||\n"
    report = await alice.command("/import file", file=("a.csv", rows))
    await discord_server.wait_for(lambda: "Your list from" in alice.look(report).text)
    card = await alice.command("/progress set", series="bad-buddy-th-2021")
    assert "Watched from 29 Oct 2021 to 21 Jan 2022." in card.text
    assert "The roof." in card.text
    assert "||" not in card.text
    form = await alice.click(card, "Change your note")
    changed = await alice.submit(form, {"note": "Again in June"})
    assert "Your note: Again in June" in changed.text
    gone = await alice.submit(await alice.click(changed, "Change your note"), {"note": ""})
    assert "Your note" not in gone.text
    assert "Write a note for yourself" in gone.buttons
    assert "Watched from" in gone.text, "the days stay"
