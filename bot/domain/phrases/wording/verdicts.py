"""What stands behind a thing and says how it is meant: "… I can do without", "… can wait", "… if done tastefully"."""

from __future__ import annotations

from typing import Final

from bot.domain.phrases.listed import joined, ways

_COULD: Final = joined(
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
    *joined(_COULD, _BEAR, ("", "it", "that", "them", "those")),
    *ways(
        """
        not scare me | not frighten me | not faze me |
        is fine if | are fine if | if you must | if you insist | if unavoidable | if it can not be avoided | if it
        comes up | if it is there | if it is brief | if it is short | if it is subtle | if it is mild | if it is
        minor | if it is not too much | if not too much | if handled with care | if done tastefully | if tasteful |
        if offscreen | if off screen | not a priority | is not a priority | not a necessity
        """
    ),
)

# Behind the thing, at the end of a clause: "love triangles I can do without".
POSTPOSED: Final = (
    *joined(
        ways(
            "god | oh god | dear god | lord | jesus | christ | hell | heck | fuck | ugh | ew | um | oh | please | pls"
        ),
        ("no", "nah", "nope", "never"),
    ),
    *ways("skip | drop | but no | thanks but no | thanks but no thanks | over my dead body | miss me with that"),
    *ways("never again | not really | not so much | not at all | hate it | hate that | hate them | hate those"),
    *joined(
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

_ANOTHER_TIME: Final = joined(
    ("not", "maybe not", "but not", "just not"),
    ways(
        """
        today | tonight | now | right now | rn | this time | this week | this month | at the moment | again |
        anymore | any more | ever | ever again | these days | in my house | in this house | on my watch | here
        """
    ),
)

_UNMOVED: Final = joined(
    ("not",),
    ways(
        """
        interest | appeal to | excite | do anything for | work for | attract | convince | move | grab | suit |
        agree with | tempt | thrill | speak to | click with | sit well with | sit right with
        """
    ),
    ("me", "us", "her", "him"),
) + joined(
    ("never",),
    ways("works | work | does it | do it | clicks | click | lands | land | appeals | hits"),
    ("for", "with", "to"),
    ("me", "us"),
)

_MY_PEEVE: Final = joined(
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
    *joined(
        ("belongs in", "belong in"),
        ways("hell | the bin | the trash | the past | a museum | the garbage | the dumpster"),
    ),
    *joined(("would be", "might be", "will be", "is already"), ("too much", "a bit much", "too heavy for me")),
    *joined(("is", "are", "is one", "are one"), ("too many",)),
    *joined(
        ("means i", "and i", "and i will", "and i m", "then i", "then i will", "equals i"),
        ways(
            "drop it | leave | quit | riot | walk | walk out | scream | am out | out | gone | stop watching | close it"
        ),
    ),
    *ways(
        "grinds my gears | grind my gears | hurts too much | hurt too much | might kill me | my ass | can kiss my ass"
    ),
    *_MY_PEEVE,
    *joined(_HAS_TO, _GO),
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
