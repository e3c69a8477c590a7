"""What every test may use."""

import pytest

pytest_plugins = ["tests.loopback.fixtures"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of the whole suite."""
    parser.addoption("--screenshots", metavar="DIR", help="keep what the browser showed in DIR")
