# Sourced by the set-up pieces: what they say, and what they remember having done.

say() { printf 'set-up  %-9s %s\n' "$1" "$2"; }

# A stamp holds the key under which a piece was last done; another key means do it again.
stamped() { [ "$(cat ".venv/.setup/$1" 2>/dev/null)" = "$2" ]; }
stamp() { mkdir -p .venv/.setup && printf '%s\n' "$2" >".venv/.setup/$1"; }

# The key of files: their contents and this folder, since scripts of a venv hold its path.
key_of() { { cat "$@"; pwd -P; .venv/bin/python -V; } | sha256sum | cut -c1-64; }
