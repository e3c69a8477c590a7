"""Korean sentences are said with the particle that fits what is named in them."""

import pytest

from bot.i18n import _, _n, speaking
from bot.particles import fitted


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ("나무을(를) 봤어요", "나무를 봤어요"),
        ("꽃을(를) 봤어요", "꽃을 봤어요"),
        ("*대도시의 사랑법*은(는) 좋아요", "*대도시의 사랑법*은 좋아요"),
        ("“시맨틱 에러”이(가) 있어요", "“시맨틱 에러”가 있어요"),
        ("**너의 시선이 머무는 곳에 (KR, 2020)**과(와) 비슷", "**너의 시선이 머무는 곳에 (KR, 2020)**와 비슷"),
        ("서울(으)로", "서울로"),
        ("부산(으)로", "부산으로"),
        ("“하늘”(이)라는 이름", "“하늘”이라는 이름"),
        ("8.5/10을(를) 준", "8.5/10을 준"),
        ("2을(를)과 7(으)로", "2를과 7로"),
        ("Bad Buddy을(를)", "Bad Buddy을(를)"),
        ("<@123>이(가)", "<@123>이(가)"),
        ("을(를)", "을(를)"),
        ("화수(화)", "화수(화)"),
        ("사과은(는) 배이(가) 아니에요", "사과는 배가 아니에요"),
    ],
)
def test_a_particle_fits_the_word_before_it(said: str, fits: str) -> None:
    assert fitted(said) == fits


def test_brackets_that_somebody_typed_keep_nobody_waiting() -> None:
    """With two ways to read a blank before a bracket this took twice as long for each bracket: hours for these."""
    for typed in (" ()" * 60, "()" * 90, " (" * 90, ") " * 90):
        assert fitted(f"가{typed}나을(를)") == f"가{typed}나를"
        assert fitted(f"가{typed}을(를)").startswith(f"가{typed}")


@pytest.mark.languages
def test_korean_sentences_are_said_with_fitting_particles() -> None:
    with speaking("ko"):
        thanks = _("This was the last episode. Thank you for watching {title} together.", title="시맨틱 에러")
        assert "시맨틱 에러를 함께" in thanks
        ended = _n(
            "End the group that watches {title}? {count} member is in it.",
            "End the group that watches {title}? {count} members are in it.",
            3,
            title="대도시의 사랑법",
        )
        assert "대도시의 사랑법을 보는" in ended
    with speaking("ja"):
        assert _("Next: episode {episode}, {time}", episode="이(가)", time="x").count("이(가)") == 1
