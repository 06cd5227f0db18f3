#!/usr/bin/env bash
# The printing fonts of the bulletin: Fandol, out of Debian's texlive-lang-chinese, which is not installed.
# Where that cannot be had, bulletins are set in the Noto fonts of a Python package and say so; `make fonts` tries again.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/stamp.sh
. scripts/apt.sh

into=reports/assets/fonts
package=texlive-lang-chinese
files=(FandolFang-Regular.otf FandolHei-Regular.otf FandolHei-Bold.otf FandolKai-Regular.otf
    FandolSong-Regular.otf FandolSong-Bold.otf COPYING README)

complete() {
    local file
    for file in "${files[@]}"; do [ -s "$into/$file" ] || return 1; done
}

# Unpacked in a folder of its own and moved last: a half-filled folder is never taken for fonts.
fetch() (
    box=$(mktemp -d) || exit
    trap 'rm -rf "$box"' EXIT
    [ "$(id -u)" != 0 ] || chown _apt "$box" 2>/dev/null || true # else apt-get warns that it cannot drop its rights
    cd "$box" &&
        download_package "$package" &&
        dpkg-deb --fsys-tarfile "$package"_*.deb | tar -x --wildcards --transform 's:.*/::' \
            '*/opentype/public/fandol/*.otf' '*/fonts/fandol/COPYING.gz' '*/fonts/fandol/README' &&
        gunzip COPYING.gz &&
        cd "$OLDPWD" &&
        mkdir -p "$into" &&
        mv "${files[@]/#/$box/}" "$into/"
)

complete && exit 0
if [ "${1:-}" != again ] && stamped fonts substituted; then
    exit 0
fi
say fonts "Fandol from Debian's $package (49 MB to fetch, 30 MB kept, nothing installed)"
if command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null && fetch && complete; then
    exit 0
fi
say fonts "could not be fetched: bulletins will be set in Noto fonts and say so; 'make fonts' tries again"
stamp fonts substituted
