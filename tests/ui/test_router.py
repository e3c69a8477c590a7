"""Custom ids and routes: what a component says is converted, or refused as no longer working."""

from typing import cast

import pytest

from bot.edge.forms import OpenForms
from bot.edge.gate import Gate
from bot.edge.router import Route, Router, on_press, on_submit
from bot.errors import Gone
from bot.services.upkeep.meters import Meters
from bot.ui.kit.custom_ids import custom_id, split_custom_id


class ReadCog:
    feature = "reviews"

    @on_press("reviews.read")
    async def read(self, interaction: object, review_id: int, page: int = 1) -> None: ...

    @on_submit("reviews.write")
    async def write(self, interaction: object, fields: object, series_id: str) -> None: ...


def routes() -> dict[str, Route]:
    router = Router(cast(Gate, None), cast(OpenForms, None), Meters())  # nobody comes through the door here
    router.add(ReadCog())  # type: ignore[arg-type]  # only the methods matter here
    return router.routes


def test_a_custom_id_comes_back_as_it_was() -> None:
    assert split_custom_id(custom_id("reviews.read", 41, "a-kr-2024")) == ("reviews.read", ["41", "a-kr-2024"])


@pytest.mark.parametrize("arguments", [("a:b",), ("x" * 101,)])
def test_a_custom_id_that_could_not_come_back_is_refused(arguments: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"custom id|colon"):
        custom_id("reviews.read", *arguments)


def test_arguments_are_converted_by_the_annotations() -> None:
    found = routes()
    assert found["reviews.read"].convert(["41"]) == [41]
    assert found["reviews.read"].convert(["41", "2"]) == [41, 2]
    assert found["reviews.write"].convert(["a-kr-2024"]) == ["a-kr-2024"]


@pytest.mark.parametrize("arguments", [[], ["x"], ["-1"], ["٣"], ["1", "2", "3"], ["9" * 20], [""]])
def test_a_forged_argument_changes_nothing(arguments: list[str]) -> None:
    with pytest.raises(Gone):
        routes()["reviews.read"].convert(arguments)


def test_an_action_belongs_to_one_cog() -> None:
    router = Router(cast(Gate, None), cast(OpenForms, None), Meters())  # nobody comes through the door here
    router.add(ReadCog())  # type: ignore[arg-type]  # only the methods matter here
    with pytest.raises(ValueError, match=r"reviews\.read"):
        router.add(ReadCog())  # type: ignore[arg-type]  # only the methods matter here


def test_routes_leave_with_their_cog() -> None:
    router, cog = Router(cast(Gate, None), cast(OpenForms, None), Meters()), ReadCog()
    router.add(cog)  # type: ignore[arg-type]  # only the methods matter here
    router.remove(cog)  # type: ignore[arg-type]  # only the methods matter here
    assert router.routes == {}
