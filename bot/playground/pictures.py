"""Stand-ins for avatars, icons and emoji: a disc whose colour follows from the address."""

from __future__ import annotations

import hashlib


def disc(seed: str) -> bytes:
    """An SVG disc; the same seed always has the same colour."""
    hue = int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=2).digest(), "big") % 360
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<circle cx="32" cy="32" r="32" fill="hsl({hue} 45% 55%)"/></svg>'
    )
    return svg.encode()
