"""Ways to refuse, to need and to crave that are put together from parts: how one has enough of a thing, or gives it up.

As in `manners`, contractions are written out: "do not you dare give me", "can not go wrong with".
"""

from __future__ import annotations

from typing import Final

from bot.domain.phrases.listed import joined, ways

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
    bare of | stripped of | that skips | which skips | bin the | throw out | throw out the | throw away | burn all |
    burn the | delete | remove | removing | filter out | filtering out | block all | block any | block the | blocked |
    mute | muted | hide all | hide the | hide any | retire | stop the | can we retire | put an end to | do away with |
    not start with | over it with | cba | cba with | nty | drop anything with | out with | goodbye | bye | farewell |
    adios | bye bye | over my dead body |
    wo | flee from | fleeing from | stop watching when | stop watching if | stop watching at |
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
    *joined(_HAVING_NONE, _NEEDED, ("for", "in", "left for")),
    *joined(_FED_UP, _WITH),
    *joined(("disappointed",), ("by", "in", "with")),
    *joined(("not",), ("interested", "interesting"), ("in", "on", "at", "by", "for", "about", "with")),
    *joined(
        ("not",),
        ways("huge | crazy | wild | mad | nuts | thrilled | sold | big | hot | fond | excited | enthusiastic"),
        ("about", "on", "of", "for"),
    ),
    *joined(
        ways("none | nothing | no show | no shows | no series | no drama | no dramas | no story | no stories"),
        ways(
            """
            about | with | of | involving | featuring | containing | where | that has | that have | in which |
            set in | based on | around | focused on | full of
            """
        ),
    ),
    *joined(
        ("not get", "not see", "not understand", "never got", "never saw", "never understood"),
        ("the",),
        ("appeal", "hype", "point", "fuss", "obsession", "love"),
        ("of", "around", "about", "behind", "for", "with"),
    ),
    *joined(("not be",), ("arsed", "bothered", "fucked"), ("with", "about")),
    *joined(
        ("refuse to", "refusing to"),
        ways("sit through | endure | suffer | suffer through | touch | see | finish | start | even look at | rec"),
    ),
    *joined(
        ("too",),
        ways(
            """
            tired | fragile | sensitive | soft | weak | old | young | busy | anxious | sad | stupid | dumb |
            impatient | sober | scared | squeamish | delicate | jumpy | short
            """
        ),
        ("for",),
    ),
    *joined(
        ways("lack | lacking | lost | losing | lose | out of | ran out of | run out of | have no | no longer have"),
        ("", "the", "all", "my"),
        _NEEDED,
        ("for", "in", "with"),
    ),
    *joined(
        ("i", "we"),
        ways("leave | run | close the tab | quit | stop | drop it | drop out | switch off | nope out | tap out | bail"),
        ways("when | if | whenever | as soon as | once | the moment | the second"),
        ("", "there is", "there s", "there are", "i see", "it has", "they have", "it is"),
    ),
    *_GIVING_UP,
    *_KEEPING_OUT,
    *joined(("not",), _AT_ALL, _OFFERING),
    *joined(("not",), _EVEN_THINK, _GIVING),
    *joined(("never", "never ever"), _OFFERING),
    *joined(
        ("not a", "not an", "not the biggest", "not the greatest", "not a very big", "never a", "never been a"),
        (*ways("big | huge | great | massive | super | real | particular | giant | major"), ""),
        ways("fan | lover | enjoyer | enthusiast | friend"),
        ("of",),
    ),
)

# "No need for romance" asks for none, and refuses none.
NOT_NEEDED: Final = tuple(
    joined(_HAVING_NONE, ("need", "needs", "requirement", "requirements"), ("for", "of", "in"))
) + tuple(joined(ways("who cares | not caring | not that fussed | not fussed"), ("about", "if", "whether")))

CRAVING: Final = (
    *joined(
        ("not",),
        ways(
            """
            go wrong with | wait for | wait to see | stop watching | stop thinking about | help loving |
            be mad at | complain about | say no to | get over how good | beat | beat a good | get past my love for |
            imagine anything better than | be happier with | be more in the mood for
            """
        ),
    ),
    *joined(("only",), ways("tolerate | tolerates | accept | accepts | handle | handles | can handle | can take")),
    *ways(
        """
        nothing hits like | nothing hits harder than | nothing makes me happier than | nothing compares to |
        nothing else matters only | no such thing as too much | no such thing as too many | hello |
        why do not they make more | why do not they make | why do not they have more |
        nothing more than | not see enough | not seen enough of | have not seen enough | losing my mind over |
        go straight to | straight to | jump to | cut to | bring on | bring on the |
        nothing is better than | nothing better than | not think of anything better than | nothing tops |
        not above | no shame in | no shame in loving | not ashamed of | not ashamed to love | never tire of |
        not spare me the | not spare me | not want anything but | not give me anything but | not need anything but |
        not watch anything but | nothing less than | there nothing like | there is nothing like |
        not too late for | never too late for | why is nobody | why does nobody | why are there so few |
        why is there so little | why do so few
        """
    ),
    *joined(("who",), ("does not", "would not", "could not"), ways("love | want | like | enjoy | adore | need")),
    *joined(
        ways("is not there | are not there | is there not | are there not | do not you have | do not you know"),
        ("", "any", "some", "a"),
    ),
    *joined(
        ways("can not you | could not you | will not you | would not you | why do not you | why do not we"),
        (*ways("find | give | recommend | show | suggest | tell | send | get | make | do | watch"), ""),
        ("", "me", "us"),
    ),
    *joined(
        ways("what is | what s | whats | what | is not | it not | not"),
        (*ways("a good | a real | a proper | a"), ""),
        ways("show | drama | series | life | kdrama | bl | gl | romance | weekend | night"),
        ("without",),
    ),
    *joined(
        ("never",),
        ways(
            """
            skip | skipping | miss | missing | turn down | pass on | refuse | tire of | get sick of | get tired of |
            bored by | bored of | fed up with | done with | too much | too many
            """
        ),
    ),
    *joined(("never", "not"), ("too old for", "had enough", "had enough of", "say no to", "saying no to")),
    *joined(ways("not complete | incomplete | not fun | not the same | pointless | boring | nothing"), ("without",)),
)
