"""What the sample members wrote. Made up for the playground; no review of anybody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SampleReview:
    """One member's review; `rating` in half points, `horizon` as in the form."""

    author: str
    series_id: str
    rating: int
    headline: str
    body: str
    horizon: str
    stage: str = "finished"
    helpful: tuple[str, ...] = ()
    not_helpful: tuple[str, ...] = ()


REVIEWS = (
    SampleReview(
        author="alice",
        series_id="where-your-eyes-linger-kr-2020",
        rating=17,
        headline="Eighty minutes, and a door that never closed again",
        body=(
            "I watched it in one evening and then sat in the dark kitchen for a while. It is short, it was made with"
            " almost nothing, and you can tell that everybody in the room knew that they were making something that"
            " did not exist yet.\n\n"
            "What stays with me is how little is said. One boy carries the other's bag, and the camera waits. When it"
            " finally happens, ||it is not a confession but a question, asked as if the answer could be taken back||,"
            " and I had to stop and walk around the table.\n\n"
            "If you came here from a big, polished series: slow down. This is where the path begins."
        ),
        horizon="all",
        helpful=("mina", "nok", "haruka"),
    ),
    SampleReview(
        author="nok",
        series_id="love-in-the-big-city-kr-2024",
        rating=19,
        headline="I laughed for an hour and then I could not breathe",
        body=(
            "Four directors, one life, and a city that is too big for one person. Each pair of episodes has a colour"
            " of its own, and still it is one story: somebody learns, badly and late, how to stay.\n\n"
            "The friendship of the first part is the best I have seen on any screen. They lie for each other, they"
            " cook badly, they grow apart without a single loud word.\n\n"
            "||The mother's illness is told without any of the music that usually tells you when to cry.|| I called"
            " mine afterwards.\n\n"
            "||And the ending: the wish on the lantern, and that it is only the name.|| I knew it from the book and"
            " it still took the floor away.\n\n"
            "Watch *Where Your Eyes Linger* first, if you have not. You will see who opened the door."
        ),
        horizon="all",
        helpful=("mina", "alice", "theo", "haruka"),
        not_helpful=("pablo",),
    ),
    SampleReview(
        author="haruka",
        series_id="cherry-magic-jp-2020",
        rating=18,
        headline="The kindest joke on television",
        body=(
            "The idea is silly, and the people are not. A man can suddenly hear what others think, and what he hears"
            " from the desk next to him is: how was his weekend, did he eat, is he cold.\n\n"
            "I give nothing away here. Watch one episode when you have had a bad day. It holds a cup of tea out to"
            " you and does not ask why."
        ),
        horizon="free",
        helpful=("alice", "pablo"),
    ),
    SampleReview(
        author="pablo",
        series_id="bad-buddy-th-2021",
        rating=16,
        headline="Two balconies and one very stubborn wall",
        body=(
            "I am at episode 5, so take this as a postcard from the road.\n\n"
            "The rivalry is fun because neither of them is good at it. ||The rooftop in episode 5: I screamed so"
            " loudly that my neighbour knocked, which is the right soundtrack.||"
        ),
        horizon="5",
        stage="watching",
        helpful=("nok",),
    ),
)

# (member, series, last episode): where people are when the curtain rises.
PROGRESS = (
    ("alice", "bad-buddy-th-2021", 3),
    ("mina", "love-in-the-big-city-kr-2024", 4),
    ("theo", "love-in-the-big-city-kr-2024", 8),
    ("haruka", "where-your-eyes-linger-kr-2020", 8),
    ("pablo", "bad-buddy-th-2021", 5),
)
