"""What the columns of a table hold: told from their heads, or said by the member."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from bot.domain.spoilers import quoted
from bot.errors import UserError
from bot.i18n import N_, _, joined

# What a column is → the heads under which services and people write it, letters and digits only.
_HEADS: Final[Mapping[str, str]] = {
    "title": "title name series show seriestitle showtitle seriesname showname tvshowname drama movie film titel"
    " titulo titre judul tieude englishtitle originaltitle"
    " 제목 작품 작품명 タイトル 作品 作品名 标题 標題 片名 剧名 劇名 ชื่อเรื่อง",
    "native": "nativetitle originalname",
    "year": "year released releaseyear premiered showyear airedyear firstaired jahr ano annee tahun nam 연도 年 年份 ปี",
    "status": "status mystatus state list watchstatus estado statut 상태 状態 状态 狀態 สถานะ",
    "episode": "episode episodes watchedepisodes episodeswatched myepisodes progress mywatchedepisodes lastepisode"
    " seasonepisode episodenumber numepisodeswatched folge episodio 회차 話数 话数 集数 集數 ตอน",
    "season": "season seasonnumber staffel temporada saison 시즌 シーズン 季 ซีซัน",
    "rating": "rating score myscore myrating ratingoutof10 userrating stars yourrating nota note10 overallscore"
    " bewertung punkte wertung puntuacion 평점 별점 評価 评分 評分 คะแนน",
    "rewatches": "rewatches rewatch timeswatched rewatchcount mytimeswatched",
    "started": "started startdate startedon mystartdate datestarted",
    "finished": "finished finishdate finishedon enddate datewatched watcheddate myfinishdate dateadded watchedat"
    " completedon",
    "note": "note notes comment comments review mycomments thoughts notiz notas 메모 メモ 备注 備註",
    "imdb": "imdb imdbid const",
    "tmdb": "tmdb tmdbid",
    "tvdb": "tvdb tvdbid",
    "mal": "malid seriesanimedbid",
    "mdl": "mdlid mydramalistid",
    "linger": "lingerid",
}
_LABELS: Final[Mapping[str, str]] = {
    "title": N_("Title"),
    "native": N_("Title in its own script"),
    "year": N_("Year"),
    "status": N_("Status"),
    "episode": N_("Last episode watched"),
    "season": N_("Season"),
    "rating": N_("Rating"),
    "rewatches": N_("Rewatches"),
    "started": N_("First day"),
    "finished": N_("Last day"),
    "note": N_("Note"),
}
_NUMBERED: Final = {
    "imdb": "IMDb", "tmdb": "TMDB", "tvdb": "TheTVDB", "mal": "MyAnimeList", "mdl": "MyDramaList", "linger": "Linger",
}  # fmt: skip
COLUMNS: Final = tuple(_HEADS)


def column_label(column: str) -> str:
    """What a column is, in the reader's language."""
    if column in _NUMBERED:
        return _("Number on {service}", service=_NUMBERED[column])
    return _(_LABELS[column])


def bare(head: str) -> str:
    """A head as it is compared: letters and digits of any script, without accents."""
    plain = unicodedata.normalize("NFKD", head.casefold())
    return unicodedata.normalize("NFC", re.sub(r"[\W_]|[\u0300-\u036f]", "", plain))


@cache
def column_of() -> Mapping[str, str]:
    """What column each head stands over, by heads as they are compared."""
    return {bare(head): column for column, heads in _HEADS.items() for head in heads.split()}


class Wishes(Struct, frozen=True):
    """What a member says of columns; with `are_all`, a column that is not named is not read."""

    heads: Mapping[str, str] = field(default_factory=dict)  # column → the head, `bare` or as it is
    are_all: bool = False

    def __bool__(self) -> bool:
        return bool(self.heads) or self.are_all


NO_WISHES: Final = Wishes()


class Layout(Struct, frozen=True):
    """The columns of a table: their heads, a cell of each, and what each is read as."""

    heads: tuple[str, ...]
    samples: tuple[str, ...]
    read_as: Mapping[str, str] = field(default_factory=dict)  # column → head

    def reading(self, columns: Mapping[str, str]) -> Layout:
        """The same, read as `columns` say."""
        return replace(self, read_as=dict(columns))

    def with_column(self, place: int, column: str | None) -> Layout:
        """The same, with the column at `place` (from 0) read as `column`, and no other; None: it is not read."""
        head = self.heads[place]
        others = {one: taken for one, taken in self.read_as.items() if taken != head and one != column}
        return self.reading(others | ({column: head} if column is not None else {}))

    def unused(self) -> tuple[str, ...]:
        """The heads of columns that hold something and are not read."""
        filled = (head for head, sample in zip(self.heads, self.samples, strict=True) if sample)
        return tuple(head for head in filled if head not in self.read_as.values())


class UnclearColumns(UserError):
    """No column is known to hold titles; `layout` is what there is to choose from."""

    def __init__(self, layout: Layout) -> None:
        heads = layout.heads
        super().__init__(
            _(
                "I can't tell which column holds the titles. This file has: {heads}. Upload it again and fill in"
                " “columns”, for instance “title={first}”.",
                heads=quoted(joined(heads[:20]) or "…", limit=300),
                first=quoted(heads[0] if heads else _("Name")),
            )
        )
        self.layout = layout


def typed_wishes(typed: str) -> Wishes:
    """The columns that a member names, as "title=Name; rating=Score".

    Raises UserError that says what can be named.
    """
    named: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in re.split(r"[;\n]", typed))):
        column, equals, head = part.partition("=")
        wanted = column_of().get(bare(column), bare(column))
        if not equals or not head.strip() or wanted not in _HEADS:
            raise UserError(
                _(
                    "“{part}” does not name a column. Write for instance “title=Name; rating=Score”."
                    " I know: {columns}.",
                    part=quoted(part),
                    columns=joined(COLUMNS),
                )
            )
        named[wanted] = head.strip()
    return Wishes(named)


def columns_of(heads: Sequence[str], wishes: Wishes = NO_WISHES) -> dict[str, str]:
    """What each known column is headed in this table: as the member says, otherwise by its head."""
    by_bare = {bare(head): head for head in reversed(heads)}
    found: dict[str, str] = {}
    for head in () if wishes.are_all else heads:
        column = column_of().get(bare(head))
        if column is not None:
            found.setdefault(column, head)
    for column, wanted in wishes.heads.items():
        meant = wanted if wanted in heads else by_bare.get(bare(wanted))
        if meant is not None:
            found = {other: head for other, head in found.items() if head != meant} | {column: meant}
    return found


def are_met(wishes: Wishes, heads: Sequence[str]) -> bool:
    """Whether the columns that a member named are in this table."""
    there = {*map(bare, heads)}
    return all(bare(head) in there for head in wishes.heads.values())
