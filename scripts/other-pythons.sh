#!/usr/bin/env bash
# Runs the unit tests on every Python that pyproject.toml names besides the one in .venv, each in a .venv-3.N of its own.
# A version that is not at hand is skipped and says so.
set -euo pipefail
cd "$(dirname "$0")/.."
# One that starts: a shim of pyenv may stand for a version that is not chosen here.
find_python() {
  local candidate
  for candidate in $(type -aP "python$1") "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1".*/bin/"python$1"; do
    if "$candidate" -c 'import ssl, venv' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
}
ours=$(.venv/bin/python -c 'import sys; print("{}.{}".format(*sys.version_info))')
for version in $(sed -n 's/.*"Programming Language :: Python :: \(3\.[0-9]*\)".*/\1/p' pyproject.toml); do
  [ "$version" = "$ours" ] && continue
  python=$(find_python "$version")
  if [ -z "$python" ]; then
    echo "Python $version: its unit tests are skipped, for it is not at hand here"
    continue
  fi
  echo "Python $version: unit tests with $python"
  make --no-print-directory PYTHON="$python" VENV=".venv-$version" quick
done
