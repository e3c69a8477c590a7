"""Exports in the real shape of each service, with what is to be read in them; every line was made up for the tests."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from typing import Any

from bot.domain.outside.listing import Listing

# The anime that MyAnimeList's and AniList's lists hold, as a catalogue outside tells of it; ours has the live action.
GIVEN = Listing(
    ("AniList",), {"anilist": "108430", "mal": "39533"}, "Given", country="JP", year=2019, episodes=11, minutes=23
)


def zipped(files: dict[str, str | bytes]) -> bytes:
    """A ZIP of named files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


MYANIMELIST = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- Created by XML Export feature -->
<myanimelist>
<myinfo><user_id>1</user_id><user_name>alice</user_name><user_export_type>1</user_export_type></myinfo>
<anime>
  <series_animedb_id>39533</series_animedb_id>
  <series_title><![CDATA[Given]]></series_title>
  <series_type>TV</series_type><series_episodes>11</series_episodes>
  <my_watched_episodes>11</my_watched_episodes>
  <my_start_date>2019-07-12</my_start_date><my_finish_date>2019-09-20</my_finish_date>
  <my_score>9</my_score><my_status>Completed</my_status>
  <my_comments><![CDATA[The band! <3]]></my_comments>
  <my_times_watched>2</my_times_watched><my_rewatching>0</my_rewatching>
</anime>
<anime>
  <series_animedb_id>990002</series_animedb_id>
  <series_title><![CDATA[Nobody Knows This & That]]></series_title>
  <my_watched_episodes>3</my_watched_episodes>
  <my_start_date>0000-00-00</my_start_date><my_finish_date>0000-00-00</my_finish_date>
  <my_score>0</my_score><my_status>On-Hold</my_status><my_times_watched>0</my_times_watched>
</anime>
</myanimelist>
"""
MYANIMELIST_GZ = gzip.compress(MYANIMELIST.encode())

ANILIST: dict[str, Any] = {
    "data": {
        "MediaListCollection": {
            "user": {"mediaListOptions": {"scoreFormat": "POINT_100"}},
            "lists": [
                {
                    "name": "Completed",
                    "entries": [
                        {
                            "status": "COMPLETED", "score": 85, "progress": 11, "repeat": 1, "notes": "again soon",
                            "startedAt": {"year": 2019, "month": 7, "day": 12},
                            "completedAt": {"year": 2019, "month": None, "day": None},
                            "media": {
                                "id": 108430, "idMal": 39533, "format": "TV", "startDate": {"year": 2019},
                                "title": {"romaji": "Given", "english": "given", "native": "ギヴン"},
                            },
                        },
                        {
                            "status": "PLANNING", "score": 0, "progress": 0, "repeat": 0, "notes": None,
                            "media": {"id": 2, "format": "MOVIE", "title": {"romaji": "Eiga"}, "seasonYear": 2020},
                        },
                    ],
                },
                {"name": "My favourites", "entries": []},
            ],
        }
    }
}  # fmt: skip

LETTERBOXD = zipped(
    {
        "profile.csv": "Date Joined,Username\n2020-01-01,alice\n",
        "watched.csv": 'Date,Name,Year,Letterboxd URI\n2023-08-12,"Red, White & Royal Blue",2023,https://boxd.it/a\n',
        "watchlist.csv": "Date,Name,Year,Letterboxd URI\n2024-01-01,Some Film Nobody Has,2024,https://boxd.it/b\n",
        "ratings.csv": "Date,Name,Year,Letterboxd URI,Rating\n"
        '2023-08-12,"Red, White & Royal Blue",2023,https://boxd.it/a,4.5\n',
        "diary.csv": "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
        '2023-08-12,"Red, White & Royal Blue",2023,https://boxd.it/a1,4.5,,,2023-08-11\n'
        '2023-09-01,"Red, White & Royal Blue",2023,https://boxd.it/a2,4.5,Yes,,2023-08-31\n',
        "reviews.csv": "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
        '2023-09-01,"Red, White & Royal Blue",2023,https://boxd.it/a2,4.5,Yes,"Cake.\nMore cake.",,2023-08-31\n',
    }
)

_SHOW = {"title": "Squid Game", "year": 2021, "ids": {"trakt": 151, "slug": "squid-game", "imdb": "tt10919420"}}
TRAKT = zipped(
    {
        "watched-shows.json": json.dumps(
            [
                {
                    "plays": 12, "last_watched_at": "2025-01-03T20:00:00.000Z", "show": _SHOW,
                    "seasons": [
                        {"number": 1, "episodes": [
                            {"number": n, "plays": 2, "last_watched_at": f"2021-10-{n:02}T20:00:00.000Z"}
                            for n in range(1, 10)
                        ]},
                        {"number": 2, "episodes": [
                            {"number": n, "plays": 1, "last_watched_at": f"2025-01-{n:02}T20:00:00.000Z"}
                            for n in range(1, 4)
                        ]},
                    ],
                }
            ]
        ),
        "ratings-shows.json": json.dumps([{"rated_at": "2021-10-10T00:00:00.000Z", "rating": 8, "show": _SHOW}]),
        "ratings-seasons.json": json.dumps(
            [{"rated_at": "2025-01-10T00:00:00.000Z", "rating": 6, "season": {"number": 2}, "show": _SHOW}]
        ),
        "watchlist.json": json.dumps(
            [
                {"listed_at": "2024-05-05T00:00:00.000Z", "type": "show", "notes": "soon",
                 "show": {"title": "Lovely Runner", "year": 2024, "ids": {"trakt": 77}}}
            ]
        ),
        "followers.json": json.dumps([{"user": {"username": "bob"}}]),
    }
)  # fmt: skip

TVTIME = zipped(
    {
        "seen_episode.csv": "created_at,tv_show_name,episode_season_number,episode_number,episode_id\n"
        + "".join(f"2022-03-{n:02} 21:00:00,Semantic Error,1,{n},77{n}\n" for n in range(1, 9)),
        "followed_tv_show.csv": "created_at,tv_show_name,is_followed,nb_episodes_seen\n"
        "2022-03-01 00:00:00,Semantic Error,1,8\n2022-04-01 00:00:00,Old Fashion Cupcake,1,0\n",
        "user.csv": "name,email\nalice,alice@example.org\n",
    }
)

SERIALIZD = json.dumps(
    {
        "diary": [
            {"showId": 5, "showName": "Bad Buddy", "seasonName": "Season 1", "rating": 9, "reviewText": "The rooftop.",
             "backdate": "2022-01-21T00:00:00Z", "isRewatch": False}
        ],
        "watchlist": [{"showId": 6, "showName": "Last Twilight", "seasonName": "Season 1"}],
        "dropped": [{"showId": 7, "showName": "A Show Without a Name Here", "seasonName": "Season 3"}],
    }
)  # fmt: skip

MYDRAMALIST = """Currently Watching
#\tTitle\tCountry\tYear\tType\tScore\tProgress
1\tThe Untamed\tChina\t2019\tDrama\t9.5\t20/50
Completed (2)
1\tWhere Your Eyes Linger\tSouth Korea\t2020\tDrama\t8.0\t8/8
2\tCherry Magic!\tJapan\t2020\tDrama\t10\t12/12
Plan to Watch
1\tA Title Nobody Has Written Down\tThailand\t2031\tDrama\t-\t0/12
Not Interested
1\tSquid Game\tSouth Korea\t2021\tDrama\t-\t0/9
"""
# The same row as some browsers copy it: a cell a line.
MYDRAMALIST_CELLS = "Completed\n1\nWhere Your Eyes Linger\nSouth Korea\n2020\nDrama\n8.0\n8/8\n"

TABLE = (
    "Drama;My rating;State;Seen;When\n"
    "Bad Buddy;4,5;completed;12;Jan 21, 2022\n"
    "Semantic Error;5;completed;8;2022-03-10\n"
    "It's Okay to Not Be Okay;3;watching;4;\n"
)
