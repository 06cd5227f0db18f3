# Sourced by the set-up pieces: what may be done with apt-get here, and the line for whoever may do more.

may_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

install_line() {
    local sudo=""
    [ "$(id -u)" = 0 ] || sudo="sudo "
    echo "${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends $*"
}

# Short time-outs: without a network this must end in a sentence, soon.
apt_quietly() {
    local command=(env DEBIAN_FRONTEND=noninteractive apt-get -qq
        -o Acquire::Retries=1 -o Acquire::http::Timeout=30 -o DPkg::Lock::Timeout=120 "$@")
    if [ "$(id -u)" = 0 ]; then "${command[@]}"; else sudo -n "${command[@]}"; fi
}

# With the package lists as they are first: fetching new ones is most of the time.
install_packages() {
    local log
    log=$(mktemp)
    if apt_quietly install -y --no-install-recommends "$@" >"$log" 2>&1 ||
        { apt_quietly update >>"$log" 2>&1 && apt_quietly install -y --no-install-recommends "$@" >>"$log" 2>&1; }; then
        rm -f "$log"
        return 0
    fi
    grep -E '^(E|W|Err)' "$log" | sort -u | tail -n 3 >&2
    rm -f "$log"
    return 1
}

# download_package NAME: the .deb into the current folder, nothing installed. No rights are needed:
# where the machine's package lists are missing or old, fresh ones go into this folder too.
download_package() {
    local own=(-o "Dir::State::Lists=$PWD/lists" -o "Dir::Cache=$PWD/cache" -o Acquire::Retries=1 -o Acquire::http::Timeout=30)
    apt-get -qq -o Acquire::Retries=1 -o Acquire::http::Timeout=30 download "$1" 2>/dev/null && return 0
    mkdir -p lists/partial cache/archives/partial
    apt-get -qq "${own[@]}" update 2>/dev/null && apt-get -qq "${own[@]}" download "$1"
}
