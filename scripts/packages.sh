#!/usr/bin/env bash
# The pinned packages of constraints.txt, each checked against its hash, then the project itself.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/stamp.sh

pip=(.venv/bin/python -m pip --disable-pip-version-check --quiet --retries 2)
uv=(.venv/bin/uv --quiet pip)

# uv is an order of magnitude faster but reads no pip configuration: where pip is told
# of a registry of its own, pip does the work.
uv_runs() {
    [ -z "${PIP_INDEX_URL:-}" ] && ! .venv/bin/python -m pip config list 2>/dev/null | grep -q '\.index-url=' &&
        { .venv/bin/uv --version 2>/dev/null | grep -qF "$(sed -n 's/^uv==\([^ ]*\).*/uv \1/p' scripts/uv.txt)" ||
            "${pip[@]}" install --require-hashes -r scripts/uv.txt; }
}

sync_packages() {
    { uv_runs && "${uv[@]}" sync --compile-bytecode --python .venv/bin/python --require-hashes constraints.txt; } ||
        { say packages "with pip, which takes minutes" &&
            "${pip[@]}" install --require-hashes -r constraints.txt; }
}

install_project() {
    local how=(--no-deps --no-build-isolation --config-settings editable_mode=compat --editable .)
    { [ -x .venv/bin/uv ] && "${uv[@]}" install --python .venv/bin/python "${how[@]}"; } || "${pip[@]}" install "${how[@]}"
}

locked=$(key_of constraints.txt scripts/uv.txt)
if ! stamped packages "$locked"; then
    say packages "$(grep -c '^[A-Za-z0-9._-]*==' constraints.txt) pinned packages of constraints.txt"
    if ! sync_packages; then
        say packages "could not be installed: is the package registry reachable? The lines above are the installer's own words"
        exit 1
    fi
    rm -f .venv/.setup/project
    stamp packages "$locked"
fi

project=$(key_of pyproject.toml)
if ! stamped project "$project" || [ ! -x .venv/bin/xunjian ]; then
    say project "xunjian from this folder, editable"
    install_project
    stamp project "$project"
fi
