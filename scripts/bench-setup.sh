#!/usr/bin/env bash
# What `make bench` measures us against: LinkChecker and lychee, pinned with hashes, in a venv of their own
# (.bench/bin), linkinator below .bench/npm, and nginx, which serves the portal. All but the first may be missing.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/apt.sh

# No lock file: npm writes the registry's address into it. The version is exact; what it depends on is not.
linkinator=linkinator@7.6.1

stamp=.bench/installed
if ! cmp -s scripts/bench.txt "$stamp" || ! .bench/bin/linkchecker --version >/dev/null 2>&1; then
    echo "bench   installing LinkChecker and lychee into .bench"
    "$(bash scripts/python.sh)" -m venv --clear .bench
    .bench/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r scripts/bench.txt
    cp scripts/bench.txt "$stamp"
fi

if [ "$(cat .bench/npm/installed 2>/dev/null)" != "$linkinator" ]; then
    if command -v npm >/dev/null; then
        echo "bench   installing $linkinator into .bench/npm"
        mkdir -p .bench/npm
        if (cd .bench/npm && npm install --no-save --no-package-lock --no-audit --no-fund --silent "$linkinator"); then
            echo "$linkinator" >.bench/npm/installed
        else
            echo "bench   goes on without $linkinator: npm could not install it"
        fi
    else
        echo "bench   goes on without $linkinator: there is no npm"
    fi
fi

if ! command -v nginx >/dev/null && [ ! -x /usr/sbin/nginx ]; then
    if may_install && [ ! -d /run/systemd/system ]; then # where services start by themselves, its owner decides
        echo "bench   installing nginx-light (apt-get)"
        install_packages nginx-light || true
    fi
    [ -x /usr/sbin/nginx ] || echo "bench   nginx serves the portal; run: $(install_line nginx-light)"
fi
