"""Who lives and who dies, as people tell it: "the dog makes it", "half of the cast gets killed off"."""

from __future__ import annotations

from itertools import product
from typing import Final

from bot.domain.phrases.listed import ways

_ANIMALS: Final = ways("dog | cat | pet | animal | puppy | kitten | horse | puppies | kitty")
_WHICH: Final = ("", "the ", "a ", "an ", "any ", "all ", "every ")
_LIVE: Final = ways(
    """
    lives | live | survives | survive | stays alive | stay alive | makes it | make it | makes it out alive |
    make it out alive | lives to the end | live to the end | is alive at the end | are alive at the end |
    is still alive at the end | makes it to the end | make it to the end | survives until the end |
    survive until the end | survives to the end | survive to the end | is safe | are safe | is ok | are ok |
    is okay | are okay | is fine | are fine
    """
)
_DIE: Final = ways(
    """
    dies | die | dying | died | is dying | are dying | is killed | are killed | gets killed | get killed |
    getting killed | being killed | is dead | are dead | ends up dead | end up dead | passes away | pass away |
    dies at the end | die at the end | dies in the end | die in the end | is killed off | gets killed off |
    get killed off
    """
)
_HURT: Final = ways(
    """
    is hurt | are hurt | gets hurt | get hurt | getting hurt | being hurt | is harmed | are harmed | harmed |
    suffers | suffer | suffering | gets abused | being abused | death | deaths | cruelty | gets injured
    """
)
_PEOPLE: Final = ways(
    """
    lead | leads | the lead | the leads | both leads | a lead | main lead | the main lead | main character |
    main characters | the main character | the main characters | the main couple | main couple | the couple |
    couple | couples | the hero | the heroine | the protagonist | protagonist | protagonists |
    the love interest | love interest | love interests | one of the couple | half the cast | half of the cast |
    the cast | the boys | the girls | the lovers | one lover | either lead | somebody | someone | anyone |
    anybody | people | characters | a character | the ml | the fl | the mc
    """
)
_CHILDREN: Final = ways(
    "child | children | kid | kids | baby | babies | a child | a kid | a baby | little kids | toddlers"
)
_MISTREATED: Final = tuple(
    f"{form}{how}"
    for form in ("", "being ", "getting ", "are ", "is ", "get ", "gets ")
    for how in ways("harmed | hurt | abused | beaten | mistreated | tortured | neglected | hit | in danger")
)
_SAFE_ONLY: Final = frozenset(ways("is safe | are safe | is ok | are ok | is okay | are okay | is fine | are fine"))

ANIMALS_LIVE: Final = (
    *(f"{which}{one}{many} {does}" for which, one, many, does in product(_WHICH, _ANIMALS, ("", "s"), _LIVE)),
    *(f"the {one} {does}" for one in ("animals", "pets") for does in _LIVE),
)
ANIMALS_HARMED: Final = tuple(
    f"{which}{one}{many} {does}" for which, one, many, does in product(_WHICH, _ANIMALS, ("", "s"), (*_DIE, *_HURT))
)
CHILDREN_HARMED: Final = tuple(f"{who} {how}" for who in _CHILDREN for how in _MISTREATED)
NOBODY_DIES: Final = (
    *ways(
        """
        let them live | let him live | let her live | let everyone live | let everybody live | keep them alive |
        let them all live | let them survive | they survive | he survives | she survives | they both survive |
        they both live | they both make it | both make it | them both alive | do not kill them | not kill them |
        do not kill anyone | nobody is killed | nobody gets killed |
        that survives | that survive | who survives | who survive | survive until the end |
        survive to the end | survives until the end | make it to the end | makes it to the end |
        make it to the end alive | live to the end | that live | lives at the end | alive at the end |
        alive by the end | nobody gets killed off | keep everyone alive | all live happily |
        both survive | must survive | everyone makes it | everybody makes it | makes it out alive |
        make it out alive | survives to the end | everyone lives | everybody lives | everyone survives |
        everybody survives | everyone stays alive | everybody stays alive | all survive | all live |
        all leads survive | stays alive | stay alive
        """
    ),
    *(f"{who} {does}" for who in _PEOPLE for does in _LIVE if does not in _SAFE_ONLY),
)
SOMEBODY_DIES: Final = (
    *(f"{who} {does}" for who in _PEOPLE for does in _DIE),
    *ways("he dies | she dies | they both die | he is dying | she is dying | one of them dies | either of them dies"),
)
