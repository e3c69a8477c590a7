"""`like:` on the bundled catalogue, as a fan would judge it: without ratings, with four reviews, with a hundred."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.phrases import Phrase
from bot.domain.recommendations import Pick, Request
from bot.services import progressing
from bot.services.catalogue.catalogues import Catalogues
from bot.services.recommendations import recommending
from bot.services.recommendations.live_recommender import Recommendations
from bot.storage.engine.database import Database
from bot.ui.recommendations.reasons import Teller
from tests.bundled import bundled

pytestmark = pytest.mark.asyncio(loop_scope="module")
NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
HOME, AWAY = 1001, 1002
ASKER = 501
NO_MOOD = Phrase("")

FOUR = (
    (11, {"cherry-magic-jp-2020": 18, "bad-buddy-th-2021": 18}),
    (12, {"semantic-error-kr-2022": 16}),
    (13, {"the-untamed-cn-2019": 14}),
)
# Twenty members with a taste each: what one group loves, and a few of what everybody watches.
GROUPS = (
    (
        "bad-buddy-th-2021",
        "a-tale-of-thousand-stars-th-2021",
        "my-school-president-th-2022",
        "2gether-th-2020",
        "kinnporsche-th-2022",
        "moonlight-chicken-th-2023",
    ),
    (
        "the-untamed-cn-2019",
        "word-of-honor-cn-2021",
        "nirvana-in-fire-cn-2015",
        "joy-of-life-cn-2019",
        "love-between-fairy-and-devil-cn-2022",
        "guardian-cn-2018",
    ),
    (
        "reply-1988-kr-2015",
        "hospital-playlist-kr-2020",
        "my-mister-kr-2018",
        "crash-landing-on-you-kr-2019",
        "signal-kr-2016",
        "squid-game-kr-2021",
    ),
    (
        "semantic-error-kr-2022",
        "cherry-magic-jp-2020",
        "my-love-mix-up-jp-2021",
        "the-eighth-sense-kr-2023",
        "gap-th-2022",
        "old-fashion-cupcake-jp-2022",
    ),
)
HUNDRED = tuple(
    (
        20 + member,
        {series_id: 14 + (member * 5 + place * 3) % 7 for place, series_id in enumerate(GROUPS[member % 4][:4])}
        | {GROUPS[(member + 1) % 4][member % 6]: 10 + member % 9},
    )
    for member in range(20)
)
SERVERS = {"empty": (), "four reviews": FOUR, "hundred reviews": HUNDRED}

# What a fan expects among ten answers / kinds that would make a fan laugh among the first five.
EXPECTED = {
    "alice-in-borderland-jp-2020": (
        "squid-game-kr-2021 liar-game-jp-2007 all-of-us-are-dead-kr-2022 sweet-home-kr-2020 / bl gl queer"
    ),
    "someday-or-one-day-tw-2019": (
        "lovely-runner-kr-2024 twinkling-watermelon-kr-2023 reset-cn-2022 signal-kr-2016 / gl"
    ),
    "bad-buddy-th-2021": (
        "a-tale-of-thousand-stars-th-2021 2gether-th-2020 theory-of-love-th-2019 my-school-president-th-2022 / "
        "general gl"
    ),
    "silent-jp-2022": (
        "first-love-jp-2022 i-hear-the-sunspot-jp-2024 1-litre-of-tears-jp-2005 twinkling-watermelon-kr-2023 / gl"
    ),
    "nirvana-in-fire-cn-2015": (
        "joy-of-life-cn-2019 story-of-yanxi-palace-cn-2018 empresses-in-the-palace-cn-2011 the-untamed-cn-2019 / bl gl"
    ),
    "reply-1988-kr-2015": (
        "hospital-playlist-kr-2020 my-mister-kr-2018 when-life-gives-you-tangerines-kr-2025 "
        "twenty-five-twenty-one-kr-2022 go-ahead-cn-2020 / bl gl"
    ),
    "kingdom-kr-2019": ("all-of-us-are-dead-kr-2022 happiness-kr-2021 squid-game-kr-2021 sweet-home-kr-2020 / bl gl"),
    "boss-me-cn-2014": ("love-o2o-cn-2016 love-is-sweet-cn-2020 whats-wrong-with-secretary-kim-kr-2018 / bl gl"),
    "the-untamed-cn-2019": ("word-of-honor-cn-2021 guardian-cn-2018 mysterious-lotus-casebook-cn-2023 / bl gl"),
    "gap-th-2022": (
        "blank-th-2024 the-loyal-pin-th-2024 pluto-th-2024 the-secret-of-us-th-2024 affair-th-2024 23-5-th-2024 / "
        "general bl"
    ),
    "semantic-error-kr-2022": (
        "the-new-employee-kr-2022 love-for-loves-sake-kr-2024 to-my-star-kr-2021 unintentional-love-story-kr-2023 "
        "/ general gl"
    ),
    "kinnporsche-th-2022": (
        "never-let-me-go-th-2022 the-heart-killers-th-2024 4-minutes-th-2024 manner-of-death-th-2020 / general gl"
    ),
    "i-told-sunset-about-you-th-2020": (
        "i-promised-you-the-moon-th-2021 my-only-12-th-2022 gelboys-th-2025 / general gl"
    ),
    "heartstopper-gb-2022": (
        "young-royals-se-2021 love-victor-us-2020 sex-education-gb-2019 red-white-royal-blue-us-2023 / general"
    ),
    "crash-landing-on-you-kr-2019": (
        "descendants-of-the-sun-kr-2016 my-love-from-the-star-kr-2013 queen-of-tears-kr-2024 "
        "guardian-the-lonely-and-great-god-kr-2016 / bl gl"
    ),
    "my-mister-kr-2018": (
        "my-liberation-notes-kr-2022 misaeng-kr-2014 when-life-gives-you-tangerines-kr-2025 "
        "move-to-heaven-kr-2021 its-okay-to-not-be-okay-kr-2020 / bl gl"
    ),
    "signal-kr-2016": ("stranger-kr-2017 beyond-evil-kr-2021 flower-of-evil-kr-2020 copycat-killer-tw-2023 / bl gl"),
    "given-jp-2021": (
        "my-school-president-th-2022 jazz-for-two-kr-2024 about-youth-tw-2022 i-cannot-reach-you-jp-2023 / general gl"
    ),
    "cherry-magic-jp-2020": (
        "cherry-magic-th-2023 old-fashion-cupcake-jp-2022 minatos-laundromat-jp-2022 ossans-love-jp-2018 / general gl"
    ),
    "until-we-meet-again-th-2019": (
        "between-us-th-2022 i-feel-you-linger-in-the-air-th-2023 century-of-love-th-2024 love-by-chance-th-2018 / "
        "general gl"
    ),
    "2gether-th-2020": (
        "still-2gether-th-2020 my-school-president-th-2022 theory-of-love-th-2019 bad-buddy-th-2021 sotus-th-2016 "
        "/ general gl"
    ),
    "love-in-the-air-th-2022": ("love-sea-th-2024 the-boy-next-world-th-2025 / general gl"),
    "the-eighth-sense-kr-2023": (
        "love-in-the-big-city-kr-2024 blueming-kr-2022 i-told-sunset-about-you-th-2020 / general gl"
    ),
    "guardian-the-lonely-and-great-god-kr-2016": (
        "hotel-del-luna-kr-2019 tale-of-the-nine-tailed-kr-2020 my-love-from-the-star-kr-2013 mr-sunshine-kr-2018 "
        "/ bl gl"
    ),
    "vincenzo-kr-2021": ("my-name-kr-2021 taxi-driver-kr-2021 extraordinary-attorney-woo-kr-2022 / bl gl"),
    "hospital-playlist-kr-2020": ("hospital-playlist-2-kr-2021 reply-1988-kr-2015 dr-romantic-kr-2016 / bl gl"),
    "the-glory-kr-2022": (
        "the-glory-part-2-kr-2023 taxi-driver-kr-2021 mask-girl-kr-2023 the-penthouse-war-in-life-kr-2020 / bl gl"
    ),
    "squid-game-kr-2021": (
        "squid-game-season-2-kr-2024 alice-in-borderland-jp-2020 all-of-us-are-dead-kr-2022 kingdom-kr-2019 "
        "sweet-home-kr-2020 / bl gl"
    ),
    "business-proposal-kr-2022": (
        "whats-wrong-with-secretary-kim-kr-2018 king-the-land-kr-2023 her-private-life-kr-2019 "
        "touch-your-heart-kr-2019 / bl gl"
    ),
    "love-between-fairy-and-devil-cn-2022": (
        "till-the-end-of-the-moon-cn-2023 eternal-love-cn-2017 ashes-of-love-cn-2018 "
        "the-legend-of-shen-li-cn-2024 / bl gl"
    ),
    "story-of-yanxi-palace-cn-2018": (
        "empresses-in-the-palace-cn-2011 the-story-of-ming-lan-cn-2018 scarlet-heart-cn-2011 the-double-cn-2024 / bl gl"
    ),
    "hidden-love-cn-2023": (
        "when-i-fly-towards-you-cn-2023 the-first-frost-cn-2025 put-your-head-on-my-shoulder-cn-2019 "
        "a-love-so-beautiful-cn-2017 / bl gl"
    ),
    "what-did-you-eat-yesterday-jp-2019": (
        "our-dining-table-jp-2023 she-loves-to-cook-and-she-loves-to-eat-jp-2022 my-brothers-husband-jp-2018 "
        "midnight-diner-jp-2009 / film"
    ),
    "pit-babe-th-2023": ("pit-babe-2-th-2025 abo-desire-cn-2025 the-heart-killers-th-2024 / general gl"),
    "the-loyal-pin-th-2024": ("gap-th-2022 the-secret-of-us-th-2024 blank-th-2024 / general"),
    "young-royals-se-2021": ("heartstopper-gb-2022 skam-no-2015 elite-es-2018 / general bl gl"),
    "queen-of-tears-kr-2024": (
        "crash-landing-on-you-kr-2019 my-love-from-the-star-kr-2013 the-world-of-the-married-kr-2020 / bl gl"
    ),
    "extraordinary-attorney-woo-kr-2022": (
        "move-to-heaven-kr-2021 its-okay-to-not-be-okay-kr-2020 juvenile-justice-kr-2022 / bl gl"
    ),
    "word-of-honor-cn-2021": (
        "the-untamed-cn-2019 mysterious-lotus-casebook-cn-2023 guardian-cn-2018 nirvana-in-fire-cn-2015 / bl gl"
    ),
    "my-school-president-th-2022": ("2gether-th-2020 bad-buddy-th-2021 / general gl"),
    "old-fashion-cupcake-jp-2022": (
        "cherry-magic-jp-2020 our-dining-table-jp-2023 minatos-laundromat-jp-2022 / general gl"
    ),
    "sotus-th-2016": ("sotus-s-th-2017 2gether-th-2020 love-by-chance-th-2018 my-engineer-th-2020 / general gl"),
    "itaewon-class-kr-2020": ("reborn-rich-kr-2022 / bl gl"),
    "my-liberation-notes-kr-2022": (
        "my-mister-kr-2018 our-beloved-summer-kr-2021 when-life-gives-you-tangerines-kr-2025 / bl gl"
    ),
    "lovely-runner-kr-2024": ("twinkling-watermelon-kr-2023 someday-or-one-day-tw-2019 / bl gl"),
}


@dataclass
class Server:
    """A server with so many reviews, on the bundled catalogue."""

    db: Database
    catalogues: Catalogues
    recommendations: Recommendations

    async def ten_like(self, series_id: str) -> list[Pick]:
        """Two pages of answers."""
        request = await recommending.begin(self.db, Request(ASKER, HOME, (series_id,)), now=NOW)
        picks: list[Pick] = []
        for _page in range(2):
            answer = await recommending.recommend(
                self.db,
                self.recommendations,
                self.catalogues,
                request.turned(),
                learn_from_server=False,
                now=NOW,
            )
            request = answer.request
            picks += answer.picks
        return picks

    def reason(self, pick: Pick) -> str:
        look = self.catalogues.get
        edges = self.catalogues.lineage_of
        teller = Teller(
            self.catalogues.vocabulary, lambda one: look(HOME, one), lambda one: edges(HOME, one), {}, "ten"
        )
        return teller.reason(pick.why, pick.series, NO_MOOD)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=SERVERS)
async def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    path: Path = tmp_path_factory.mktemp("like") / "linger.sqlite3"
    async with Database.open(path) as db:
        catalogues = Catalogues(bundled())
        for user_id, ratings in SERVERS[request.param]:
            for series_id, rating in ratings.items():
                assert catalogues.get(None, series_id), series_id
                here = HOME if user_id % 3 else AWAY
                await progressing.rate(db, series_id, user_id, rating, guild_id=here, now=NOW)
        recommendations = Recommendations(db, catalogues)
        yield Server(db, catalogues, recommendations)
        await recommendations.close()


@pytest.mark.parametrize("named", EXPECTED)
async def test_what_a_fan_expects_is_among_ten_answers(server: Server, named: str) -> None:
    expected, out_of_place = (set(words.split()) for words in EXPECTED[named].split(" / "))
    picks = await server.ten_like(named)
    assert len(picks) == 10
    assert expected <= {pick.series.id for pick in picks}
    assert out_of_place.isdisjoint(pick.series.kind.value for pick in picks[:5])


async def test_what_the_same_people_made_next_is_among_the_first(server: Server) -> None:
    picks = await server.ten_like("bad-buddy-th-2021")
    assert "a-tale-of-thousand-stars-th-2021" in [pick.series.id for pick in picks[:3]]


@pytest.mark.parametrize("named", EXPECTED)
async def test_every_reason_is_what_was_named_and_never_first_a_network(server: Server, named: str) -> None:
    title = server.catalogues.require(HOME, named).title
    for pick in await server.ten_like(named):
        (share,) = pick.why.shares
        assert share.amount == pytest.approx(pick.why.score)
        assert share.amount > 0
        said = server.reason(pick)
        assert f"*{title}*" in said
        assert not said.startswith("Made for")
