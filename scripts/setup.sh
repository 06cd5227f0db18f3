#!/usr/bin/env bash
# Everything the program needs, from a checkout to .venv/bin/xunjian. Repeating it takes a moment.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/stamp.sh

bash scripts/system.sh
bash scripts/venv.sh
bash scripts/packages.sh
bash scripts/fonts.sh
say "done" "in ${SECONDS} s: .venv/bin/xunjian"
