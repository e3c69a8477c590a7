"""What the gate does more often than a run at home.

Faults that only chance finds are looked for where every change passes; at home somebody waits.
"""

import os

IS_GATE = bool(os.environ.get("CI"))


def often(*, gate: int, home: int) -> int:
    """How many lives, kills or rounds; LINGER_KILLS in the environment asks for another number."""
    asked = os.environ.get("LINGER_KILLS")
    return int(asked) if asked else gate if IS_GATE else home
