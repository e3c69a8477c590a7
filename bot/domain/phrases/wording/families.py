"""Manners of speaking that are put together from parts: how one has enough of a thing, gives it up, or bears it.

As in `manners`, contractions are written out: "do not you dare give me", "can not go wrong with".
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Final

from bot.domain.phrases.listed import ways


def _joined(*parts: Iterable[str]) -> list[str]:
    return [" ".join(filter(None, chosen)) for chosen in product(*parts)]


_HAVING_NONE: Final = ways("no | zero | little | very little | not much | 0 | nil")
_NEEDED: Final = ways(
    """
    patience | tolerance | interest | desire | appetite | stomach | nerves | energy | room | time | use | capacity |
    bandwidth | headspace | strength | spoons | sympathy | love | mood | brain space
    """
)
_FED_UP: Final = ways(
    """
    sick | tired | bored | weary | exhausted | burnt out | burned out | fed up | fatigued | worn out | drained |
    jaded | wiped out | allergic | averse | disgusted | grossed out | weirded out | creeped out | freaked out |
    put off | turned off | icked out | annoyed | irritated | infuriated | exasperated | disturbed | bothered |
    scarred | repulsed | sickened | overwhelmed | nauseated | sated
    """
)
_WITH: Final = ways("of | with | by | from | about | at")
_GIVING_UP: Final = ways(
    """
    sworn off | swear off | swearing off | swore off | lay off | laying off | stay off | staying off | cut out |
    cutting out | cutting back on | cut back on | detox from | detoxing from | boycott | boycotting | quitting |
    retired from | on a break from | taking a break from | had a break from | on a diet from | overdosed on |
    od on | oversaturated with | saturated with | drowning in | at my limit with | hit my limit with |
    hit my limit on | reached my limit with | reached my limit on | maxed out on | up to here with |
    through with | have had it with | have had my share of | had my share of | had too much of | had too many |
    seen too much | seen too many | watched too many | read too many | overfed on | choking on
    """
)
_KEEPING_OUT: Final = ways(
    """
    reject | rejecting | veto | vetoing | vetoed | blacklist | blacklisting | blacklisted | forbid | forbidding |
    none | omit | omitting | ditch | ditching | lose the | scrap the | scratch the | spare us |
    spare us the |
    spare me the | spare me any | keep me away from | save me from | protect me from | shield me from |
    free me from | deliver me from | far from | far away from | nowhere near | safe from | clear of | void of |
    bare of | stripped of | flee from | fleeing from | stop watching when | stop watching if | stop watching at |
    i stop at | i stop when | i quit | we quit | od d on | oded on | thumbs down for | thumbs down to | boo | boo to |
    yuck | yuck to | i banned | we banned | banned | worst thing is | worst thing ever is | content warning |
    content warnings | warn me off | nay | nope | moving on from | move on from | not craving | not searching for |
    not hunting for | not asking for | not after | not face | not face any | not catch me watching |
    not find me watching | not get me to watch | nothing close to | nothing even close to | nothing remotely like |
    nothing resembling | nothing related to | nothing that smells of |
    absence of | not one with | not the kind with | not the type with | not with |
    nobody asked for | nobody needs | nobody wants | who needs | who wants | who asked for | not recommend |
    let us not do | let us skip | hard to watch | hard for me to watch | not ready to see | not ready to watch
    """
)
_OFFERING: Final = ways(
    """
    give me | give us | gimme | recommend | recommend me | rec | rec me | show me | show us | suggest | suggest me |
    send me | send | hit me with | throw | bring me | hand me | offer me | feed me | serve me | sell me |
    come at me with | put me through | make me watch | make me sit through | make me suffer through |
    make me go through | force me to watch | subject me to | include | add | pick | touch | mention | bother with |
    bother me with | want to see | need to see | wish to see | like to see | want to watch | wish to watch |
    want to hear about | want to deal with | want to sit through | want to read about | want to think about
    """
)
_AT_ALL: Final = ("", "you dare", "you dare to", "ever", "even", "even try to", "try to", "even think to", "bother to")
_GIVING: Final = ways(
    """
    giving me | recommending | recommending me | showing me | suggesting | sending me | offering me | feeding me |
    mentioning
    """
)
_EVEN_THINK: Final = ("even think of", "even think about", "think of", "think about", "bother", "start")

REFUSING: Final = (
    *_joined(_HAVING_NONE, _NEEDED, ("for", "in", "left for")),
    *_joined(_FED_UP, _WITH),
    *_joined(("disappointed",), ("by", "in", "with")),
    *_joined(("not",), ("interested", "interesting"), ("in", "on", "at", "by", "for", "about", "with")),
    *_joined(
        ("not",),
        ways("huge | crazy | wild | mad | nuts | thrilled | sold | big | hot | fond | excited | enthusiastic"),
        ("about", "on", "of", "for"),
    ),
    *_joined(
        ways("none | nothing | no show | no shows | no series | no drama | no dramas | no story | no stories"),
        ways(
            """
            about | with | of | involving | featuring | containing | where | that has | that have | in which |
            set in | based on | around | focused on | full of
            """
        ),
    ),
    *_joined(
        ("not get", "not see", "not understand", "never got", "never saw", "never understood"),
        ("the",),
        ("appeal", "hype", "point", "fuss", "obsession", "love"),
        ("of", "around", "about", "behind", "for", "with"),
    ),
    *_joined(("not be",), ("arsed", "bothered", "fucked"), ("with", "about")),
    *_joined(
        ("refuse to", "refusing to"),
        ways("sit through | endure | suffer | suffer through | touch | see | finish | start | even look at | rec"),
    ),
    *_GIVING_UP,
    *_KEEPING_OUT,
    *_joined(("not",), _AT_ALL, _OFFERING),
    *_joined(("not",), _EVEN_THINK, _GIVING),
    *_joined(("never", "never ever"), _OFFERING),
    *_joined(
        ("not a", "not an", "not the biggest", "not the greatest", "not a very big", "never a", "never been a"),
        (*ways("big | huge | great | massive | super | real | particular | giant | major"), ""),
        ways("fan | lover | enjoyer | enthusiast | friend"),
        ("of",),
    ),
)

# "No need for romance" asks for none, and refuses none.
NOT_NEEDED: Final = tuple(
    _joined(_HAVING_NONE, ("need", "needs", "requirement", "requirements"), ("for", "of", "in"))
) + tuple(_joined(ways("who cares | not caring | not that fussed | not fussed"), ("about", "if", "whether")))

CRAVING: Final = (
    *_joined(
        ("not",),
        ways(
            """
            go wrong with | wait for | wait to see | stop watching | stop thinking about | help loving |
            be mad at | complain about | say no to | get over how good | beat | beat a good | get past my love for |
            imagine anything better than | be happier with | be more in the mood for
            """
        ),
    ),
    *_joined(("only",), ways("tolerate | tolerates | accept | accepts | handle | handles | can handle | can take")),
    *ways(
        """
        nothing is better than | nothing better than | not think of anything better than | nothing tops |
        not above | no shame in | no shame in loving | not ashamed of | not ashamed to love | never tire of |
        not spare me the | not spare me | not want anything but | not give me anything but | not need anything but |
        not watch anything but | nothing less than | there nothing like | there is nothing like | nobody does |
        not too late for | never too late for | why is nobody | why does nobody | why are there so few |
        why is there so little | why do so few
        """
    ),
    *_joined(("who",), ("does not", "would not", "could not"), ways("love | want | like | enjoy | adore | need")),
    *_joined(
        ways("is not there | are not there | is there not | are there not | do not you have | do not you know"),
        ("", "any", "some", "a"),
    ),
    *_joined(
        ways("can not you | could not you | will not you | would not you | why do not you | why do not we"),
        (*ways("find | give | recommend | show | suggest | tell | send | get | make | do | watch"), ""),
        ("", "me", "us"),
    ),
    *_joined(
        ways("what is | what s | whats | what | is not | it not | not"),
        (*ways("a good | a real | a proper | a"), ""),
        ways("show | drama | series | life | kdrama | bl | gl | romance | weekend | night"),
        ("without",),
    ),
    *_joined(("never", "not"), ("too old for", "had enough", "had enough of", "say no to", "saying no to")),
    *_joined(ways("not complete | incomplete | not fun | not the same | pointless | boring | nothing"), ("without",)),
)

# Questions that complain: "why is every cdrama forty episodes".
COMPLAINING: Final = tuple(
    _joined(
        ("", "tell me"),
        ("why",),
        (*ways("is | are | does | do | must | did | has | have | are there so many | do i keep watching"), ""),
        ways("every | all | everything | everyone | everybody | always | they all | they always | all these | so many"),
    )
)

# What one is given, and did not ask for: "I keep getting BL recs, but …".
GIVEN: Final = tuple(
    _joined(
        ("i", "we"),
        ("keep", "kept", "only ever", "always", "only", "just"),
        ways("getting | get | seeing | see | finding | find | being recommended | being shown | end up with"),
    )
    + _joined(
        ways("everyone | everybody | people | they | the algorithm | netflix | the bot | my friends"),
        ("", "always", "keeps", "keep", "only", "just"),
        ways("recommends | recommend | recommending | suggests | suggest | suggesting | gives me | give me"),
    )
)

# "No offense to Thailand": what is said of it is no refusal.
NO_OFFENCE: Final = tuple(
    _joined(
        ("no", "zero", "not any"),
        ways("offense | offence | shade | hate | disrespect | shame | hard feelings | beef | judgment | judgement"),
        ("to", "at", "towards", "toward", "with", "against", "for"),
    )
    + _joined(
        ("never",),
        ways(
            """
            hated | disliked | minded | complained about | regretted | been against | had a problem with |
            had an issue with | been bothered by | turned down | tried | attempted | started | had the chance to watch
            """
        ),
    )
)

# What one has had much of asks for nothing, and refuses nothing: "after all that horror, …".
HAD: Final = (
    *_joined(
        ways("watched | seen | read | binged | had"),
        ways("so much | so many | enough | all the | every | lots of | a lot of | tons of | loads of | plenty of"),
    ),
    *_joined(("after",), ways("all that | all the | all this | so much | so many | too much | too many | a lot of")),
    *_joined(
        ways("last one | previous one | last show | last series | last drama | one before"),
        ("had", "was", "was so", "was all"),
    ),
    *_joined(("not give",), ways("a damn | a fuck | a shit | a crap | a hoot"), ("about", "if", "for", "whether")),
)

# What is told of oneself, or remarked in passing, asks for nothing.
_REMARKABLE: Final = ways("funny | sad | ironic | hilarious | wild | weird | crazy | tragic | stupid | silly")
TOLD: Final = (
    *_joined(("which is", "it is", "it s", "its"), _REMARKABLE, ("because", "bc", "cuz", "how", "considering", "that")),
    *_joined(_REMARKABLE, ("how", "enough")),
    *ways("will not lie | can not lie | not lying | not going to lie | not gonna lie | i will not lie | no lie"),
    *_joined(
        ways("cried | sobbed | bawled | wept | laughed | died"),
        ways("in | over | all | for | because | myself | about | yesterday | today | last | through | twice | on"),
    ),
    *_joined(
        ("that", "that one", "the", "the one", "an", "any", "which", "another"),
        ("actor", "actress", "actors"),
        ("", "from", "in", "of", "who plays", "who played"),
    ),
    *_joined(("actor", "actress", "actors"), ("from", "who plays", "who played")),
    *_joined(
        ("long",),
        ways(
            """
            flight | flights | trip | drive | ride | train ride | bus ride | plane ride | journey | commute |
            story short | shift | holiday | vacation | night | wait | hiatus | list | message | post | evening |
            summer | winter | layover | hair | wishlist | rant | ramble | text | road
            """
        ),
    ),
    *_joined(("short",), ways("notice | attention span | hair | answer | question | post | vacation | trip | king")),
    *_joined(("is", "are", "be", "thing", "", "even"), ("legal",), ("in",)),
    *_joined(("", "a", "my"), ways("night shift | night shifts | night out | night owl | night in | night alone")),
    *_joined(("for my", "for her", "for his", "for their", "on my"), ("birthday", "honeymoon", "anniversary")),
)

_COULD: Final = _joined(
    ("i", "we"),
    ways("can | could | will | ll | would | might | do | suppose i can | guess i can"),
    ("also", "still", ""),
)
_BEAR: Final = ways(
    """
    accept | tolerate | handle | live with | deal with | put up with | manage | survive | stomach | forgive |
    overlook | ignore | get past | swallow | bear | endure | cope with
    """
)
BORNE: Final = (
    *_joined(_COULD, _BEAR, ("", "it", "that", "them", "those")),
    *ways(
        """
        is fine if | are fine if | if you must | if you insist | if unavoidable | if it can not be avoided | if it
        comes up | if it is there | if it is brief | if it is short | if it is subtle | if it is mild | if it is
        minor | if it is not too much | if not too much | if handled with care | if done tastefully | if tasteful |
        if offscreen | if off screen | not a priority | is not a priority | not a necessity
        """
    ),
)

# Behind the thing, at the end of a clause: "love triangles I can do without".
POSTPOSED: Final = (
    *ways("never again | not really | not so much | not at all | hate it | hate that | hate them | hate those"),
    *_joined(
        ("i", "we"),
        ways(
            """
            do not like | do not want | do not enjoy | do not need | do not care for | can not stand | can not handle |
            can not take | can not watch | can not deal with | can not bear | can not stomach | hate | despise |
            loathe | detest | dislike | avoid | skip | am tired of | am sick of | am done with | am over |
            m tired of | m sick of | m done with | m over | could do without | can do without | could live without |
            can live without | would rather avoid | would rather skip | d rather avoid | d rather skip |
            d rather not see | would rather not see | prefer to avoid | prefer to skip | refuse to watch |
            never watch | never enjoy | never liked | am not into | m not into | am allergic to | m allergic to |
            have had enough of | ve had enough of | had enough of | do not do | will not watch | struggle with |
            do not touch | will not touch | hate it | hate them | hate that | hate those | hated it | hated that |
            am bored of | m bored of | would skip | would avoid
            """
        ),
    ),
)

_HAS_TO: Final = ways(
    """
    should | can | could | can all | must | need to | needs to | have to | has to | deserve to | deserves to |
    ought to | better | should all | should just
    """
)
_GO: Final = ways(
    """
    go | go away | die | rot | burn | leave | stop | disappear | vanish | stay away | stay out | stay home |
    be banned | be illegal | be outlawed | be abolished | be removed | be forbidden | be left out | be skipped |
    be excluded | be avoided | be absent | be gone | not exist | not be a thing | not be there | not happen |
    get lost | get out | fuck off | piss off | wait | retire | perish | be deleted | be cancelled | be canceled |
    be erased | go to hell | choke | explode | be a crime | be off the table | be kept out | be jailed | end
    """
)
_ANOTHER_TIME: Final = _joined(
    ("not", "maybe not", "but not", "just not"),
    ways(
        """
        today | tonight | now | right now | rn | this time | this week | this month | at the moment | again |
        anymore | any more | ever | ever again | these days | in my house | in this house | on my watch | here
        """
    ),
)
_UNMOVED: Final = _joined(
    ("not",),
    ways(
        """
        interest | appeal to | excite | do anything for | work for | attract | convince | move | grab | suit |
        agree with | tempt | thrill | speak to | click with | sit well with | sit right with
        """
    ),
    ("me", "us", "her", "him"),
)
_MY_PEEVE: Final = _joined(
    ("is", "are"),
    ("my", "a", "the", "an"),
    ("", *ways("biggest | number one | main | greatest | worst | absolute | ultimate | major | huge | big")),
    ways(
        """
        pet peeve | ick | turn off | trigger | dealbreaker | deal breaker | nightmare | fear | enemy | phobia | limit |
        red flag | nemesis | no go | nope | hard no | squick | boundary
        """
    ),
)
BEGONE: Final = (
    *_UNMOVED,
    *_MY_PEEVE,
    *_joined(_HAS_TO, _GO),
    *_ANOTHER_TIME,
    *ways(
        """
        anything but that | anything but those | anything but these | anything but them | anything but this |
        anything except those | anything except that | but not those | but not that | except those | not those |
        has no place | have no place | is forbidden | are forbidden | is prohibited | are prohibited | is cancelled |
        are cancelled | is canceled | are canceled | is verboten | not what i am after | not what i m after |
        not what we are after | not what im after |
        another day | another time | some other time | maybe later | maybe another day | for another day |
        for another time | away please | out please | no longer | is a crime | are a crime | is criminal |
        are criminal | is my kryptonite | are my kryptonite | is my nightmare | are my nightmare | is a nightmare |
        are a nightmare | is poison | are poison | is poison to me | is dead to me | are dead to me | is a sin |
        is evil | are evil | begone | go home | shoo | get out | gtfo | stfu | no entry | not invited |
        are not invited | is not invited | can not sit with us | no longer welcome | excluded please | not included |
        away with it | away with them | is the devil | are the devil
        """
    ),
)
