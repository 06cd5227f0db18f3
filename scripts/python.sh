#!/usr/bin/env bash
# Prints the path of a Python that is new enough, or says how to get one.
set -euo pipefail

for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        "$name" -c 'import sys; print(sys.executable)'
        exit 0
    fi
done
echo "Python 3.11 or newer is needed and none is on the path; on Debian 12: apt-get install -y python3" >&2
exit 1
