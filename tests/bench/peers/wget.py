"""wget as a link checker: one host only, and its list of broken links leaves out whatever did not answer."""

from __future__ import annotations

import re
import shutil

from tests.bench.peers import Job, Peer

_ADDRESS = re.compile(r"https?://\S+$")


def command(job: Job) -> list[str]:
    """HEAD for every address, GET for the pages among them."""
    options = [
        "--spider",
        "--recursive",
        "--level=inf",
        "--page-requisites",
        "--no-directories",
        "--tries=1",
        "--timeout=5",
    ]
    return ["wget", *options, "--no-verbose", f"--output-file={job.folder / 'wget.log'}", job.start]


def accused(job: Job, _said: str) -> set[str]:
    """The list at the end of its log."""
    log = (job.folder / "wget.log").read_text(encoding="utf-8", errors="replace")
    _, found, listed = log.rpartition("\nFound ")
    return {line for line in listed.splitlines() if _ADDRESS.match(line)} if found else set()


def _missing() -> str | None:
    return None if shutil.which("wget") else "apt-get install -y wget"


PEER = Peer("wget --spider", command, accused, _missing)
