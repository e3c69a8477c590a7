"""What an author does about the sentences that were noticed, a copied page, a full box and a slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.domain.test_pasted_pages import BLOG, FIRST, SECOND
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import in_town
from tests.loopback.running import Running, running_bot
from tests.reviews.reviewers import LITBC, draft, file_of, given_back, post, the_review

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
discord_server, bot = in_town()


TOLD = "The songs are lovely. In the end he dies. I cried.\n\nThe flat is too loud. They break up in episode 6."


async def test_each_telling_sentence_can_be_hidden_or_called_fine(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, TOLD, headline="So loud", horizon="free")
    assert "This may tell how it ends: “In the end he dies.”" in preview.text
    assert "spoil" not in preview.text.split("Worth a look")[0].lower().replace("spoiler-free", "")
    each = await alice.click(preview, "Look at each (2)")
    assert "Paragraph 1" in each.text
    assert "Paragraph 2" in each.text
    assert "Episode 6 is named where everyone sees it" in each.text
    assert each.buttons[:3] == ["Hide this sentence", "Hide from here", "It's fine"]
    left = await alice.click(each, "Hide this sentence")
    assert "no longer says spoiler-free" in left.text
    assert "he dies" not in left.text
    assert "1 sentence to look at" in left.text
    done = await alice.click(left, "It's fine")
    assert "I found nothing telling" in done.text
    assert "The songs are lovely. ||In the end he dies.|| I cried." in done.text
    assert "Spoils the whole series" in done.text
    await post(discord_server, alice, preview)
    review = await the_review(bot, alice)
    assert review is not None
    assert review.content.body == TOLD.replace("In the end he dies.", "||In the end he dies.||")


async def test_hide_from_here_hides_the_rest(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, TOLD, headline="So loud", horizon="free")
    each = await alice.click(preview, "Look at each (2)")
    await alice.click(each, "It's fine")
    done = await alice.click(each, "Hide from here")
    assert "||The flat is too loud. They break up in episode 6.||" in done.text
    assert "In the end he dies." in done.text
    form = await alice.click(preview, "Go on writing")
    more = await alice.submit(form, {"What comes next": "And a last word about it."})
    assert "||And a last word about it.||" in more.text, "what is added later is hidden, too"


async def test_what_is_fine_stays_fine_after_a_restart(lone_discord: TestDiscord, tmp_path: Path) -> None:
    alice = lone_discord.member("alice").at("#reviews")
    async with running_bot(lone_discord, tmp_path / "linger.sqlite3"):
        preview = await draft(alice, "The songs are lovely. In the end he dies.", headline="So loud", horizon="free")
        await alice.click(await alice.click(preview, "Look at it"), "It's fine")
    async with running_bot(lone_discord, tmp_path / "linger.sqlite3"):
        form = await alice.command("/review write", series=LITBC)
        again = await alice.submit(form, {"Headline": "Still loud"})
        assert "I found nothing telling" in again.text
        form = await alice.command("/review write", series=LITBC)
        again = await alice.submit(form, {"Your review": "The songs are lovely. In the end he dies alone."})
        assert "In the end he dies alone" in again.text.split("Worth a look")[1]


async def test_what_is_fine_stays_fine_after_it_is_posted(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, "The songs are lovely. In the end he dies.", headline="So loud", horizon="free")
    await alice.click(await alice.click(preview, "Look at it"), "It's fine")
    await post(discord_server, alice, preview)
    form = await alice.command("/review write", series=LITBC)
    edited = await alice.submit(form, {"Your review": "The songs are lovely. In the end he dies. She kills him."})
    assert "“In the end he dies.”" not in edited.text
    assert "“She kills him.”" in edited.text
    await alice.click(await alice.click(edited, "Look at it"), "It's fine")
    await alice.click(edited, "Post the changes")
    await discord_server.wait_for(lambda: "Only you can see this" not in alice.look(edited).text)
    review = await the_review(bot, alice)
    assert review is not None
    assert len(review.content.accepted) == 2
    async with bot.app.db.reading() as connection:
        versions = list(await connection.execute_fetchall("SELECT fields FROM review_versions"))
    assert review.content.accepted[0] in versions[0]["fields"], "history remembers it, too"


async def test_a_note_that_the_card_hides_is_named(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, "Gentle. The HIV story is told with care.", headline="So loud", horizon="free")
    assert "The series' card hides “Living with HIV”, and everyone reads it here" in preview.text


async def test_a_finding_of_an_older_text_changes_nothing(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, TOLD, headline="So loud", horizon="free")
    each = await alice.click(preview, "Look at each (2)")
    form = await alice.command("/review write", series=LITBC)
    await alice.submit(form, {"Your review": "A new text about songs."})
    refused = await alice.click(each, "Hide this sentence")
    assert "not in your text any more" in refused.text


async def test_a_copied_page_is_tidied_and_put_back_only_when_asked(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, BLOG, headline="Bring tissues", horizon="free")
    assert "This looks copied from a page" in preview.text
    assert "141 Views" in preview.text.split("This looks copied")[0], "nothing is taken out by itself"
    tidied = await alice.click(preview, "Tidy it up")
    assert "141 Views" not in tidied.text
    assert f"{FIRST}\n\n{SECOND}" in tidied.text
    back = await alice.click(preview, "Put it back as it was")
    assert "141 Views" in back.text
    await alice.click(preview, "Tidy it up")
    await post(discord_server, alice, preview)
    review = await the_review(bot, alice)
    assert review is not None
    assert review.content.body == f"{FIRST}\n\n{SECOND}"


async def test_a_full_box_is_named_and_gone_on_with_inside_the_word(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    whole = ("It is tender, and the city is loud at night. " * 100)[:4_060].rstrip()
    preview = await draft(alice, whole[:4_000], headline="So loud", horizon="free")
    assert "The box was full at 4,000 characters" in preview.text
    assert f"stops at “…{whole[3_960:4_000]}”" in preview.text
    form = await alice.click(preview, "Go on writing")
    assert "even inside the word" in form.text
    after = await alice.submit(form, {"What comes next": whole[4_000:]})
    assert "The box was full" not in after.text
    await post(discord_server, alice, preview)
    review = await the_review(bot, alice)
    assert review is not None
    assert review.content.body == whole


async def test_an_emoji_takes_two_of_the_characters_that_a_box_holds(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    cut = "🌈" * 999 + "\n\n" + "🌈" * 999 + " a"  # 4,000 as Discord's apps count
    preview = await draft(alice, cut, headline="So loud", horizon="free")
    assert "The box was full at 4,000 characters" in preview.text
    await alice.submit(await alice.click(preview, "Go on writing"), {"What comes next": "nd more 🌈🌈"})
    form = await alice.click(preview, "Edit the text")
    assert form.modal is not None
    boxes = [part["component"]["value"] for part in form.modal["components"]]
    assert len(boxes) == 2
    assert "".join(boxes).endswith(" and more 🌈🌈")


async def test_a_box_that_is_not_full_is_no_warning(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, "x" * 3_998, headline="So loud", horizon="free")
    assert "The box was full" not in preview.text


async def test_discarding_asks_once_and_gives_the_text_back(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, "All that I had written.", horizon="free")
    asked = await alice.click(preview, "Discard")
    assert "Throw this draft away? It has 23 characters" in asked.text
    kept = await alice.click(asked, "Keep it")
    assert "All that I had written." in kept.text
    asked = await alice.click(preview, "Discard")
    gone = await alice.click(asked, "Throw it away")
    assert "Discarded. Nothing was posted." in gone.text
    assert await file_of(await given_back(discord_server, alice)) == "All that I had written."
    form = await alice.command("/review write", series=LITBC)
    assert not form.fields["Your review"].get("value")
