"""The bundled catalogue, read once for all tests that only look at it."""

from functools import cache

from bot.domain.catalogue import Catalogue, load_bundled
from bot.domain.phrases import Sayings
from bot.resources import catalogue_folder


@cache
def bundled() -> Catalogue:
    """Series, lineage and vocabulary, as they are shipped."""
    return load_bundled(catalogue_folder())


@cache
def sayings() -> Sayings:
    """The shipped vocabulary, ready to be found in a phrase."""
    return Sayings(bundled().vocabulary)
