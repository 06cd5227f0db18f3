#!/usr/bin/env bash
# LinkChecker, which `make bench` measures us against, pinned, in a venv of its own: .bench/bin/linkchecker
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.bench/installed
if cmp -s scripts/bench.txt "$stamp" && .bench/bin/linkchecker --version >/dev/null 2>&1; then
    exit 0
fi
echo "bench   installing LinkChecker into .bench"
"$(bash scripts/python.sh)" -m venv --clear .bench
.bench/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r scripts/bench.txt
cp scripts/bench.txt "$stamp"
