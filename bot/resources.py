"""Where the files that come with the program live, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from bot.errors import StartError
from bot.i18n import _

_PACKAGE = Path(__file__).resolve().parent


def catalogue_folder() -> Path:
    """The folder of the bundled catalogue: `bot/bundled/catalogue` in a wheel, else `data/catalogue`.

    Raises StartError when neither is there, which means that the installation is incomplete.
    """
    for folder in (_PACKAGE / "bundled" / "catalogue", _PACKAGE.parent / "data" / "catalogue"):
        if folder.is_dir():
            return folder
    raise StartError(_("The bundled catalogue is missing from {place}: install Linger again.", place=str(_PACKAGE)))
