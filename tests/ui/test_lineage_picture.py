"""The picture of a lineage: drawn for any names, and said in words for those who can't see it."""

from __future__ import annotations

from bot.domain.series import Kind, Lineage, LineageKind, Series
from bot.services.catalogue.catalogues import Catalogues
from bot.services.catalogue.lineage import neighbourhood
from bot.ui.kit import pictures
from bot.ui.lineage.card import lineage_alt, lineage_card
from bot.ui.lineage.picture import _LINES, _line_words, lineage_picture
from tests.bundled import bundled

BUNDLE = bundled()
HOME = 1001


async def test_every_kind_of_edge_and_any_script_is_drawn() -> None:
    catalogues = Catalogues(BUNDLE)
    middle = catalogues.require(None, "where-your-eyes-linger-kr-2020")
    for number, kind in enumerate(LineageKind):
        title = ("แปลรักฉันด้วยใจเธอ $x$", "陳情令", "𝒯𝓇𝑜𝓊𝒷𝓁𝑒 𐍈", "Plain", "너의 시선", "مسلسل")[number]
        series = Series(f"other-{number}-th-2022", title, "TH", 2022, Kind.BL, native_title=title)
        catalogues._put(HOME, series)
        catalogues.apply_lineage(HOME, Lineage(middle.id, series.id, kind))
    around = neighbourhood(catalogues, HOME, middle)
    picture = await lineage_picture(around)
    assert picture is not None
    assert picture.fp.read(8) == b"\x89PNG\r\n\x1a\n"
    assert "陳情令" in lineage_alt(around)


async def test_without_relatives_there_are_words_and_no_picture() -> None:
    catalogues = Catalogues(BUNDLE)
    lone = next(one for one in catalogues.every(None) if not catalogues.lineage_of(None, one.id))
    around = neighbourhood(catalogues, None, lone)
    assert await lineage_picture(around) is None
    texts = [str(getattr(part, "content", "")) for part in lineage_card(around, None).walk_children()]
    assert any("Nothing is recorded" in text for text in texts)


def test_every_lineage_of_the_catalogue_fits_a_card_and_an_alt_text() -> None:
    catalogues = Catalogues(BUNDLE)
    for edge in BUNDLE.lineage:
        for series_id in (edge.source_id, edge.target_id):
            around = neighbourhood(catalogues, None, catalogues.require(None, series_id))
            assert len(lineage_alt(around)) <= 1024
            lineage_card(around, "lineage.png")


def test_characters_without_a_font_are_drawn_as_boxes() -> None:
    assert pictures.drawable("Plain text") == "Plain text"
    assert pictures.drawable("a\U000e0041b") == "a□b"


def test_what_the_legend_tells_apart_differs_by_more_than_its_colour() -> None:
    styles = {_line_words(kind): style for kind, (_colour, style) in _LINES.items()}
    assert len(set(styles.values())) == len(styles)
