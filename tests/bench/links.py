"""Our link check beside others, on the generated portal: cost, traffic, what was found, what was wrongly called dead.

Each checker is one whole process on one core; nginx has another. The rounds are interleaved and medians are
shown. Absolute figures belong to the machine: quote the ratios. Three modes:

  compare     all checkers on day one
  second-day  ours on day one and, in the same memory, on day two
  growth      ours on 1,000 and on 50,000 pages
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measure import Cost, run
from tests.bench.peers import Job, Peer, linkchecker, linkinator, lychee, wget, xunjian
from tests.bench.portal.plan import Places
from tests.bench.portal.serve import AccessLog, Missing, Traffic, free_places, served
from tests.bench.portal.write import plan_of, write
from tests.bench.score import Score, Truth

PEERS = (xunjian.PEER, lychee.PEER, wget.PEER, linkinator.PEER, linkchecker.PEER)
PAGES, QUICK, SMALL, LARGE = 10_000, 1_000, 1_000, 50_000
ROUNDS = 5
SHOWN = 12  # kinds and addresses named below the table


@dataclass(frozen=True)
class Round:
    """One run of one checker."""

    cost: Cost
    traffic: Traffic
    score: Score
    pages: int  # of the portal, that it asked for


class Ground:
    """A portal that is being served, and the cores it leaves to the checkers."""

    def __init__(self, folder: Path, places: Places, log: AccessLog, core: int | None, where: Path):
        self.folder, self.places, self.log, self.core, self.where = folder, places, log, core, where

    def round(self, peer: Peer, *, memory: Path | None = None, bare: bool = False) -> Round:
        """Run one checker once. ``bare``: on the port without validators."""
        truth = Truth.read(self.folder / "truth.json", self.places, bare=bare)
        listed = (self.folder / "pages.txt").read_text(encoding="utf-8")
        start = f"{self.places.site}/"
        if bare:
            start, listed = f"{self.places.bare}/", listed.replace(self.places.site, self.places.bare)
        with tempfile.TemporaryDirectory(prefix="xunjian-peer-") as name:
            job = Job(start, Path(name) / "pages.txt", truth.pages, Path(name), memory)
            job.pages.write_text(listed, encoding="utf-8")
            self.log.since()
            line, said = peer.command(job), Path(name) / "said"
            ours = peer is xunjian.PEER
            cost = run(line, cwd=self.where if ours else Path(name), out=said, bound=peer.bound, cpu=self.core)
            if ours and cost.code and not cost.stopped:
                sys.exit(f"our crawl exited {cost.code}: {said.with_suffix('.err').read_text(encoding='utf-8')[-500:]}")
            accused = set() if cost.stopped else peer.accused(job, said.read_text(encoding="utf-8", errors="replace"))
            traffic = self.log.since()
        asked = len(traffic.addresses & set(listed.split()))
        return Round(cost, traffic, truth.score(accused, strict=peer.strict), asked)


@contextmanager
def ground(pages: int, *, where: Path, trap: bool = False) -> Iterator[Ground]:
    """A portal of ``pages`` pages, served as long as the block lasts."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    server, client = (cores[0], cores[-1]) if len(cores) > 1 else (None, None)
    with tempfile.TemporaryDirectory(prefix="xunjian-portal-") as name:
        Path(name).chmod(0o755)  # nginx's workers are another user
        places = free_places()
        write(Path(name), plan_of(pages, places=places, trap=trap))
        with served(Path(name), places, cpu=server) as log:
            yield Ground(Path(name), places, log, client, where)


def main(arguments: list[str] | None = None) -> int:
    """Print the table of the mode; 1 when our check missed a plain dead link or called a living one dead."""
    given = _arguments().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nginx and the folders go as well
    pages = given.pages or (QUICK if given.quick else PAGES)
    try:
        if given.mode == "second-day":
            return second_day(pages, given.rounds, where=given.ours, bare=given.bare)
        if given.mode == "growth":
            return growth(given.large, where=given.ours)
        return compare(pages, given.rounds, given.only, where=given.ours, bare=given.bare, trap=given.trap)
    except Missing as error:
        print(f"no link bench: {error}", file=sys.stderr)
        return 0


def _arguments() -> argparse.ArgumentParser:
    reads = argparse.ArgumentParser(
        prog="python -m tests.bench.links", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    reads.description = __doc__
    reads.add_argument("mode", nargs="?", default="compare", choices=("compare", "second-day", "growth"))
    reads.add_argument("--pages", type=int, help=f"{PAGES} unless told")
    reads.add_argument("--quick", action="store_true", help=f"{QUICK} pages")
    reads.add_argument(
        "--rounds", type=int, default=ROUNDS, help="of each checker; the slow ones have one on large portals"
    )
    reads.add_argument("--only", nargs="*", help="names of checkers", default=[peer.name for peer in PEERS])
    reads.add_argument("--bare", action="store_true", help="the port without ETag and Last-Modified")
    reads.add_argument("--trap", action="store_true", help="with the endless calendar")
    reads.add_argument("--large", type=int, default=LARGE, help="pages of the large portal of growth")
    reads.add_argument("--ours", type=Path, default=Path.cwd(), help="another checkout to measure as ours")
    return reads


def compare(pages: int, rounds: int, names: list[str], *, where: Path, bare: bool, trap: bool) -> int:
    """Every checker that is there; round by round, so that a busy neighbour meets all of them."""
    peers = [peer for peer in PEERS if peer.name in names]
    for peer in peers:
        if how := peer.missing():
            print(f"{peer.name} is not there; this brings it: {how}")
    peers = [peer for peer in peers if not peer.missing()]
    done: defaultdict[str, list[Round]] = defaultdict(list)
    with ground(pages, where=where, trap=trap) as site:
        truth = Truth.read(site.folder / "truth.json", site.places)
        for number in range(rounds):
            for peer in peers:
                if number == 0 or not (peer.slow and pages > QUICK):
                    done[peer.name].append(site.round(peer, bare=bare))
                    cost = done[peer.name][-1].cost
                    print(
                        f"  round {number + 1} {peer.name}: {cost.cpu:.2f} CPU s, {cost.wall:.0f} s",
                        file=sys.stderr,
                        flush=True,
                    )
    plain, hidden = truth.count(hidden=False), truth.count(hidden=True)
    print(f"link check of a portal of {truth.pages} pages; {plain} dead links plain, {hidden} hidden; medians\n")
    _table(done, plain, hidden)
    _details(done)
    ours = done.get(xunjian.PEER.name, ())
    return int(any(r.score.wrong or r.score.plain < plain or r.cost.code for r in ours))


def _table(done: dict[str, list[Round]], plain: int, hidden: int) -> None:
    rates = {name: statistics.median(r.pages / r.cost.cpu for r in rounds) for name, rounds in done.items()}
    print(
        f"{'':<14}{'n':>2}{'CPU s':>8}{'pages':>7}{'pages/CPU s':>12}{'x LinkCh.':>10}{'x lychee':>9}{'peak MB':>9}"
        f"{'requests':>9}{'MB':>7}{'plain':>9}{'hidden':>8}{'wrong':>6}"
    )
    for name, rounds in done.items():
        cpu, memory, wall = (
            statistics.median(getattr(r.cost, field) for r in rounds) for field in ("cpu", "memory", "wall")
        )
        last = rounds[-1]
        by = [f"{rates[name] / rates[other]:.2f}" if other in rates else "-" for other in ("LinkChecker", "lychee")]
        found = (
            ("stopped", "", "")
            if last.cost.stopped
            else (f"{last.score.plain}/{plain}", f"{last.score.hidden}/{hidden}", len(last.score.wrong))
        )
        print(
            f"{name:<14}{len(rounds):>2}{cpu:>8.2f}{last.pages:>7}{rates[name]:>12.0f}{by[0]:>10}{by[1]:>9}{memory:>9.0f}"
            f"{last.traffic.requests:>9}{last.traffic.sent / 1e6:>7.0f}{found[0]:>9}{found[1]:>8}{found[2]:>6}"
            + (
                f"  stopped after {wall:.0f} s"
                if last.cost.stopped
                else f"  exit {last.cost.code}"
                if last.cost.code
                else ""
            )
        )


def _details(done: dict[str, list[Round]]) -> None:
    for name, rounds in done.items():
        score = rounds[-1].score
        if rounds[-1].cost.stopped:
            continue
        print(
            f"\n{name} missed: "
            + (", ".join(f"{kind} {n}" for kind, n in score.missed.most_common(SHOWN)) or "nothing")
        )
        for url in score.wrong[:SHOWN]:
            print(f"{name} wrongly calls dead: {url}")


def second_day(pages: int, rounds: int, *, where: Path, bare: bool) -> int:
    """Ours on day one, then on day two with what it remembers: cost as a share of day one's."""
    found = []
    for number in range(rounds):
        with ground(pages, where=where) as site, tempfile.TemporaryDirectory(prefix="xunjian-memory-") as name:
            first = site.round(xunjian.PEER, memory=Path(name), bare=bare)
            changed = write(site.folder, plan_of(pages, day=2, places=site.places))
            second = site.round(xunjian.PEER, memory=Path(name), bare=bare)
            truth = Truth.read(site.folder / "truth.json", site.places, bare=bare)
            found.append((first, second))
            print(
                f"  round {number + 1}: {first.cost.cpu:.2f}, then {second.cost.cpu:.2f} CPU s",
                file=sys.stderr,
                flush=True,
            )
    print(
        f"day two of a portal of {truth.pages} pages, {changed} of them changed or new ({100 * changed / truth.pages:.1f} %); medians\n"
    )
    print(f"{'':<8}{'CPU s':>8}{'requests':>10}{'304':>8}{'MB':>8}{'plain':>8}{'hidden':>8}{'wrong':>7}")
    for label, day in (("day 1", 0), ("day 2", 1)):
        cpu = statistics.median(pair[day].cost.cpu for pair in found)
        traffic, score = found[-1][day].traffic, found[-1][day].score
        print(
            f"{label:<8}{cpu:>8.2f}{traffic.requests:>10}{traffic.unmodified:>8}{traffic.sent / 1e6:>8.1f}"
            f"{score.plain:>8}{score.hidden:>8}{len(score.wrong):>7}"
        )
    shares = [
        statistics.median(ratio(b) / ratio(a) for a, b in found)
        for ratio in (lambda r: r.cost.cpu, lambda r: r.traffic.requests, lambda r: r.traffic.sent)
    ]
    print(f"{'share':<8}{shares[0]:>8.1%}{shares[1]:>10.1%}{'':>8}{shares[2]:>8.1%}")
    last = found[-1][1].score
    print(
        f"\nof day two: {truth.count(hidden=False)} plain, {truth.count(hidden=True)} hidden; missed: {dict(last.missed.most_common(SHOWN))}"
    )
    return int(any(second.score.wrong or second.cost.code for _, second in found))


def growth(large: int, *, where: Path) -> int:
    """Ours on a small and a large portal: CPU of a page, and memory."""
    print(f"{'pages':>8}{'CPU ms/page':>13}{'peak MB':>9}{'plain':>12}{'wrong':>7}")
    rates = []
    for pages in (SMALL, large):
        with ground(pages, where=where) as site:
            done = site.round(xunjian.PEER)
            plain = Truth.read(site.folder / "truth.json", site.places).count(hidden=False)
        rates.append(1000 * done.cost.cpu / max(1, done.pages))
        said = "  stopped" if done.cost.stopped else ""
        print(
            f"{done.pages:>8}{rates[-1]:>13.2f}{done.cost.memory:>9.0f}{f'{done.score.plain}/{plain}':>12}{len(done.score.wrong):>7}{said}",
            flush=True,
        )
    print(f"{'ratio':>8}{rates[1] / rates[0]:>13.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
