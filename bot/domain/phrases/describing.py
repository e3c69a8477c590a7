"""Saying in the reader's language how a phrase was understood."""

from __future__ import annotations

from bot.domain.phrases.constraints import (
    Constraint,
    EndsWith,
    FromCountry,
    HasStatus,
    HasTerm,
    InRange,
    Mentions,
    NumberField,
    Phrase,
)
from bot.domain.vocabulary import Vocabulary
from bot.i18n import _, _n, current_locale


def describe(phrase: Phrase, vocabulary: Vocabulary) -> list[str]:
    """Lines that say what was understood, what contradicts itself and what was not understood."""
    lines = []
    wanted = [describe_constraint(c, vocabulary) for c in phrase.constraints if not c.unwanted]
    unwanted = [describe_constraint(c, vocabulary) for c in phrase.constraints if c.unwanted]
    if wanted:
        lines.append(_("Looking for: {wishes}.", wishes=", ".join(wanted)))
    if unwanted:
        lines.append(_("Leaving out: {refusals}.", refusals=", ".join(unwanted)))
    for one, other in phrase.contradictions:
        lines.append(
            _(
                "“{one}” and “{other}” can't both be had, so I used neither. Say which one you mean.",
                one=_spoken(one),
                other=_spoken(other),
            )
        )
    if phrase.leftover:
        lines.append(
            _(
                "I didn't understand: {words}. Try other words, or separate wishes by commas.",
                words=", ".join(f"“{word}”" for word in phrase.leftover[:10]),
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
    assert isinstance(question, Mentions)
    return _("“{words}” in a name or title", words=question.words)


def within_sentence(label: str) -> str:
    """A term as it stands within a sentence; German nouns, and abbreviations, keep their capitals."""
    keeps = current_locale().language == "de" or not label[1:2].islower()
    return label if keeps else label[0].lower() + label[1:]


def _range(question: InRange) -> str:
    low, high = question.low, question.high
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
    if field == "minutes":
        return _n("{count} minute an episode", "{count} minutes an episode", number)
    return _n("{count} episode", "{count} episodes", number)


def _spoken(said: str) -> str:
    return _("not {words}", words=said[1:]) if said.startswith("-") else said
