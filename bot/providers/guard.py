"""Which addresses may be asked: public ones, by https; and the service's own address, whatever the operator chose."""

from __future__ import annotations

import ipaddress
import socket

import aiohttp
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet: not this machine, a home network or a cloud's metadata."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if inner is not None and not inner.is_global:
        return False
    return found.is_global and not found.is_multicast


def may_ask(url: yarl.URL, home: yarl.URL) -> bool:
    """Whether `url` may be asked on behalf of a service at `home`; names are looked up later, by `PublicResolver`."""
    if url.origin() == home.origin():
        return True
    if url.scheme != "https" or not url.host or url.user or url.password:
        return False
    try:
        ipaddress.ip_address(url.host)
    except ValueError:
        return "." in url.host.rstrip(".")
    return is_public(url.host)


class PublicResolver(AbstractResolver):
    """Looks names up, and refuses those that lead into a private network. Checked at the moment of connecting, so that
    a name cannot mean one thing when it is checked and another when it is used.
    """

    def __init__(self) -> None:
        self._inner = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The public addresses of a name. Raises OSError where there is none."""
        found = await self._inner.resolve(host, port, family)
        public = [each for each in found if is_public(each["host"])]
        if not public:
            raise OSError(f"{host} leads to no public address")
        return public

    async def close(self) -> None:
        """Let go of what it holds."""
        await self._inner.close()


def new_session() -> aiohttp.ClientSession:
    """A session that keeps no cookies, follows nothing by itself and reaches public addresses only."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(resolver=PublicResolver(), limit=8, limit_per_host=3),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=8.0, connect=4.0),
    )
