#!/usr/bin/env bash
# Runs what checks the playground's page: `page-tools.sh lint | types | format`, as package.json says.
# Node.js is for this alone; where it or its packages cannot be had, the check is skipped and says so.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v npm >/dev/null; then
  echo "page: $1 is skipped, for there is no npm here (Node.js 18 or newer brings it)"
  exit 0
fi
# What is installed is what the lock asks for, or it is installed anew.
if ! cmp --silent package-lock.json node_modules/.installed.json; then
  if ! npm ci --silent; then
    echo "page: $1 is skipped, for npm could not install what package-lock.json asks for"
    exit 0
  fi
  cp package-lock.json node_modules/.installed.json
fi
npm run --silent "$1"
