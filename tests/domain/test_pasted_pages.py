"""What a copied page leaves in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pasted_pages import Kind, describe_leftovers, tidy
from bot.domain.spoilers import read_markup

FIRST = "I had put this off for a year because everyone cried, and then I watched all of it in one night."
SECOND = "What stays is the flat: the light in the kitchen, the fridge with its notes, the two of them too loud."
THIRD = "The songs are few and right, and nobody explains anything that a look can say instead."
FOURTH = "If you have ever been twenty in a big city, you will know the stairs and the smell of the bar."
TITLES = ("Love in the Big City", "대도시의 사랑법")

BLOG = f"""Love in the Big City
Love in the Big City (2024) Review
141 Views
No Comments
{FIRST}

{SECOND}

END
0
Comment(No Comments)"""

MEMBER_PAGE = f"""Bring tissues
Overall 9.0
Story 9.5
This review may contain spoilers
{FIRST}
{SECOND}
{THIRD}
{FOURTH}
{SECOND}
Was this review helpful to you?"""


def tidied(body: str, headline: str = "Bring tissues"):
    return tidy(body, headline=headline, titles=TITLES)


def test_a_blog_page_is_only_its_text_afterwards():
    found = tidied(BLOG)
    assert found.body == f"{FIRST}\n\n{SECOND}"
    assert [(left.kind, left.text) for left in found.leftovers] == [
        (Kind.TITLE, "Love in the Big City"),
        (Kind.TITLE, "Love in the Big City (2024) Review"),
        (Kind.FRAME, "141 Views"),
        (Kind.FRAME, "No Comments"),
        (Kind.FRAME, "END"),
        (Kind.FRAME, "0"),
        (Kind.FRAME, "Comment(No Comments)"),
    ]


def test_a_members_page_becomes_paragraphs_told_once():
    found = tidied(MEMBER_PAGE)
    assert found.body == "\n\n".join((FIRST, SECOND, THIRD, FOURTH))
    assert describe_leftovers(found) == (
        "“Overall 9.0”, “Story 9.5”, “This review may contain spoilers”, 1 more line, your headline again, "
        "1 paragraph that appears twice, no blank lines between the paragraphs"
    )


def test_what_is_tidy_is_left_alone_and_tidying_twice_changes_nothing():
    for body in (BLOG, MEMBER_PAGE):
        assert tidied(tidied(body).body) is None


@pytest.mark.parametrize(
    "body",
    [
        f"{FIRST}\n\n{SECOND}",
        "Short.\nLines.\nLike.\nVerse.",
        "I read no comments before I watched it, and 141 views are too few for this gem.",
        f"- {FIRST}\n- {SECOND}\n- {THIRD}\n- {FOURTH}",
        "Love it\n\nLove it\n\nLove it",
        "In the end it is a story about friends.",
        "",
    ],
)
def test_a_text_that_was_written_here_is_left_alone(body):
    assert tidied(body) is None


@pytest.mark.parametrize(
    "line",
    ["조회수 141", "댓글 0개", "コメント(0)", "阅读 1.2万", "评论(0)",
     "0 comentarios", "Sin comentarios", "12 curtidas",
     "3 people found this helpful", "Leave a comment", "Posted by mina on 3 May", "Tags: bl, korea", "2 years ago"],
)  # fmt: skip
def test_frames_are_known_in_several_languages(line):
    assert tidied(f"{FIRST}\n\n{line}").body == FIRST


def test_nothing_but_a_frame_stays_as_it_is():
    assert tidied("141 Views\nNo Comments") is None


PIECES = [FIRST, SECOND, f"||{THIRD}||", f"||{FOURTH}", f"{SECOND}||", "END", "0", "141 Views", "", "No Comments"]
PIECES += ["[hide from here]", "Episode 5:"]
PIECES += ["[hide from here]", "Episode 5:"]


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_tidying_opens_nothing_that_was_hidden(lines):
    found = tidied("\n".join(lines))
    if found is None:
        return
    opened = {line for span in read_markup(found.body).spans if not span.hidden for line in span.text.split("\n")}
    before = {line for span in read_markup("\n".join(lines)).spans if not span.hidden for line in span.text.split("\n")}
    assert opened - {""} <= before
