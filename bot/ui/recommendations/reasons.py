"""Why a series is recommended, in words that a friend would use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.domain.kept_back import Topic
from bot.domain.phrases import HasTerm, Phrase, within_sentence
from bot.domain.recommendations import MOST_SAID
from bot.domain.series import Kind, Lineage, LineageKind, Series
from bot.domain.spoilers import sanitise_inline
from bot.domain.vocabulary import Vocabulary
from bot.i18n import _, _n, joined, percent
from bot.ui.kit.rating_words import rating_words
from bot.ui.kit.reader import is_kept_back
from bot.ui.series.words import country_name, kind_label, title_of

if TYPE_CHECKING:
    from bot.domain.recommender import Explanation, Share

# What people said themselves comes first, then what weighs most, then what is worth saying only where nothing better
# is shared: a network says where a series was seen, and hardly anything of it.
_SAID = ("suggested", "lineage")
_TELLING = frozenset({"source", "couple", "director", "writer", "author", "cast", "trope", "genre"})
_PEOPLE = ("couple", "cast")
_PLAIN = ("kind", "country", "source-kind", "network")
_VOCABULARY = ("trope", "genre", "source-kind")
_LEAST = 0.01  # smaller parts of a score are not spoken of
_WORTH = 0.2  # a part of a score that is told beside a larger one

Lookup = Callable[[str], Series | None]


class Teller(Struct, frozen=True):
    """Tells one member why, in one server: with the titles that `look` finds there, and the member's own ratings.

    Nobody is named, people are counted from three up, and what gives a story away is never a reason.
    """

    vocabulary: Vocabulary
    look: Lookup
    lineage: Callable[[str], Sequence[Lineage]]  # edges of a series
    own_ratings: Mapping[str, int]  # half points
    style: str

    def reason(self, why: Explanation, series: Series, phrase: Phrase) -> str:
        """One line: the largest part of the score, and of others what is worth telling beside it."""
        parts = why.parts()
        likes = [share for share in why.shares if share.amount > 0]
        house = self._mood_reason(series, phrase) or self._house_reason(series)
        if not likes:
            return _sentence(house)
        first = likes[0]
        if parts[first.series_id] < parts.get(None, 0.0):
            beside = self._share_reason(first, series) if parts[first.series_id] >= _WORTH else ""
            return _sentence(_("{first}; {other}", first=house, other=beside) if beside else house)
        told = [self._share_reason(share, series) for share in likes if parts[share.series_id] >= _WORTH]
        return _sentence(next((words for words in told if words), "") or self._unsaid_reason(first))

    def _unsaid_reason(self, share: Share) -> str:
        """Where two series go together, and nothing that can be said here says why."""
        liked = self.look(share.series_id)
        if liked is None:
            return _("it goes well with what you like")
        return _("it goes well with *{title}*", title=title_of(liked))

    def full_account(self, why: Explanation, series: Series, phrase: Phrase) -> str:
        """Every cause with its share of the score."""
        lines = [_("### Why {title}?", title=title_of(series))]
        parts = why.parts()
        for share in why.shares:
            part = parts.get(share.series_id, 0.0)
            liked = self.look(share.series_id)
            if part >= _LEAST:
                name = f"*{title_of(liked)}*" if liked else _("a series that this server does not have")
                lines.append(f"- **{percent(part)}** {self._share_reason(share, series) or name}")
        house = parts.get(None, 0.0)
        if house >= _LEAST:
            lines.append(f"- **{percent(house)}** " + _("because it is liked in general, whoever asks"))
        against_it = [share for share in why.shares if share.amount < 0]
        for share in [share for share in against_it if -share.amount >= _WORTH * abs(why.score)][-2:]:
            against = self.look(share.series_id)
            if against is not None:
                lines.append("- " + _("*{title}* spoke a little against it", title=title_of(against)))
        is_split = len(lines) > 1
        if not is_split and why.shares:
            lines.append(_("Nothing that you went by speaks for it; it is one that many start with."))
        elif not is_split:
            lines.append(_("You have rated nothing like it yet, so this is one that many start with."))
        mood = self._mood_reason(series, phrase)
        if mood:
            lines.append(_sentence(mood))
        if is_split:
            lines.append("-# " + _("Shares of its score. What others rated stays theirs: people are only counted."))
        return "\n".join(lines)

    def _share_reason(self, share: Share, series: Series) -> str:
        liked = self.look(share.series_id)
        if liked is None:
            return ""
        title = f"*{title_of(liked)}*"
        given = self.own_ratings.get(share.series_id)
        if given is not None:
            title = _("{title}, which you gave {rating}", title=title, rating=rating_words(given, self.style))
        words = self._common(share, series, title)
        if share.liked_both < MOST_SAID:  # fewer could be recognised
            return words
        people = _n("{count} person here", "{count} people here", share.liked_both)
        if words:
            return _("{words}; {people} loved both", words=words, people=people)
        return _("{people} loved both this and {title}", people=people, title=title)

    def _common(self, share: Share, series: Series, title: str) -> str:
        facets: dict[str, list[str]] = {}
        for role, value in share.shared:
            if role not in _VOCABULARY or not self.vocabulary.is_spoiler(value):
                facets.setdefault(role, []).append(value)
        weighty = [role for role in facets if role in _TELLING]  # in the order of weight
        for role in (*_SAID, *weighty, *_PLAIN):
            words = self._facet_words(role, facets[role], share, series, title) if role in facets else ""
            if words:
                return words
        return ""

    def _facet_words(self, role: str, values: list[str], share: Share, series: Series, title: str) -> str:
        if role in _PEOPLE and is_kept_back(Topic.CAST, series):
            return _("with somebody whom you know from {title}", title=title)
        name = sanitise_inline(values[0])
        terms = self._terms(values[:2])
        words = {
            "suggested": lambda: _("recommended by members here to those who liked {title}", title=title),
            "lineage": lambda: self._lineage_words(share.series_id, series.id, title),
            "source": lambda: _("it tells the same work as {title}", title=title),
            "couple": lambda: _("{name} together again, as in {title}", name=name, title=title),
            "director": lambda: _("same director, {name}, as {title}", name=name, title=title),
            "writer": lambda: _("same writer, {name}, as {title}", name=name, title=title),
            "author": lambda: _("from the pen of {name}, like {title}", name=name, title=title),
            "cast": lambda: _("with {name}, whom you know from {title}", name=name, title=title),
            "trope": lambda: _("{terms}, as in {title}", terms=terms, title=title),
            "genre": lambda: _("{terms}, like {title}", terms=terms, title=title),
            "kind": lambda: self._kind_words(series, title),
            "network": lambda: _("made for {name}, like {title}", name=name, title=title),
            "source-kind": lambda: _("based on a {source}, like {title}", source=self._term(values[0]), title=title),
            "country": lambda: _("from {country}, like {title}", country=country_name(values[0]), title=title),
        }
        return words[role]()

    def _kind_words(self, series: Series, title: str) -> str:
        if series.kind is Kind.GENERAL:  # nobody says "general, like …"
            return ""
        return _("{kind}, like {title}", kind=kind_label(series.kind), title=title)

    def _lineage_words(self, liked_id: str, series_id: str, title: str) -> str:
        for edge in self.lineage(series_id):
            if liked_id in (edge.source_id, edge.target_id):
                return _edge_words(edge.kind, is_source=edge.source_id == series_id, title=title)
        return ""

    def _terms(self, values: list[str]) -> str:
        labels = [self._term(value) for value in values]
        if len(labels) == 1 or any(" " in label for label in labels):
            return joined(labels)
        return _("{one} and {other}", one=labels[0], other=labels[1])

    def _term(self, value: str) -> str:
        return within_sentence(sanitise_inline(self.vocabulary.label(value)))

    def _mood_reason(self, series: Series, phrase: Phrase) -> str:
        """What of the mood the series meets, said of what does not give it away."""
        borne = {*series.genres, *series.tropes, series.kind.value}
        wanted = [one.question for one in phrase.constraints if not one.unwanted]
        met = [q.term_id for q in wanted if isinstance(q, HasTerm) and q.term_id in borne]
        telling = [term for term in met if not self.vocabulary.is_spoiler(term)][:3]
        others = [term for term in self._open_tropes(series) if term not in met][:2]
        if not telling:
            also = _("it fits what you asked for, with {terms}", terms=self._terms(others)) if others else ""
            return (also or _("it fits what you asked for")) if wanted else ""
        terms = joined(self._term(term) for term in telling)
        if others:
            return _("{terms}, as you wished, with {others}", terms=terms, others=self._terms(others))
        return _("{terms}, just as you wished", terms=terms)

    def _open_tropes(self, series: Series) -> list[str]:
        return [term for term in series.tropes if not self.vocabulary.is_spoiler(term)]

    def _house_reason(self, series: Series) -> str:
        terms = self._open_tropes(series)[:2]
        if terms:
            return _("many start with this one: {terms}", terms=self._terms(terms))
        return _("many start with this one")


def _edge_words(kind: LineageKind, *, is_source: bool, title: str) -> str:
    """How a recommended series leads to, or comes from, one that is liked."""
    if is_source:
        return {
            LineageKind.PAVED_THE_WAY: _("it paved the way for {title}", title=title),
            LineageKind.REMAKE: _("the original of {title}", title=title),
            LineageKind.SEQUEL: _("what came before {title}", title=title),
            LineageKind.SEASON: _("the season before {title}", title=title),
            LineageKind.SAME_SOURCE: _("it tells the same work as {title}", title=title),
            LineageKind.SPIN_OFF: _("it is where the spin-off began: {title}", title=title),
        }[kind]
    return {
        LineageKind.PAVED_THE_WAY: _("its way was paved by {title}", title=title),
        LineageKind.REMAKE: _("a remake of {title}", title=title),
        LineageKind.SEQUEL: _("the story goes on after {title}", title=title),
        LineageKind.SEASON: _("the next season of {title}", title=title),
        LineageKind.SAME_SOURCE: _("it tells the same work as {title}", title=title),
        LineageKind.SPIN_OFF: _("a spin-off of {title}", title=title),
    }[kind]


def _sentence(words: str) -> str:
    return _("{words}.", words=f"{words[0].upper()}{words[1:]}")
