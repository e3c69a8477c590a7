"""Saying in the reader's language how a phrase was understood."""

from __future__ import annotations

from bot.domain.phrases.constraints import (
    Constraint,
    EndsWith,
    FromCountry,
    HasStatus,
    HasTerm,
    InRange,
    Involves,
    IsLike,
    NumberField,
    Phrase,
)
from bot.domain.series import Series
from bot.domain.spoilers import quoted
from bot.domain.vocabulary import Vocabulary
from bot.i18n import _, _n, current_locale, joined


def describe(phrase: Phrase, vocabulary: Vocabulary) -> list[str]:
    """Lines that say what was understood, what contradicts itself and what was not understood."""
    lines = []
    wanted = [describe_constraint(c, vocabulary) for c in phrase.constraints if not c.unwanted]
    unwanted = [describe_constraint(c, vocabulary) for c in phrase.constraints if c.unwanted]
    if wanted:
        lines.append(_("Looking for: {wishes}.", wishes=joined(wanted)))
    if unwanted:
        lines.append(_("Leaving out: {refusals}.", refusals=joined(unwanted)))
    for one, other in phrase.contradictions:
        lines.append(
            _(
                "“{one}” and “{other}” can't both be had, so I used neither. Say which one you mean.",
                one=quoted(_spoken(one)),
                other=quoted(_spoken(other)),
            )
        )
    if phrase.allowed:
        allowed = joined(describe_constraint(c, vocabulary) for c in phrase.allowed)
        lines.append(_("Fine either way: {things}.", things=allowed))
    if phrase.aside:
        lines.append(
            _(
                "That is more than I can keep in mind at once; left aside: {words}.",
                words=joined(f"“{quoted(word)}”" for word in phrase.aside[:10]),
            )
        )
    if phrase.leftover:
        lines.append(
            _(
                "I didn't understand {words} and left it aside. Try other words, or part your wishes by commas.",
                words=joined(f"“{quoted(word)}”" for word in phrase.leftover[:10]),
            )
        )
    return lines


def describe_constraint(constraint: Constraint, vocabulary: Vocabulary) -> str:
    """What one constraint asks about, in a few words; that it is refused is not said."""
    question = constraint.question
    if isinstance(question, HasTerm):
        label = vocabulary.label(question.term_id)
        return _("based on a {source}", source=within_sentence(label)) if question.facet == "source_kinds" else label
    if isinstance(question, FromCountry):
        name = current_locale().territories.get(question.country, question.country)
        return _("from {country}", country=name)
    if isinstance(question, InRange):
        return _range(question)
    if isinstance(question, HasStatus):
        return {"finished": _("finished airing"), "airing": _("still airing")}.get(question.status, _("announced"))
    if isinstance(question, EndsWith):
        return {
            "happy": _("a happy ending"),
            "bittersweet": _("a bittersweet ending"),
            "sad": _("a sad ending"),
        }.get(question.ending, _("an open ending"))
    if isinstance(question, IsLike):
        return _("{title} and its like", title=quoted(question.title))
    assert isinstance(question, Involves)
    return _("with “{name}”", name=quoted(question.words))


def describe_lack(constraint: Constraint, series: Series, vocabulary: Vocabulary) -> str:
    """What a series has in place of a wish that it does not meet."""
    question = constraint.question
    words = describe_constraint(constraint, vocabulary)
    if not isinstance(question, InRange):
        return words
    value = question.value(series)
    if value is None:
        return _("{wish} (not recorded)", wish=words)
    if question.field == "popularity":
        return words
    fact = _range(InRange(question.field, value, value))
    return _("{wish} (it is {fact})", wish=words, fact=fact)


def within_sentence(label: str) -> str:
    """A term as it stands within a sentence; German nouns, and abbreviations, keep their capitals."""
    keeps = current_locale().language == "de" or not label[1:2].islower()
    return label if keeps else label[0].lower() + label[1:]


def _range(question: InRange) -> str:
    low, high = question.low, question.high
    if question.field == "popularity":
        return _("known to few") if low is None else _("widely known")
    if question.field == "year":
        if low == high:
            return _("from {year}", year=low)
        if low is None:
            return _("from {year} or before", year=high)
        if high is None:
            return _("from {year} or later", year=low)
        return _("from {first} to {last}", first=low, last=high)
    if low is None or low == high:
        count = _amount(question.field, high or 0)
        return count if low is not None else _("at most {count}", count=count)
    if high is None:
        return _("at least {count}", count=_amount(question.field, low))
    return _("{low} to {count}", low=low, count=_amount(question.field, high))


def _amount(field: NumberField, number: int) -> str:
    if field == "total":
        if number % 60 == 0:
            return _n("{count} hour in all", "{count} hours in all", number // 60)
        return _n("{count} minute in all", "{count} minutes in all", number)
    if field == "minutes":
        return _n("{count} minute an episode", "{count} minutes an episode", number)
    return _n("{count} episode", "{count} episodes", number)


def _spoken(said: str) -> str:
    return _("not {words}", words=said[1:]) if said.startswith("-") else said
