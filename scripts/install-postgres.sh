#!/usr/bin/env bash
# Installs the PostgreSQL server that tests start by themselves, on Debian. Without it those tests are skipped and say
# so. Needs root (or sudo); does nothing where it is there.
set -euo pipefail
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && exit 0
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends postgresql
