#!/usr/bin/env bash
# Everything the program needs, from a checkout to .venv/bin/xunjian. Repeating it takes a moment.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/stamp.sh

bash scripts/system.sh
bash scripts/venv.sh
bash scripts/packages.sh
bash scripts/fonts.sh
# Who has asked for the browser once keeps it: following a changed constraints.txt removes what is not in it.
[ ! -e .venv/.setup/browser ] || bash scripts/browser.sh || say browser "goes on without; columns that a script draws stay undecided"
say "done" "in ${SECONDS} s: .venv/bin/xunjian"
