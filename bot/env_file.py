"""A settings file: lines of the form NAME=value, as shells and container tools know them."""

from __future__ import annotations

import difflib
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

from dotenv.parser import Binding, parse_stream
from dotenv.variables import parse_variables

from bot.errors import StartError
from bot.i18n import _

_log = logging.getLogger(__name__)


def read_env_file(path: Path, *, known: Sequence[str], environment: Mapping[str, str]) -> dict[str, str]:
    """What `path` sets, by name; `${NAME}` and `${NAME:-default}` stand for an earlier line or the environment.

    The environment wins over an earlier line. Raises StartError, with the line's number where one is wrong; a name that
    is not `known` is pointed out in the log.
    """
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
                    close = difflib.get_close_matches(binding.key, known, n=1)
                    hint = f" Did you mean {close[0]}?" if close else ""
                    _log.warning(
                        "%s, line %d: %s is not a setting of Linger.%s", path, _line_of(binding), binding.key, hint
                    )
    except UnicodeDecodeError:
        raise StartError(_("{path} is not UTF-8 text. Save it as UTF-8.", path=path)) from None
    except OSError as error:
        raise StartError(_("{file} cannot be read: {reason}.", file=path, reason=error.strerror)) from None
    return written


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
