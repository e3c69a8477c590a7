"""Numbered cases and their reasons, as moderators and those they are about live them; on the loopback Discord."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
import pytest_asyncio

from bot.domain.moderation import Standing, check_standing
from bot.domain.settings import SetTo
from bot.errors import NotAllowed
from tests.loopback.hall import Hall, insert_review, row_of, rows_of
from tests.loopback.members import Member
from tests.loopback.replies import Reply, Seen

SERIES = "where-your-eyes-linger-kr-2020"
TITLE = "Where Your Eyes Linger"
living = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    ("actor", "member", "said"),
    [
        (Standing(1, (False, 3)), Standing(2), None),
        (Standing(1, (False, 3)), Standing(2, (False, 3)), None),
        (Standing(1, (False, 3)), Standing(2, (False, 4)), "above you"),
        (Standing(1, (False, 9)), Standing(2, (True, 1)), "above you"),
        (Standing(1, (True, 1)), Standing(2, (False, 9)), None),
        (Standing(1, (True, 9)), Standing(2, is_owner=True), "owner"),
        (Standing(1, (True, 9)), Standing(1, (True, 9)), "yourself"),
        (Standing(1, (True, 9)), Standing(2, is_bot=True), "bot"),
        (Standing(1, is_owner=True), Standing(2, (True, 99)), None),
        (Standing(1, is_owner=True), Standing(1, is_owner=True), None),
    ],
)
def test_nobody_moderates_upwards(actor: Standing, member: Standing, said: str | None) -> None:
    if said is None:
        check_standing(actor, member)
        return
    with pytest.raises(NotAllowed, match=said):
        check_standing(actor, member)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def club(hall: Hall) -> Hall:
    wishes = [
        SetTo("moderation_channel_id", int(hall.queue_id)),
        SetTo("reason_templates", ("Spoilers outside of the bars", "Not about the series")),
        SetTo("reports_per_day", 3),
    ]
    await hall.app.servers.apply(hall.guild_id, wishes, actor_id=int(hall.admin.id))
    return hall


async def review_by(hall: Hall, author: Member, series: str = SERIES, **changed: Any) -> int:
    """A review that stands as a message in #lobby."""
    place = {"guild_id": hall.guild_id, "channel_id": int(hall.channel("#lobby")), "message_id": None}
    return await insert_review(hall.db, **place | {"author_id": int(author.id), "series_id": series} | changed)


async def card_for(hall: Hall, review: int) -> Reply:
    """The private card of a review."""
    opened = await hall.moderator.command("/help")
    return await hall.moderator.click(opened, f"moderation.open:{review}", forge=True)


async def told(hall: Hall, name: str, containing: str) -> str:
    def find() -> str | None:
        return next((m.text for m in hall.direct_messages(name) if containing in m.text), None)

    found: str = await hall.discord.wait_for(find)
    return found


@living
async def test_a_reason_goes_from_the_form_to_the_author_and_into_the_history(club: Hall) -> None:
    review = await review_by(club, club.member("alice"), headline="Told why", message_id=4001)
    form = await club.moderator.click(await card_for(club, review), "Hide")
    done = await club.moderator.submit(
        form, {"template": "Spoilers outside of the bars", "reason": "Episode 7 above all."}
    )
    (number,) = re.findall(r"Case (\d+)", done.text)
    whole = "Spoilers outside of the bars; Episode 7 above all."
    assert whole in await told(club, "alice", "have hidden your review")
    history = await club.moderator.command("/moderation history", member="alice")
    assert "1 case · 0 warnings · 1 review hidden or deleted · 0 bars" in history.text
    assert f"**#{number}**" in history.text
    assert whole in history.text
    assert f"[{TITLE}](https://discord.com/channels/{club.guild_id}/" in history.text
    log = await club.moderator.command("/audit", about="moderation", member="alice")
    assert f"hid <@{club.member('alice').id}>'s review of [{TITLE}]" in log.text
    assert f"/{club.channel('#lobby')}/4001)" in log.text


@living
async def test_a_wider_horizon_is_told_with_its_reason_from_where_to_where(club: Hall) -> None:
    review = await review_by(club, club.member("haruka"), "bad-buddy-th-2021", headline="Told wider", horizon=2)
    form = await club.moderator.click(await card_for(club, review), "Widen horizon")
    done = await club.moderator.submit(form, {"horizon": "5", "reason": "Episode 5 is in it."})
    assert "Case" in done.text
    assert "Episode 5 is in it." in await told(club, "haruka", "Told wider")
    history = await club.moderator.command("/moderation history", member="haruka")
    assert "through episode 2 → through episode 5 · Episode 5 is in it." in history.text


@living
async def test_a_reason_can_be_changed_and_is_told_again(club: Hall) -> None:
    barred = await club.moderator.command("/moderation bar", member="nok", days=3, reason="Spam")
    assert "Case" in barred.text
    number = int(barred.text.split("Case ")[1].split(":")[0])
    offered = await club.moderator.autocomplete("/moderation bar", "reason", "series", member="nok", days=3)
    assert [choice["name"] for choice in offered] == ["Not about the series"]
    await told(club, "nok", "Their reason: Spam")
    changed = await club.moderator.command("/moderation reason", case=number, reason="The same text ten times")
    assert "The same text ten times" in changed.text
    await told(club, "nok", "why they barred you from reviewing: The same text ten times")
    refused = await club.member("nok").command("/review write", series=SERIES)
    assert "The same text ten times" in refused.text
    form = await club.moderator.click(changed, "Change the reason")
    again = await club.moderator.submit(form)
    assert "has that reason already" in again.text
    missing = await club.moderator.command("/moderation reason", case=999, reason="x")
    assert "no case 999" in missing.text
    log = await club.moderator.command("/audit", about="moderation")
    assert f"changed the reason of case {number}: Spam → The same text ten times" in log.text
    lifted = await club.moderator.command("/moderation unbar", member="nok", reason="Talked it over")
    assert "may review here again" in lifted.text
    await told(club, "nok", "Talked it over")


@living
@pytest.mark.parametrize(
    ("who", "said"), [("mina", "owner of this server"), ("theo", "about yourself"), ("Linger", "That is a bot")]
)
async def test_a_moderator_acts_on_nobody_above_nor_on_themselves(club: Hall, who: str, said: str) -> None:
    refused = await club.moderator.command("/moderation bar", member=who, days=1)
    assert said in refused.text
    if who != "Linger":
        review = await review_by(club, club.member(who), headline=f"By {who}")
        card = await card_for(club, review)
        for button in ("Hide", "Delete", "Warn the author", "Widen horizon"):
            assert said in (await club.moderator.click(card, button)).text
        picked = await club.moderator.select(card, f"moderation.bar:{review}", "7")
        assert said in picked.text
        assert (await row_of(club.db, "SELECT state FROM reviews WHERE id = ?", review))["state"] == "posted"


@living
async def test_authors_never_learn_who_reported_them(club: Hall) -> None:
    """Not even where the author is a moderator and reads the moderators' channel."""
    review = await review_by(club, club.moderator, "love-in-the-big-city-kr-2024", headline="A moderator wrote it")
    pablo = club.member("pablo")
    form = await pablo.click(await pablo.command("/help"), f"reports.open:{review}", forge=True)
    await pablo.submit(form, {"reason": "Something else", "note": "Look at the middle."})

    def find() -> Seen | None:
        return next((m for m in club.discord.all_messages(club.queue_id) if "A moderator wrote it" in m.text), None)

    card = await club.discord.wait_for(find)
    assert "Look at the middle." in card.text
    assert pablo.id not in card.text
    assert "nobody tells you who reported it" in (await club.moderator.click(card, "Who reported it")).text
    private = await card_for(club, review)
    assert pablo.id not in private.text
    assert f"<@{pablo.id}>" in (await club.admin.click(card, "Who reported it")).text


@living
async def test_a_member_sends_so_many_reports_a_day(club: Hall) -> None:
    haruka, answers = club.member("haruka"), []
    for number in range(4):
        review = await review_by(club, club.member("alice"), f"no-such-series-kr-{1990 + number}")
        form = await haruka.click(await haruka.command("/help"), f"reports.open:{review}", forge=True)
        done = await haruka.submit(form, {"reason": "Something else"}) if form.modal else form
        answers.append(done.text)
    assert all("Thank you" in said for said in answers[:3])
    assert "You have sent 3 reports today" in answers[3]


@living
async def test_what_was_set_at_once_is_one_line_that_unfolds(club: Hall) -> None:
    wishes = [SetTo("spoils_me_threshold", 5), SetTo("rating_style", "stars"), SetTo("language", "en")]
    await club.app.servers.apply(club.guild_id, wishes, actor_id=int(club.admin.id))
    log = await club.moderator.command("/audit", about="settings", by="mina", days=3)
    assert f"<@{club.admin.id}> changed 2 settings at once" in log.text
    assert "set How ratings look" not in log.text
    whole = await club.moderator.click(log, "Show all 2")
    assert "set How ratings look: Out of 10, with halves → Out of 5 stars, with halves" in whole.text


@living
async def test_a_correction_says_what_it_corrected(club: Hall) -> None:
    form = await club.admin.command("/catalogue edit", series=SERIES, what="facts")
    done = await club.admin.submit(form, {"episodes": "9", "minutes": "21"})
    log = await club.moderator.command("/audit", about="catalogue")
    assert f"corrected {TITLE}: episodes: 8 → 9" in log.text
    await club.admin.click(done, "Undo")
    log = await club.moderator.command("/audit", about="catalogue")
    assert f"took an edit of {TITLE} back: episodes: 9 → 8" in log.text


@living
async def test_a_correction_of_an_older_version_says_what_is_known(club: Hall) -> None:
    """It kept no more than the corrected fields."""
    before, after = None, json.dumps({"change": "corrected", "fields": {"episodes": 9}})
    async with club.db.transaction() as connection:
        await connection.execute(
            "INSERT INTO audit_log (guild_id, actor_id, action, subject, before, after, done_at)"
            " VALUES (?, ?, 'catalogue.edit', ?, ?, ?, 1)",
            (club.guild_id, int(club.admin.id), SERIES, before, after),
        )
    log = await club.moderator.command("/audit", about="catalogue")
    assert f"corrected {TITLE}: episodes: as it came → 9" in log.text


@living
async def test_the_log_goes_into_a_file(club: Hall) -> None:
    review = await review_by(club, club.member("haruka"), headline="For the file", message_id=4099)
    form = await club.moderator.click(await card_for(club, review), "Hide")
    await club.moderator.submit(form, {"template": "Spoilers outside of the bars"})
    log = await club.moderator.command("/audit", about="moderation")
    sent = await club.moderator.click(log, "As a file")
    (attached,) = sent.seen.attachments
    content = club.discord.core.attachments.get(attached["id"])
    assert content is not None
    table = list(csv.DictReader(io.StringIO(content.decode())))
    entries = await rows_of(
        club.db,
        "SELECT * FROM audit_log WHERE substr(action, 1, 7) IN ('review.', 'member.') OR action = 'case.reason'",
    )
    assert len(table) == len(entries)
    hidden = next(line for line in table if line["action"] == "review.hidden")
    assert hidden["series"] == TITLE
    assert hidden["reason"].startswith("Spoilers outside")


@living
async def test_a_queue_that_others_read_says_who(club: Hall) -> None:
    panel = await club.admin.command("/config panel")
    public = await club.admin.select(panel, f"config.set:moderation_channel_id:{_shown(panel)}", "#lobby")
    assert "Everybody in this server can read <#" in public.text
    setup = await club.admin.command("/config setup")
    assert "Everybody in this server can read <#" in setup.text
    await club.app.servers.apply(
        club.guild_id, [SetTo("moderation_channel_id", int(club.queue_id))], actor_id=int(club.admin.id)
    )
    assert "can also be read by" not in (await club.admin.command("/config setup")).text


def _shown(panel: Reply) -> str:
    """The fingerprint that the panel's picker carries."""
    text = str(panel.message.json["components"]) if panel.message else ""
    return text.split("config.set:moderation_channel_id:")[1][:8]


@living
async def test_the_log_calls_what_was_merged_by_its_own_name_after_a_restart_too(club: Hall) -> None:
    form = await club.admin.command("/catalogue add")
    added = {"Title": "Eyes That Linger", "Country and year": "KR 2021", "Kind": "bl"}
    await club.admin.submit(form, added)
    asked = await club.admin.command("/catalogue merge", duplicate="eyes-that-linger-kr-2021", into=SERIES)
    await club.admin.select(asked, None, "Yes, merge them")
    said = f"merged Eyes That Linger into {TITLE}"
    assert said in (await club.admin.command("/audit", about="catalogue")).text
    await club.app.catalogues.load(club.db)
    log = await club.admin.command("/audit", about="catalogue")
    assert said in log.text
    assert "added Eyes That Linger to the catalogue" in log.text
