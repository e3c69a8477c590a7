"""The table of REST routes: a method and a path with named places lead to one function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.playground.api_errors import Json
from bot.playground.core import Files
from bot.playground.limits.forms import Form

if TYPE_CHECKING:
    from bot.playground.backend import Backend


@dataclass(slots=True)
class Request:
    """What the bot asked."""

    method: str
    path: str
    places: dict[str, str]
    query: Mapping[str, str]
    body: Any
    files: Files
    reason: str | None

    def __getitem__(self, place: str) -> str:
        """The value of a named place in the path."""
        return self.places[place]

    @property
    def form(self) -> Json:
        """The body as an object; anything else counts as empty."""
        return self.body if isinstance(self.body, dict) else {}

    def limit(self, *, default: int, most: int) -> int:
        """The query's `limit` within 1 and `most`; 50035 for anything else."""
        text = self.query.get("limit", str(default))
        form = Form()
        if not text.isdigit() or not 1 <= int(text) <= most:
            form.fail(("limit",), "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")
        form.raise_if_wrong()
        return int(text)

    def flag(self, name: str) -> bool:
        """A boolean of the query."""
        return self.query.get(name, "").lower() in ("true", "1")


@dataclass(slots=True)
class Reply:
    """An answer whose status is not the usual 200, or 204 for None."""

    status: int
    data: Any = None


Handler = Callable[["Backend", Request], Any]


@dataclass(slots=True)
class Route:
    """One route. `template` is the path as written; `public` needs no bot token (its own is in the path)."""

    method: str
    template: str
    handler: Handler
    public: bool = False


@dataclass(slots=True)
class _Node:
    fixed: dict[str, _Node] = field(default_factory=dict)
    place: _Node | None = None
    routes: dict[str, Route] = field(default_factory=dict)


class Routes:
    """Routes by path, found part by part."""

    def __init__(self) -> None:
        self._root = _Node()
        self.all: list[Route] = []

    def add(self, method: str, template: str, *, public: bool = False) -> Callable[[Handler], Handler]:
        """Decorate the function that serves `method template`, such as `GET /channels/{channel_id}`."""

        def register(handler: Handler) -> Handler:
            self.include(Route(method, template, handler, public))
            return handler

        return register

    def include(self, route: Route) -> None:
        """Add one route."""
        node = self._root
        for part in route.template.strip("/").split("/"):
            if part.startswith("{"):
                node.place = node.place or _Node()
                node = node.place
            else:
                node = node.fixed.setdefault(part, _Node())
        if route.method in node.routes:
            raise ValueError(f"{route.method} {route.template} is served twice")
        node.routes[route.method] = route
        self.all.append(route)

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]] | None:
        """The route of a path and the values of its places; fixed parts go before places."""
        parts = path.strip("/").split("/")
        found = self._find(self._root, parts, 0, method)
        if found is None:
            return None
        names = [part[1:-1] for part in found.template.strip("/").split("/")]
        values = {
            name: value
            for name, value, part in zip(names, parts, found.template.strip("/").split("/"), strict=True)
            if part.startswith("{")
        }
        return found, values

    def _find(self, node: _Node, parts: list[str], at: int, method: str) -> Route | None:
        if at == len(parts):
            return node.routes.get(method)
        following = node.fixed.get(parts[at])
        if following is not None:
            found = self._find(following, parts, at + 1, method)
            if found is not None:
                return found
        return None if node.place is None else self._find(node.place, parts, at + 1, method)
