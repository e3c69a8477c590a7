#!/usr/bin/env bash
# Tries once more, alone, what failed in the last test run, if that was at most three tests; says which.
# What is given, such as --engine postgresql, goes to pytest.
# A test that waits for something can lose patience on a machine that others use, too. What fails twice, fails.
set -euo pipefail
cd "$(dirname "$0")/.."
most=3
failed=$(.venv/bin/python -c 'import json; print(*json.load(open(".pytest_cache/v/cache/lastfailed")), sep="\n")')
count=$(grep -c . <<<"$failed" || true)
if [ "$count" -eq 0 ] || [ "$count" -gt "$most" ]; then
  echo "$count tests failed: that is no matter of patience"
  exit 1
fi
printf 'Once more, alone, for each of these deserves a look even if it passes now:\n%s\n' "$failed"
.venv/bin/python -m pytest --last-failed --last-failed-no-failures none "$@"
