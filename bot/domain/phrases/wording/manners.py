"""Manners of speaking that turn what is said around them: see `cues`, which says what each does."""

from __future__ import annotations

from typing import Final

from bot.domain.phrases.listed import ways, words

# Contractions are written out before ("don't" is "do not"), so "not stand" is "can't stand".
LASTING: Final = ways(
    """
    soft no | soft nos | soft nopes | rather not see | rather not watch | rather not have |
    why is everything about | why is everything |
    why is it always | why are they all | always the same |
    last thing i want is | last thing i want | last thing i need is | last thing i need | not all about |
    not only about | not entirely about | too old for | too young for | break from | a break from | away from |
    get away from | refuse to watch |
    refuse to | refuse | refusing | not tolerate | struggle with | struggling with | draw the line at |
    opposed to | against | worn out by | traumatised by | traumatized by | upset by | hurt by |
    phobia of | phobic of | averse to | sensitive to | sensitive about | not fine with | not ok with |
    not okay with | not cool with | not happy with | not comfortable with | uncomfortable with |
    a thing against | not good with | bad with | no patience for | no tolerance for | zero tolerance for |
    squeamish about | bothered by | annoyed by |
    anything besides | something besides | everything besides | somewhere besides | outside of | from outside |
    stop recommending |
    stop giving me | stop suggesting | stop showing me | quit recommending |
    not yet another | cut down on |
    stopped watching | quit watching | uninterested in | fuck | to hell with | ew | hates |
    hating on | allergic reaction to | too scared for | nah to | opposite of | the opposite of | absent of | nots |
    pass on |
    hard pass on | skipping | lay off | lay off the | ease up on | tone down | tone down the | get rid of |
    none with |
    outgrew | outgrown | grown out of | moved on from | overdosed on | who even likes | gave up on | given up on |
    giving up on | disgusted by | disgusted with | annoyed with | irritated by | frustrated with | frustrated by |
    dread |
    dreading | no trace of | no sign of | no hint of | no typical |  away with | goodbye to |
    say goodbye to | repelled by | repulsed by | appalled by | hurt by | not stomach | not endure | not bear |
    not put up with | not sit through | not get into | not get through | not finish anything with | averse to any |
    intolerant of | suspicious of | wary of | weary from | no stomach for | no nerves for | no energy for |
    no time for | no more of that | without the | dni if | dni | out if | gone if | nope if | pass if | drop it if |
    not if |
    dealbreaker if | miss me with | keep away from |
    dnw | do not wants | do not want | dnf if | no room for | not here for |
    not about that | not down for | not down with | not vibing with | not gelling with | not ready for |
    not emotionally ready for | not emotionally prepared for | ew to | ick from | the ick from |
    icked out by | grossed out by | weirded out by | creeped out by | traumatized from | burnt out from |
    burned out from | tired from | so done with | beyond done with | cons | donts | don ts | do nots | minuses |
    nays | nay to | red flags | icks | my icks |
    triggers | dealbreakers | deal breakers | hard limits | no gos | no go | dislikes | pet peeves | turn offs |
    hard nos |
    trigger warnings | tw | cw | nopes | squicks | no thanks to | no thank you to | had it with |
    had my fill of | have my fill of |
    could live without | can live without | screw | down with | ban | banning | stop with | not even |
    none of the | never been into | never liked | never enjoyed | not even a hint of | not a hint of |
    not a trace of | not a single | could not care less for | run from | running from | afraid of | fear |
    i hate | cannot with | can not with |
    nothing with | nothing about | nothing involving | nothing containing | nothing featuring | nothing where |
    without | without any | avoid | avoiding | except | except for | excluding | exclude | minus | sans |
    free of | free from | hate | hated | hating | dislike | disliked | despise | loathe | detest | sick of |
    sick and tired of | sick to death of | tired to death of | bored to death of | bored to death by |
    m over | m past | am past | way past | m done with | m so done with | so sick of | tired of | fed up with |
    fed up of | bored of | bored with | bored by |
    weary of | had enough of | enough of | enough with | so over | am over | done with | burnt out on |
    burned out on | exhausted by | anything but | anything except | everything but | everything except |
    all but | apart from | aside from | other than | neither | not want | not wanna | not want any | not like |
    not stand | not handle | not take | not deal with | not cope with | not watch | not into | not a fan of |
    not a big fan of | no fan of | not in the mood for | not interested in | not keen on | not care for |
    not enjoy | not looking for | not feeling | not up for | allergic to | leave out | leaving out | keep out |
    rule out | skip | skip the | stay away from | staying away from | steer clear of | stay clear of |
    hold the | cut the | spare me | nope to | no to | none of | not any | instead of | rather than |
    as opposed to | unlike | besides | with little | has little | have little | having little | but little |
    only little |
    little in the way of | triggered by | scared of | cringe at | turned off by | put off by | devoid of |
    lacking | lacks | not see | not have any | not need any more | no more | could do without |
    can do without | ohne | sin | sem | senza | zonder | tanpa | keine | kein | pas de | nada de | nichts mit |
    zero interest in | no interest in | no desire for | walang | wala | ayaw ko ng | ayaw ko | ayoko ng | ayoko |
    huwag | wag
    """
)
LOCAL: Final = ways(
    """
    nada | não | nao | nem | ni | nunca | jamais | aucun | aucune | rien de | nichts | weder | geen | niet |
    bukan | jangan |
    anti | unless |
    light on | low on | easy on | go easy on | thin on | short on | sparse on | none of that | not another |
    no more of | next to no | almost no | nearly no | practically no | virtually no | close to no |
    never any |
    less like | no | not | nor | never | nothing | nobody | zero | less | fewer | low | lower | minimal |
    hardly any |
    hardly | barely any | barely | little to no | little or no | very little | not much | not a lot of |
    as little | as few | not as | not too | not so | not overly | not very | not that | not all | too much |
    too many | way too |
    too | not like | nothing like | nicht | non | ne | tidak | 不要 | 没有 | 沒有
    """
)
ALLOWING: Final = ways(
    """
    need not | need not be | need not have | not mad at | not mad about | not angry about | not upset about |
    not complaining about | not going to complain about |
    nice to have | would be nice | bonus | bonus points for | bonus points | bonus if | optional |
    warn me if | warn me about | tell me if | let me know if | can do | could do | i do not need | you do not need |
    not every | not always | only seen | only watched | only ever seen | only ever watched | have only seen |
    have only watched | mostly watch | mostly watched | usually watch | usually watched | normally watch |
    mainly watch |
    mainly watched | not afraid of | not scared of | not hate | not dislike | not allergic to | not fussed about |
    not averse to |
    not put off by | not bothered with | not triggered by | not squeamish about | never hated |
    used to like | used to love | used to watch | used to enjoy | used to be into | used to binge | used to read |
    watched all | seen all | watched every | seen every | already seen | already watched | watched enough |
    seen enough | watched so many | seen so many | ran out of | run out of |
    enough | enough of a |
    over | beats | fine by me if | ok if | okay if | fine if | alright if | cool if | whether or not |
    whether there is | happy with |
    not picky about | not fussy about | not bothered if | no strong feelings about | flexible on |
    flexible about | could take or leave | can take or leave | do not mind if | not essential to have |
    not mind | no problem with | no problems with | no issue with | no issues with | fine with | ok with |
    okay with | cool with | alright with | with or without | not need | not require | not have to |
    not have to have | not have to be | not need to | not need to be | not necessarily | no need for |
    no need of | not care about | not care if | not care whether | not matter if | not matter whether |
    even with | even if | regardless of | not only | not just | not merely | not solely | can have | may have |
    could have | might have | can be | could be | may be | indifferent to | no matter | not bothered by |
    not bothered about | neutral on | neutral about | not sure about | not against | not opposed to |
    nothing against | open to | than | despite | never minded | can live with | could live with | can handle |
    could handle | can deal with | could deal with | can stand | can take | can tolerate | could tolerate |
    tolerate | willing to accept | willing to tolerate
    """
)
WISHING: Final = ways(
    """
    more like | more of a | not do without | never do without |
    not without | never without | nothing but | why is there no | why are there no | why no | not say no to |
    never say no to | not resist | not live without | not survive without | not be without | never get tired of |
    never tired of | never get bored of | never bored of | not get tired of | not tire of | not watch it without |
    not watch without | not watch anything without | not skimp on | not hold back on | not skip the | too little |
    never too much | never too many | not get enough | never get enough | never get enough of | not shy away from |
    not sick of | not tired of | not bored of | not over | not done with | never have too much | never have too many |
    have too much | not have enough | not seen enough | not be complete without | nothing beats |
    nothing like a good |
    nothing better than | nothing better than a good | not enough | never enough | no shortage of |
    can not get enough of | not get enough of | as long as | so long as | provided | provided that | only if
    """
)
# "… or I will scream": what somebody will do tells nothing of what they want.
_WILL: Final = ways(
    """
    i will | i ll | ill | i would | i d | i might | i am going to | i m going to | im going to | i am gonna |
    i m gonna | im gonna | ima | imma
    """
)
_DO: Final = ways(
    """
    cry | scream | die | riot | sob | cry again | start crying | be crying | be sad | fight someone | fight you |
    throw hands | throw up | lose it | lose my mind | go insane | combust | cry forever | be upset | be mad
    """
)
# "Hated the ending of …" refuses neither the title nor all endings.
_PART: Final = ways("ending | finale | last episode | last episodes | second season | season 2 | last season | sequel")
_DISLIKED: Final = ways("hate | hated | disliked | dislike | not like | did not like | despise | despised")
# Whom somebody watches with tells nothing of what they want to see.
_COMPANY: Final = tuple(
    f"{near} {whose}{who}"
    for near in ("with", "for", "alongside")
    for whose in ("", "my ", "the ", "our ", "some ")
    for who in ways(
        """
        friends | friend | best friend | bestie | besties | family | parents | siblings | sister | brother | sisters |
        brothers | mom | mum | mother | dad | father | grandma | grandmother | husband | wife | boyfriend |
        girlfriend | partner | kid | kids | teens | teenager | squad
        """
    )
    if whose or who == "family"
)
EMPTY: Final = (
    *_COMPANY,
    *(f"{who} {does}" for who in _WILL for does in _DO),
    *(f"{verb} the {part}{of}" for verb in _DISLIKED for part in _PART for of in ("", " of")),
    *ways(
        """
    watch with friends | watching with friends | night with friends | party with friends |
    who is straight | who s straight | is straight | straight best friend | straight friend | straight roommate |
    straight boy | straight guy | straight man | straight woman | straight girl | are so short | are all so short |
    is so short | are always short | are too short | romance between | love between |
    relationship between | cries easily | cry easily | who cries | in theaters | in theatres | in cinemas |
    in general | soft spot | soft spot for | do not judge | dont judge | judge me | not judging |
    no judgement | no judgment | alpha male |
    alpha males | alpha man | besides that | besides being | a new | another new | live actions | for fun | fun fact |
    have fun | having fun | is fun | was fun | had fun |
    i m new | i am new | im new | new to the genre | new to this | new to | is not romance |
    is not romantic | are not romantic | is not sexy | is not cute | the new | brand new to | new fan | newbie |
    happy to | happy that | happy for | happy if |
    pre covid | post covid | after covid | before covid | since covid | old fashioned | everyone knows but |
    everybody knows but | everyone knows except | everybody knows except |
    everyone knows they |
    everybody knows they | everyone knows that | give me death | to die for | dying to | death of me | except me |
    except for me | apart from me | but me |
    by the writer of | by the writer | from the writer of | by the director of | by the director |
    from the director of | from the director | the director of | the writer of | same director |
    same writer | by the author of | by the author | at all costs | feel old |
    in english | english subs | english sub | english dub | english subtitles | english dubbed | eng sub |
    eng subs | live action | young man | attention span |
    same old | as possible | as it gets | as can be | as hell | as ever | for this year | for the year |
    straight people | straight friends | straight guys | straight men | straight boyfriend |
    straight husband | straight to | for straight |
    heavy on | big on | high on | rich in | a little less sure | for a little while | all over |
    over and over | over it | get over | getting over | little by little | little sister | little brother |
    no matter | no need to rush | not far | last little |
    no preference | no preferences | no idea | no clue | no thanks | no thank you | no worries | no problem |
    no particular | no rush | not sure | why not | not kidding | not gonna lie | do not know | not know |
    not picky | no matter what | no limit | no limits | no specific | something new | anything new |
    new to me | try new | a little | a bit | little bit | a few | if possible | not yet | never seen |
    have not seen | not seen | not watched | have not watched | never watched | i can not decide |
    no particular order | more than that | a day off | good day | bad day | long day | long week | hard day |
    hard week | new here | my friends | with my friends | my best friend | read the book | can be binged |
    can be finished | can be watched | could be finished | could be watched | years old | year old |
    long time | older leads | older characters | older couple | older couples |
    like too much | love too much | enjoy too much | like it too much | love it too much |
    older protagonists | less than | old friend | old friends | first time | new year | only one |
    new york | new zealand | new job | new life | new beginning | new beginnings | new boss | new school | new start |
    new neighbour | new neighbor | new kid | new girl | new guy | new boy | new student | new teacher | new town |
    new city | new home | new house | new family | new friends | new world |
    body positivity | body positive |
    long lost | long haul | long awaited | long overdue | long suffering |
    long dead | long forgotten | long term |
    no joke | no red flags | want to die | wanna die | wish i was dead | feel like dying | like old days |
    like the old days | like the good old days | old times sake
    """
    ),
)
AFTER_REFUSE: Final = ways(
    """
    and i scream | and i will scream | makes me drop a show | make me drop a show | makes me drop a series |
    makes me drop shows | makes me drop it |
    avoid | avoid please | no thx | no ty | nty | no thnx | no tysm | nope thanks | nah thanks | away from me |
    far away from me | out of my sight | out of here | excluded | prohibited |
    not included please |
    can suck it | can get lost | can go away | i will not watch | i will not continue | i will skip | i will skip it |
    i will pass | i leave | i am leaving | i m leaving |
     i lose it |   i switch off | i turn it off | i close the tab | i close it |
    i click away | i uninstall | is not for us | are not for us | do nothing for us | needs to die | need to die |
    needs to stop | need to stop | needs to go | need to go | has to go | have to go | has got to go |
    is a sore subject | is a sore spot | is a sore topic | a sore subject | a sore spot | is a touchy subject |
    is a sensitive subject | is a sensitive topic | is a difficult topic | is a difficult subject | hits a nerve |
    is hard for me | are hard for me | is hard to watch | are hard to watch | is difficult for me |
    is painful for me |
    are painful for me | is hard for me to watch | is something i avoid | are something i avoid |
    is something i can not watch | are something i can not watch | is more than i can take |
    is not something i can watch | is beyond me | is beyond my limits | is over the line | crosses the line |
    i can not anymore | i just can not anymore | i can not do it anymore | i can not do this anymore |
    i can not with it | i can not with that | overdone | so overdone | is overdone | are overdone | played out |
    done to death | been done to death | has been done to death | tired trope | as romance | as love | as a joke |
    as a plot device | as plot device | as plot | played for laughs | for shock value | for laughs | romanticized |
    romanticised | being romanticized | being romanticised | being glorified | glorified | normalized | normalised |
    nay | naw | ick | the ick | yuck | ew | eww | ewww | yikes | bleh | meh | nah | naur | gag | yawn | snooze |
    ugh | barf |
    can die in a fire | can die | can burn | can rot | can choke | is not it | are not it | not it | is a nope |
    i nope out | i tap out | is where i tap out | an instant drop | instant drop | instant no | automatic no |
    automatic drop | is cringe | are cringe | is tiring | are tiring | is exhausting | are exhausting |
    a snooze | a squick | my squick | my notp | no no | no no for me | is not what i want | not what i want |
    bye | no way | hell no | absolutely not | big no | big nope | hard nope | so no | so tired of it |
    where i draw the line | makes me feel old | make me feel old | too much right now | hits too close to home |
    hit too close to home | too close to home | low | lower | minimal | none | never | i m out | im out |
    i am out | count me out | i will drop it | i drop it | i m gone | and i m out | i ll drop it | i quit |
    i stop watching | nothing like that | not like that | nothing of the sort | gross | disgusting | icky |
    creepy | awful | terrible | triggering | problematic | a dealbreaker | a deal breaker | a turn off |
    a red flag | overrated | boring | annoying | the worst | too much for me | off the table | off the menu |
    off my list | not on the menu | not on my list | off limits |
    banned | avoided | a no | a no go | a hard no | a hard pass | a pass | absent | missing | minimal |
    kept low | unacceptable | a trigger | out of the question | forbidden please | not happen | not be there |
    not be in it | not be included | not for us | not my favourite | not my favorite | not ok with me |
    not fun | not fun for me | is gross | are gross | is disgusting | are disgusting | is icky | is creepy |
    are creepy | none of that | none of those | none of it | is awful | is terrible | is triggering |
    are triggering | is wrong | is problematic | are problematic | is my trigger | is a trigger | are triggers |
    not exist | does not exist | do not exist | is not a thing | are not a thing | not a thing |
    does not happen | do not happen | not happen | never happens | never happen | is absent | not present |
    is not present | is missing | not included | not featured | does not feature | not appear |
    does not appear | never appears | plays no role | is kept to a minimum | kept to a minimum | to a minimum |
    is minimal | is low | level zero | level low | zero | out of it | stay out | stays out | stay away |
    stays away | need not apply | does nothing for me | do nothing for me | do not do it for me |
    not do it for me | sucks | suck | kill the mood | belongs in the trash | can go to hell | not wanted |
    unwanted | not needed here | is where i draw the line | is my limit | is my hard limit | is a hard limit |
    are my hard limit | hard limit |
    are hard limits | are my hard limits | is my trigger | my limit | would ruin it |
    would be a dealbreaker | is a deal breaker for me | had enough of that | is not something i want |
    then no | then no thanks | then nope | then skip | then i pass | if so no | if so skip | if yes no |
    not something i want | no | nope | not | no thanks | no thank you | is a no | is a no no | is a no go |
    no go | not ok | not okay | not fine | is not ok | is not okay | is not fine | are not ok | are not okay |
    are not fine | is out | are out | not allowed | not welcome | is not welcome | is not for me |
    are not for me | not for me | is not my thing | are not my thing | not my thing | is not my cup of tea |
    not my cup of tea | is a dealbreaker | are a dealbreaker | dealbreaker | is a deal breaker | deal breaker |
    ruins | ruin | is a turn off | is a turnoff | are a turn off | triggering | is overrated | are overrated |
    is boring | are boring | is a red flag | kills it | kills the mood | is off the table | are off the table |
    is off limits | are off limits | must not happen | is the worst | are the worst | is annoying |
    are annoying | should be avoided | to be avoided | is banned | is too much | is a hard no | hard no |
    hard pass | pass
    """
)
AFTER_ALLOW: Final = ways(
    """
    i have seen | i have already seen | i ve seen | i ve already seen | i have watched | i ve watched |
    i have already watched | i ve already watched | i already saw | i already know | i know already | i know them |
    ok if | okay if | fine if | alright if | cool if | ok as long as | okay as long as | fine as long as |
    can exist | may exist | could exist | can be present | might be there | if it must | if they must | if needed |
    if necessary | if there has to be | if it has to | if it is good | if done well | if well done | if done right |
    if handled well | if it is handled well | if it makes sense | if it fits | also works | do work | work too |
    works for me | work for me | works as well | negotiable | is negotiable |
    in moderation | in small doses | to some extent | to a degree | up to a point | is survivable |
    not enough | not the main focus | not the focus | not be the focus | not be the main focus |
    not be the main thing |
    not the main thing | not the point | secondary | a side plot | just a side plot | not central |
    not be central | no issue | not an issue | all right | fine by me | fine with me | ok with me |
    okay with me | ok too | okay too | fine too | a bonus | a plus | not a requirement | not be required |
    not have to be there | nice to have | nice but not needed | not important |
    is not the focus | is not the main focus | takes a back seat | is secondary | are secondary |
    in the background | is not central | on the side | is fine too | are fine too | is fine by me |
    is okay too | is ok too | are okay too | is all right | would be okay | not essential |
    is not essential | not mandatory | is not mandatory | not important to me | is whatever | are whatever |
    i do not mind | i can handle it | i can live with | is bearable | is permitted | no biggie |
    not a big deal | is not a big deal | not obligatory | is forgivable |
    is fine | are fine | fine | ok | okay | is ok | are ok | is okay | are okay | is alright | alright |
    allowed | is allowed | are allowed | welcome | is welcome | are welcome | is not a problem |
    are not a problem | not a problem | no problem | is no problem | is no issue | no issue | is not required |
    are not required | not required | not necessary | is not necessary | not needed | is not needed |
    optional | is optional | does not matter | do not matter | not matter | acceptable | is acceptable |
    either way | or not | not a must | is not a must | can be there | does not bother me | do not bother me |
    not bother me | is tolerable | tolerable | is not important | not important | is not a dealbreaker |
    not a dealbreaker | is not an issue | not an issue | is not a deal breaker | not a deal breaker |
    works too | is possible | possible | would be ok | would be fine | can happen | may happen | might happen
    """
)
AFTER_WISH: Final = ways(
    """
    is non negotiable | are non negotiable | is mandatory | are mandatory | is my weakness | are my weakness |
    is what i live for | are what i live for | has me in a chokehold | have me in a chokehold | is life | are life |
    is everything | are everything | makes me giddy | make me giddy | makes my day | make my day | is my happy place |
    is my comfort | is my drug | owns my soul | own my soul | is where it is at | never misses | never disappoints |
    always welcome | are always welcome | is always welcome | always a plus |
    only | exclusively | yay | is better | are better | is more my thing | is my thing | are my thing | is my jam |
    are my jam | is what i want |
    is what i need | is more like it | is preferred | are preferred | preferred | is a must | are a must | a must |
    is essential | is needed | is required | is the goal | is great | are great | is always good | is always welcome |
    is my favourite | is my favorite | are my favourite | are my favorite | over everything
    """
)
# "… annoys me", "… drive me nuts", "… makes me so angry": what puts somebody off, put together from its parts.
_PUT_OFF: Final = ways(
    """
    annoy | bore | bother | trigger | upset | disgust | irritate | frustrate | infuriate | exhaust | repulse |
    depress | stress | gross | creep | freak | weird | piss | turn | put | confuse | tire | scare
    """
)
_PUT_OFF_HOW: Final = ways(
    "drive me crazy | drive me mad | drive me nuts | drive me insane | drive me up the wall | drive me away |"
    "get on my nerves | give me the ick | give me nightmares | give me anxiety | give me hives |"
    "make me sick | make me mad | make me angry | make me cringe | make me anxious | make me uncomfortable |"
    "make me quit | make me drop it | make me roll my eyes | make me furious | make me nervous |"
    "turn my stomach | kill it for me | kill my mood | kill my vibe | make me break out in hives | make me gag |"
    "do my head in | wind me up | set me off | make me want to leave | make me want to scream | make me puke |"
    "make me want to puke | make me want to vomit | make me want to throw up | make me want to run | make me yawn |"
    "make me want to gag | make me want to quit | make me want to stop | make me want to die |"
    "make my skin crawl | leave me cold | rub me the wrong way | ruin it | ruin it for me | ruin everything"
)
_TAILS: Final = ("", " out", " off", " to death", " to tears", " so much", " a lot")
_THIRD_PERSON: Final = {"stress": "stresses", "piss": "pisses", "gross": "grosses"}


AWFUL: Final = ways(
    """
    trash | garbage | dumb | stupid | lame | crap | shit | bullshit | bs | rubbish | nonsense | lazy | unbearable |
    insufferable | intolerable | tiresome | tedious | vile | nasty | horrible | horrendous | atrocious | repulsive |
    revolting | cringey | cringy | stale | outdated | dated | pointless | unwatchable | sickening | nauseating |
    tacky | ridiculous | insulting |
    dull | infuriating | stupid to me | unappealing | off putting | offputting | painful to watch | hard to stomach
    """
)
AWFUL_WORDS: Final = words(" ".join(AWFUL))


def awful() -> list[str]:
    """Ways to say that the thing before is bad, of one thing and of several."""
    return [f"{verb} {word}" for verb in ("is", "are", "is so", "are so", "is just", "are just") for word in AWFUL]


def put_off() -> list[str]:
    """Ways to say of the thing before that it puts one off, of one thing and of several."""
    found = [f"{verb} me{tail}" for verb in _PUT_OFF for tail in _TAILS] + list(_PUT_OFF_HOW)
    return [*found, *map(_of_one, found)]


def _of_one(said: str) -> str:
    verb, _blank, rest = said.partition(" ")
    return f"{_THIRD_PERSON.get(verb, verb + ('es' if verb.endswith('ss') else 's'))} {rest}"
