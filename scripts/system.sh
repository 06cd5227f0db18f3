#!/usr/bin/env bash
# System packages: asks the machine what is missing, installs it where that is allowed, else prints the one line.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/stamp.sh
. scripts/apt.sh

python=$(bash scripts/python.sh)
loads() { "$python" -c 'import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]' "$@" 2>/dev/null; }

look() {
    needed=() useful=()
    [ -x .venv/bin/pip ] || "$python" -c 'import ensurepip, venv' 2>/dev/null || needed+=(python3-venv)
    loads libpango-1.0.so.0 || needed+=(libpango-1.0-0) # WeasyPrint lays the bulletin out with it
    loads libpangoft2-1.0.so.0 || needed+=(libpangoft2-1.0-0)
    loads libharfbuzz-subset.so.0 || useful+=(libharfbuzz-subset0) # makes fonts small ten times as fast
    [ -e /etc/ssl/certs/ca-certificates.crt ] || useful+=(ca-certificates)
}

look
if [ ${#needed[@]} = 0 ] && { [ ${#useful[@]} = 0 ] || stamped system "${useful[*]}"; }; then
    exit 0
fi

if may_install; then
    missing=("${needed[@]}" "${useful[@]}")
    say system "installing ${missing[*]} (apt-get)"
    install_packages "${missing[@]}" || true
    look
fi
if [ ${#needed[@]} != 0 ]; then
    say system "these packages are missing and cannot be installed from here. Run this line, then make again:"
    install_line "${needed[@]}" "${useful[@]}"
    exit 1
fi
if [ ${#useful[@]} != 0 ]; then
    say system "goes on without ${useful[*]}; for faster bulletins: $(install_line "${useful[@]}")"
    stamp system "${useful[*]}"
fi
