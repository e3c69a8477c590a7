"""A settings file: lines of the form NAME=value, as shells and container tools know them."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import StartError
from bot.i18n import _

if TYPE_CHECKING:
    from dotenv.parser import Binding

_log = logging.getLogger(__name__)


def read_env_file(path: Path, *, known: Sequence[str], environment: Mapping[str, str]) -> dict[str, str]:
    """What `path` sets, by name; `${NAME}` and `${NAME:-default}` stand for an earlier line or the environment.

    The environment wins over an earlier line. Raises StartError, with the line's number where one is wrong; a name that
    is not `known` is pointed out in the log.
    """
    from dotenv.parser import parse_stream  # only where there is such a file
    from dotenv.variables import parse_variables

    written: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8") as stream:
            for binding in parse_stream(stream):
                _refuse_broken(binding, path)
                if binding.key is None:
                    continue
                where = {**written, **environment}
                written[binding.key] = "".join(part.resolve(where) for part in parse_variables(binding.value or ""))
                if binding.key not in known:
                    _point_out(binding.key, known, path, _line_of(binding))
    except UnicodeDecodeError:
        raise StartError(_("{path} is not UTF-8 text. Save it as UTF-8.", path=path)) from None
    except OSError as error:
        raise StartError(_("{file} cannot be read: {reason}.", file=path, reason=error.strerror)) from None
    return written


def _point_out(unknown: str, known: Sequence[str], path: Path, line: int) -> None:
    from difflib import get_close_matches

    close = get_close_matches(unknown, known, n=1)
    hint = f" Did you mean {close[0]}?" if close else ""
    _log.warning("%s, line %d: %s is not a setting of Linger.%s", path, line, unknown, hint)


def _refuse_broken(binding: Binding, path: Path) -> None:
    if binding.error:
        raise StartError(
            _(
                "{path}, line {line}: {written} is not of the form NAME=value. Correct or remove that line.",
                path=path,
                line=_line_of(binding),
                written=repr(binding.original.string.strip()[:40]),
            )
        )


def _line_of(binding: Binding) -> int:
    text = binding.original.string
    # The parser counts blank lines to what follows.
    return binding.original.line + text[: len(text) - len(text.lstrip())].count("\n")
