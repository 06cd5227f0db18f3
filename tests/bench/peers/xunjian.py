"""Our own link check, started as the worker starts it: a run folder, a process, ``observations.jsonl``."""

from __future__ import annotations

import json
import sys

from tests.bench.peers import Job, Peer

CONCURRENCY = 8  # connections to the site; no delay between requests


def command(job: Job) -> list[str]:
    """An order and one target; robots.txt, the egress guard and the evidence are on, as always."""
    network = {"allow_networks": ["127.0.0.0/8"], "per_host_delay": 0, "per_host_concurrency": CONCURRENCY}
    order = {"run": "bench", "now": "2026-03-31T09:00:00+08:00", "user_agent": "Xunjian", "network": network}
    target = {"kind": "links", "subject_kind": "site", "subject": "bench", "url": job.start, "max_pages": job.count * 2}
    if job.memory is not None:
        target["memory"] = str(job.memory / "bench.sqlite3")
    (job.folder / "order.json").write_text(json.dumps(order), encoding="utf-8")
    (job.folder / "targets.jsonl").write_text(json.dumps(target) + "\n", encoding="utf-8")
    return [sys.executable, "-m", "spiders", str(job.folder)]


def accused(job: Job, _said: str) -> set[str]:
    """The addresses it calls gone."""
    lines = (job.folder / "observations.jsonl").read_text(encoding="utf-8").splitlines()
    return {bad["look"]["url"] for line in lines for bad in json.loads(line)["bad"] if bad["look"]["outcome"] == "gone"}


PEER = Peer("xunjian", command, accused, lambda: None, bound=400, strict=True)
