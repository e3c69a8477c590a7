"""Discord's rules for modals, and for what people send back with one."""

from __future__ import annotations

from typing import Any

from bot.playground.api_errors import Json
from bot.playground.limits.components import (
    CHECKBOX,
    CHECKBOXES,
    LABEL,
    RADIO,
    ROW,
    SELECTS,
    STRING_SELECT,
    TEXT_DISPLAY,
    TEXT_INPUT,
    UPLOAD,
    Survey,
    check_options,
    check_select,
)
from bot.playground.limits.forms import Form, Path
from bot.playground.world.model import World

_IN_LABEL = (TEXT_INPUT, *sorted(SELECTS), UPLOAD, RADIO, CHECKBOXES, CHECKBOX)


def check_modal(world: World, form: Form, modal: Any, path: Path = ("data",)) -> None:
    """Title 1–45, custom id 1–100, one to five components of the kinds a modal takes."""
    if not isinstance(modal, dict):
        form.fail(path, "BASE_TYPE_REQUIRED", "This field is required")
        return
    form.text((*path, "title"), modal.get("title"), least=1, most=45, required=True)
    form.text((*path, "custom_id"), modal.get("custom_id"), least=1, most=100, required=True)
    survey = Survey(world, form, v2=True, filenames=frozenset())
    here = (*path, "components")
    for index, item in enumerate(form.items(here, modal.get("components"), least=1, most=5)):
        _check_top(survey, item, (*here, index))


def _check_top(survey: Survey, item: object, path: Path) -> None:
    form = survey.form
    component = survey.seen(item, path, (ROW, TEXT_DISPLAY, LABEL))
    if component is None:
        return
    if component["type"] == TEXT_DISPLAY:
        form.text((*path, "content"), component.get("content"), least=1, most=4000, required=True)
    elif component["type"] == ROW:
        rows = form.items((*path, "components"), component.get("components"), least=1, most=1)
        for index, child in enumerate(rows):
            here = (*path, "components", index)
            found = survey.seen(child, here, (TEXT_INPUT,))
            if found is not None:
                form.text((*here, "label"), found.get("label"), least=1, most=45, required=True)
                _check_field(survey, found, here)
    else:
        form.text((*path, "label"), component.get("label"), least=1, most=45, required=True)
        form.text((*path, "description"), component.get("description"), most=100)
        found = survey.seen(component.get("component"), (*path, "component"), _IN_LABEL)
        if found is not None:
            _check_field(survey, found, (*path, "component"))


def _check_field(survey: Survey, field: Json, path: Path) -> None:
    kind, form = field["type"], survey.form
    if kind in SELECTS:
        check_select(survey, field, path)
        if field.get("disabled"):
            form.fail((*path, "disabled"), "COMPONENT_DISABLED_IN_MODAL", "A select in a modal cannot be disabled")
        return
    survey.custom_id(field, path)
    if kind == TEXT_INPUT:
        _check_text_input(form, field, path)
    elif kind == UPLOAD:
        form.number((*path, "min_values"), field.get("min_values"), least=0, most=10)
        form.number((*path, "max_values"), field.get("max_values"), least=1, most=10)
    elif kind in (RADIO, CHECKBOXES):
        least = 2 if kind == RADIO else 1
        options = form.items((*path, "options"), field.get("options"), least=least, most=10)
        check_options(survey, options, (*path, "options"))
        if kind == CHECKBOXES:
            form.number((*path, "min_values"), field.get("min_values"), least=0, most=10)
            form.number((*path, "max_values"), field.get("max_values"), least=1, most=10)


def _check_text_input(form: Form, field: Json, path: Path) -> None:
    form.choice((*path, "style"), field.get("style"), (1, 2))
    least = form.number((*path, "min_length"), field.get("min_length"), least=0, most=4000)
    most = form.number((*path, "max_length"), field.get("max_length"), least=1, most=4000)
    if least is not None and most is not None and least > most:
        form.fail((*path, "min_length"), "TEXT_INPUT_MIN_LENGTH_OUT_OF_RANGE", "Min length exceeds max length")
    form.text((*path, "placeholder"), field.get("placeholder"), most=100)
    form.text((*path, "value"), field.get("value"), most=int(most or 4000))


def modal_fields(components: list[Json]) -> dict[str, Json]:
    """The fields of a modal by custom id, each with the `label` a person reads."""
    fields: dict[str, Json] = {}
    for component in components:
        if component["type"] == LABEL:
            field = component["component"]
            fields[field["custom_id"]] = {**field, "label": component["label"]}
        elif component["type"] == ROW:
            for field in component["components"]:
                fields[field["custom_id"]] = field
    return fields


def check_answer(form: Form, field: Json, given: Json | None, path: Path) -> None:
    """What the client would not let a person send: too long, too many, nothing where something is required."""
    kind = field["type"]
    given = given or {}
    if kind == TEXT_INPUT:
        value = given.get("value") or ""
        needed = field.get("required", True)
        if value or needed:
            least = max(field.get("min_length") or 0, 1 if needed else 0)
            form.text((*path, "value"), value, least=least, most=field.get("max_length") or 4000, required=needed)
    elif kind == RADIO:
        value = given.get("value")
        offered = tuple(option["value"] for option in field["options"])
        if value is None:
            if field.get("required", True):
                form.fail((*path, "value"), "BASE_TYPE_REQUIRED", "This field is required")
        else:
            form.choice((*path, "value"), value, offered)
    elif kind == CHECKBOX:
        form.choice((*path, "value"), given.get("value", False), (True, False))
    else:
        _check_values(form, field, given, path)


def _check_values(form: Form, field: Json, given: Json, path: Path) -> None:
    kind = field["type"]
    values = given.get("values") or []
    needed = field.get("required", True)
    whole = len(field.get("options", ())) if kind == CHECKBOXES else 1
    most = field.get("max_values") or whole
    least = field.get("min_values")
    least = (1 if least is None else least) if needed else 0 if not values else (least or 0)
    form.items((*path, "values"), values, least=least, most=most)
    if kind in (STRING_SELECT, CHECKBOXES):
        offered = tuple(option["value"] for option in field["options"])
        for index, value in enumerate(values):
            form.choice((*path, "values", index), value, offered)
