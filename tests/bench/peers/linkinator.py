"""linkinator, which crawls one host and checks the links to others."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.bench.peers import Job, Peer

PROGRAM = Path(".bench/npm/node_modules/linkinator/build/src/cli.js")
TIMEOUT = "30000"  # milliseconds, the time in its own queue included: with 5,000 it called thousands of pages broken
CONCURRENCY = 20  # with its default of 100 it runs into its own time-outs on one core


def command(job: Job) -> list[str]:
    """Recursive, style sheets too, only what is broken printed."""
    options = ["--recurse", "--check-css", "--concurrency", str(CONCURRENCY), "--timeout", TIMEOUT]
    return ["node", str(PROGRAM.absolute()), job.start, *options, "--format", "JSON", "--verbosity", "error"]


def accused(job: Job, said: str) -> set[str]:
    """What it calls broken; nothing if it was stopped before it printed."""
    start = said.find("{")
    return (
        {link["url"] for link in json.loads(said[start:])["links"] if link["state"] == "BROKEN"}
        if start >= 0
        else set()
    )


def _missing() -> str | None:
    if shutil.which("node") is None:
        return "node 20 or newer, then bash scripts/bench-setup.sh"
    return None if PROGRAM.exists() else "bash scripts/bench-setup.sh"


PEER = Peer("linkinator", command, accused, _missing, slow=True)
