"""lychee, which does not crawl: it is handed the address of every page, and so spared the finding of them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.bench.peers import Job, Peer

PROGRAM = Path(".bench/bin/lychee")
OPTIONS = (
    "--format json --no-progress --timeout 5 --max-retries 1 --retry-wait-time 1 --max-concurrency 128 "
    "--host-concurrency 32 --host-request-interval 0s --threads 1 --max-redirects 10"
).split()


def command(job: Job) -> list[str]:
    """Everything by GET, on the one core that the others have too."""
    out = job.folder / "lychee.json"
    return [str(PROGRAM.absolute()), *OPTIONS, "--output", str(out), "--files-from", str(job.pages)]


def accused(job: Job, _said: str) -> set[str]:
    """Its errors and its time-outs."""
    told = json.loads((job.folder / "lychee.json").read_text(encoding="utf-8"))
    maps = (told.get("error_map", {}), told.get("timeout_map", {}))
    return {link["url"] for found in maps for links in found.values() for link in links if "url" in link}


def _missing() -> str | None:
    return None if PROGRAM.exists() else "bash scripts/bench-setup.sh"


PEER = Peer("lychee", command, accused, _missing)
