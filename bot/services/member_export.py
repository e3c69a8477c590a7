"""What is kept about a member as a text for people: titles, scores out of ten, names of servers, dates as dates."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

from msgspec import Struct

from bot.domain.kept_back import Topic, topic_label
from bot.domain.moderation import Outcome, Reason, outcome_label, reason_label
from bot.domain.progress import Status, status_label
from bot.domain.reviews.rules import Stage, describe_stage
from bot.domain.written_language import language_name
from bot.i18n import N_, _, current_locale, figure, joined, labelled
from bot.storage.engine.times import from_ms
from bot.storage.members.holdings import Holding

Row = Mapping[str, Any]

_SERIES: Final = ("series_id", "liked_id", "try_id", "source_id", "target_id", "old_id", "new_id")
_SCORES: Final = ("rating", "story", "acting", "music", "rewatch")  # half points
_YES_OR_NO: Final = ("shared", "spoiler_free", "helpful", "counted", "counts", "wants_ping", "is_on")
# What only the program needs; the file for programs has it.
_LEFT_OUT: Final = frozenset(
    {
        *("id", "sequence", "sha256", "sketch", "fingerprint", "form", "form_key", "reaction_type", "version", "term"),
        *("has_carried", "shown_helpful", "shown_not_helpful", "file", "fields", "subject", "subject_kind", "tried"),
        *("accepted", "candidates", "carried", "change", "entry", "has_poster", "hidden_from", "had_seen", "is_bot"),
        *("kind", "looked_at", "missing_again", "missing_at", "not_counted", "noticed_at", "number", "refused_at"),
        *("removed", "role_ids", "seen_before", "fetch_started_at", "reconciled_at", "shown_at", "banned"),
        *("barred_by", "closed_by", "dropped", "liked", "seen", "due_at"),
        # How a group goes on stands on its card.
        *("as_aired", "every_days", "first_episode", "local_time", "next_episode", "quorum"),
    }
)
_LABELS: Final[Mapping[str, str]] = {
    "rating": N_("rating"),
    "story": N_("story"),
    "acting": N_("acting"),
    "music": N_("music"),
    "rewatch": N_("rewatch"),
    "status": N_("status"),
    "episode": N_("episode"),
    "rewatches": N_("rewatches"),
    "shared": N_("shown to your servers"),
    "horizon": N_("spoils through episode"),
    "spoiler_free": N_("spoiler-free"),
    "stage": N_("when you wrote it"),
    "stage_episode": N_("at episode"),
    "language": N_("language"),
    "state": N_("state"),
    "hidden_reason": N_("hidden"),
    "helpful": N_("helpful"),
    "counted": N_("counted"),
    "counts": N_("counts"),
    "emoji": N_("reaction"),
    "reason": N_("reason"),
    "note": N_("note"),
    "outcome": N_("outcome"),
    "because": N_("why you recommend it"),
    "before": N_("before"),
    "after": N_("after"),
    "action": N_("what was done"),
    "case_number": N_("case"),
    "comments": N_("comments"),
    "wants_ping": N_("pings wanted"),
    "is_on": N_("on"),
    "name": N_("name"),
    "value": N_("value"),
    "feature": N_("feature"),
    "pace": N_("pace"),
    "author_name": N_("under the name"),
    "created_at": N_("written"),
    "posted_at": N_("posted"),
    "edited_at": N_("edited"),
    "deleted_at": N_("deleted"),
    "changed_at": N_("changed"),
    "rated_at": N_("rated"),
    "cast_at": N_("voted"),
    "opened_at": N_("opened"),
    "pressed_at": N_("pressed"),
    "joined_at": N_("joined"),
    "reported_at": N_("reported"),
    "closed_at": N_("closed"),
    "done_at": N_("done on"),
    "until_at": N_("until"),
    "decided_at": N_("decided"),
    "asked_at": N_("asked"),
    "left_at": N_("left for you"),
    "saved_at": N_("saved"),
    "kept_at": N_("saved"),
    "ended_at": N_("ended"),
    "alias": N_("name"),
    "service": N_("name"),
    "first_on": N_("First day"),
    "started_on": N_("First day"),
    "finished_on": N_("Last day"),
    "floor": N_("spoils through episode"),
    "mood": N_("mood"),
    "topic": N_("kept back until you have seen it"),
    "time_zone": N_("Time zone"),
    "added_at": N_("added"),
}

_DONE_ON: Final = N_("done on")  # every other moment: what was done is said by the heading
# What is kept as a code, in words.
_WORDS: Final[Mapping[str, Callable[[str], str]]] = {
    "status": lambda code: status_label(Status(code)),
    "stage": lambda code: describe_stage(Stage(code)),
    "reason": lambda code: reason_label(Reason(code)),
    "outcome": lambda code: outcome_label(Outcome(code)),
    "topic": lambda code: topic_label(Topic(code)),
    "language": language_name,
}


class Names(Struct, frozen=True):
    """What ids are called: a series in a server, and a server."""

    title_of: Callable[[int, str], str]
    server_of: Callable[[int], str]


def named_in(found: list[tuple[Holding, list[dict[str, Any]]]]) -> set[tuple[int, str]]:
    """Series that the rows name, each with the server of its row (0: none); without a series, the server alone."""
    rows = [row for _holding, rows in found for row in rows]
    series = {(row.get("guild_id") or 0, series_id) for row in rows for series_id in _series_of(row)}
    return series | {(row.get("guild_id") or 0, "") for row in rows}


def readable_export(found: list[tuple[Holding, list[dict[str, Any]]]], names: Names, *, now: datetime) -> str:
    """All rows as Markdown: a heading for each kind, a line for each row; reviews with their texts."""
    lines = [f"# {_('What Linger keeps about you')}", "", _moment(now), ""]
    if not found:
        lines.append(_("Nothing."))
    for holding, rows in found:
        words = _(holding.words)
        lines += [f"## {words[:1].upper()}{words[1:]} ({figure(len(rows))})", ""]
        for row in rows:
            lines += _entry(row, holding, names)
        lines.append("")
    lines.append(_("The .json file beside this one holds the same with every number and id, for programs."))
    return "\n".join(lines) + "\n"


def _series_of(row: Row) -> list[str]:
    return [row[name] for name in _SERIES if row.get(name)]  # "" is none


def _entry(row: Row, holding: Holding, names: Names) -> list[str]:
    guild_id = row.get("guild_id") or 0
    titles = [names.title_of(guild_id, series_id) for series_id in _series_of(row)]
    server = names.server_of(guild_id) if guild_id else ""
    details = [said for name, value in row.items() if (said := _detail(name, value, holding)) is not None]
    if "body" in row and "headline" in row:
        body = "\n".join(f"> {line}" for line in str(row["body"]).splitlines())
        head = labelled(f"### {' → '.join(titles)}", row["headline"])
        return [head, "", " · ".join(part for part in (server, *details) if part), "", body, ""]
    named = f"**{' → '.join(titles)}**" if titles else ""
    return ["- " + " · ".join(part for part in (named, server, *details) if part)]


def _detail(name: str, value: Any, holding: Holding) -> str | None:
    """One column as “label: value”; None for what is said elsewhere, is empty, or says nothing to people."""
    if name in _LEFT_OUT or name in ("body", "headline", holding.column) or name.endswith("_id") or name in _SERIES:
        return None
    # A column that nobody has named fails every export, and with it the test that exports all tables.
    label = _LABELS[name] if name in _LABELS or not name.endswith("_at") else _DONE_ON
    said = "" if value is None else _value(name, value)
    return labelled(_(label), said) if said else None


def _value(name: str, value: Any) -> str:
    if name.endswith("_at") and isinstance(value, int):
        return _moment(from_ms(value))
    if name in _SCORES and isinstance(value, int):
        return _("{score} out of 10", score=f"{value / 2:g}")
    if name in _YES_OR_NO:
        return _("yes") if value else _("no")
    text = value if isinstance(value, str) else str(value)
    if name in _WORDS:
        with suppress(ValueError):  # words of somebody's own, or a code of another version
            return _WORDS[name](text)
    if text[:1] in "[{":
        text = _flat(text)
    return " ".join(text.split())


def _flat(text: str) -> str:
    """JSON as people write it, one after the other."""
    try:
        found = json.loads(text)
    except ValueError:
        return text
    if isinstance(found, dict):
        return joined(f"{key} {value}" for key, value in found.items() if value is not None)
    return joined(str(each) for each in found) if isinstance(found, list) else str(found)


def _moment(at: datetime) -> str:
    from babel.dates import format_datetime

    said: str = format_datetime(at, "medium", locale=current_locale())
    return f"{said} UTC"
