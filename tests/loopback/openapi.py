"""Checks requests against Discord's own published description, where that file lies beside the repository."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import best_match
from jsonschema.protocols import Validator

from bot.playground.server import Recorded

DESCRIPTION = Path(__file__).parents[3] / "shared" / "discord-openapi.json"
_SNOWFLAKE = "SnowflakeType"
_PERMISSIONS = frozenset({"allow", "deny", "permissions", "default_member_permissions"})


class RequestCheck:
    """Validators by route, made when first needed and kept."""

    def __init__(self, description: dict[str, Any]) -> None:
        self._schemas = _with_library_habits(description)
        self._kind = validators.extend(Draft202012Validator, {"oneOf": self._one_of, "$ref": self._ref})
        self._routes = {
            (method.upper(), _normal(path)): operation
            for path, operations in description["paths"].items()
            for method, operation in operations.items()
            if method in ("get", "post", "put", "patch", "delete")
        }
        self._validators: dict[tuple[str, str], Validator | None] = {}
        # What was seen before, by the schema it fits: every bot sends the same commands, buttons and menus.
        self._sound: set[tuple[object, object]] = set()
        self._parameters: dict[tuple[str, str], frozenset[str]] = {}

    @classmethod
    @lru_cache(maxsize=1)
    def shared(cls) -> Self | None:
        """The check for the whole test run, or None where Discord's description is not at hand."""
        if not DESCRIPTION.is_file():
            return None
        return cls(json.loads(DESCRIPTION.read_bytes()))

    def faults(self, request: Recorded) -> list[str]:
        """What Discord's description does not allow in the request; empty when all is well."""
        if request.template is None:
            return [f"{request.method} {request.path}: Discord has no such route"]
        key = request.method, _normal(request.template)
        operation = self._routes.get(key)
        if operation is None:
            return [f"{request.method} {request.template}: not in Discord's description"]
        named = f"{request.method} {request.path}"
        found = [
            f"{named}: unknown query {name!r}" for name in request.query if name not in self._known(key, operation)
        ]
        if request.body is not None:
            sent = key, json.dumps(request.body)
            validator = self._validator(key, operation) if sent not in self._sound else None
            if validator is not None:
                error = best_match(validator.iter_errors(request.body))
                if error is not None:
                    found.append(f"{named}: {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")
                else:
                    self._sound.add(sent)
        return found

    def _known(self, key: tuple[str, str], operation: dict[str, Any]) -> frozenset[str]:
        if key not in self._parameters:
            names = {entry["name"] for entry in operation.get("parameters", ()) if entry.get("in") == "query"}
            # `use_nested_fields` and `burst` are sent by discord.py though the description lacks them.
            self._parameters[key] = frozenset(names | {"use_nested_fields", "burst"})
        return self._parameters[key]

    def _validator(self, key: tuple[str, str], operation: dict[str, Any]) -> Validator | None:
        if key not in self._validators:
            content = (operation.get("requestBody") or {}).get("content") or {}
            schema = (content.get("application/json") or {}).get("schema")
            made = None
            if schema is not None:
                whole = {**_permissions_as_text(schema), "components": {"schemas": self._schemas}}
                made = self._kind(whole)
            self._validators[key] = made
        return self._validators[key]

    def _one_of(
        self, validator: Validator, branches: Sequence[dict[str, Any]], instance: Any, schema: dict[str, Any]
    ) -> Iterator[Any]:
        """As the library does it, but without the sorts of component that say to be of another type."""
        likely = [branch for branch in branches if self._may_fit(branch, instance)]
        if len(likely) == 1:
            return validator.descend(instance, likely[0])  # type: ignore[attr-defined, no-any-return]  # it has one
        return Draft202012Validator.VALIDATORS["oneOf"](validator, likely or branches, instance, schema)  # type: ignore[no-any-return]

    def _ref(self, validator: Validator, ref: str, instance: Any, schema: dict[str, Any]) -> Iterator[Any]:
        """As the library does it, but once for each part of a message."""
        seen = ref, json.dumps(instance) if isinstance(instance, dict | list) else (type(instance), instance)
        if seen in self._sound:
            return
        errors = list(Draft202012Validator.VALIDATORS["$ref"](validator, ref, instance, schema))
        if not errors:
            self._sound.add(seen)
        yield from errors

    def _may_fit(self, branch: dict[str, Any], instance: Any) -> bool:
        if "const" in branch:
            return bool(branch["const"] == instance)
        if branch.get("type") == "null":
            return instance is None
        if not isinstance(instance, dict) or "type" not in instance or "$ref" not in branch:
            return True
        said = self._schemas[branch["$ref"].rpartition("/")[2]].get("properties", {}).get("type", {})
        return "enum" not in said or instance["type"] in said["enum"]


def _normal(path: str) -> str:
    return re.sub(r"\{[^}]+\}", "{}", path)


def _with_library_habits(description: dict[str, Any]) -> dict[str, Any]:
    """The schemas, loosened where discord.py is known to differ harmlessly: ids as integers, permissions as text."""
    schemas: dict[str, Any] = copy.deepcopy(description["components"]["schemas"])
    schemas[_SNOWFLAKE] = {"anyOf": [schemas[_SNOWFLAKE], {"type": "integer", "minimum": 0}]}
    return {name: _permissions_as_text(schema) for name, schema in schemas.items()}


def _permissions_as_text(schema: dict[str, Any]) -> dict[str, Any]:
    properties = dict(schema.get("properties") or {})
    for name in _PERMISSIONS & properties.keys():
        properties[name] = {"anyOf": [properties[name], {"type": "string", "pattern": "^[0-9]+$"}]}
    return {**schema, "properties": properties} if properties else schema
