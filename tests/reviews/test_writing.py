"""Writing a review: the form in its variants, long texts, messages that become reviews, and the preview."""

import pytest

from tests.loopback.discord import TestDiscord
from tests.loopback.hall import in_town
from tests.loopback.members import Member
from tests.loopback.replies import Reply, Seen
from tests.loopback.running import Running
from tests.reviews.reviewers import (
    BODY,
    LITBC,
    SECRET,
    draft,
    file_of,
    given_back,
    post,
    posted,
    the_review,
    upload,
)

SEMANTIC = "semantic-error-kr-2022"

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("bot"), pytest.mark.asyncio(loop_scope="module")]
discord_server, bot = in_town()


MENU = "Hide everything from this paragraph on"


def _paragraphs(length: int) -> str:
    """A text of many paragraphs, each told from the others by its number."""
    parts: list[str] = []
    while len("\n\n".join(parts)) < length:
        parts.append(f"Paragraph {len(parts) + 1} is about how quiet it gets when two people stop pretending." * 2)
    return "\n\n".join(parts)[:length].rstrip()


async def test_the_form_asks_for_rating_headline_text_horizon_and_stage(discord_server: TestDiscord) -> None:
    form = await discord_server.member("alice").at("#reviews").command("/review write", series=LITBC)
    assert list(form.fields) == [
        "Your rating",
        "Headline",
        "Your review",
        "How far does it give things away?",
        "How far you have watched",
    ]
    ratings = [option["label"] for option in form.fields["Your rating"]["options"]]
    assert (ratings[0], ratings[1], ratings[-1], len(ratings)) == ("10/10", "9.5/10", "1/10", 19)
    horizons = [option["label"] for option in form.fields["How far does it give things away?"]["options"]]
    assert horizons[:2] == ["It spoils the whole series", "Spoiler-free: it gives nothing away"]
    assert horizons[-1] == "It spoils through episode 7", "episode 8 is the last one: that is the whole series"


async def test_what_progress_knows_is_filled_in(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#reviews")
    await alice.command("/progress set", series=LITBC, episode=3)
    form = await alice.command("/review write", series=LITBC)
    chosen = [o["label"] for f in form.fields.values() for o in f.get("options", []) if o.get("default")]
    assert chosen == ["It spoils through episode 3", "Still watching"]


async def test_a_series_of_many_episodes_takes_its_horizon_by_typing(discord_server: TestDiscord, bot: Running) -> None:
    long = next(s for s in bot.app.catalogues.every(None) if (s.episodes or 0) > 22)
    unknown = next(s for s in bot.app.catalogues.every(None) if s.episodes is None)
    alice = discord_server.member("alice").at("#reviews")
    for series in (long, unknown):
        form = await alice.command("/review write", series=series.id)
        assert form.fields["How far does it give things away?"]["type"] == 4
        preview = await draft(alice, series=series.id, horizon="12")
        assert "Spoils through episode 12" in preview.text
    preview = await draft(alice, series=long.id, horizon=str((long.episodes or 0) + 1))
    assert f"has {long.episodes} episodes; a review can't spoil through episode" in preview.text
    assert "Post" not in preview.button_labels
    preview = await draft(alice, series=long.id, horizon="half of it")
    assert "“half of it” does not say how far it gives things away" in preview.text
    assert SECRET in preview.text, "the text is kept although the horizon is wrong"
    again = await alice.click(preview, "Open the form again")
    assert again.fields["How far does it give things away?"]["value"] == "half of it"
    assert "Spoils through episode 3" in (await alice.submit(again, {"horizon": "up to 3"})).text


async def test_more_text_is_put_behind_what_is_there(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, "First part.")
    form = await alice.click(preview, "Go on writing")
    await alice.submit(form, {"What comes next": "Second part."})
    form = await alice.click(preview, "Go on writing")
    await alice.submit(form, {"What comes next": "Third part."})
    await post(discord_server, alice, preview)
    review = await the_review(bot, alice)
    assert review is not None
    assert review.content.body == "First part.\n\nSecond part.\n\nThird part."


async def test_a_long_text_is_edited_in_several_boxes(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    body = _paragraphs(9_000)
    preview = await draft(alice, "soon")
    await upload(alice, preview, body.encode())
    form = await alice.click(preview, "Edit")
    assert "Your review" not in form.fields, "one box can't hold it, so the form leaves it alone"
    await alice.submit(form, {"Headline": "Another headline"})
    form = await alice.click(preview, "Edit the text")
    assert list(form.fields) == ["Part 1 of 3", "Part 2 of 3", "Part 3 of 3"]
    assert "\n\n".join(field["value"] for field in form.fields.values()) == body
    last = form.fields["Part 3 of 3"]["value"]
    await alice.submit(form, {"Part 3 of 3": last + "\n\nAnd that is all."})
    await discord_server.wait_for(lambda: f"{len(body) + 18:,} of 20,000" in alice.look(preview).text)
    await post(discord_server, alice, preview)
    review = await the_review(bot, alice)
    assert review is not None
    assert review.content.body == body + "\n\nAnd that is all."
    assert review.content.headline == "Another headline"


@pytest.mark.parametrize(
    ("filename", "data"),
    [
        ("review.txt", BODY.encode()),
        ("review.md", BODY.encode("utf-8-sig")),
        ("REVIEW.TXT", BODY.encode("utf-16")),
        ("windows.txt", BODY.replace("\n", "\r\n").encode()),
    ],
)
async def test_a_text_file_is_read(discord_server: TestDiscord, filename: str, data: bytes) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, "")
    assert "There is no text yet" in preview.text
    assert "Post" not in preview.button_labels
    await upload(alice, preview, data, filename)
    shown = await discord_server.wait_for(lambda: "||" in (now := alice.look(preview)).text and now)
    assert f"||{SECRET}||" in shown.text
    assert "Post" in shown.button_labels


async def test_the_text_that_a_file_takes_the_place_of_is_given_back(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, "All that I had written before.")
    reply = await upload(alice, preview, b"A new text.")
    found = await given_back(discord_server, alice)
    assert "took the place" in found.text
    assert await file_of(found) == "All that I had written before."
    assert not reply.failed


async def test_two_forms_at_once_lose_nothing(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, "The first text.")
    on_the_phone = await alice.click(preview, "Edit")
    form = await alice.click(preview, "Go on writing")
    await alice.submit(form, {"What comes next": "Written at the desk."})
    await alice.submit(on_the_phone, {"Your review": "Written on the phone."})
    assert await file_of(await given_back(discord_server, alice)) == "The first text.\n\nWritten at the desk."


async def test_the_preview_names_what_the_leak_check_noticed(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#reviews")
    body = "The start. ||In episode 6 it turns.|| See https://example.org/x ||and this never closes"
    preview = await draft(alice, body, headline="He dies and I cried", horizon="3")
    assert preview.ephemeral
    assert "Worth a look before you post" in preview.text
    assert "this one may tell what happens: “He dies and I cried”" in preview.text
    assert "Post" in preview.button_labels, "findings are hints and stop nobody"
    assert "In episode 6" not in preview.text.replace("||", "\0").split("\0")[0]
    preview = await draft(alice, "||In episode 6 it turns.|| See https://example.org/x", horizon="3")
    assert "Episode 6 is named, but your review spoils only through episode 3" in preview.text
    assert "A link in the open part may show a preview" in preview.text
    preview = await draft(alice, "Nothing to see here.", horizon="free")
    assert "I found nothing telling" in preview.text
    assert "only you can tell whether it spoils" in preview.text


async def test_a_long_preview_is_paged(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#reviews")
    body = _paragraphs(5_400)
    preview = await draft(alice, "soon", horizon="free")
    await upload(alice, preview, body.encode())
    shown = await discord_server.wait_for(lambda: "Page 1 of" in (now := alice.look(preview)).text and now)
    assert shown.button_labels[0] == "Next"
    await alice.click(preview, "Next")
    second = await discord_server.wait_for(lambda: "Page 2 of" in (now := alice.look(preview)).text and now)
    assert "Paragraph 1 " not in second.text.split(MENU)[0]


async def test_sub_scores_are_optional(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, BODY)
    form = await alice.click(preview, "Sub-scores")
    assert list(form.fields) == ["Story", "Acting", "Music", "Rewatch value"]
    await alice.submit(form, {"Story": "19", "Music": "14"})
    assert "Story 9.5/10 · Music 7/10" in (await post(discord_server, alice, preview)).text


async def test_a_text_is_hidden_from_a_paragraph_chosen_by_how_it_begins(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, "Open to all.\n\nHidden from here.\n\nHidden too.")
    menu = next(one for one in preview.selects if one["placeholder"] == MENU)
    assert [option["label"] for option in menu["options"]] == [
        "Hide what is marked, and nothing else",
        "1 · Open to all.",
        "2 · Hidden from here.",
        "3 · Hidden too.",
    ]
    await alice.select(preview, MENU, "2 · Hidden from here.")
    sent = await post(discord_server, alice, preview)
    assert "Open to all.\n\n||Hidden from here.||\n\n||Hidden too.||" in sent.text


async def test_going_on_keeps_what_is_hidden_from_a_line_on(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, "Open line.\nsecret two\nsecret three")
    await alice.select(preview, MENU, "2 · secret two")
    form = await alice.click(preview, "Go on writing")
    await alice.submit(form, {"What comes next": "and more"})
    sent = await post(discord_server, alice, preview)
    assert "Open line.\n||secret two||\n||secret three||\n\n||and more||" in sent.text


async def test_where_an_edit_loses_the_place_everything_is_hidden_and_the_author_asked(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, "Open.\n\nsecret two\n\nsecret three")
    await alice.select(preview, MENU, "2 · secret two")
    form = await alice.click(preview, "Edit the text")
    kept = form.fields["Part 1 of 1"]["value"]
    assert kept == "Open.\n\n[hide from here]\nsecret two\n\nsecret three"
    await alice.submit(form, {"Part 1 of 1": kept.replace("Open.\n\n", "")})
    assert "||secret two||" in alice.look(preview).text
    form = await alice.click(preview, "Edit the text")
    reply = await alice.submit(form, {"Part 1 of 1": "secret two\n\nsecret three"})
    assert "All of your text is hidden" in reply.text
    assert "||secret two||" in reply.text
    await alice.select(preview, MENU, "Hide what is marked, and nothing else")
    await post(discord_server, alice, preview)
    review = await the_review(bot, alice)
    assert review is not None
    assert review.content.body == "secret two\n\nsecret three"


async def test_a_choice_of_a_paragraph_never_means_one_of_another_text(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice, "One.\n\nTwo.")
    menu = next(one for one in preview.selects if one["placeholder"] == MENU)["custom_id"]
    form = await alice.click(preview, "Go on writing")
    await alice.submit(form, {"What comes next": "Three."})
    await alice.select(preview, menu, "2", forge=True)
    said = "Your text has changed since this menu was made"
    await discord_server.wait_for(lambda: any(said in seen.text for seen in alice.messages()))


async def adopt(alice: Member, message: Seen, answers: dict[str, str], *, series: str = LITBC) -> Reply:
    """Make `message` a draft about a series of the list."""
    asked = await alice.context_menu("Make this my review", message=message)
    form = await alice.select(asked, "Choose the series", series)
    return await alice.submit(form, answers)


async def test_a_message_becomes_a_review_of_the_series_that_it_names(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice = discord_server.member("alice").at("#lobby")
    await alice.command("/progress set", series=SEMANTIC, episode=2)
    told = f"I saw Love in the Big City last night.\n\n{BODY}"
    message = await alice.say("#lobby", told)
    asked = await alice.context_menu("Make this my review", message=message)
    assert asked.ephemeral
    offered = [option["value"] for option in asked.seen.selects[0]["options"]]
    assert offered[:2] == [LITBC, SEMANTIC], "what the text names, then what its author is watching"
    form = await alice.select(asked, "Choose the series", LITBC)
    assert "It spoils through episode 7" in form.text
    preview = await alice.submit(
        form, {"Your rating": "18", "Headline": "As I said", "horizon": "5", "stage": "finished"}
    )
    assert f"||{SECRET}||" in preview.text
    assert "Spoils through episode 5" in preview.text
    alice.at("#reviews")
    await alice.click(preview, "Post")
    await discord_server.wait_for(lambda: discord_server.all_messages("#lobby")[-1].author != "alice")
    review = await the_review(bot, alice)
    assert review is not None
    assert review.content.body == told


async def test_a_message_about_another_series_is_named_by_typing(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#lobby")
    message = await alice.say("#lobby", BODY)
    asked = await alice.context_menu("Make this my review", message=message)
    form = await alice.click(asked, "Another series")
    answers = {"Your rating": "18", "Headline": "As I said", "How far does it give things away?": "S1E5"}
    reply = await alice.submit(form, {"Which series?": "no such thing at all", **answers})
    assert "I know no series like “no such thing at all”" in reply.text
    assert "Your text is kept" in reply.text
    form = await alice.click(reply, "Another series")
    assert form.fields["Headline"]["value"] == "As I said"
    preview = await alice.submit(form, {"Which series?": "love in the big citty"})
    assert "Spoils through episode 5" in preview.text


async def test_a_message_that_discord_made_a_file_of_becomes_a_review(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#lobby")
    text = f"Love in the Big City\n\n{_paragraphs(4_600)}"
    message = await alice.say("#lobby", "", files=[("message.txt", text.encode())])
    preview = await adopt(alice, message, {"Your rating": "15", "Headline": "Long and dear"})
    assert "Paragraph 1 " in preview.text
    assert "Page 1 of" in preview.text


async def test_a_message_does_not_overwrite_a_draft_unseen(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#lobby")
    await draft(alice, "What I had begun.")
    message = await alice.say("#lobby", "What I said about Love in the Big City.")
    await adopt(alice, message, {"Your rating": "15", "Headline": "Said"})
    assert await file_of(await given_back(discord_server, alice)) == "What I had begun."


async def test_a_message_that_would_replace_a_posted_review_says_so(discord_server: TestDiscord) -> None:
    await posted(discord_server)
    alice = discord_server.member("alice").at("#lobby")
    message = await alice.say("#lobby", "What I said about Love in the Big City.")
    preview = await adopt(alice, message, {"Your rating": "15", "Headline": "Said", "stage": "finished"})
    assert "It replaces the review that you posted here" in preview.text
    assert "Post the changes" in preview.buttons


async def test_only_own_words_become_a_review(discord_server: TestDiscord) -> None:
    pablo, alice = discord_server.member("pablo"), discord_server.member("alice")
    message = await pablo.say("#lobby", "I loved it.")
    reply = await alice.context_menu("Make this my review", message=message)
    assert "somebody else's" in reply.text
    picture = await alice.say("#lobby", "", files=[("cat.png", b"\x89PNG\r\n\x1a\n")])
    reply = await alice.context_menu("Make this my review", message=picture)
    assert "There is no text in this message" in reply.text


async def test_an_edit_keeps_the_text_before(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server)
    alice = discord_server.member("alice").at("#reviews")
    form = await alice.command("/review write", series=LITBC)
    assert form.fields["Your review"]["value"] == BODY
    edited = {"Your review": "I have watched it again. ||He comes back.||", "How far you have watched": "rewatch"}
    preview = await alice.submit(form, edited)
    await alice.click(preview, "Post the changes")
    await discord_server.wait_for(lambda: "He comes back" in alice.look(sent).text)
    assert "Edited" in alice.look(sent).text
    assert "Watched again" in alice.look(sent).text
    assert len(discord_server.all_messages("#reviews")) == 1
    own = await alice.click(await alice.command("/review mine"), "Open")
    assert "1 earlier version is kept" in own.text
    history = await alice.click(own, "Earlier versions")
    assert BODY in await file_of(history.seen)


async def test_the_language_is_told_by_the_letters_and_can_be_chosen(discord_server: TestDiscord, bot: Running) -> None:
    nok = discord_server.member("nok").at("#reviews")  # whose client speaks Thai
    preview = await draft(nok, "I write in English, mostly.", horizon="free")
    assert [o["value"] for o in preview.selects[0]["options"] if o.get("default")] == ["en"]
    await nok.select(preview, "Which language is it in?", "id")
    await post(discord_server, nok, preview)
    review = await the_review(bot, nok)
    assert review is not None
    assert review.content.language == "id"


def languages_of(preview: Seen) -> list[str]:
    """What is chosen in the menu of languages."""
    menus = [menu for menu in preview.selects if menu["custom_id"].startswith("reviews.language:")]
    return [option["value"] for menu in menus for option in menu["options"] if option.get("default")]


async def test_the_language_is_told_by_the_words(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")  # whose client speaks English
    preview = await draft(alice, "Es una historia tierna y muy divertida, la vi dos veces.", horizon="free")
    assert languages_of(preview) == ["es"]
    await alice.select(preview, "Which language is it in?", "pt")
    form = await alice.click(preview, "Go on writing")
    more = await alice.submit(form, {"What comes next": "Y la música es preciosa, la escucho todos los días."})
    assert languages_of(more.seen) == ["pt"], "what its author chose stays, whatever is added"


async def test_writing_from_a_public_card_leaves_the_card_alone(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice").at("#lobby")
    series_card = await alice.command("/series", query=LITBC)
    before = series_card.text
    form = await alice.click(series_card, "Write a review")
    answers = {"Your rating": "18", "Headline": "Mine", "Your review": BODY, "How far does it give things away?": "all"}
    preview = await alice.submit(form, answers)
    assert preview.ephemeral
    assert alice.look(series_card).text == before
    assert SECRET not in alice.look(series_card).text
