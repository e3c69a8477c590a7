#!/usr/bin/env bash
# Installs what the browser tests need on Debian: Chromium and fonts for every script our titles use.
# Without it those tests are skipped and say so. Needs root (or sudo); does nothing where all is there.
set -euo pipefail
packages=(chromium fonts-dejavu-core fonts-noto-color-emoji fonts-noto-cjk fonts-thai-tlwg)
missing=()
for package in "${packages[@]}"; do
  dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"
