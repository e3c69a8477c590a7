"""Ways of saying that need no vocabulary: endings, states, lengths, ages, fame, and what stands for two things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.domain.phrases.constraints import EndsWith, FromCountry, HasStatus, HasTerm, InRange, Question
from bot.domain.phrases.listed import ways
from bot.domain.phrases.wording.endings import ENDINGS
from bot.domain.phrases.wording.fates import (
    ANIMALS_HARMED,
    ANIMALS_LIVE,
    CHILDREN_HARMED,
    NOBODY_DIES,
    SOMEBODY_DIES,
)

Asked = tuple[Question, bool]  # what is asked about, and whether a yes is refused

LITTLE_KNOWN: Final = 55  # of 100: a third of the bundled catalogue is known less
WELL_KNOWN: Final = 76  # a quarter is known as well or better
_SHORT, _LONG = 300, 1_200  # minutes in all: five hours, twenty hours
_EVENING, _DAY, _WEEKEND = 360, 600, 900
_OLD = 12  # years
_DEATH = HasTerm("content_notes", "character-death")
_EXPLICIT = HasTerm("content_notes", "sexual-content")
_HARM = HasTerm("content_notes", "animal-harm")

_STATES: Final = {
    "finished": ways(
        """
        done airing | done already | all done | has ended | have ended | already ended | wrapped up | wrapped |
        all out |
    completely out | already out | aired already | has wrapped | completed | complete | finished | finished airing |
    fully aired | already over | already finished |
        fully out | all episodes out | ended | completa | terminada | tapos na | 완결
    """
    ),
    "airing": ways(
        """
        airing | ongoing | on air | on going | currently airing | still airing | still running |
        airing weekly | airing now | currently running | weekly releases | 방영중
    """
    ),
    "announced": ways(
        """
        announced | upcoming | coming soon | not yet released | not yet out | not out yet |
        not released yet | unreleased
    """
    ),
}
_LENGTHS: Final = {
    (None, _SHORT): ways(
        """
        short | shorter | shortish | short series | short show | short drama | short dramas | mini series |
        miniseries | quick watch | quick one | quick | brief | not a big commitment | low commitment | corto |
        corta | kurz | kurze | court | courte | maikli | maiksi | 짧은
    """
    ),
    (None, _EVENING): ways(
        """
        finish tonight | done tonight | finish it tonight | finished tonight | binge tonight | before bed |
        before bedtime | in a night | one night | a night | one evening | an evening | one sitting |
        a single sitting | single night |
        in one go | one go | a couple of hours | over an evening | over one evening
    """
    ),
    (None, _DAY): ways(
        """
        one day | a day | a single day | single day | an afternoon | binge in one day | over one day | over a day
    """
    ),
    (None, _WEEKEND): ways(
        """
        a weekend | one weekend | over the weekend | this weekend | weekend binge | over a weekend |
        over one weekend | over my weekend | over a long weekend | long weekend | long weekend binge
    """
    ),
    (_LONG, None): ways(
        """
        long | longer | long series | long drama | long dramas | long running | long show | epic length |
        lengthy | largo | larga | longo | lang | lange
    """
    ),
}
_EVERYONE: Final = ways(
    """
    everyone | everybody | the whole world | the entire world | people | all my friends | the whole fandom |
    all of twitter
    """
)
_KNOWS: Final = ways(
    """
    talking about | is talking about | are talking about | talks about | talk about | talked about | raves about |
    rave about | is raving about | are raving about | has seen | have seen | has watched | have watched |
    watched | knows |
    is obsessed with | are obsessed with | is watching | are watching | watches | watching |
    obsessed with
    """
)
_FAMOUS: Final = (
    *ways(
        """
        iconic | must watch | must watches | essential viewing | popular | famous | well known | widely known |
        mainstream | hyped | overhyped | big hit | big hits |
        blockbuster | viral | trending | most watched | popularity | hype | beloved by everyone | must see |
        staple | staples
    """
    ),
    *(f"{who} {does}" for who in _EVERYONE for does in _KNOWS),
)
_OBSCURE: Final = ways(
    """
    hidden gem | hidden gems | gem | gems | less known | lesser known | little known | not well known |
    underrated | under rated | underwatched | under watched | overlooked | obscure | niche | unknown |
    nobody has seen | nobody has watched | nobody watched | nobody watches | nobody recommends | nobody mentions |
    under the radar | off the beaten path | nobody talks about | nobody has heard of | nobody knows |
    few people know | deep cut | deep cuts | sleeper hit | forgotten | slept on | joya oculta | geheimtipp |
    pépite
    """
)
_NEW: Final = ways(
    """
    recent | recently released | recently | newest | latest | new | newer | new release | new releases |
    brand new | nuevo | nueva | neue
    """
)
_AGED: Final = ways(
    """
    old | older | oldie | oldies | classic | classics | old school | oldschool | retro | vintage |
    back in the day | viejo | clásico
    """
)
_TAME: Final = ways(
    """
    mild | tame | closed door | behind closed doors | not steamy | pg | pg 13 | sfw | family friendly | kid friendly |
    safe for work | clean drama | clean dramas | clean series | clean shows | keep it clean |
    kept clean |
    squeaky clean | that are clean | that is clean | are clean | is clean | nothing dirty |
    fade to black | chaste
    """
)
_CLEAN: Final = ways("clean romance | clean romances | clean love story | clean love stories | tame romance")
IN_LOVE: Final = ways("fall in love | falls in love | falling in love | fell in love | in love")
_CLOSED: Final = ways(
    """
    need closure | want closure | real closure | proper closure | gives closure | with closure | proper ending |
    conclusive ending | satisfying conclusion | ties up loose ends | ties up all loose ends | everything is resolved |
    clear ending | definite ending
    """
)
_NO_MATTER: Final = tuple(
    f"{being} {said}"
    for being in ("being gay", "being queer", "gay", "queerness", "homosexuality")
    for said in ways(
        """
        is not an issue | is not a problem | is not a big deal | is no big deal | is no issue | is normal |
        is just normal | is normalized | is normalised | is accepted | is fully accepted | is totally fine |
        is not a thing anyone cares about
        """
    )
)
_LATIN_AMERICA: Final = ("AR", "BR", "CL", "CO", "MX", "PE")
_INITIALS: Final = {
    "KR": "k",
    "JP": "j",
    "TH": "t",
    "CN": "c",
    "TW": "tw",
    "PH": "p",
    "VN": "v",
    "HK": "hk",
}  # "kbl", "tgl"
_TWOFOLD: Final[Mapping[str, tuple[Question, ...]]] = {
    **{
        saying: (FromCountry(country), HasTerm("kinds", kind))
        for kind in ("bl", "gl")
        for country, said in _INITIALS.items()
        for saying in (f"{said}{kind}", f"{said} {kind}")
    },
    **{
        f"period {said}": (HasTerm("genres", "historical"), other)
        for other, listed in (
            (HasTerm("kinds", "bl"), ("bl", "bls")),
            (HasTerm("kinds", "gl"), ("gl", "gls", "sapphic", "lesbian", "wlw")),
            (HasTerm("kinds", "queer"), ("gay", "queer")),
            (HasTerm("kinds", "film"), ("film", "films", "movie", "movies")),
            (FromCountry("KR"), ("kdrama", "kdramas", "korean")),
            (FromCountry("CN"), ("cdrama", "cdramas", "chinese")),
            (FromCountry("JP"), ("jdrama", "jdramas", "japanese")),
        )
        for said in listed
    },
    # A romance in some setting or manner is one.
    **{
        f"{said} {love}": (HasTerm("tropes", term), HasTerm("genres", "romance"))
        for term, listed in (
            ("students", ("college", "campus", "uni", "university")),
            ("high-school", ("school", "high school", "highschool")),
        )
        for said in listed
        for love in ("romance", "romances", "love story", "love stories")
    },
    **dict.fromkeys(
        (
            *("ancient china", "imperial china", "old china", "feudal china", "historical china", "qing dynasty"),
            *("ming dynasty", "tang dynasty", "song dynasty", "han dynasty"),
        ),
        (HasTerm("genres", "historical"), FromCountry("CN")),
    ),
    **dict.fromkeys(
        ("feudal japan", "edo japan", "edo period japan", "old japan", "samurai japan", "meiji japan"),
        (HasTerm("genres", "historical"), FromCountry("JP")),
    ),
    **dict.fromkeys(
        ("latin american", "latin america", "south american", "latino"), tuple(map(FromCountry, _LATIN_AMERICA))
    ),
    **dict.fromkeys(
        ("danmei", "danmei adaptation", "danmei adaptations", "danmei drama", "danmei dramas", "danmei based"),
        (HasTerm("source_kinds", "web-novel"), FromCountry("CN")),
    ),
}


def _said(listed: tuple[str, ...], *asked: Asked) -> dict[str, tuple[Asked, ...]]:
    return dict.fromkeys(listed, asked)


def _always() -> dict[str, tuple[Asked, ...]]:
    found: dict[str, tuple[Asked, ...]] = {}
    for ending, listed in ENDINGS.items():
        found |= _said(listed, (EndsWith(ending), False))
    for state, listed in _STATES.items():
        found |= _said(listed, (HasStatus(state), False))
    for (low, high), listed in _LENGTHS.items():
        found |= _said(listed, (InRange("total", low, high), False))
    found |= _said(_FAMOUS, (InRange("popularity", WELL_KNOWN, None), False))
    found |= _said(_OBSCURE, (InRange("popularity", None, LITTLE_KNOWN), False))
    found |= _said(SOMEBODY_DIES, (_DEATH, False))
    found |= _said(NOBODY_DIES, (_DEATH, True))
    found |= _said(_CLOSED, (EndsWith("open"), True))
    found |= _said(CHILDREN_HARMED, (HasTerm("content_notes", "child-abuse"), False))
    found |= _said(ANIMALS_HARMED, (_HARM, False))
    found |= _said(ANIMALS_LIVE, (_HARM, True))
    found |= _said(_NO_MATTER, (HasTerm("kinds", "queer"), False), (HasTerm("content_notes", "homophobia"), True))
    found |= _said(_TAME, (_EXPLICIT, True))
    found |= _said(_CLEAN, (HasTerm("genres", "romance"), False), (_EXPLICIT, True))
    found |= _said(("love",), (HasTerm("genres", "romance"), False))  # where it stands as a thing of its own
    found |= _said(IN_LOVE, (HasTerm("genres", "romance"), False))
    return found | {saying: tuple((one, False) for one in questions) for saying, questions in _TWOFOLD.items()}


IDIOMS: Final[Mapping[str, tuple[Asked, ...]]] = _always()
AGES: Final = (*_NEW, *_AGED)  # what they mean depends on the year


def of_age(saying: str, this_year: int) -> tuple[Asked, ...]:
    """What one of `AGES` asks for: "recent" is this year and the last, "old" is older than twelve years."""
    if saying in _AGED:
        return ((InRange("year", None, this_year - _OLD), False),)
    return ((InRange("year", this_year - 1, None), False),)
