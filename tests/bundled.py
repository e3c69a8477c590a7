"""The bundled catalogue, read once for all tests that only look at it."""

from functools import cache

from bot.domain.catalogue import Catalogue, load_bundled
from bot.resources import catalogue_folder


@cache
def bundled() -> Catalogue:
    """Series, lineage and vocabulary, as they are shipped."""
    return load_bundled(catalogue_folder())
