"""What a copied web page leaves around a review, noticed and taken out; only ever when its author asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from bot.domain.spoilers import quoted
from bot.i18n import _, _n, joined
from bot.patterns import later

_LEAST_TWICE = 40  # characters of a paragraph that nobody writes twice by chance
_WALL_LINES = 4
_WALL_LENGTH = 60  # characters of a line, in the middle of a wall's lines, that is no verse
_TOP = 6  # lines in which a page repeats its title
_EDGE = 3  # lines at either end where a lone number or "END" is the page's
_BETWEEN = later(r"[\W_]+")
_MARKS = later(r"[|｜‖]|>!|!<|~!|!~|spoil", re.IGNORECASE)


class Kind(StrEnum):
    """What was left by the page."""

    FRAME = "frame"  # counters, buttons and questions around the text
    TITLE = "title"  # the series' title, which stands above every review
    HEADLINE = "headline"  # the headline again
    TWICE = "twice"  # a paragraph that stood there before
    WALL = "wall"  # line ends without blank lines: one block of text when posted


class Leftover(Struct, frozen=True):
    """One thing of the page; `text` is empty for a wall."""

    kind: Kind
    text: str = ""


class Tidied(Struct, frozen=True):
    """The text without what its page left, and what that was, in the order of the text."""

    body: str
    leftovers: tuple[Leftover, ...]


_COUNT = r"\d[\d.,]{0,8}\s?[kKmM万만]?"
_THINGS = (
    r"views?|reads?|hits|comments?|repl(?:y|ies)|likes?|shares?|reactions?|people\s+found\s+this\s+(?:review\s+)?helpful"
    r"|visitas?|vistas?|comentarios?|me\s+gusta|visualizações|visualizacoes|comentários|curtidas?|vues?|commentaires?"
    r"|aufrufe|kommentare?|tayangan|komentar|lượt\s+xem|bình\s+luận|просмотр\w*|комментари\w*"
    r"|조회수?|댓글|공감|閲覧|コメント|いいね|阅读|閱讀|评论|評論|点赞|讚|浏览|ความคิดเห็น|ครั้ง|ถูกใจ"
)
_NONE = r"no|0|zero|sin|nenhum|aucun|keine?|tidak\s+ada|belum\s+ada|chưa\s+có|нет"
_FRAME = later(
    rf"(?:{_COUNT}\s*(?:개|件|个|條|条)?\s*(?:{_THINGS})|(?:{_THINGS})\s*[:：]?\s*[(（\[]?\s*(?:{_COUNT}|(?:{_NONE})\s+(?:{_THINGS}))\s*(?:개|件|个)?\s*[)）\]]?"
    rf"|(?:{_NONE})\s+(?:{_THINGS})|(?:{_THINGS})\s*[(（]\s*(?:{_NONE})?\s*(?:{_THINGS})?\s*[)）]"
    r"|was\s+this\s+review\s+helpful(?:\s+to\s+you)?\s*\??(?:\s*yes\s*(?:/|\|)?\s*no)?"
    r"|(?:leave|post|add|write)\s+a\s+(?:comment|reply|review)|show\s+(?:more|less)|read\s+(?:more|less)|pin\s+it"
    r"|continue\s+reading|like\s+this:?|share\s+this:?|report\s+(?:this|review|abuse)|related\s+posts?:?"
    r"|(?:posted|filed|tagged|published|written)\s+(?:by|in|on|under)\s*[:：]?\s+.{1,60}|tags?\s*[:：].{1,120}"
    r"|(?:previous|next|older|newer)\s+posts?|this\s+review\s+may\s+contain\s+spoilers?|advertisements?"
    r"|(?:overall|story|acting(?:/cast)?|cast|music|rewatch(?:\s+value)?)\s+\d{1,2}(?:[.,]\d)?"
    r"|\d{1,3}\s+of\s+\d{1,3}\s+episodes?\s+seen|\d{1,4}\s+people\s+found\s+this\s+(?:review\s+)?helpful"
    r"|\d{1,2}\s+(?:minutes?|hours?|days?|weeks?|months?|years?)\s+ago|공유하기|더보기|続きを読む|展开全文)",
    re.IGNORECASE,
)
# Words that people write too: the page's only beside something that is certainly the page's.
_BUTTON = later(
    r"(?:yes|no|yes\s*[/|]?\s*no|reply|share:?|tweet|report|like|likes|print|email|facebook|twitter|pinterest|reddit"
    r"|completed|dropped|ongoing|related:?|loading|신고|공감|シェア|通報|收起|分享|举报|回复|compartir|compartilhar|partager"
    r"|teilen|bagikan|chia\s+sẻ)[.…]*",
    re.IGNORECASE,
)
_END = later(r"[-–—*~=\s]*(?:\d{1,6}|(?:the\s+)?end|fin|fim|ende|끝|完|终|終|จบ|конец)[-–—*~=\s.]*", re.IGNORECASE)
_AROUND_TITLE = later(
    r"^(?:drama\s+|series\s+|my\s+)?(?:review|recap|reseña|resenha|critique|kritik|ulasan|리뷰|レビュー|剧评)\s*[:：–—-]\s*"
    r"|\s*[(（]\s*\d{4}\s*[)）]|\s*[-–—:：|]?\s*(?:drama\s+|series\s+)?(?:review|recap|reseña|resenha|리뷰|レビュー|剧评)$",
    re.IGNORECASE,
)


def tidy(body: str, *, headline: str, titles: Iterable[str]) -> Tidied | None:
    """`body` without what a copied page left in it, or None where nothing looks like it.

    Whatever touches a spoiler mark stays, so nothing that was hidden becomes open.
    """
    lines = body.split("\n")
    left = dict(_leftover_lines(lines, headline, titles))
    left |= {number: Leftover(Kind.TWICE, lines[number]) for number in _repeated(lines) if number not in left}
    kept = [line for number, line in enumerate(lines) if number not in left]
    leftovers = [left[number] for number in sorted(left)]
    if _is_wall(kept):
        leftovers.append(Leftover(Kind.WALL))
        kept = [part for line in kept for part in (line, "") if line.strip()]
    tidied = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    return Tidied(tidied, tuple(leftovers)) if leftovers and tidied else None


def describe_leftovers(tidied: Tidied, *, quote_of: int = 3) -> str:
    """One sentence that says what would be taken out, with the first few of the page's words as they stand."""
    frame = [left.text.strip() for left in tidied.leftovers if left.kind in (Kind.FRAME, Kind.TITLE)]
    said = [_("“{words}”", words=quoted(words, limit=40)) for words in dict.fromkeys(frame)][:quote_of]
    if len(dict.fromkeys(frame)) > quote_of:
        more = len(dict.fromkeys(frame)) - quote_of
        said.append(_n("{count} more line", "{count} more lines", more))
    kinds = [left.kind for left in tidied.leftovers]
    if Kind.HEADLINE in kinds:
        said.append(_("your headline again"))
    if twice := kinds.count(Kind.TWICE):
        said.append(_n("{count} paragraph that appears twice", "{count} paragraphs that appear twice", twice))
    if Kind.WALL in kinds:
        said.append(_("no blank lines between the paragraphs"))
    return joined(said)


def _leftover_lines(lines: list[str], headline: str, titles: Iterable[str]) -> Iterator[tuple[int, Leftover]]:
    names = {_folded(title) for title in titles}
    written = [number for number, line in enumerate(lines) if line.strip()]
    found = {number for number in written if _FRAME.fullmatch(lines[number].strip())}
    edges = {*written[:_EDGE], *written[-_EDGE:]}
    for place, number in enumerate(written):
        line = lines[number].strip()
        near = {*written[max(0, place - 1) : place + 2]} - {number}
        is_end = number in edges and _END.fullmatch(line)
        if number in found or is_end or (near & found and (_END.fullmatch(line) or _BUTTON.fullmatch(line))):
            yield number, Leftover(Kind.FRAME, line)
        elif place < _TOP and _folded(line) == _folded(headline) != "":
            yield number, Leftover(Kind.HEADLINE, line)
        elif place < _TOP and names & {_folded(line), _folded(_AROUND_TITLE.sub("", line))}:
            yield number, Leftover(Kind.TITLE, line)


def _repeated(lines: list[str]) -> Iterator[int]:
    """Lines of which one like it, long enough and free of marks, stood there before."""
    seen: set[str] = set()
    for number, line in enumerate(lines):
        folded = _folded(line)
        if len(folded) >= _LEAST_TWICE and not _MARKS.search(line):
            if folded in seen:
                yield number
            seen.add(folded)


def _is_wall(lines: list[str]) -> bool:
    """Whether long lines follow each other without a blank one anywhere."""
    inner = "\n".join(lines).strip().split("\n")
    lengths = sorted(len(line) for line in inner)
    listed = sum(line.lstrip().startswith(("-", "*", "•", ">", "#")) for line in inner)
    return len(inner) >= _WALL_LINES and lengths[0] > 0 and lengths[len(inner) // 2] >= _WALL_LENGTH and not listed


def _folded(text: str) -> str:
    return _BETWEEN.sub(" ", text).strip().casefold()
