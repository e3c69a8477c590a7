#!/bin/sh
# `linger …` as the service of systemd runs it: with its account, data, settings and token. Root installs it as
# /usr/local/sbin/linger (docs/operators.md). Paths are taken from /var/lib/linger.
unit=linger-command-$$
exec systemd-run --quiet --collect --wait --pipe --unit="$unit" \
  --property=DynamicUser=yes --property=User=linger \
  --property=StateDirectory=linger --property=StateDirectoryMode=0700 --property=WorkingDirectory=/var/lib/linger \
  --property=UMask=0077 \
  --property=LoadCredential=discord-token:/etc/linger/discord-token \
  --property=EnvironmentFile=-/etc/linger/settings \
  --setenv=DISCORD_TOKEN_FILE="/run/credentials/$unit.service/discord-token" \
  --setenv=DATABASE_PATH=/var/lib/linger/linger.sqlite3 \
  --setenv=MPLCONFIGDIR=/tmp/matplotlib \
  --setenv=LANG="${LANG:-C.UTF-8}" \
  /opt/linger/bin/linger "$@"
