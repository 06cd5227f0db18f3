#!/usr/bin/env bash
# The extra xunjian[browser]: Playwright, pinned, into .venv (51 MB to fetch), and Debian's Chromium for it to drive.
# Not a part of set-up: everything but columns that a script draws is read without.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/stamp.sh
. scripts/apt.sh

have_driver() { .venv/bin/python -c 'import playwright.async_api' 2>/dev/null; }
have_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome-stable || command -v google-chrome; }

driver=$(key_of scripts/browser.txt)
if ! stamped browser "$driver" || ! have_driver; then
    say browser "Playwright, as scripts/browser.txt pins it"
    .venv/bin/python -m pip --disable-pip-version-check --quiet --retries 2 install --require-hashes -r scripts/browser.txt
    stamp browser "$driver"
fi
have_chromium >/dev/null && exit 0
if may_install; then
    say browser "installing chromium (apt-get)"
    install_packages chromium || true
    have_chromium >/dev/null && exit 0
fi
say browser "chromium is missing and cannot be installed from here. Run this line:"
install_line chromium
exit 1
