"""The search index is made late; whoever changes the catalogue before notices nothing."""

import asyncio
import subprocess
import sys
from pathlib import Path

from msgspec.structs import replace

from bot.domain.series import Kind, Series
from bot.services.catalogue.late_index import LateIndex

FIRST = Series("first-kr-2020", "First Kiss Again", "KR", 2020, Kind.GENERAL)
SECOND = Series("second-kr-2021", "Second Sunset", "KR", 2021, Kind.GENERAL)


def found(index: LateIndex, query: str, scope: int = 0) -> list[str]:
    return [match.series_id for match in index.now().search(query, scope=scope)]


async def test_what_changes_before_it_is_made_is_in_it() -> None:
    index = LateIndex([FIRST])
    index.put(replace(SECOND, aliases=("Noeul",)))
    index.hide(FIRST.id, scope=7)
    await asyncio.gather(index.opened(), index.opened())
    assert found(index, "noeul") == [SECOND.id]
    assert found(index, "first kiss again") == [FIRST.id]
    assert found(index, "first kiss again", scope=7) == []


async def test_what_changes_while_it_is_made_is_in_it() -> None:
    index = LateIndex([FIRST])
    opening = asyncio.create_task(index.opened())
    await asyncio.sleep(0)
    index.put(SECOND)
    assert found(index, "second sunset") == [SECOND.id]  # made on the spot, for who cannot wait
    index.put(replace(SECOND, aliases=("Noeul",)))
    await opening
    assert found(index, "noeul") == [SECOND.id]


def test_a_start_loads_nothing_that_only_some_commands_need() -> None:
    """The first take a tenth of a second and ten megabytes, the next a twentieth of that, the last a millisecond."""
    late = (
        "numpy scipy matplotlib PIL py3langid aiohttp.web regex rapidfuzz prometheus_client xml.sax babel dotenv html"
        " zipfile zoneinfo csv difflib"
    )
    own = "phrases.reading phrases.terms leaks.checking lists.reading search.index pasted_pages"
    kept_out = {*late.split(), *(f"bot.domain.{name}" for name in own.split())}
    seen = (
        "import importlib, sys, bot.console.run\n"
        "from bot.edge.client import EXTENSIONS\n"
        "for name in EXTENSIONS: importlib.import_module(name)\n"
        f"print(*{kept_out!r} & sys.modules.keys())"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", seen], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_the_search_index_is_made_without_what_masks_arrays() -> None:
    """`numpy.ma` takes 5 ms and a megabyte, and is loaded by some of numpy's functions that could do without it."""
    seen = (
        "import asyncio, sys\n"
        "from bot.app import bundled_catalogues\n"
        "asyncio.run(bundled_catalogues().opened())\n"
        "print('bot.domain.search.index' in sys.modules, 'numpy.ma' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", seen], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "False"]
