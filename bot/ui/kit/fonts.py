"""The fonts that pictures are drawn with, and what becomes of characters that none of them has."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

# The first one that the system has draws each character; CJK and Thai need one of their own.
_WANTED: Final = ("DejaVu Sans", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans Thai", "Loma", "Noto Sans")
# What titles and names here are written in, beyond DejaVu Sans: script → (all of these letters, package of Debian).
_SCRIPTS: Final = {
    "Chinese, Japanese and Korean": ("字かカ한", "fonts-noto-cjk"),
    "Thai": ("กไ", "fonts-thai-tlwg"),
}
_BOX: Final = "□"

_log = logging.getLogger(__name__)


def installed_fonts() -> Iterable[str]:
    """Paths of the fonts that the system has now. Asks the disk: for use in threads."""
    from matplotlib.font_manager import findSystemFonts

    return findSystemFonts()


class Fonts:
    """The wanted fonts among those that `find` tells the paths of, and DejaVu Sans, which always is at hand.

    matplotlib keeps its own list on disk and never looks again, so fonts installed later would stay unseen.
    """

    def __init__(self, find: Callable[[], Iterable[str]] = installed_fonts) -> None:
        self._find = find
        self._found: frozenset[str] = frozenset()
        self._paths: dict[str, str] = {}  # by family
        self._draws: dict[str, bool] = {}
        self._told: set[str] = set()

    def families(self) -> list[str]:
        """Names of the families at hand, in the order in which they are tried. Looks for fonts anew."""
        found = frozenset(self._find())
        if found != self._found or not self._paths:
            self._found = found
            self._paths = _paths_of(found)
            self._draws.clear()
            self._tell_what_is_missing()
        return list(self._paths)

    def drawable(self, text: str) -> str:
        """`text` with an empty box for each character that no font at hand draws. Reads font files."""
        if not self._paths:
            self.families()
        return "".join(one if one.isspace() or self._has(one) else _BOX for one in text)

    def missing_packages(self) -> dict[str, str]:
        """Scripts of titles that no font at hand draws, each with Debian's package that does. Reads font files."""
        self.families()
        return {name: package for name, (letters, package) in _SCRIPTS.items() if not all(map(self._has, letters))}

    def _has(self, character: str) -> bool:
        known = self._draws.get(character)
        if known is None:
            from matplotlib.ft2font import FT2Font

            known = any(FT2Font(path).get_char_index(ord(character)) for path in self._paths.values())
            self._draws[character] = known
        return known

    def _tell_what_is_missing(self) -> None:
        for script, (letters, package) in _SCRIPTS.items():
            if script not in self._told and not all(map(self._has, letters)):
                self._told.add(script)
                _log.warning(
                    "No font here draws %s: such names are empty boxes in pictures. On Debian: apt-get install %s",
                    script,
                    package,
                )


def _paths_of(found: frozenset[str]) -> dict[str, str]:
    """Family → path of the wanted fonts; those of `found` that matplotlib does not know yet are made known to it."""
    import matplotlib.font_manager as fonts
    from matplotlib import get_data_path

    known = {font.fname for font in fonts.fontManager.ttflist}
    for path in sorted(found - known):
        try:
            fonts.fontManager.addfont(path)
        except (OSError, RuntimeError) as error:  # one that FreeType can't read is none
            _log.info("left out the font %s: %s", path, error)
    bundled = Path(get_data_path()) / "fonts"
    at_hand = {
        font.name: font.fname
        for font in fonts.fontManager.ttflist
        if font.fname in found or Path(font.fname).is_relative_to(bundled)
    }
    return {family: at_hand[family] for family in _WANTED if family in at_hand}


FONTS: Final = Fonts()
