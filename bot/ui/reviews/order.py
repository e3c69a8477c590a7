"""Why reviews stand where they stand: the numbers behind each place, privately."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui
from msgspec import Struct

from bot.domain.ranking import RankedReview, explain_place
from bot.domain.recommendations import MOST_SAID
from bot.domain.settings import ServerSettings, rule_words
from bot.domain.spoilers import sanitise_inline
from bot.domain.votes import own_rules
from bot.i18n import _, _n, joined
from bot.ui.kit.cards import card, container, text
from bot.ui.reviews.lists import Entry
from bot.ui.votes import left_out_words

_MOST = 5


class Explained(Struct, frozen=True):
    """A review in a list, its place, and helpful votes by what their givers had seen of the series."""

    entry: Entry
    place: RankedReview
    convinced: int
    matches: int


def places_card(title: str, explained: Sequence[Explained], settings: ServerSettings) -> ui.LayoutView:
    """The places of at most five reviews, how places come about, and whose votes the server leaves out."""
    items = [text(f"### {_('Why this order: {title}', title=title)}")]
    items += [text(_words(one)) for one in explained[:_MOST]]
    items.append(
        text(
            "-# "
            + _(
                "Spoilers decide who may read a review, never its place. First comes what you asked for; then the "
                "reviews that the largest share of readers found helpful."
            )
            + "\n-# "
            + "\n-# ".join([left_out_words(settings), *_own_rules(explained, settings)])
        )
    )
    return card(container(*items))


def _own_rules(explained: Sequence[Explained], settings: ServerSettings) -> list[str]:
    """What the channels decide by themselves in which these reviews stand."""
    rules = own_rules(settings)
    channels = dict.fromkeys(one.entry.standing.counted_in for one in explained[:_MOST])
    said = {one: joined(rule_words(rule) for rule in rules if rule.channel_id == one) for one in channels}
    return [_("In {place}: {rules}", place=f"<#{one}>", rules=words) for one, words in said.items() if words]


def _words(one: Explained) -> str:
    by = sanitise_inline(one.entry.review.author_name, limit=40)
    lines = [f"**{by}**", explain_place(one.place)]
    if one.convinced >= MOST_SAID:  # reactions have names, and what fewer people have watched could be told from them
        lines.append(
            _n(
                "It convinced {count} reader who had not seen the series.",
                "It convinced {count} readers who had not seen the series.",
                one.convinced,
            )
        )
    if one.matches >= MOST_SAID:
        lines.append(
            _n(
                "It matches what {count} reader saw in the series.",
                "It matches what {count} readers saw in the series.",
                one.matches,
            )
        )
    return "\n".join(lines)
