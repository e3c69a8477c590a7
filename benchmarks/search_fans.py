"""What fans type for series of the bundled catalogue, written down from how they write in chats and tags.

Made by knowing the series, before the index answered any of it, and not changed to suit it. Several ids: any of them
is what was meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.search import SearchIndex

FANS = """
litbc                               love-in-the-big-city-kr-2024
love in big citty                   love-in-the-big-city-kr-2024
대도시                              love-in-the-big-city-kr-2024
대도시의 사ㄹ                       love-in-the-big-city-kr-2024
big city love                       love-in-the-big-city-kr-2024
that kinn porshe                    kinnporsche-th-2022
kinnporche                          kinnporsche-th-2022
kin porsche the series              kinnporsche-th-2022
kpts                                kinnporsche-th-2022
mileapo                             kinnporsche-th-2022
คินน์พอร์ช                           kinnporsche-th-2022
2gether                             2gether-th-2020
together the series thai            2gether-th-2020
brightwin                           2gether-th-2020 still-2gether-th-2020
เพราะเราคู่กัน                        2gether-th-2020 still-2gether-th-2020
still 2 gether                      still-2gether-th-2020
bad budy                            bad-buddy-th-2021
ohmnanon                            bad-buddy-th-2021
bad bud                             bad-buddy-th-2021
semantic eror                       semantic-error-kr-2022
시맨틱                              semantic-error-kr-2022
symantec error                      semantic-error-kr-2022
cherimaho                           cherry-magic-jp-2020
cherry magic japan                  cherry-magic-jp-2020
cherry magic thailand               cherry-magic-th-2023
30 years virgin wizard              cherry-magic-jp-2020 cherry-magic-th-2023
チェリまほ                          cherry-magic-jp-2020
itsay                               i-told-sunset-about-you-th-2020
i told the sunset about you         i-told-sunset-about-you-th-2020
ipytm                               i-promised-you-the-moon-th-2021
promised you the moon               i-promised-you-the-moon-th-2021
word of honour                      word-of-honor-cn-2021
woh                                 word-of-honor-cn-2021
山河令                              word-of-honor-cn-2021
the untamed                         the-untamed-cn-2019
untammed                            the-untamed-cn-2019
陈情令                              the-untamed-cn-2019
陳情令                              the-untamed-cn-2019
mo dao zu shi                       the-untamed-cn-2019
cql                                 the-untamed-cn-2019
atots                               a-tale-of-thousand-stars-th-2021
tale of a thousand stars            a-tale-of-thousand-stars-th-2021
1000 stars                          a-tale-of-thousand-stars-th-2021
earthmix                            a-tale-of-thousand-stars-th-2021 moonlight-chicken-th-2023
gap the series                      gap-th-2022
freenbecky                          gap-th-2022 the-loyal-pin-th-2024
mps gmmtv                           my-school-president-th-2022
my school presdient                 my-school-president-th-2022
only friend                         only-friends-th-2023
sotus                               sotus-th-2016
sotus s                             sotus-s-th-2017
uwma                                until-we-meet-again-th-2019
untill we meet agian                until-we-meet-again-th-2019
wyel                                where-your-eyes-linger-kr-2020
where you eyes linger               where-your-eyes-linger-kr-2020
너의 시선                           where-your-eyes-linger-kr-2020
ifylita                             i-feel-you-linger-in-the-air-th-2023
i feel you linger                   i-feel-you-linger-in-the-air-th-2023
love in the air                     love-in-the-air-th-2022
lita                                love-in-the-air-th-2022
love in teh air                     love-in-the-air-th-2022
moonlight chiken                    moonlight-chicken-th-2023
my stand in                         my-stand-in-th-2024
mystandin                           my-stand-in-th-2024
not me                              not-me-th-2021
offgun not me                       not-me-th-2021
last twilight                       last-twilight-th-2023
lats twilght                        last-twilight-th-2023
revenge love                        revenged-love-cn-2025
逆爱                                revenged-love-cn-2025
eclipse                             the-eclipse-th-2022
firstkhao                           only-friends-th-2023 the-eclipse-th-2022 moonlight-chicken-th-2023
history 3 trapped                   history3-trapped-tw-2019
trapped taiwan                      history3-trapped-tw-2019
hi3 modc                            history3-make-our-days-count-tw-2019
make our days count                 history3-make-our-days-count-tw-2019
crossing the line                   history2-crossing-the-line-tw-2018
history4                            history4-close-to-you-tw-2021
pit babe 2                          pit-babe-2-th-2025
pitbabe                             pit-babe-th-2023
tharn type                          tharntype-th-2019
tharntype 2                         tharntype-2-7-years-of-love-th-2020
7 years of love                     tharntype-2-7-years-of-love-th-2020
8th sense                           the-eighth-sense-kr-2023
the eigth sense                     the-eighth-sense-kr-2023
heart killers                       the-heart-killers-th-2024
theory of love                      theory-of-love-th-2019
tol offgun                          theory-of-love-th-2019
we best love                        we-best-love-no-1-for-you-tw-2021
we best love 2                      we-best-love-fighting-mr-2nd-tw-2021
gameboys                            gameboys-ph-2020
gaya sa pelikula                    gaya-sa-pelikula-ph-2020
like in the movies                  gaya-sa-pelikula-ph-2020
镇魂                                guardian-cn-2018
light on me                         light-on-me-kr-2021
love by chnace                      love-by-chance-th-2018
kieta hatsukoi                      my-love-mix-up-jp-2021
消えた初恋                          my-love-mix-up-jp-2021
my love mixup thai                  my-love-mix-up-th-2024
unknown taiwan bl                   unknown-tw-2024
between us                          between-us-th-2022
winteam                             between-us-th-2022 until-we-meet-again-th-2019
love for love's sake                love-for-loves-sake-kr-2024
lfls                                love-for-loves-sake-kr-2024
mysterious lotus                    mysterious-lotus-casebook-cn-2023
莲花楼                              mysterious-lotus-casebook-cn-2023
thamepo                             thamepo-heart-that-skips-a-beat-th-2024
lingorm                             the-secret-of-us-th-2024
secret of us                        the-secret-of-us-th-2024
to my star                          to-my-star-kr-2021
to my star season 2                 to-my-star-2-our-untold-stories-kr-2022
나의 별에게                         to-my-star-kr-2021
heroin chinese bl                   addicted-cn-2016
上瘾                                addicted-cn-2016
cutiepie                            cutie-pie-th-2022
utsukushii kare                     my-beautiful-man-jp-2021
美しい彼                            my-beautiful-man-jp-2021
my beutiful man 2                   my-beautiful-man-2-jp-2023
the only one taiwan                 the-on1y-one-tw-2024
on1y one                            the-on1y-one-tw-2024
we are                              we-are-th-2024
23.5                                23-5-th-2024
4 minutes                           4-minutes-th-2024
old fashion cup cake                old-fashion-cupcake-jp-2022
old fashioned cupcake               old-fashion-cupcake-jp-2022
what did you eat yesteday           what-did-you-eat-yesterday-jp-2019
kinou nani tabeta                   what-did-you-eat-yesterday-jp-2019
きのう何食べた                      what-did-you-eat-yesterday-jp-2019
ossans love                         ossans-love-jp-2018
おっさんずラブ                      ossans-love-jp-2018
dff                                 dead-friend-forever-th-2023
dead friends forever                dead-friend-forever-th-2023
kiseki                              kiseki-dear-to-me-tw-2023
loyal pin                           the-loyal-pin-th-2024
wandee                              wandee-goodday-th-2024
cherry blossom after winter         cherry-blossoms-after-winter-kr-2022
minato laundromat                   minatos-laundromat-jp-2022
hwang da seul                       where-your-eyes-linger-kr-2020 to-my-star-kr-2021 blueming-kr-2022
hidden agneda                       hidden-agenda-th-2023
fotfs                               fish-upon-the-sky-th-2021 fragrance-of-the-first-flower-tw-2021
fragrance of first flower           fragrance-of-the-first-flower-tw-2021
pluto gl                            pluto-th-2024
us                                  us-th-2025
reset thai 2025                     reset-th-2025
reset chinese                       reset-cn-2022
stay with me cn                     stay-with-me-cn-2023
let free                            let-free-the-curse-of-taekwondo-kr-2024
taekwondo bl                        let-free-the-curse-of-taekwondo-kr-2024
akasaka                             at-25-00-in-akasaka-jp-2024
she loves to cook                   she-loves-to-cook-and-she-loves-to-eat-jp-2022
tsukutabe                           she-loves-to-cook-and-she-loves-to-eat-jp-2022
crash landing                       crash-landing-on-you-kr-2019
cloy                                crash-landing-on-you-kr-2019
사랑의 불시착                       crash-landing-on-you-kr-2019
오징어                              squid-game-kr-2021
squid game 3                        squid-game-season-3-kr-2025
woo young woo                       extraordinary-attorney-woo-kr-2022
hometown chachacha                  hometown-cha-cha-cha-kr-2021
iotnbo                              its-okay-to-not-be-okay-kr-2020
its ok not to be ok                 its-okay-to-not-be-okay-kr-2020
응답하라 1988                       reply-1988-kr-2015
replay 1988                         reply-1988-kr-2015
someday one day                     someday-or-one-day-tw-2019
想見你                              someday-or-one-day-tw-2019
cang lan jue                        love-between-fairy-and-devil-cn-2022
lbfad                               love-between-fairy-and-devil-cn-2022
nirvana fire                        nirvana-in-fire-cn-2015
琅琊榜                              nirvana-in-fire-cn-2015
hana yori dango                     hana-yori-dango-jp-2005
f4 thailand                         f4-thailand-boys-over-flowers-th-2021
weightlifting fairy                 weightlifting-fairy-kim-bok-joo-kr-2016
kimbokjoo                           weightlifting-fairy-kim-bok-joo-kr-2016
"""


def read() -> list[tuple[str, frozenset[str]]]:
    """What is typed, and the ids that are meant."""
    asked: list[tuple[str, frozenset[str]]] = []
    for line in FANS.strip().splitlines():
        words = line.split()
        ids = [word for word in words if word.count("-") > 1 and word[-4:].isdecimal()]
        asked.append((line.split(ids[0], 1)[0].strip(), frozenset(ids)))
    return asked


def wrong(index: SearchIndex, asked: Sequence[tuple[str, frozenset[str]]]) -> list[tuple[str, str]]:
    """The queries whose first result is not what is meant, and what came first instead."""
    missed: list[tuple[str, str]] = []
    for query, meant in asked:
        found = index.search(query, limit=1)
        if not found or found[0].series_id not in meant:
            missed.append((query, found[0].series_id if found else ""))
    return missed
