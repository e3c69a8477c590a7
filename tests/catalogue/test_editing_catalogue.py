"""The server's canon: on top of the bundled catalogue, seen at once, taken back, and kept through its updates."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any

import pytest
from msgspec.structs import replace

from bot.domain import canon as rules
from bot.domain.catalogue import Catalogue
from bot.domain.progress import Progress, Status
from bot.domain.reviews.records import Draft
from bot.domain.series import Kind, Lineage, LineageKind, Series
from bot.errors import Gone, UserError
from bot.services import notifying
from bot.services.catalogue import editing, lineage_editing, merging
from bot.services.catalogue.catalogues import Catalogues
from bot.services.catalogue.editing import Editor
from bot.services.catalogue.undoing import undo_edit
from bot.services.moderation import moderating
from bot.services.moderation.undoing import undo_decision
from bot.services.reviews.drafting import draft_of, keep_draft
from bot.storage import progress as progress_storage
from bot.storage.catalogue import merging as merging_storage
from bot.storage.engine.database import EVERYBODY, Database
from bot.storage.engine.times import from_ms
from bot.ui.moderation.notices import notice_text, notice_texts
from tests.bundled import bundled
from tests.loopback.hall import AUTHOR, AWAY, HOME, NOW, OTHER, READER, insert_review, row_of, rows_of

VOCABULARY = bundled().vocabulary
EYES = Series(
    "where-your-eyes-linger-kr-2020", "Where Your Eyes Linger", "KR", 2020, Kind.BL, episodes=8, aliases=("WYEL",)
)
CITY = Series("love-in-the-big-city-kr-2024", "Love in the Big City", "KR", 2024, Kind.QUEER, episodes=8)
EDGE = Lineage(EYES.id, CITY.id, LineageKind.PAVED_THE_WAY)
EDITOR = Editor(HOME, 77, NOW)
AWAY_EDITOR = Editor(AWAY, 78, NOW)
NEW = {"title": "To My Star", "country": "KR", "year": 2021, "kind": "bl", "episodes": 8}
NEW_ID = "to-my-star-kr-2021"


def bundle(*series: Series, lineage: tuple[Lineage, ...] = (EDGE,)) -> Catalogues:
    return Catalogues(Catalogue(series or (EYES, CITY), lineage, VOCABULARY))


@pytest.fixture
def catalogues() -> Catalogues:
    return bundle()


def found(catalogues: Catalogues, query: str, guild: int = HOME) -> list[str]:
    return [match.series_id for match in catalogues.search(guild, query, limit=5)]


async def after_restart(db: Database, *series: Series) -> Catalogues:
    catalogues = bundle(*series)
    await catalogues.load(db)
    return catalogues


async def test_an_added_series_is_found_at_the_next_keystroke_and_only_here(
    db: Database, catalogues: Catalogues
) -> None:
    await editing.add_series(db, catalogues, EDITOR, NEW)
    for known in (catalogues, await after_restart(db)):
        assert NEW_ID in found(known, "to my sta")
        assert NEW_ID not in found(known, "to my sta", AWAY)
        assert known.get(AWAY, NEW_ID) is None


async def test_who_and_when_are_kept(db: Database, catalogues: Catalogues) -> None:
    await editing.add_series(db, catalogues, EDITOR, NEW)
    row = await row_of(db, "SELECT changed_by, changed_at FROM canon_series")
    assert row == {"changed_by": 77, "changed_at": int(NOW.timestamp() * 1000)}
    assert (await row_of(db, "SELECT action, actor_id, subject FROM audit_log")) == {
        "action": "catalogue.add",
        "actor_id": 77,
        "subject": NEW_ID,
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("country", "XX"), ("year", 1800), ("kind", "musical"), ("episodes", 0), ("title", "x" * 301)],
)
async def test_a_field_that_does_not_fit_adds_nothing(
    db: Database, catalogues: Catalogues, field: str, value: Any
) -> None:
    with pytest.raises(UserError) as caught:
        await editing.add_series(db, catalogues, EDITOR, NEW | {field: value})
    assert field in caught.value.message
    assert "canon, line" not in caught.value.message
    assert await rows_of(db, "SELECT * FROM canon_series") == []


async def test_what_is_there_already_is_not_added_again(db: Database, catalogues: Catalogues) -> None:
    with pytest.raises(UserError, match="already"):
        await editing.add_series(
            db, catalogues, EDITOR, {"title": EYES.title, "country": "KR", "year": 2020, "kind": "bl"}
        )


async def test_a_correction_keeps_only_what_differs(db: Database, catalogues: Catalogues) -> None:
    await editing.correct_series(db, catalogues, EDITOR, EYES.id, {"episodes": 10, "title": EYES.title})
    row = await row_of(db, "SELECT change, fields FROM canon_series")
    assert row == {"change": "corrected", "fields": '{"episodes": 10}'}
    assert catalogues.require(HOME, EYES.id).episodes == 10
    assert catalogues.require(AWAY, EYES.id).episodes == 8


async def test_corrections_survive_an_update_of_the_bundled_catalogue(db: Database, catalogues: Catalogues) -> None:
    await editing.correct_series(db, catalogues, EDITOR, EYES.id, {"episodes": 10})
    updated = await after_restart(db, replace(EYES, minutes=15, episodes=9), CITY)
    series = updated.require(HOME, EYES.id)
    assert (series.episodes, series.minutes) == (10, 15)
    assert updated.require(AWAY, EYES.id).episodes == 9


async def test_a_correction_waits_while_the_bundled_catalogue_lacks_its_series(
    db: Database, catalogues: Catalogues
) -> None:
    await editing.correct_series(db, catalogues, EDITOR, EYES.id, {"episodes": 10})
    assert (await after_restart(db, CITY)).get(HOME, EYES.id) is None
    assert (await after_restart(db)).require(HOME, EYES.id).episodes == 10


async def test_a_correction_that_fits_no_more_leaves_the_bundled_series(db: Database, catalogues: Catalogues) -> None:
    await editing.correct_series(db, catalogues, EDITOR, EYES.id, {"first_aired": "2020-05-01"})
    updated = await after_restart(db, replace(EYES, year=2015), CITY)
    assert updated.require(HOME, EYES.id).year == 2015


async def test_a_field_can_be_cleared_and_put_back_as_bundled(db: Database, catalogues: Catalogues) -> None:
    await editing.correct_series(db, catalogues, EDITOR, EYES.id, {"episodes": None})
    assert catalogues.require(HOME, EYES.id).episodes is None
    await editing.correct_series(db, catalogues, EDITOR, EYES.id, {"episodes": 8})
    assert await rows_of(db, "SELECT * FROM canon_series") == []
    assert catalogues.require(HOME, EYES.id) == EYES


async def test_an_edit_without_a_difference_is_said(db: Database, catalogues: Catalogues) -> None:
    with pytest.raises(UserError, match="Nothing is different"):
        await editing.correct_series(db, catalogues, EDITOR, EYES.id, {"episodes": 8, "minutes": None})
    await editing.add_series(db, catalogues, EDITOR, NEW)
    with pytest.raises(UserError, match="Nothing is different"):
        await editing.correct_series(db, catalogues, EDITOR, NEW_ID, {"episodes": 8, "minutes": None})


async def test_names_are_added_and_taken_away(db: Database, catalogues: Catalogues) -> None:
    await editing.add_alias(db, catalogues, EDITOR, EYES.id, "  the  bodyguard one ")
    assert EYES.id in found(catalogues, "bodyguard one")
    assert EYES.id not in found(catalogues, "bodyguard one", AWAY)
    await editing.correct_series(db, catalogues, EDITOR, EYES.id, {"episodes": 10})
    assert "the bodyguard one" in catalogues.require(HOME, EYES.id).aliases
    await editing.remove_alias(db, catalogues, EDITOR, EYES.id, "The Bodyguard One")
    await editing.remove_alias(db, catalogues, EDITOR, EYES.id, "wyel")
    for known in (catalogues, await after_restart(db)):
        assert known.require(HOME, EYES.id).aliases == ()
        assert known.require(HOME, EYES.id).episodes == 10
        assert EYES.id in found(known, "wyel", AWAY)


@pytest.mark.parametrize(("alias", "said"), [("wyel", "already"), ("  ", "visible"), ("x" * 201, "201")])
async def test_a_name_that_does_not_fit_is_refused(db: Database, catalogues: Catalogues, alias: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        await editing.add_alias(db, catalogues, EDITOR, EYES.id, alias)


async def test_editing_the_names_drops_those_that_were_left_out(db: Database, catalogues: Catalogues) -> None:
    await editing.add_alias(db, catalogues, EDITOR, EYES.id, "Bodyguard")
    await editing.add_alias(db, catalogues, EDITOR, EYES.id, "Linger")
    await editing.correct_series(db, catalogues, EDITOR, EYES.id, {"aliases": ["WYEL", "Linger"]})
    for known in (catalogues, await after_restart(db)):
        assert known.require(HOME, EYES.id).aliases == ("WYEL", "Linger")


async def test_a_removed_series_is_not_found_here_and_comes_back(db: Database, catalogues: Catalogues) -> None:
    edit = await editing.remove_series(db, catalogues, EDITOR, EYES.id)
    for known in (catalogues, await after_restart(db)):
        assert known.get(HOME, EYES.id) is None
        assert EYES.id not in found(known, "where your eyes linger")
        assert EYES.id in found(known, "where your eyes linger", AWAY)
    with pytest.raises(Gone):
        await editing.remove_series(db, catalogues, EDITOR, EYES.id)
    await undo_edit(db, catalogues, EDITOR, edit.entry_id)
    for known in (catalogues, await after_restart(db)):
        assert known.require(HOME, EYES.id) == EYES
        assert EYES.id in found(known, "where your eyes linger")


async def test_an_added_series_that_was_removed_comes_back_whole(db: Database, catalogues: Catalogues) -> None:
    await editing.add_series(db, catalogues, EDITOR, NEW)
    before = catalogues.require(HOME, NEW_ID)
    edit = await editing.remove_series(db, catalogues, EDITOR, NEW_ID)
    assert found(catalogues, "to my star") == []
    await undo_edit(db, catalogues, EDITOR, edit.entry_id)
    assert catalogues.require(HOME, NEW_ID) == before
    assert NEW_ID in found(catalogues, "to my star")


async def test_undo_leaves_a_later_edit_alone(db: Database, catalogues: Catalogues) -> None:
    edit = await editing.correct_series(db, catalogues, EDITOR, EYES.id, {"episodes": 10})
    await editing.correct_series(db, catalogues, EDITOR, EYES.id, {"minutes": 12})
    with pytest.raises(UserError, match="changed this series since"):
        await undo_edit(db, catalogues, EDITOR, edit.entry_id)
    with pytest.raises(Gone):
        await undo_edit(db, catalogues, AWAY_EDITOR, edit.entry_id)
    assert catalogues.require(HOME, EYES.id).episodes == 10


async def test_links_are_added_and_bundled_ones_taken_away_here_only(db: Database, catalogues: Catalogues) -> None:
    edit = await lineage_editing.disconnect_series(db, catalogues, EDITOR, EYES.id, CITY.id, "paved-the-way")
    added = await lineage_editing.connect_series(db, catalogues, EDITOR, EYES.id, CITY.id, "same-source", " a note ")
    for known in (catalogues, await after_restart(db)):
        assert [(e.kind, e.note) for e in known.lineage_of(HOME, CITY.id)] == [(LineageKind.SAME_SOURCE, "a note")]
        assert known.lineage_of(AWAY, CITY.id) == [EDGE]
    with pytest.raises(UserError, match="already"):
        await lineage_editing.connect_series(db, catalogues, EDITOR, CITY.id, EYES.id, "same-source", None)
    await undo_edit(db, catalogues, EDITOR, added.entry_id)
    await undo_edit(db, catalogues, EDITOR, edit.entry_id)
    for known in (catalogues, await after_restart(db)):
        assert known.lineage_of(HOME, CITY.id) == [EDGE]


@pytest.mark.parametrize(
    ("source", "target", "kind", "error"),
    [
        (EYES.id, EYES.id, "sequel", UserError),
        (EYES.id, CITY.id, "cousin", UserError),
        (EYES.id, "nothing-kr-2000", "sequel", Gone),
        (EYES.id, CITY.id, "paved-the-way", UserError),
        (CITY.id, EYES.id, "paved-the-way", UserError),  # the opposite stands there
    ],
)
async def test_a_link_that_makes_no_sense_is_refused(
    db: Database, catalogues: Catalogues, source: str, target: str, kind: str, error: type[UserError]
) -> None:
    with pytest.raises(error):
        await lineage_editing.connect_series(db, catalogues, EDITOR, source, target, kind, None)


async def progress(db: Database, user: int, series: str, episode: int, status: Status = Status.WATCHING) -> None:
    async with db.transaction(EVERYBODY) as connection:
        await progress_storage.upsert_progress(connection, Progress(user, series, status, episode, changed_at=NOW))


async def rating(db: Database, user: int, series: str, value: int, guild: int, at: int = 1) -> None:
    async with db.transaction(EVERYBODY) as connection:
        await progress_storage.upsert_rating(
            connection, user_id=user, series_id=series, rating=value, guild_id=guild, at=from_ms(at)
        )


async def test_merging_moves_reviews_progress_and_ratings(db: Database, catalogues: Catalogues) -> None:
    await editing.add_series(db, catalogues, EDITOR, NEW)
    review = await insert_review(db, series_id=NEW_ID)
    await progress(db, READER, NEW_ID, 5)
    await progress(db, OTHER, NEW_ID, 2)
    await progress(db, OTHER, EYES.id, 6)
    await rating(db, READER, NEW_ID, 18, HOME)
    await rating(db, OTHER, NEW_ID, 4, HOME, at=1)
    await rating(db, OTHER, EYES.id, 16, HOME, at=2)
    _old, new, moved = await merging.merge_series(db, catalogues, EDITOR, NEW_ID, EYES.id)
    assert moved.reviews == 1
    assert (await row_of(db, "SELECT series_id FROM reviews WHERE id = ?", review))["series_id"] == EYES.id
    assert await rows_of(db, "SELECT user_id, series_id, episode FROM progress ORDER BY user_id") == [
        {"user_id": READER, "series_id": EYES.id, "episode": 5},
        {"user_id": OTHER, "series_id": EYES.id, "episode": 6},
    ]
    assert await rows_of(db, "SELECT user_id, series_id, rating FROM ratings ORDER BY user_id") == [
        {"user_id": READER, "series_id": EYES.id, "rating": 18},
        {"user_id": OTHER, "series_id": EYES.id, "rating": 16},
    ]
    assert "To My Star" in new.aliases
    for known in (catalogues, await after_restart(db)):
        assert known.require(HOME, NEW_ID).id == EYES.id
        assert found(known, "to my star") == [EYES.id]


async def test_a_merge_with_a_series_that_counts_differently_shows_nobody_more(
    db: Database, catalogues: Catalogues
) -> None:
    await editing.add_series(db, catalogues, EDITOR, NEW | {"episodes": 4})
    review = await insert_review(db, series_id=NEW_ID, author_id=AUTHOR, horizon=2, stage_episode=2)
    await progress(db, READER, NEW_ID, 4, Status.FINISHED)
    await progress(db, OTHER, NEW_ID, 3)
    await progress(db, OTHER, EYES.id, 6)
    await rating(db, READER, NEW_ID, 18, HOME)
    await rating(db, OTHER, NEW_ID, 10, HOME)
    _old, _new, moved = await merging.merge_series(db, catalogues, EDITOR, NEW_ID, EYES.id)
    assert moved.renumbered == ((AUTHOR, "Quiet and warm"),)
    kept = await row_of(db, "SELECT horizon, stage_episode FROM reviews WHERE id = ?", review)
    assert kept == {"horizon": None, "stage_episode": None}
    assert await rows_of(db, "SELECT user_id, status, episode FROM progress ORDER BY user_id") == [
        {"user_id": READER, "status": "watching", "episode": 0},
        {"user_id": OTHER, "status": "watching", "episode": 6},
    ]
    assert (await row_of(db, "SELECT user_id, kind FROM notices")) == {"user_id": AUTHOR, "kind": "review-renumbered"}


async def test_what_comes_back_after_such_a_merge_spoils_the_whole_series(db: Database, catalogues: Catalogues) -> None:
    await editing.add_series(db, catalogues, EDITOR, NEW | {"episodes": 4})
    deleted = await insert_review(db, series_id=NEW_ID, author_id=AUTHOR, horizon=2, state="deleted")
    widened = await insert_review(db, series_id=NEW_ID, author_id=READER, horizon=2)
    decision = await moderating.widen_horizon(db, HOME, widened, OTHER, horizon=None, episodes=4, now=NOW)
    await keep_draft(db, Draft(NEW_ID, body="Not done yet.", horizon=3), OTHER, HOME, now=NOW)
    await merging.merge_series(db, catalogues, EDITOR, NEW_ID, EYES.id)
    assert await row_of(db, "SELECT horizon FROM reviews WHERE id = ?", deleted) == {"horizon": None}
    draft = await draft_of(db, OTHER, HOME, EYES.id)
    assert draft is not None
    assert (draft.body, draft.horizon) == ("Not done yet.", None)
    with pytest.raises(UserError, match="may count its episodes differently"):
        await undo_decision(db, HOME, decision.entry_id, OTHER, now=NOW)
    assert await row_of(db, "SELECT horizon FROM reviews WHERE id = ?", widened) == {"horizon": None}


async def test_what_a_merge_would_move_is_what_it_moves(db: Database, catalogues: Catalogues) -> None:
    await editing.add_series(db, catalogues, EDITOR, NEW)
    await insert_review(db, series_id=NEW_ID, author_id=AUTHOR)
    for user_id in (AUTHOR, READER, OTHER):  # two of them only keep their place
        await progress(db, user_id, NEW_ID, 2)
    await rating(db, READER, NEW_ID, 18, HOME)
    _old, _new, told = await merging.look_at_merge(db, catalogues, EDITOR, NEW_ID, EYES.id)
    _old, _new, moved = await merging.merge_series(db, catalogues, EDITOR, NEW_ID, EYES.id)
    assert (told.reviews, told.progress, told.ratings) == (moved.reviews, moved.progress, moved.ratings) == (1, 3, 1)


async def test_merging_a_bundled_series_leaves_other_servers_and_their_members_alone(
    db: Database, catalogues: Catalogues
) -> None:
    await insert_review(db, series_id=CITY.id, author_id=AUTHOR)
    await insert_review(db, series_id=CITY.id, author_id=AUTHOR, guild_id=AWAY)
    await progress(db, AUTHOR, CITY.id, 3)
    await progress(db, OTHER, CITY.id, 4)
    await rating(db, OTHER, CITY.id, 10, AWAY)
    await merging.merge_series(db, catalogues, EDITOR, CITY.id, EYES.id)
    assert await rows_of(db, "SELECT guild_id, series_id FROM reviews ORDER BY guild_id") == [
        {"guild_id": HOME, "series_id": EYES.id},
        {"guild_id": AWAY, "series_id": CITY.id},
    ]
    assert await rows_of(db, "SELECT user_id, series_id FROM progress ORDER BY user_id, series_id") == [
        {"user_id": AUTHOR, "series_id": CITY.id},
        {"user_id": AUTHOR, "series_id": EYES.id},
        {"user_id": OTHER, "series_id": CITY.id},
    ]
    assert (await row_of(db, "SELECT series_id FROM ratings"))["series_id"] == CITY.id
    assert catalogues.require(AWAY, CITY.id) == CITY


async def test_an_author_who_reviewed_both_keeps_the_newer_and_is_told(db: Database, catalogues: Catalogues) -> None:
    older = await insert_review(db, series_id=CITY.id, headline="First", created_at=1)
    newer = await insert_review(db, series_id=EYES.id, headline="Second", created_at=2)
    _old, _new, moved = await merging.merge_series(db, catalogues, EDITOR, CITY.id, EYES.id)
    assert [(gave.review_id, gave.headline) for gave in moved.gave_way] == [(older, "First")]
    states = {row["id"]: row["state"] for row in await rows_of(db, "SELECT id, state FROM reviews")}
    assert states == {older: "deleted", newer: "posted"}
    assert (await row_of(db, "SELECT user_id, kind FROM notices")) == {"user_id": AUTHOR, "kind": "review-merged"}


async def test_links_refusals_and_recommendations_go_along(db: Database, catalogues: Catalogues) -> None:
    await editing.add_series(db, catalogues, EDITOR, NEW)
    await lineage_editing.connect_series(db, catalogues, EDITOR, NEW_ID, CITY.id, "sequel", None)
    await lineage_editing.connect_series(db, catalogues, EDITOR, EYES.id, NEW_ID, "remake", None)
    insert = (
        "INSERT INTO suggestions (guild_id, liked_id, try_id, because, author_id, author_name, state, channel_id,"
        " created_at) VALUES (?, ?, ?, 'x', ?, 'A', 'posted', 1, 1)"
    )
    async with db.transaction(EVERYBODY) as connection:
        await connection.execute("INSERT INTO refusals VALUES (?, ?, 1)", (READER, NEW_ID))
        for guild, liked, tried in ((HOME, NEW_ID, CITY.id), (HOME, EYES.id, NEW_ID), (AWAY, NEW_ID, CITY.id)):
            await connection.execute(insert, (guild, liked, tried, AUTHOR))
    await merging.merge_series(db, catalogues, EDITOR, NEW_ID, EYES.id)
    for known in (catalogues, await after_restart(db)):
        kinds = {(e.source_id, e.target_id, e.kind.value) for e in known.lineage_of(HOME, EYES.id)}
        assert kinds == {(EYES.id, CITY.id, "paved-the-way"), (EYES.id, CITY.id, "sequel")}
    assert (await row_of(db, "SELECT series_id FROM refusals"))["series_id"] == EYES.id
    found = await rows_of(db, "SELECT guild_id, liked_id, try_id FROM suggestions ORDER BY id")
    assert [tuple(row.values()) for row in found] == [
        (HOME, EYES.id, CITY.id),
        (HOME, EYES.id, NEW_ID),  # it would recommend the series to itself
        (AWAY, NEW_ID, CITY.id),
    ]


async def test_what_gives_way_in_a_merge_is_not_said_to_move_and_its_text_comes_back(
    db: Database, catalogues: Catalogues
) -> None:
    await insert_review(db, series_id=CITY.id, headline="First", body="All of it.", created_at=1)
    await insert_review(db, series_id=EYES.id, headline="Second", created_at=2)
    await insert_review(db, series_id=CITY.id, author_id=OTHER, state="deleted")
    await insert_review(db, series_id=CITY.id, author_id=READER)
    before = await rows_of(db, "SELECT id, series_id, state FROM reviews ORDER BY id")
    _old, _new, told = await merging.look_at_merge(db, catalogues, EDITOR, CITY.id, EYES.id)
    assert await rows_of(db, "SELECT id, series_id, state FROM reviews ORDER BY id") == before, "only looked at"
    _old, _new, moved = await merging.merge_series(db, catalogues, EDITOR, CITY.id, EYES.id)
    assert told == moved
    assert (moved.reviews, len(moved.gave_way)) == (1, 1)
    (notice,) = await notifying.untried_notices(db)
    assert notice_texts([notice]) == {"your-review-1.md": "All of it."}
    assert "“First” is deleted" in notice_text(notice, server="Here", title="Eyes")


async def test_a_merge_tells_before_what_it_will_move(db: Database, catalogues: Catalogues) -> None:
    await insert_review(db, series_id=CITY.id)
    await rating(db, READER, CITY.id, 10, HOME)
    await progress(db, READER, CITY.id, 3)
    _old, _new, counted = await merging.look_at_merge(db, catalogues, EDITOR, CITY.id, EYES.id)
    assert (counted.reviews, counted.progress, counted.ratings) == (1, 1, 1)
    with pytest.raises(UserError, match="itself"):
        await merging.look_at_merge(db, catalogues, EDITOR, CITY.id, CITY.id)


async def test_a_series_that_was_taken_out_keeps_its_title_for_what_was_written_about_it(
    db: Database, catalogues: Catalogues
) -> None:
    await editing.add_series(db, catalogues, EDITOR, NEW)
    title = catalogues.require(HOME, NEW_ID).title
    removed = await editing.remove_series(db, catalogues, EDITOR, NEW_ID)
    assert catalogues.get(HOME, NEW_ID) is None
    assert getattr(catalogues.last_known(HOME, NEW_ID), "title", None) == title
    reloaded = await after_restart(db)
    assert getattr(reloaded.last_known(HOME, NEW_ID), "title", None) == title
    await undo_edit(db, catalogues, EDITOR, removed.entry_id)
    assert catalogues.require(HOME, NEW_ID).title == title


async def test_at_no_moment_of_a_merge_is_the_duplicate_unknown(db: Database, catalogues: Catalogues) -> None:
    """Posts are drawn anew at any moment; what they show and nobody knows counts as gone."""
    await editing.add_series(db, catalogues, EDITOR, NEW)
    merge = asyncio.ensure_future(merging.merge_series(db, catalogues, EDITOR, NEW_ID, EYES.id))
    seen = set()
    while not merge.done():
        known = catalogues.last_known(HOME, NEW_ID)
        seen.add(known.id if known is not None else None)
        await asyncio.sleep(0)
    await merge
    assert seen <= {NEW_ID, EYES.id}


async def test_what_was_written_about_a_duplicate_keeps_a_title_when_the_other_is_taken_out_too(
    db: Database, catalogues: Catalogues
) -> None:
    await editing.add_series(db, catalogues, EDITOR, NEW)
    await merging.merge_series(db, catalogues, EDITOR, NEW_ID, EYES.id)
    await editing.remove_series(db, catalogues, EDITOR, EYES.id)
    for known in (catalogues, await after_restart(db)):
        assert known.get(HOME, NEW_ID) is None
        assert getattr(known.last_known(HOME, NEW_ID), "title", None) == EYES.title


async def test_a_chain_of_merges_leads_to_the_last(db: Database, catalogues: Catalogues) -> None:
    await editing.add_series(db, catalogues, EDITOR, NEW)
    await merging.merge_series(db, catalogues, EDITOR, NEW_ID, EYES.id)
    await merging.merge_series(db, catalogues, EDITOR, EYES.id, CITY.id)
    for known in (catalogues, await after_restart(db)):
        assert known.require(HOME, NEW_ID).id == CITY.id
        assert known.require(HOME, EYES.id).id == CITY.id


@pytest.mark.sqlite  # asks SQLite about its columns
def test_every_table_that_names_a_series_knows_what_a_merge_does_to_it(db: Database) -> None:
    """A new table that names a series has to be said in bot/storage/catalogue/merging.py."""
    raw = sqlite3.connect(f"file:{db.path}?mode=ro", uri=True)
    tables = {
        row[0]
        for row in raw.execute(
            "SELECT m.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c"
            " WHERE m.type = 'table' AND c.type = 'TEXT' AND c.name LIKE '%\\_id' ESCAPE '\\'"
        )
    }
    raw.close()
    said = {*merging_storage.MOVES, *merging_storage.BY_NAME, *merging_storage.STAYS}
    assert tables - said == set()


def test_the_edit_pages_show_fields_of_the_schema_and_read_them_back() -> None:
    series = replace(EYES, genres=("romance",), tropes=("slow-burn",), native_title="너의 시선이 머무는 곳에")
    for page, fields in rules.PAGES.items():
        assert len(fields) <= 5, page
        for field in fields:
            assert len(rules.FIELD_LABELS[field]) <= 45
            text = rules.text_of(field, series, VOCABULARY)
            value = rules.value_of(field, text, VOCABULARY)
            assert rules.text_of(field, series, VOCABULARY) == text
            kept = getattr(series, field)
            kept = list(kept) if isinstance(kept, tuple) else kept
            assert value == (kept or None), field


@pytest.mark.parametrize(
    ("text", "read"), [("KR 2024", ("KR", 2024)), ("south korea, 2020", ("KR", 2020)), ("Taiwan 2019", ("TW", 2019))]
)
def test_country_and_year_are_read_in_one_go(text: str, read: tuple[str, int]) -> None:
    assert rules.country_and_year_of(text) == read


@pytest.mark.parametrize("text", ["", "2024", "Korea", "Atlantis 2020", "KR twenty"])
def test_a_country_or_year_that_is_unclear_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        rules.country_and_year_of(text)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("episodes", "ten", "whole number"),
        ("episodes", "٣", "whole number"),
        ("kind", "musical", "queer-adjacent"),
        ("ending", "terrible", "bittersweet"),
        ("genres", "romanse", "omance"),
        ("genres", "zzzzzz", "and more"),
        ("country", "Souht Korea", "South Korea"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_fits(field: str, text: str, said: str) -> None:
    with pytest.raises(UserError) as caught:
        rules.value_of(field, text, VOCABULARY)
    assert said in caught.value.message
