"""What every test may use."""

import gc
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from bot import i18n
from tests.gate import IS_GATE
from tests.loopback.languages import spoken_from

# How long an example takes says how busy the machine is. The gate tries the same ones each time, so that it judges the
# change and not the dice; at home they differ.
AS_LONG_AS_IT_TAKES = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("gate", derandomize=True, **AS_LONG_AS_IT_TAKES)
hypothesis.settings.register_profile("home", **AS_LONG_AS_IT_TAKES)
hypothesis.settings.load_profile("gate" if IS_GATE else "home")

pytest_plugins = ["tests.loopback.postgres", "tests.loopback.fixtures", "tests.loopback.running", "tests.loopback.hall"]


# What a database flushes to a disk, which takes milliseconds each time, no test reads again after a power cut.
MEMORY, ROOM = Path("/dev/shm"), 4 << 30  # bytes; a container may have a few megabytes there
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no worker is left alone with it at the end."""
    if (seed := config.getoption("--shuffle")) is not None:
        chance = random.Random(seed)
        items.sort(key=lambda item: (str(item.path), chance.random()))
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


gc.disable()  # while everything is imported and collected


def pytest_collection_finish() -> None:
    """Nothing goes away of what was imported and collected: looking at it again and again took a third of the time."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of the whole suite."""
    parser.addoption("--shuffle", metavar="SEED", type=int, help="run each module's tests in another order")
    parser.addoption("--screenshots", metavar="DIR", help="keep what the browser showed in DIR")
    parser.addoption(
        "--engine", choices=("sqlite", "postgresql"), default="sqlite", help="what keeps the data (default: sqlite)"
    )


ALL_LANGUAGES = i18n.LOCALES


@pytest.fixture(scope="session", autouse=True)
def english(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Everybody is answered in English, whatever their Discord is set to."""
    i18n.LOCALES = tmp_path_factory.mktemp("no-languages")


@pytest.fixture(autouse=True)
def languages(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests that are marked `languages` hear those that there are."""
    if request.node.get_closest_marker("languages") is None:
        yield
        return
    with spoken_from(ALL_LANGUAGES):
        yield
