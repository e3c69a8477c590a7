"""Certificates are read where something is verified by them.

aiohttp makes two contexts for TLS when it is imported, and reads all the certificates of the system for both of them:
each time 16 ms and a megabyte. The second stands for `ssl=False`, by which nothing is verified.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def read_where_they_count() -> Iterator[None]:
    """Within the block a context by which nothing is verified reads no certificates."""
    usual = ssl.SSLContext.set_default_verify_paths

    def where_they_count(context: ssl.SSLContext) -> None:
        if context.verify_mode is not ssl.CERT_NONE:
            usual(context)

    ssl.SSLContext.set_default_verify_paths = where_they_count  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        ssl.SSLContext.set_default_verify_paths = usual  # type: ignore[method-assign]
