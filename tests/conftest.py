"""What every test may use."""

import os

import hypothesis
import pytest

# The gate tries the same examples each time, so that it judges the change and not the dice; at home they differ.
hypothesis.settings.register_profile("gate", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("gate")

pytest_plugins = ["tests.loopback.fixtures"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of the whole suite."""
    parser.addoption("--screenshots", metavar="DIR", help="keep what the browser showed in DIR")
