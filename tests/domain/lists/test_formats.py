"""Each service's export, as it is downloaded, becomes entries."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bot.domain.lists import Entry, Medium, ReadList, read_text, read_upload
from bot.domain.lists.columns import Wishes, typed_wishes
from bot.domain.progress import Status
from bot.errors import UserError
from tests.domain.lists import samples


def by_title(read: ReadList) -> dict[str, Entry]:
    return {entry.called: entry for entry in read.entries}


def test_myanimelist_packed_as_it_is_downloaded() -> None:
    read = read_upload("animelist_1.xml.gz", samples.MYANIMELIST_GZ)
    assert (read.service, read.unread) == ("myanimelist", ())
    given, other = read.entries
    assert given == Entry(
        "Given", medium=Medium.ANIME, ids={"mal": "39533"}, status=Status.FINISHED, episode=11, rating=18, rewatches=2,
        started_on=date(2019, 7, 12), finished_on=date(2019, 9, 20), note="The band! <3",
    )  # fmt: skip
    assert (other.title, other.status, other.rating) == ("Nobody Knows This & That", Status.ON_HOLD, None)
    assert (other.started_on, other.finished_on) == (None, None)


def test_anilist_on_the_scale_that_the_member_chose() -> None:
    read = read_upload("anilist.json", json.dumps(samples.ANILIST).encode())
    given, film = read.entries
    assert read.service == "anilist"
    assert (given.title, given.other_titles) == ("given", ("Given", "ギヴン"))
    assert given.ids == {"anilist": "108430", "mal": "39533"}
    assert (given.rating, given.rewatches, given.year) == (17, 1, 2019)
    assert (given.started_on, given.finished_on) == (date(2019, 7, 12), None)
    assert (film.medium, film.status, film.year) == (Medium.FILM, Status.PLANNED, 2020)


def test_letterboxd_files_tell_of_one_film_together() -> None:
    read = read_upload("letterboxd-alice.zip", samples.LETTERBOXD)
    film, planned = read.entries
    assert read.service == "letterboxd"
    assert (film.title, film.year, film.medium) == ("Red, White & Royal Blue", 2023, Medium.FILM)
    assert (film.status, film.rating, film.rewatches) == (Status.FINISHED, 18, 1)
    assert (film.finished_on, film.note) == (date(2023, 8, 31), "Cake.\nMore cake.")
    assert (planned.title, planned.status) == ("Some Film Nobody Has", Status.PLANNED)


def test_trakt_counts_seasons_and_keeps_shows_apart_from_followers() -> None:
    read = read_upload("trakt.zip", samples.TRAKT)
    found = by_title(read)
    assert read.service == "trakt"
    one, two = (next(e for e in read.entries if e.title == "Squid Game" and e.season == n) for n in (1, 2))
    assert (one.episode, one.rewatches, one.status) == (9, 1, Status.WATCHING)
    assert (one.started_on, one.finished_on) == (date(2021, 10, 1), date(2021, 10, 9))
    assert (two.episode, two.rating, two.called) == (3, 12, "Squid Game season 2")
    assert next(e for e in read.entries if e.title == "Squid Game" and e.season is None).rating == 16
    assert (found["Lovely Runner"].status, found["Lovely Runner"].note) == (Status.PLANNED, "soon")


def test_tv_time_ticks_become_one_place_a_season() -> None:
    read = read_upload("gdpr-data.zip", samples.TVTIME)
    assert read.service == "tvtime"
    watched, planned = read.entries
    assert (watched.title, watched.season, watched.episode) == ("Semantic Error", 1, 8)
    assert (watched.started_on, watched.finished_on) == (date(2022, 3, 1), date(2022, 3, 8))
    assert (planned.title, planned.status) == ("Old Fashion Cupcake", Status.PLANNED)


def test_serializd_half_stars_and_its_lists() -> None:
    read = read_upload("serializd.json", samples.SERIALIZD.encode())
    watched, planned, dropped = read.entries
    assert read.service == "serializd"
    assert (watched.title, watched.season, watched.rating, watched.note) == ("Bad Buddy", 1, 18, "The rooftop.")
    assert (watched.status, watched.finished_on) == (Status.FINISHED, date(2022, 1, 21))
    assert planned.status is Status.PLANNED
    assert (dropped.status, dropped.called) == (Status.DROPPED, "A Show Without a Name Here season 3")


def test_a_page_of_mydramalist_as_it_is_copied() -> None:
    read = read_text(samples.MYDRAMALIST)
    assert read.service == "mydramalist"
    found = by_title(read)
    assert list(found) == [
        "The Untamed", "Where Your Eyes Linger", "Cherry Magic!", "A Title Nobody Has Written Down",
    ]  # fmt: skip
    untamed = found["The Untamed"]
    assert (untamed.status, untamed.episode, untamed.rating, untamed.year) == (Status.WATCHING, 20, 19, 2019)
    assert (found["Cherry Magic!"].status, found["Cherry Magic!"].rating) == (Status.FINISHED, 20)
    assert found["A Title Nobody Has Written Down"].status is Status.PLANNED
    assert read_text(samples.MYDRAMALIST_CELLS).entries == (found["Where Your Eyes Linger"],)


def test_any_table_by_its_heads_or_by_what_the_member_says() -> None:
    read = read_upload("mine.csv", samples.TABLE.encode(), typed_wishes("status=State; episode=Seen; finished=When"))
    found = by_title(read)
    assert read.service == "table"
    assert (found["Bad Buddy"].rating, found["Bad Buddy"].episode) == (18, 12)
    assert found["Bad Buddy"].finished_on == date(2022, 1, 21)
    assert (found["It's Okay to Not Be Okay"].rating, found["It's Okay to Not Be Okay"].status) == (12, Status.WATCHING)


def test_a_table_whose_titles_cannot_be_told_names_its_columns() -> None:
    with pytest.raises(UserError, match=r"holds the titles.*Werk.*Punkte"):
        read_upload("x.csv", b"Werk,Punkte\nBad Buddy,9\n")
    read = read_upload("x.csv", b"Werk,Punkte\nBad Buddy,9\n", typed_wishes("title=Werk; rating=Punkte"))
    assert read.entries == (Entry("Bad Buddy", rating=18),)
    with pytest.raises(UserError, match="does not name a column"):
        read_upload("x.csv", b"Werk,Punkte\nBad Buddy,9\n", typed_wishes("Werk"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_whatever_saved_it(encoding: str) -> None:
    text = "Title,Rating,Status\nBon Appétit\u002c Your Majesty,9,Completed\n".replace("Appétit,", "Appétit")
    assert read_upload("a.csv", text.encode(encoding)).entries[0].title == "Bon Appétit Your Majesty"


@pytest.mark.parametrize(
    "heads",
    ["제목;평점;상태;회차", "タイトル;評価;状態;話数", "标题;评分;状态;集数", "ชื่อเรื่อง;คะแนน;สถานะ;ตอน",
     "Título;Nota;Estado;Episodio", "Titel;Bewertung;Status;Folge", "Judul;Rating;Status;Progress"],
)  # fmt: skip
def test_heads_in_other_languages_are_known(heads: str) -> None:
    read = read_upload("a.csv", f"{heads}\nBad Buddy;9;completed;12\n".encode())
    assert read.entries == (Entry("Bad Buddy", status=Status.FINISHED, episode=12, rating=18),)


def test_a_column_can_be_named_in_any_script_and_two_of_one_name_are_two() -> None:
    named = typed_wishes("title=Произведение; rating=Оценка")
    assert read_upload("a.csv", "Произведение,Оценка\nBad Buddy,9\n".encode(), named).entries == (
        Entry("Bad Buddy", rating=18),
    )
    twice = read_upload("a.csv", b"Title,Date,Date,\nBad Buddy,2021-01-01,2021-02-02,x\n")
    assert twice.layout is not None
    assert twice.layout.heads == ("Title", "Date", "Date #3", "#4")
    assert twice.layout.unused() == ("Date", "Date #3", "#4")


def test_a_column_that_is_not_wished_for_is_not_read() -> None:
    wishes = Wishes({"title": "Name"}, are_all=True)
    assert read_upload("a.csv", b"Name,Rating\nBad Buddy,9\n", wishes).entries == (Entry("Bad Buddy"),)
