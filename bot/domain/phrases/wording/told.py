"""What people tell in passing, and what they complain of: it asks for nothing, and refuses nothing."""

from __future__ import annotations

from typing import Final

from bot.domain.phrases.listed import joined, ways

# Questions that complain: "why is every cdrama forty episodes".
COMPLAINING: Final = tuple(
    joined(
        ("", "tell me"),
        ("why",),
        (*ways("is | are | does | do | must | did | has | have | are there so many | do i keep watching"), ""),
        ways("every | all | everything | everyone | everybody | always | they all | they always | all these | so many"),
    )
)

# What one is given, and did not ask for: "I keep getting BL recs, but …".
GIVEN: Final = tuple(
    joined(
        ("i", "we"),
        ("keep", "kept", "only ever", "always", "only", "just"),
        ways("getting | get | seeing | see | finding | find | being recommended | being shown | end up with"),
    )
    + joined(
        ways("everyone | everybody | people | they | the algorithm | netflix | the bot | my friends"),
        ("", "always", "keeps", "keep", "only", "just"),
        ways("recommends | recommend | recommending | suggests | suggest | suggesting | gives me | give me"),
    )
)

# "No offense to Thailand": what is said of it is no refusal.
NO_OFFENCE: Final = tuple(
    joined(
        ("no", "zero", "not any"),
        ways("offense | offence | shade | hate | disrespect | shame | hard feelings | beef | judgment | judgement"),
        ("to", "at", "towards", "toward", "with", "against", "for"),
    )
    + joined(ways("seen | watched | know | tried | read"), ("no", "none", "zero", "hardly any", "almost no"))
    + joined(
        ("never",),
        ways(
            """
            hated | disliked | minded | complained about | regretted | been against | had a problem with |
            had an issue with | been bothered by | turned down | tried | attempted | started | had the chance to watch
            """
        ),
    )
)

# What one gave up on is told, not asked for.
USUAL: Final = (
    *ways("usually | normally | yesterday | last week it was | last time it was | last night it was | last week"),
    *ways("usually i like | normally i like | usually i watch | normally i watch | usually i want | normally i want"),
    *ways("rec i got was | last rec was | and got | but got | got recommended | but i got | and i got"),
    *joined(
        ways("she | he | they | people | everyone | my friend | my sister | my mom | my gf | my bf"),
        ways("suggested | says | say | said | recommended | told me to watch"),
    ),
)
DROPPED: Final = tuple(
    joined(
        ways("dropped | started | abandoned | finished | completed"),
        ways("every | all | all the | most | half the | many | so many | a lot of | too many"),
    )
)

# What one has had much of asks for nothing, and refuses nothing: "after all that horror, …".
HAD: Final = (
    *joined(
        ways("watched | seen | read | binged | had"),
        ways(
            """
            so much | so many | enough | all the | every | most | half the | many | lots of | a lot of | tons of |
            loads of | plenty of
            """
        ),
    ),
    *joined(("after",), ways("all that | all the | all this | so much | so many | too much | too many | a lot of")),
    *joined(
        ways("last one | previous one | last show | last series | last drama | one before"),
        ("had", "was", "was so", "was all"),
    ),
    *joined(("not give",), ways("a damn | a fuck | a shit | a crap | a hoot"), ("about", "if", "for", "whether")),
)

# What is told of oneself, or remarked in passing, asks for nothing.
_REMARKABLE: Final = ways("funny | sad | ironic | hilarious | wild | weird | crazy | tragic | stupid | silly")

TOLD: Final = (
    *joined(("which is", "it is", "it s", "its"), _REMARKABLE, ("because", "bc", "cuz", "how", "considering", "that")),
    *joined(_REMARKABLE, ("how", "enough")),
    *ways("not asking for much | not asking for a lot | not asking a lot | not asking for the moon | not asking much"),
    *joined(
        ("nothing",), ways("specific | in particular | fancy | special | crazy | major | complicated | else matters")
    ),
    *joined(
        ("no",),
        ways(
            """
            wifi | money | sleep | internet | plans | job | clue | idea | joke | cap | pressure | hurry | worries |
            biggie | brain | brain cells | thoughts | context | spoilers | spoiler | explanation | reason |
            questions asked | kidding | doubt | wonder | regrets | chill | life | friends | homework | school today |
            school tomorrow | work today | work tomorrow | classes tomorrow | classes today | power | electricity
            """
        ),
    ),
    *joined(
        ("nothing",),
        ways("to lose | else to do | better to do | going on | matters | left to watch | new to watch | to watch"),
    ),
    *joined(("nobody",), ways("cares | asked | around | to talk to | understands me | to watch with | home")),
    *joined(ways("know | knows | met | see | have | got"), ("nobody",)),
    *joined(
        ("not",),
        ways(
            """
            home | sleepy | at home | feeling well | feeling good | feeling great | well today | working today |
            okay rn | ok rn | okay right now | sorry | crying | at school today | at work today
            """
        ),
    ),
    *ways("ended too soon | ended too early | ended so soon | ended too fast | ends too soon | ended on me"),
    *ways("being creepy | acting creepy | acts creepy | acting weird"),
    *ways("will not lie | can not lie | not lying | not going to lie | not gonna lie | i will not lie | no lie"),
    *joined(
        ways("cried | sobbed | bawled | wept | laughed | died"),
        ways("in | over | all | for | because | myself | about | yesterday | today | last | through | twice | on"),
    ),
    *joined(
        ("that", "that one", "the", "the one", "an", "any", "which", "another"),
        ("actor", "actress", "actors"),
        ("", "from", "in", "of", "who plays", "who played"),
    ),
    *joined(("actor", "actress", "actors"), ("from", "who plays", "who played")),
    *joined(
        ("long",),
        ways(
            """
            flight | flights | trip | drive | ride | train ride | bus ride | plane ride | journey | commute |
            story short | shift | holiday | vacation | night | wait | hiatus | list | message | post | evening |
            summer | winter | layover | hair | wishlist | rant | ramble | text | road
            """
        ),
    ),
    *joined(("short",), ways("notice | attention span | hair | answer | question | post | vacation | trip | king")),
    *joined(("is", "are", "be", "thing", "", "even"), ("legal",), ("in",)),
    *joined(("", "a", "my"), ways("night shift | night shifts | night out | night owl | night in | night alone")),
    *joined(("for my", "for her", "for his", "for their", "on my"), ("birthday", "honeymoon", "anniversary")),
)
