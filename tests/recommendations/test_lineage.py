"""Lineage: a picture and words on where a series comes from, and what came of it."""

import re

import pytest

from bot.domain.series import Lineage, LineageKind
from bot.services.catalogue.lineage import neighbourhood
from tests.loopback.replies import Seen
from tests.recommendations.club import LITBC, SEMANTIC, WYEL, Club

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


def picture_of(message: Seen) -> dict[str, object]:
    """The one picture of a message, with its words for those who can't see it."""
    galleries = [part for part in message.components if part["type"] == 12]
    assert len(galleries) == 1
    found: dict[str, object] = galleries[0]["items"][0]
    return found


async def test_a_card_leads_to_its_lineage_and_on_to_relatives(club: Club) -> None:
    alice = club.member("alice")
    card = await alice.command("/series", query=LITBC)
    reply = await alice.click(card, "Lineage")
    assert reply.ephemeral
    assert "What paved the way for it" in reply.text
    picture = picture_of(reply.seen)
    assert "Where Your Eyes Linger (KR, 2020)" in str(picture["description"])
    (file,) = reply.seen.attachments
    assert file["filename"] == "lineage.png"
    await alice.select(reply, "Walk on to another series", WYEL)
    await club.discord.wait_for(lambda: "Lineage of Where Your Eyes Linger" in alice.look(reply).text)
    shown = alice.look(reply)
    assert "What came of it" in shown.text
    came = shown.text.split("**What came of it**")[1].split("**")[0]
    years = [int(year) for year in re.findall(r"^- .*?\([A-Z]{2}, (\d{4})\)", came, re.MULTILINE)]
    assert years == sorted(years)
    assert len(years) > 3
    assert len(str(picture_of(shown)["description"])) <= 1024
    opened = await alice.click(shown, "About Where Your Eyes Linger")
    assert "너의 시선이 머무는 곳에" in opened.text


async def test_a_card_without_relatives_has_no_such_button(club: Club) -> None:
    lone = next(one.id for one in club.app.catalogues.every(None) if not club.app.catalogues.lineage_of(None, one.id))
    card = await club.member("alice").command("/series", query=lone)
    assert "Lineage" not in card.buttons


async def test_a_series_that_is_gone_is_said(club: Club) -> None:
    alice = club.member("alice")
    card = await alice.command("/series", query=LITBC)
    gone = await alice.click(card, "lineage.open:no-such-series", forge=True)
    assert "no longer in this server's catalogue" in gone.text


async def test_what_one_server_adds_is_seen_there_only(club: Club) -> None:
    catalogues = club.app.catalogues
    edge = Lineage(SEMANTIC, LITBC, LineageKind.PAVED_THE_WAY)
    catalogues.apply_lineage(club.guild_id, edge)
    try:
        here = neighbourhood(catalogues, club.guild_id, catalogues.require(None, LITBC))
        elsewhere = neighbourhood(catalogues, club.guild_id + 1, catalogues.require(None, LITBC))
        assert SEMANTIC in {series.id for series in here.near}
        assert SEMANTIC not in {series.id for series in elsewhere.near}
    finally:
        catalogues.drop_lineage(club.guild_id, edge)
