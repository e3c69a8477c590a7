"""What the index is measured against: each finds series in the same names, built as its makers suggest."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz, process, utils

from bot.domain.search import SearchIndex
from bot.domain.series import Series

MOST = 25  # results that a person is offered
DEEP = 200  # names looked at, as one series has several
Find = Callable[[str], list[str]]


def linger(series: Sequence[Series]) -> Find:
    """The index of this project."""
    index = SearchIndex(series)
    return lambda query: [match.series_id for match in index.search(query, limit=MOST)]


def _first_of_each(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))[:MOST]


def wratio(series: Sequence[Series]) -> Find:
    """rapidfuzz `process.extract` with WRatio over every name: the naive choice."""
    owners = [one.id for one in series for _ in one.names()]
    names = [utils.default_process(name) for one in series for name in one.names()]

    def find(query: str) -> list[str]:
        found = process.extract(utils.default_process(query), names, scorer=fuzz.WRatio, limit=DEEP)
        return _first_of_each(owners[place] for _, _, place in found)

    return find


def fts5(series: Sequence[Series]) -> Find:
    """SQLite's FTS5 with trigrams picks names by BM25, WRatio ranks them; under three letters, known prefixes."""
    owners = [one.id for one in series for _ in one.names()]
    known = [one.popularity for one in series for _ in one.names()]
    names = [utils.default_process(name) for one in series for name in one.names()]
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE names USING fts5 (name, tokenize = 'trigram')")
    database.execute("CREATE TABLE starts (name TEXT NOT NULL, known INTEGER NOT NULL)")
    database.executemany("INSERT INTO names (rowid, name) VALUES (?, ?)", enumerate(names))
    database.executemany(
        "INSERT INTO starts (rowid, name, known) VALUES (?, ?, ?)", zip(range(len(names)), names, known, strict=True)
    )
    database.execute("CREATE INDEX starts_by_name ON starts (name)")

    def find(query: str) -> list[str]:
        typed = utils.default_process(query)
        if len(typed) < 3:
            rows = database.execute(
                "SELECT rowid FROM starts WHERE name >= ? AND name < ? ORDER BY known DESC LIMIT ?",
                (typed, typed + "\U0010ffff", DEEP),
            )
            return _first_of_each(owners[place] for (place,) in rows)
        pieces = {typed[place : place + 3].replace('"', '""') for place in range(len(typed) - 2)}
        wanted = " OR ".join(f'"{piece}"' for piece in sorted(pieces))
        rows = database.execute("SELECT rowid FROM names WHERE names MATCH ? ORDER BY rank LIMIT ?", (wanted, DEEP))
        places = [place for (place,) in rows]
        found = process.extract(typed, [names[place] for place in places], scorer=fuzz.WRatio, limit=DEEP)
        return _first_of_each(owners[places[place]] for _, _, place in found)

    return find


def tantivy(series: Sequence[Series]) -> Find | None:
    """tantivy with words (one slip allowed, the last half-typed) and two and three letter pieces; None if not there."""
    try:
        import tantivy as engine
    except ImportError:
        return None
    schema = engine.SchemaBuilder()
    schema.add_text_field("owner", stored=True, tokenizer_name="raw")
    schema.add_text_field("words")
    schema.add_text_field("pieces", tokenizer_name="pieces")
    shape = schema.build()
    index = engine.Index(shape)
    pieces = (
        engine.TextAnalyzerBuilder(engine.Tokenizer.ngram(min_gram=2, max_gram=3, prefix_only=False))
        .filter(engine.Filter.lowercase())
        .build()
    )
    index.register_tokenizer("pieces", pieces)
    writer = index.writer(heap_size=100_000_000, num_threads=1)
    for one in series:
        for name in one.names():
            writer.add_document(engine.Document(owner=one.id, words=name, pieces=name))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    should = engine.Occur.Should

    def find(query: str) -> list[str]:
        typed = utils.default_process(query)
        words = typed.split()
        clauses = [
            (should, engine.Query.boost_query(_fuzzy(engine, shape, word, is_last=word is words[-1]), 2.0))
            for word in words
        ]
        held = {typed[i : i + size] for size in (2, 3) for i in range(len(typed) - size + 1)}
        clauses += [(should, engine.Query.term_query(shape, "pieces", piece)) for piece in sorted(held)]
        if not clauses:
            return []
        found = searcher.search(engine.Query.boolean_query(clauses), DEEP)
        return _first_of_each(searcher.doc(address)["owner"][0] for _, address in found.hits)

    return find


def _fuzzy(engine, shape, word: str, *, is_last: bool):
    if len(word) < 3:
        return engine.Query.term_query(shape, "words", word)
    return engine.Query.fuzzy_term_query(shape, "words", word, distance=1, prefix=is_last)


NAIVE = "WRatio over everything"
PEERS: dict[str, Callable[[Sequence[Series]], Find | None]] = {
    NAIVE: wratio,
    "FTS5 trigrams + WRatio": fts5,
    "tantivy pieces + fuzzy words": tantivy,
}
