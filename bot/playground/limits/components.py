"""Discord's rules for the components of a message: shapes, lengths, counts, and unique custom ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.playground.api_errors import Json
from bot.playground.limits.forms import Form, Path
from bot.playground.world.emoji import is_known
from bot.playground.world.model import World

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
LABEL, UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 18, 19, 21, 22, 23
SELECTS = frozenset({STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT})
LINK, PREMIUM = 5, 6

_TOP_LEVEL_V2 = (ROW, SECTION, TEXT_DISPLAY, GALLERY, FILE, SEPARATOR, CONTAINER)
_IN_CONTAINER = (ROW, SECTION, TEXT_DISPLAY, GALLERY, FILE, SEPARATOR)
MOST_COMPONENTS = 40
MOST_DISPLAY_CHARACTERS = 4000


@dataclass
class Survey:
    """What a walk over the components has seen so far."""

    world: World
    form: Form
    v2: bool
    filenames: frozenset[str]
    count: int = 0
    characters: int = 0
    custom_ids: set[str] = field(default_factory=set)
    ids: set[int] = field(default_factory=set)

    def seen(self, component: object, path: Path, allowed: tuple[int, ...]) -> Json | None:
        """Count one component; None (and a fault) unless it is one of the allowed types."""
        if not isinstance(component, dict) or not isinstance(component.get("type"), int):
            self.form.fail((*path, "type"), "BASE_TYPE_REQUIRED", "This field is required")
            return None
        self.count += 1
        if component["type"] not in allowed:
            listed = ", ".join(str(kind) for kind in allowed)
            self.form.fail((*path, "type"), "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({listed}).')
            return None
        number = component.get("id")
        if isinstance(number, int) and number != 0:
            if number in self.ids:
                self.form.fail((*path, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
            self.ids.add(number)
        return component

    def custom_id(self, component: Json, path: Path) -> None:
        """A custom id has 1 to 100 characters and occurs once."""
        custom_id = component.get("custom_id")
        here = (*path, "custom_id")
        if self.form.text(here, custom_id, least=1, most=100, required=True):
            if custom_id in self.custom_ids:
                message = "Component custom id cannot be duplicated"
                self.form.fail(here, "COMPONENT_CUSTOM_ID_DUPLICATED", message)
            self.custom_ids.add(str(custom_id))

    def emoji(self, holder: Json, path: Path) -> None:
        """An emoji must exist."""
        emoji = holder.get("emoji")
        if emoji is not None and not is_known(self.world, emoji):
            self.form.fail((*path, "emoji", "name"), "COMPONENT_INVALID_EMOJI", "Invalid emoji")

    def media(self, media: object, path: Path, *, attached: bool = False) -> None:
        """A media address is http(s) or names a file of this message."""
        address = media.get("url") if isinstance(media, dict) else None
        here = (*path, "url")
        if not self.form.text(here, address, least=1, most=2048, required=True):
            return
        text = str(address)
        if text.startswith("attachment://"):
            if text.removeprefix("attachment://") not in self.filenames:
                message = f"The referenced attachment {text.removeprefix('attachment://')} was not found"
                self.form.fail(here, "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", message)
        elif attached or not text.startswith(("http://", "https://")):
            self.form.fail(here, "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https', 'attachment').")


def check_components(
    world: World, form: Form, components: object, *, v2: bool, filenames: frozenset[str], path: Path = ("components",)
) -> None:
    """Note every fault of a message's components. `filenames` are the files the message carries."""
    survey = Survey(world, form, v2, filenames)
    if v2:
        items = form.items(path, components, least=1, most=MOST_COMPONENTS)
        allowed: tuple[int, ...] = _TOP_LEVEL_V2
    else:
        items, allowed = form.items(path, components, most=5), (ROW,)
    for index, item in enumerate(items):
        _check(survey, item, (*path, index), allowed)
    if survey.count > MOST_COMPONENTS:
        message = f"The maximum number of total components is {MOST_COMPONENTS}."
        form.fail(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
    if survey.characters > MOST_DISPLAY_CHARACTERS:
        message = f"The total length of displayable text cannot exceed {MOST_DISPLAY_CHARACTERS} characters."
        form.fail(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)


def _check(survey: Survey, item: object, path: Path, allowed: tuple[int, ...]) -> None:
    component = survey.seen(item, path, allowed)
    if component is None:
        return
    _CHECKS[component["type"]](survey, component, path)


def _check_text(survey: Survey, component: Json, path: Path) -> None:
    if survey.form.text((*path, "content"), component.get("content"), least=1, most=4000, required=True):
        survey.characters += len(component["content"])


def _check_gallery(survey: Survey, component: Json, path: Path) -> None:
    for index, entry in enumerate(survey.form.items((*path, "items"), component.get("items"), least=1, most=10)):
        _check_picture(survey, entry, (*path, "items", index))


def _check_file(survey: Survey, component: Json, path: Path) -> None:
    survey.media(component.get("file"), (*path, "file"), attached=True)


def _check_separator(survey: Survey, component: Json, path: Path) -> None:
    if component.get("spacing") is not None:
        survey.form.choice((*path, "spacing"), component["spacing"], (1, 2))


def _check_container(survey: Survey, component: Json, path: Path) -> None:
    form = survey.form
    form.number((*path, "accent_color"), component.get("accent_color"), least=0, most=0xFFFFFF)
    inner = form.items((*path, "components"), component.get("components"), least=1, most=MOST_COMPONENTS)
    for index, child in enumerate(inner):
        _check(survey, child, (*path, "components", index), _IN_CONTAINER)


def _check_picture(survey: Survey, entry: Any, path: Path) -> None:
    survey.media(entry.get("media") if isinstance(entry, dict) else None, (*path, "media"))
    if isinstance(entry, dict):
        survey.form.text((*path, "description"), entry.get("description"), most=1024)


def _check_section(survey: Survey, component: Json, path: Path) -> None:
    texts = survey.form.items((*path, "components"), component.get("components"), least=1, most=3)
    for index, child in enumerate(texts):
        _check(survey, child, (*path, "components", index), (TEXT_DISPLAY,))
    accessory = component.get("accessory")
    if accessory is None:
        survey.form.fail((*path, "accessory"), "BASE_TYPE_REQUIRED", "This field is required")
    elif isinstance(accessory, dict) and accessory.get("type") == BUTTON:
        survey.count += 1
        check_button(survey, accessory, (*path, "accessory"))
    else:
        _check(survey, accessory, (*path, "accessory"), (THUMBNAIL,))


def _check_row(survey: Survey, row: Json, path: Path) -> None:
    children = survey.form.items((*path, "components"), row.get("components"), least=1, most=5)
    width = 0
    for index, child in enumerate(children):
        here = (*path, "components", index)
        component = survey.seen(child, here, (BUTTON, *sorted(SELECTS)))
        if component is None:
            continue
        if component["type"] == BUTTON:
            width += 1
            check_button(survey, component, here)
        else:
            width += 5
            check_select(survey, component, here)
    if width > 5 and len(children) <= 5:
        message = "The specified component exceeds the maximum width"
        survey.form.fail((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)


_CHECKS: dict[int, Callable[[Survey, Json, Path], None]] = {
    ROW: _check_row,
    TEXT_DISPLAY: _check_text,
    SECTION: _check_section,
    GALLERY: _check_gallery,
    FILE: _check_file,
    THUMBNAIL: _check_picture,
    SEPARATOR: _check_separator,
    CONTAINER: _check_container,
}


def check_button(survey: Survey, button: Json, path: Path) -> None:
    """A link has an address and no custom id; every other button the other way round; label at most 80."""
    form = survey.form
    style = button.get("style")
    if not form.choice((*path, "style"), style, (1, 2, 3, 4, 5, 6)):
        return
    survey.emoji(button, path)
    form.text((*path, "label"), button.get("label"), most=80)
    if style == PREMIUM:
        if not button.get("sku_id"):
            form.fail((*path, "sku_id"), "BASE_TYPE_REQUIRED", "This field is required")
        return
    if not button.get("label") and not button.get("emoji"):
        message = "A button must have a label or emoji"
        form.fail(path, "BUTTON_COMPONENT_INVALID_LABEL_OR_EMOJI", message)
    if style == LINK:
        address = button.get("url")
        written = form.text((*path, "url"), address, least=1, most=512, required=True)
        if written and not str(address).startswith(("http://", "https://", "discord://")):
            message = "Scheme must be one of ('discord', 'http', 'https')."
            form.fail((*path, "url"), "URL_TYPE_INVALID_SCHEME", message)
        if button.get("custom_id"):
            message = "A custom id and url cannot both be specified"
            form.fail(path, "BUTTON_COMPONENT_CUSTOM_ID_AND_URL", message)
        return
    if button.get("url"):
        message = "A custom id and url cannot both be specified"
        form.fail(path, "BUTTON_COMPONENT_CUSTOM_ID_AND_URL", message)
    survey.custom_id(button, path)


def check_select(survey: Survey, select: Json, path: Path) -> None:
    """1–25 options of 1–100 characters with different values; min and max fit them; placeholder at most 150."""
    form = survey.form
    survey.custom_id(select, path)
    form.text((*path, "placeholder"), select.get("placeholder"), most=150)
    least = form.number((*path, "min_values"), select.get("min_values"), least=0, most=25)
    most = form.number((*path, "max_values"), select.get("max_values"), least=1, most=25)
    if least is not None and most is not None and least > most:
        form.fail((*path, "min_values"), "SELECT_COMPONENT_MIN_VALUES_OUT_OF_RANGE", "Min values exceeds max values")
    if select["type"] == STRING_SELECT:
        options = form.items((*path, "options"), select.get("options"), least=1, most=25)
        check_options(survey, options, (*path, "options"))
        chosen = sum(1 for option in options if isinstance(option, dict) and option.get("default"))
        if chosen > (most or 1):
            message = "Default options exceed the maximum number of values"
            form.fail((*path, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", message)
        if most is not None and most > max(len(options), 1):
            message = "Max values exceeds the number of options"
            form.fail((*path, "max_values"), "SELECT_COMPONENT_MAX_VALUES_OUT_OF_RANGE", message)
    else:
        defaults = form.items((*path, "default_values"), select.get("default_values"), most=25)
        if len(defaults) > (most or 1):
            message = "Default values exceed the maximum number of values"
            form.fail((*path, "default_values"), "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", message)


def check_options(survey: Survey, options: list[Any], path: Path) -> None:
    """Label and value 1–100 characters, description at most 100, no value twice."""
    form = survey.form
    values: set[str] = set()
    for index, option in enumerate(options):
        here = (*path, index)
        if not isinstance(option, dict):
            form.fail(here, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            continue
        form.text((*here, "label"), option.get("label"), least=1, most=100, required=True)
        form.text((*here, "description"), option.get("description"), most=100)
        survey.emoji(option, here)
        value = option.get("value")
        if form.text((*here, "value"), value, least=1, most=100, required=True):
            if value in values:
                message = "The specified option value is already used"
                form.fail((*here, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
            values.add(str(value))


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component of a message or modal in reading order, nested ones after what holds them."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        for single in ("accessory", "component"):
            if component.get(single):
                yield from walk([component[single]])
