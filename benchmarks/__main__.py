"""`python -m benchmarks [name…] [options]`: the named benchmarks, or all in turn, each in a process of its own.

Without options each runs with its own small defaults; options are handed to every benchmark that is named.
"""

from __future__ import annotations

import argparse
import pkgutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def names() -> list[str]:
    """The modules of this folder that have a `main`, in alphabetical order."""
    modules = sorted(module.name for module in pkgutil.iter_modules([str(FOLDER)]) if not module.ispkg)
    return [name for name in modules if "\ndef main(" in (FOLDER / f"{name}.py").read_text(encoding="utf-8")]


def run(arguments: list[str] | None = None) -> int:
    """Run them; the exit status is that of the first that failed, 2 for a name that does not exist."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(names()))
    options, handed_on = parser.parse_known_args(arguments)
    unknown = [name for name in options.names if name not in names()]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]!r}: choose from {', '.join(names())}")
    if handed_on and not options.names:
        parser.error(f"name the benchmark that {handed_on[0]} is for")
    failed = 0
    for name in options.names or names():
        print(f"\n── {name} ──", flush=True)
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *handed_on], check=False)
        failed = failed or done.returncode
    return failed


if __name__ == "__main__":
    sys.exit(run())
