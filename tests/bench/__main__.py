"""Speed as ratios of one run: ``make bench``.

First our link check against LinkChecker on one generated site of 1,000 pages, in pages per second
of CPU (user and system of the whole process), with what each found. Then how fast pages are read,
beside parsers (an argument names a folder of saved pages), and the time of every step of the sentence
for the demo's month. Absolute times belong to the machine; quote the ratio.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench import month, reading, site

PAGES = 1000
LINKCHECKER = Path(".bench/bin/linkchecker")


def main() -> int:
    """Print both tables; 1 when our check missed or invented a dead link."""
    with _served(PAGES) as port:
        ours, found = _ours(port)
        theirs, named = _linkchecker(port) if LINKCHECKER.exists() else (None, 0)
    dead = {f"http://127.0.0.1:{port}{path}" for path in site.dead(PAGES)}
    print(f"link check of one site, {PAGES} pages, {len(dead)} dead links\n")
    print(f"{'':<14}{'CPU s':>8}{'pages/CPU s':>13}{'dead found':>12}")
    print(f"{'xunjian':<14}{ours:>8.2f}{PAGES / ours:>13.0f}{len(found & dead):>12}")
    if theirs is None:
        print("LinkChecker    not installed; make bench installs it")
    else:
        print(f"{'LinkChecker':<14}{theirs:>8.2f}{PAGES / theirs:>13.0f}{named:>12}")
        print(f"{'ratio':<14}{theirs / ours:>21.1f}")
    print()
    reading.main(*sys.argv[1:2])
    month.main()
    return 0 if found == dead else 1


@contextmanager
def _served(pages: int) -> Iterator[int]:
    line = [sys.executable, "-m", "tests.bench.site", str(pages)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        try:
            yield int(child.stdout.readline())
        finally:
            child.terminate()


def _cpu(line: list[str], **options: object) -> tuple[float, subprocess.CompletedProcess[str]]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=500, **options)  # type: ignore[call-overload]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done


def _ours(port: int) -> tuple[float, set[str]]:
    url = f"http://127.0.0.1:{port}/"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        network = {"allow_networks": ["127.0.0.0/8"], "per_host_delay": 0, "per_host_concurrency": 8}
        order = {"run": "bench", "now": "2026-03-31T09:00:00+08:00", "user_agent": "Xunjian", "network": network}
        target = {"kind": "links", "subject_kind": "site", "subject": "bench", "url": url, "max_pages": PAGES + 1}
        (folder / "order.json").write_text(json.dumps(order), encoding="utf-8")
        (folder / "targets.jsonl").write_text(json.dumps(target) + "\n", encoding="utf-8")
        cpu, done = _cpu([sys.executable, "-m", "spiders", name])
        seen = (folder / "observations.jsonl").read_text(encoding="utf-8").splitlines()
    if done.returncode or not seen:
        sys.exit(f"our crawl exited {done.returncode}: {done.stderr[-500:]}")
    checked = json.loads(seen[-1])
    if checked["pages"] < PAGES:
        sys.exit(f"our crawl read {checked['pages']} of {PAGES} pages: {checked['undecided']}")
    return cpu, {bad["look"]["url"] for bad in checked["bad"] if bad["look"]["outcome"] == "gone"}


def _linkchecker(port: int) -> tuple[float, int]:
    with tempfile.TemporaryDirectory() as name:
        # Its own limit of ten requests a second would only make it wait: minutes, though no CPU.
        config = Path(name) / "linkcheckerrc"
        config.write_text("[checking]\nmaxrequestspersecond=10000\n", encoding="utf-8")
        Path(name).chmod(0o755)  # as root it turns itself into nobody
        line = [str(LINKCHECKER), "-f", str(config), "--no-status", "--threads", "10", "-o", "csv"]
        cpu, done = _cpu([*line, f"http://127.0.0.1:{port}/"])
    return cpu, sum(";404 " in row for row in done.stdout.splitlines())


if __name__ == "__main__":
    sys.exit(main())
