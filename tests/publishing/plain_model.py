"""What every published message should say, told from plain facts; it knows nothing of how the bot draws.

Whatever people write in these histories holds words that are found nowhere else ("Op3x7"): what a message says is the
set of such words on it, and what it should say is the set that follows from the facts.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.loopback.postgres import elsewhere

WORD = re.compile(r"\b(?:tt|hd|op|sx|bc)\d+x\d+\b", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """One review."""

    author: str
    series: str
    headline: str
    open: str
    hidden: str
    horizon: int | None
    state: str = "posted"
    reason: str | None = None

    @property
    def is_bare(self) -> bool:
        """Nothing of it may stand anywhere."""
        return self.state == "deleted" or self.reason == "moderator"

    @property
    def is_doubted(self) -> bool:
        return self.reason == "spoils-me"


@dataclass(frozen=True)
class Tip:
    """One recommendation: who liked this may try that."""

    author: str
    liked: str
    better: str
    because: str


@dataclass
class Facts:
    """What is the case in one server."""

    titles: dict[str, str] = field(default_factory=dict)  # also of what was removed
    removed: set[str] = field(default_factory=set)
    merged: dict[str, str] = field(default_factory=dict)  # old id → new id
    policy: str = "in-place"
    emoji: tuple[str, str] = ("👍", "👎")
    reviews: dict[int, Told] = field(default_factory=dict)
    tips: dict[int, Tip] = field(default_factory=dict)

    def changed(self, review_id: int, **to: object) -> None:
        self.reviews[review_id] = replace(self.reviews[review_id], **to)  # type: ignore[arg-type]  # fields by name

    def title(self, series: str) -> str:
        return self.title(self.merged[series]) if series in self.merged else self.titles[series]


def load(path: str, guild_id: int, names: dict[int, str]) -> Facts:
    """The facts as the database holds them."""
    facts = Facts()
    with elsewhere(Path(path)) as db:
        for row in db.execute("SELECT name, value FROM guild_settings WHERE guild_id = ?", (guild_id,)):
            value = json.loads(row["value"])
            if row["name"] == "spoiler_policy":
                facts.policy = value
            elif row["name"] == "helpful_emoji":
                facts.emoji = (value, facts.emoji[1])
            elif row["name"] == "not_helpful_emoji":
                facts.emoji = (facts.emoji[0], value)
        merged = dict(db.execute("SELECT old_id, new_id FROM merged_series WHERE guild_id = ?", (guild_id,)).fetchall())
        for row in db.execute(
            "SELECT subject, action, after FROM audit_log WHERE guild_id = ? AND action LIKE 'catalogue.%' ORDER BY id",
            (guild_id,),
        ):
            after = json.loads(row["after"]) if row["after"] else None
            if row["action"] in ("catalogue.add", "catalogue.edit", "catalogue.undo") and after:
                facts.titles[row["subject"]] = after["fields"].get("title", facts.titles.get(row["subject"]))
        hidden = "SELECT series_id FROM canon_series WHERE guild_id = ? AND change = 'hidden'"
        facts.removed = {row["series_id"] for row in db.execute(hidden, (guild_id,))}
        facts.removed -= merged.keys()
        facts.merged = merged
        for old in merged:
            facts.titles.pop(old, None)
        for row in db.execute("SELECT * FROM reviews WHERE guild_id = ? AND state <> 'posting'", (guild_id,)):
            words = WORD.findall(row["body"])
            facts.reviews[row["id"]] = Told(
                names[row["author_id"]],
                row["series_id"],
                row["headline"],
                words[0],
                words[1],
                row["horizon"],
                row["state"],
                row["hidden_reason"] if row["state"] == "hidden" else None,
            )
        for row in db.execute("SELECT * FROM suggestions WHERE guild_id = ? AND state = 'posted'", (guild_id,)):
            tip = Tip(names[row["author_id"]], row["liked_id"], row["try_id"], WORD.findall(row["because"])[0])
            facts.tips[row["id"]] = tip
    return facts


def review_words(facts: Facts, told: Told) -> set[str]:
    """The words of a review's post."""
    if told.is_bare:
        return set()
    if told.is_doubted:
        return {facts.title(told.series)}
    words = {facts.title(told.series), told.headline, told.open}
    return words | {told.hidden} if facts.policy == "in-place" else words


def case_words(facts: Facts, told: Told) -> set[str]:
    """The words of a moderators' card about a review."""
    words = {facts.title(told.series), told.headline}
    return words | {told.open, told.hidden} if facts.policy == "in-place" else words


def tip_words(facts: Facts, tip: Tip) -> set[str]:
    """The words of a recommendation's post."""
    return {facts.title(tip.liked), facts.title(tip.better), tip.because}


def words_told(facts: Facts) -> set[str]:
    """Every word that a list of reviews, series and places may hold."""
    standing = (told for told in facts.reviews.values() if not told.is_bare and not told.is_doubted)
    return {facts.title(series) for series in (*facts.titles, *facts.merged)} | {told.headline for told in standing}


def horizon_said(told: Told) -> str:
    """How far a post says that it tells."""
    if told.is_doubted or told.horizon is None:
        return "Spoils the whole series"
    return f"Spoils through episode {told.horizon}"
