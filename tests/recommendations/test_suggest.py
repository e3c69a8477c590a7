"""/suggest: a member's own recommendation is posted, voted on, shown on both cards, and taken back."""

import asyncio

import pytest

from bot.domain.published.kinds import PublishedKind
from bot.domain.suggestions import Draft
from bot.services import publishing
from bot.services.recommendations import suggesting
from bot.services.recommendations.suggesting import Author
from tests.loopback.members import Member
from tests.loopback.replies import Reply, Seen
from tests.recommendations.club import LITBC, SEMANTIC, WYEL, Club

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
REASON = "the same quiet longing, told by a grown-up"


async def suggest(member: Member, *, liked: str = WYEL, better: str = LITBC, because: str = REASON) -> Reply:
    """Recommend one series to those who liked another."""
    return await member.command("/suggest", **{"if-liked": liked, "try": better, "because": because})


def post_of(club: Club, reason: str) -> Seen | None:
    """The public post that gives this reason."""
    return next((post for post in club.posts() if reason in post.text), None)


async def test_it_is_posted_with_votes_and_shown_on_both_cards(club: Club) -> None:
    alice = club.member("alice")
    reply = await suggest(alice)
    assert reply.ephemeral
    assert "Posted" in reply.text
    post = post_of(club, REASON)
    assert post is not None
    assert "If you liked Where Your Eyes Linger (KR, 2020), try Love in the Big City (KR, 2024)" in post.text
    assert set(post.reactions) == {"👍", "👎"}
    tried = await alice.command("/series", query=LITBC)
    assert f"If you liked *Where Your Eyes Linger (KR, 2020)*, try this: {REASON}" in tried.text
    liked = await alice.command("/series", query=WYEL)
    assert f"If you liked this, try *Love in the Big City (KR, 2024)*: {REASON}" in liked.text


async def test_words_that_can_not_be_posted_come_back(club: Club) -> None:
    said = "he waits, and ||he is forgiven in the rain||"
    reply = await suggest(club.member("alice"), liked=SEMANTIC, better=WYEL, because=said)
    assert "can't hold spoilers" in reply.text
    assert post_of(club, "he waits") is None
    assert [one["filename"] for one in reply.seen.attachments] == ["your-text.md"]


async def test_votes_of_others_are_shown_on_the_post(club: Club) -> None:
    haruka = club.member("haruka")
    await suggest(haruka, better=SEMANTIC, because="both look away first, and both of them blush")
    post = post_of(club, "both look away first")
    assert post is not None
    await haruka.react(post, "👍")
    await club.member("nok").react(post, "👍")
    await club.discord.wait_for(lambda: "1 of 1 vote calls this a good tip" in haruka.look(post).text)


async def test_a_new_reason_replaces_the_old_one_in_the_same_post(club: Club) -> None:
    nok = club.member("nok")
    await suggest(nok, liked=SEMANTIC, because="slow looks, quick words")
    post = post_of(club, "slow looks")
    assert post is not None
    again = await suggest(nok, liked=SEMANTIC, because="slow looks, and a better kitchen")
    assert "new reason" in again.text
    await club.discord.wait_for(lambda: "a better kitchen" in nok.look(post).text)
    assert sum("slow looks" in one.text for one in club.posts()) == 1


async def test_what_a_moderator_takes_back_stands_in_the_log(club: Club) -> None:
    await suggest(club.member("nok"), liked=LITBC, better=WYEL, because="where it all began, in eighty minutes")
    post = post_of(club, "where it all began, in eighty minutes")
    assert post is not None
    mina = club.member("mina")
    gone = await mina.click(post, "Take it back")
    assert "Taken back" in gone.text
    log = await mina.command("/audit", about="moderation")
    nok = club.member("nok").id
    liked, better = "Love in the Big City", "Where Your Eyes Linger"
    assert f"took <@{nok}>'s recommendation back: who liked {liked} may like {better}" in log.text
    world = club.discord.world

    def told() -> bool:
        seen = [m for channel in world.users[nok].dm_ids for m in club.discord.all_messages(channel)]
        return any("taken your recommendation of" in message.text for message in seen)

    await club.discord.wait_for(told)


async def test_only_its_author_or_a_moderator_takes_it_back_and_then_it_is_gone_everywhere(club: Club) -> None:
    pablo = club.member("pablo")
    await suggest(pablo, because="Seoul at night, twice")
    post = post_of(club, "Seoul at night")
    assert post is not None
    refused = await club.member("nok").click(post, "Take it back")
    assert "Only its author, or a moderator" in refused.text
    gone = await pablo.click(post, "Take it back")
    assert "Taken back" in gone.text
    assert "Seoul at night, twice" in gone.text
    await club.discord.wait_for(lambda: pablo.gone(post))
    card = await pablo.command("/series", query=LITBC)
    assert "Seoul at night" not in card.text
    late = await pablo.click(gone.seen, asked_custom_id(post, "suggest.delete"), forge=True)
    assert "was taken back" in late.text


async def test_deleting_the_post_takes_the_recommendation_back(club: Club) -> None:
    mina = club.member("mina")
    await suggest(mina, liked=LITBC, better=WYEL, because="from here on nobody looked away")
    post = post_of(club, "from here on nobody looked away")
    assert post is not None
    await mina.delete(post)

    async def forgotten() -> bool:
        return "from here on nobody looked away" not in (await mina.command("/series", query=WYEL)).text

    await club.discord.wait_for(forgotten)


@pytest.mark.parametrize(
    ("because", "answer"),
    [
        ("   ", "Say in a few words why"),
        ("because ||he dies||", "can't hold spoilers"),
        ("ok", "Say a little more"),
        ("https://drama.example/why-you-should-watch-it", "Say a little more"),
    ],
)
async def test_a_reason_that_does_not_do_is_refused_and_given_back(club: Club, because: str, answer: str) -> None:
    before = len(club.posts())
    reply = await suggest(club.member("alice"), liked=SEMANTIC, because=because)
    assert answer in reply.text
    assert len(club.posts()) == before
    given_back = ["your-text.md"] if because.strip() else []
    assert [one["filename"] for one in reply.seen.attachments] == given_back


async def test_a_link_is_no_spoiler_but_its_author_hears_what_becomes_of_it(club: Club) -> None:
    said = "the same director, as told on https://drama.example/interview"
    asked = await suggest(club.member("alice"), liked=SEMANTIC, because=said)
    assert "A link can't be followed from here" in asked.text
    assert "may tell more" not in asked.text


async def test_the_same_series_twice_is_refused(club: Club) -> None:
    reply = await suggest(club.member("alice"), liked=WYEL, better=WYEL)
    assert "the same series twice" in reply.text


async def test_a_telling_reason_is_shown_to_its_author_first(club: Club) -> None:
    alice = club.member("alice")
    asked = await suggest(alice, liked=SEMANTIC, because="wait for the kiss in episode 7, nothing like it")
    assert "Read your reason once more" in asked.text
    assert "episode 7" in asked.text
    assert post_of(club, "wait for the kiss") is None
    await suggest(club.member("haruka"), liked=SEMANTIC, better=LITBC, because="deadlines, doodles and long looks")
    stolen = await club.member("pablo").click(club.posts()[0], asked_custom_id(asked, "suggest.anyway"), forge=True)
    assert "posted or dropped already" in stolen.text
    await alice.click(asked, "It gives nothing away: post it")
    await club.discord.wait_for(lambda: post_of(club, "wait for the kiss"))
    again = await alice.click(asked, asked_custom_id(asked, "suggest.anyway"), forge=True)
    assert "posted or dropped already" in again.text


async def test_what_was_saved_and_never_sent_is_posted_once(club: Club) -> None:
    author = Author(
        club.user_id("alice"), "Alice", club.guild_id, int(club.discord.channel_id("#lobby", guild="The Rooftop Club"))
    )
    gone = Author(club.user_id("alice"), "Alice", club.guild_id, 1)
    now = club.app.clock()
    left = [
        await suggesting.suggest(club.app.db, Draft(SEMANTIC, WYEL, "left hanging by a crash"), author, now=now),
        await suggesting.suggest(club.app.db, Draft(LITBC, SEMANTIC, "its channel is gone"), gone, now=now),
    ]
    for one in left:
        club.client.late.add(PublishedKind.SUGGESTION, club.guild_id, one.id)
    club.client.late.wake()

    async def is_settled() -> bool:
        return not await publishing.unsettled(club.app.db)

    await club.discord.wait_for(is_settled)
    club.client.late.wake()
    await asyncio.sleep(0.2)
    assert sum("left hanging by a crash" in post.text for post in club.posts()) == 1


def asked_custom_id(shown: Reply | Seen, action: str) -> str:
    """The custom id of the button with this action."""
    buttons = shown.seen.buttons if isinstance(shown, Reply) else shown.buttons
    ids = [str(part.get("custom_id", "")) for part in buttons]
    return next(custom_id for custom_id in ids if custom_id.startswith(action))
