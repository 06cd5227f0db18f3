#!/usr/bin/env bash
# .venv: kept when it works and belongs to this folder, else made anew.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/stamp.sh

works() {
    .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
        grep -qF "$(pwd -P)/.venv/bin/python" .venv/bin/pip 2>/dev/null
}

works && exit 0
python=$(bash scripts/python.sh)
say python ".venv from $python ($("$python" -V))"
clear=()
[ ! -d .venv/bin ] || clear=(--clear) # else only what system.sh remembers is there
"$python" -m venv "${clear[@]}" .venv
