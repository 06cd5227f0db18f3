"""LinkChecker, which crawls and checks like us. Its limit of ten requests a second is lifted, here and by the server."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import urljoin

from tests.bench.peers import Job, Peer

PROGRAM = Path(".bench/bin/linkchecker")
THREADS = 10
CONFIG = "[checking]\nmaxrequestspersecond=100000\ntimeout=5\n[filtering]\ncheckextern=1\n"


def command(job: Job) -> list[str]:
    """The whole site, other hosts checked too, only what is wrong printed."""
    config = job.folder / "linkcheckerrc"
    config.write_text(CONFIG, encoding="utf-8")
    job.folder.chmod(0o755)  # as root it turns itself into nobody
    options = ["--no-status", "--no-warnings", "--ignore-url=^mailto:", "-t", str(THREADS), "-o", "csv/utf-8"]
    return [str(PROGRAM.absolute()), "-f", str(config), *options, job.start]


def accused(job: Job, said: str) -> set[str]:
    """The addresses as they were before any redirect, as it reports the last one."""
    table = "\n".join(line for line in said.splitlines() if not line.startswith("#"))
    rows = csv.DictReader(io.StringIO(table.lstrip()), delimiter=";")
    wrong = [row for row in rows if row["valid"] == "False"]
    return {urljoin(row["base"] or row["parentname"] or "", row["urlname"].strip()) for row in wrong}


def _missing() -> str | None:
    return None if PROGRAM.exists() else "bash scripts/bench-setup.sh"


PEER = Peer("LinkChecker", command, accused, _missing, bound=520, slow=True)
