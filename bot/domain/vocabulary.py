"""The controlled vocabulary: the words that series are described with, and how people say them.

The terms live in `data/catalogue/vocabulary.json`. Ids are stable and never shown; labels are shown, in the
reader's language; synonyms are what people type into a mood phrase. Extraction tools cannot see JSON, so
`messages` yields every label for the collection of translatable sentences.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from msgspec import Struct

from bot.domain.series import Kind
from bot.errors import CatalogueError
from bot.i18n import _, joined
from bot.patterns import later, later_re

FACETS: Final = ("kinds", "genres", "tropes", "content_notes", "source_kinds")
_TERM_FIELDS: Final = {"id", "label", "synonyms", "spoiler"}
_ID: Final = later_re(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
# Marks stay with their letters: without its vowel signs a Thai word is another word.
_BETWEEN_WORDS: Final = later(r"[^\p{L}\p{M}\p{N}]+")


class Term(Struct, frozen=True):
    """One word of the vocabulary. `spoiler` terms give a story away and are shown behind a spoiler only."""

    id: str
    label: str  # English; translated where it is shown
    synonyms: tuple[str, ...] = ()
    spoiler: bool = False


class Vocabulary(Struct, frozen=True, eq=False, dict=True):
    """All terms by facet, each a mapping from id to term in the order of the file. One is only ever equal to itself."""

    kinds: Mapping[str, Term]
    genres: Mapping[str, Term]
    tropes: Mapping[str, Term]
    content_notes: Mapping[str, Term]
    source_kinds: Mapping[str, Term]

    def facet(self, name: str) -> Mapping[str, Term]:
        """The terms of one of `FACETS`. Raises KeyError for any other name."""
        return self._facets[name]

    def get(self, term_id: str) -> Term | None:
        """The term with this id in any facet, or None; an id that two facets have is one word for both."""
        return self._by_id.get(term_id)

    def label(self, term: Term | str) -> str:
        """What people read for a term, in the current language; an unknown id reads as its words."""
        found = self._by_id.get(term) if isinstance(term, str) else term
        if found is None:
            return str(term).replace("-", " ")
        return _(found.label)

    def is_spoiler(self, term_id: str) -> bool:
        """Whether a term gives the story away. Unknown terms do: in doubt, hide."""
        found = self._by_id.get(term_id)
        return found is None or found.spoiler

    @cached_property
    def phrases(self) -> Mapping[str, tuple[str, Term]]:
        """Every way to say a term, folded by `fold_phrase`, with its facet; no phrase means two terms.

        What two facets have in common ("film") is said of the earlier one.
        """
        return {
            phrase: (facet, term)
            for facet, terms in reversed(self._facets.items())
            for term in terms.values()
            for phrase in _ways_to_say(term)
        }

    @cached_property
    def _facets(self) -> dict[str, Mapping[str, Term]]:
        return {name: getattr(self, name) for name in FACETS}

    @cached_property
    def _by_id(self) -> dict[str, Term]:
        return {term.id: term for terms in self._facets.values() for term in terms.values()}


def fold_phrase(phrase: str) -> str:
    """A phrase as it is compared: caseless, compatibility forms unified, punctuation and blanks as one space.

    >>> fold_phrase(" Enemies–to-Lovers! ")
    'enemies to lovers'
    """
    return _BETWEEN_WORDS.sub(" ", unicodedata.normalize("NFKC", phrase).casefold()).strip()


def messages(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Every label that is shown to people, with a comment for translators; once each."""
    seen: set[str] = set()
    for name in FACETS:
        for term in vocabulary.facet(name).values():
            if term.label not in seen:
                seen.add(term.label)
                yield term.label, f"vocabulary: {name.replace('_', ' ')}"


def parse_vocabulary(text: str, *, file: str) -> Vocabulary:
    """Read the vocabulary file.

    Raises CatalogueError naming file, facet and term when something is missing, unknown or said twice.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CatalogueError(_("{file} is not valid JSON: {reason}.", file=file, reason=error)) from None
    if not isinstance(content, dict) or set(content) != set(FACETS):
        raise CatalogueError(_("{file}: expected an object with exactly {facets}.", file=file, facets=joined(FACETS)))
    facets = {name: _parse_facet(content[name], file=file, facet=name) for name in FACETS}
    if set(facets["kinds"]) != {kind.value for kind in Kind}:
        raise CatalogueError(_("{file}, kinds: expected exactly {kinds}.", file=file, kinds=joined(sorted(Kind))))
    _refuse_ambiguity(facets, file=file)
    return Vocabulary(**facets)


def _parse_facet(value: object, *, file: str, facet: str) -> dict[str, Term]:
    if not isinstance(value, list):
        raise CatalogueError(_("{file}, {facet}: expected a list of terms.", file=file, facet=facet))
    terms: dict[str, Term] = {}
    for number, record in enumerate(value, start=1):
        where = f"{file}, {facet}, term {number}"
        term = _parse_term(record, where=where)
        if term.id in terms:
            raise CatalogueError(_("{where}: the id “{id}” is there twice.", where=where, id=term.id))
        terms[term.id] = term
    return terms


def _parse_term(record: object, *, where: str) -> Term:
    if not isinstance(record, dict) or not record.keys() <= _TERM_FIELDS:
        raise CatalogueError(
            _(
                "{where}: expected an object with {fields} only.",
                where=where,
                fields=joined(sorted(_TERM_FIELDS)),
            )
        )
    term_id, label = record.get("id"), record.get("label")
    synonyms, spoiler = record.get("synonyms", []), record.get("spoiler", False)
    if not isinstance(term_id, str) or not _ID.match(term_id):
        raise CatalogueError(
            _(
                "{where}: `id` must be lower-case words joined by hyphens, not {value!r}.",
                where=where,
                value=term_id,
            )
        )
    if not isinstance(label, str) or not label.strip():
        raise CatalogueError(_("{where}: `label` must be text.", where=where))
    if not isinstance(synonyms, list) or not all(isinstance(s, str) and fold_phrase(s) for s in synonyms):
        raise CatalogueError(_("{where}: `synonyms` must be a list of phrases.", where=where))
    if not isinstance(spoiler, bool):
        raise CatalogueError(_("{where}: `spoiler` must be true or false.", where=where))
    return Term(term_id, label, tuple(synonyms), spoiler)


def _ways_to_say(term: Term) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold_phrase(word) for word in (term.id, term.label, *term.synonyms)))


def _refuse_ambiguity(facets: Mapping[str, Mapping[str, Term]], *, file: str) -> None:
    said: dict[str, str] = {}
    for terms in facets.values():
        for term in terms.values():
            for phrase in _ways_to_say(term):
                other = said.setdefault(phrase, term.id)
                if other != term.id:
                    raise CatalogueError(
                        _(
                            "{file}: “{phrase}” means both “{one}” and “{other}”; keep it in one of them.",
                            file=file,
                            phrase=phrase,
                            one=other,
                            other=term.id,
                        )
                    )
