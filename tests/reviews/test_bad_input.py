"""Bad input: each time a clear sentence, nothing lost, nothing leaked, nothing changed."""

import asyncio

import pytest

from tests.loopback.discord import TestDiscord
from tests.loopback.hall import in_town
from tests.loopback.running import Running
from tests.reviews.reviewers import (
    BODY,
    CLUB,
    LITBC,
    SECRET,
    draft,
    file_of,
    given_back,
    posted,
    public_texts,
    rows,
    set_to,
    the_review,
    upload,
)

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
discord_server, bot = in_town()


@pytest.mark.parametrize(
    "body", ["   \n\n  ", "||||", "|| ||", "\u200b\u2060\ufeff", "\x00\x07\x1b", "||\u200b||", "⠀\u3164"]
)
async def test_a_text_in_which_nothing_can_be_read(discord_server: TestDiscord, bot: Running, body: str) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, body)
    assert "There is nothing to read in this review" in preview.text
    assert "Post" not in preview.button_labels
    await alice.click(preview, f"reviews.post:{LITBC}", forge=True)
    await discord_server.wait_for(lambda: "nothing to read" in alice.messages()[-1].text)
    assert await rows(bot, "SELECT COUNT(*) FROM reviews WHERE author_id = ?", int(alice.id)) == [(0,)]


@pytest.mark.parametrize(
    ("headline", "said"),
    [("\u200b \u2060", "needs a headline that can be read"), ("||he dies||", "it can't hold spoilers")],
)
async def test_a_headline_that_cannot_stand(
    discord_server: TestDiscord, bot: Running, headline: str, said: str
) -> None:
    preview = await draft(discord_server.member("alice").at("#reviews"), headline=headline)
    assert said in preview.text
    assert SECRET in preview.text, "the text is kept"
    assert "Post" not in preview.button_labels


async def test_20_000_characters_are_taken_and_20_001_come_back_as_a_file(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, "soon", horizon="free")
    long = ("Nine words that go on and on and on. " * 600)[:19_999] + "."
    await upload(alice, preview, long.encode())
    assert "20,000 of 20,000 characters" in alice.look(preview).text
    await upload(alice, preview, (long + "!").encode())
    refused = alice.messages()[-1]
    assert "Reviews hold 20,000 characters; yours has 20,001. Cut 1." in refused.text
    assert await file_of(refused) == long + "!"
    form = await alice.click(preview, "Go on writing")
    await alice.submit(form, {"What comes next": "One thing more."})
    refused = await discord_server.wait_for(lambda: "20,017" in (m := alice.messages()[-1]).text and m)
    assert "Cut 17" in refused.text
    await alice.click(preview, "Post")
    await discord_server.wait_for(lambda: "Posted" in alice.look(preview).text)
    review = await the_review(bot, alice)
    assert review is not None
    assert review.content.body == long


@pytest.mark.parametrize(
    ("filename", "data", "said"),
    [
        ("review.txt", bytes(range(256)) * 40, "not a text file"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "not a text file"),
        ("review.txt", "naïve café".encode("latin-1"), "not saved as UTF-8 (byte 3 does not fit)"),
        ("review.docx", b"PK\x03\x04", "I can read .txt and .md files"),
        ("review.txt", b"a" * 300_000, "never has more than 200 kB"),
        ("empty.txt", b"", "nothing to read"),
    ],
)
async def test_a_file_that_is_no_review(
    discord_server: TestDiscord, bot: Running, filename: str, data: bytes, said: str
) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice)
    await upload(alice, preview, data, filename)
    assert said in alice.messages()[-1].text
    form = await alice.command("/review write", series=LITBC)
    assert form.fields["Your review"]["value"] == BODY, "the draft stays as it was"


async def test_a_file_of_30_mb_is_refused_without_being_fetched(
    discord_server: TestDiscord, bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice)
    form = await alice.click(preview, "Upload a text file")
    upload_as_announced = discord_server.people.upload

    def announced(*file: object) -> dict[str, object]:
        kept = upload_as_announced(*file)  # type: ignore[arg-type]  # passed on as they came
        kept["size"] = 30_000_000  # what Discord says about it is enough to refuse it
        return kept

    monkeypatch.setattr(discord_server.people, "upload", announced)
    reply = await alice.submit(form, files=[("huge.txt", b"tiny in truth")])
    assert "“huge.txt” has 30,000 kB; a review of 20,000 characters never has more than 200 kB" in reply.text


async def test_a_series_that_is_removed_meanwhile_costs_no_text(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice)
    form = await alice.click(preview, "Edit")
    guild_id = int(discord_server.guild_id(CLUB))
    bot.app.catalogues.apply(guild_id, LITBC, "hidden", {})
    written = "A text that was still being written when somebody removed the series. " * 3
    reply = await alice.submit(form, {"Your review": written})
    assert "Your text is in the file" in reply.text
    assert (await file_of(reply.seen)).endswith(written), "the headline stands above it"
    await alice.click(preview, "Post")
    await discord_server.wait_for(lambda: len(alice.messages()) > 2)
    assert await rows(bot, "SELECT COUNT(*) FROM reviews WHERE author_id = ?", int(alice.id)) == [(0,)]
    mine = await alice.command("/review mine")
    assert "not in the catalogue any more" in mine.text
    back = await alice.click(mine, "Give me the text")
    assert await file_of(back.seen) == BODY


async def test_who_may_no_longer_review_gets_their_text_back(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    form = await alice.command("/review write", series=LITBC)
    guild = discord_server.world.guilds[discord_server.guild_id(CLUB)]
    moderator = next(role for role in guild.roles.values() if role["name"] == "Moderator")
    await set_to(discord_server, bot, "reviewer_role_ids", (int(moderator["id"]),))
    written = "Somebody changed the rules while I was writing this long and heartfelt text. " * 2
    answers = {"Your rating": "12", "Headline": "Well", "How far does it give things away?": "all"}
    reply = await alice.submit(form, {"Your review": written, **answers})
    assert "are written by <@&" in reply.text
    assert await file_of(reply.seen) == f"Well\n\n{written}"
    assert "are written by <@&" in (await alice.command("/review write", series=LITBC)).text


async def test_an_error_inside_costs_no_text(discord_server: TestDiscord, bot: Running, monkeypatch) -> None:  # type: ignore[no-untyped-def]  # pytest's fixture
    async def broken(*_arguments: object, **_named: object) -> str:
        raise OSError("the disk is full")

    alice = discord_server.member("alice").at("#reviews")
    form = await alice.command("/review write", series=LITBC)
    monkeypatch.setattr("bot.services.reviews.drafting.keep_draft", broken)
    written = "A long text, on the one evening on which the disk was full, and of course I had no copy of it at all."
    written += " It was my best text ever, and I said so at the time."
    answers = {"Your rating": "12", "Headline": "Well", "How far does it give things away?": "all"}
    reply = await alice.submit(form, {"Your review": written, **answers})
    assert "Something went wrong on my side" in reply.text
    again = await alice.click(reply, "Open the form again")
    assert again.fields["Your review"]["value"] == written
    assert again.fields["Headline"]["value"] == "Well"
    assert [o["value"] for o in again.fields["Your rating"]["options"] if o.get("default")] == ["12"]
    monkeypatch.undo()
    assert written.strip() in (await alice.submit(again, {})).text


async def test_forged_and_foreign_ids_change_nothing(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server, horizon="5")
    alice, pablo = discord_server.member("alice").at("#reviews"), discord_server.member("pablo").at("#reviews")
    review = await the_review(bot, alice)
    assert review is not None
    before = public_texts(discord_server)
    author_only = (f"reviews.delete:{review.id}", f"reviews.restore:{review.id}", f"reviews.own:{review.id}")
    for custom_id in (*author_only, f"reviews.history:{review.id}"):
        await pablo.click(sent, custom_id, forge=True)
        said = await discord_server.wait_for(lambda: (m := pablo.messages()[-1]).ephemeral and m)
        assert "Only its author can do that" in said.text
        await pablo.delete(said)
    for custom_id in ("reviews.read:0", "reviews.read:x", "reviews.read", "reviews.read:1:2:3", "reviews.nothing:1"):
        reply = await pablo.click(sent, custom_id, forge=True)
        assert "This review is gone" in reply.text or "no longer works" in reply.text
    stranger = discord_server.member("iris").at("#quay", guild="Drama Harbour")
    elsewhere = await stranger.command("/series", query=LITBC)
    for action in ("read", "reveal", "page", "comment", "spoils", "delete", "own"):
        tail = ":1" if action in ("reveal", "page") else ""
        await stranger.click(elsewhere, f"reviews.{action}:{review.id}{tail}", forge=True)
        await discord_server.wait_for(lambda: "This review is gone" in stranger.messages()[-1].text)
        await stranger.delete(stranger.messages()[-1])
    # A press on a public message that only private ones have: the answer is private, the message stays.
    for custom_id in (
        f"reviews.reveal:{review.id}:1",
        f"reviews.page:{review.id}:1",
        f"reviews.turn:{LITBC}::1",
        f"reviews.byturn:{alice.id}:1",
        "reviews.mine:1",
        f"reviews.look:{LITBC}:1",
        f"reviews.discard:{LITBC}",
        f"reviews.post:{LITBC}",
    ):
        await alice.click(sent, custom_id, forge=True)
        await pablo.click(sent, custom_id, forge=True)
    await asyncio.sleep(0.3)
    assert all(message.ephemeral for message in pablo.messages()[1:])
    (still_there,) = discord_server.all_messages("#reviews")
    assert still_there.text.split("Was this")[0] in before
    people = tuple(int(one.id) for one in (alice, pablo, stranger))
    written = await rows(bot, "SELECT state FROM reviews WHERE author_id IN (?, ?, ?)", *people)
    assert written == [("posted",)]
    assert await rows(bot, "SELECT * FROM review_drafts WHERE user_id IN (?, ?, ?)", *people) == []


async def test_a_draft_belongs_to_its_author_alone(discord_server: TestDiscord, bot: Running) -> None:
    alice, pablo = discord_server.member("alice").at("#reviews"), discord_server.member("pablo").at("#reviews")
    await draft(alice, "My secret first thoughts.")
    form = await pablo.command("/review write", series=LITBC)
    assert form.fields["Your review"].get("value") in (None, "")
    elsewhere = alice.at("#teapot", guild="Quiet Corner")
    form = await elsewhere.command("/review write", series=LITBC)
    assert form.fields["Your review"].get("value") in (None, ""), "each server has its own"


async def test_discarding_gives_the_text_back_once_more(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice)
    await alice.click(await alice.click(preview, "Discard"), "Throw it away")
    assert "Nothing was posted" in alice.look(preview).text
    assert await file_of(await given_back(discord_server, alice)) == BODY
    assert await rows(bot, "SELECT * FROM review_drafts WHERE user_id = ?", int(alice.id)) == []
