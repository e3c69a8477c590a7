"""What the gate does more often than a run at home.

Faults that only chance finds are looked for where every change passes; at home somebody waits.
"""

import os

IS_GATE = bool(os.environ.get("CI"))


def often(*, gate: int, home: int) -> int:
    """How many rounds."""
    return gate if IS_GATE else home


def kills(*, gate: int, home: int) -> int:
    """How many kills; LINGER_KILLS in the environment asks for another number."""
    return int(os.environ.get("LINGER_KILLS") or often(gate=gate, home=home))
