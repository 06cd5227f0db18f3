"""xunjian demo."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from time import sleep
from zoneinfo import ZoneInfo

import click

from monitor import clock
from monitor.desk import CouldNotLook, Desk, NotUsable
from monitor.model.period import NoPeriod, Period, month

ZONE = ZoneInfo("Asia/Shanghai")
HOUR = time(9)  # the office's daily check
READY_SECONDS = 30  # a district is served within a second; a loaded machine may take longer


@click.command(name="demo")
@click.option("--month", "name", default="2026-03", show_default=True, help="The month to live through.")
@click.option(
    "--keep", type=click.Path(file_okay=False, path_type=Path), help="Use this folder instead of a temporary one."
)
@click.pass_obj
def command(desk: Desk, name: str, keep: Path | None) -> None:
    """Show the whole job: a simulated district, a month of daily checks, the bulletin.

    Serves the district on loopback under its own host names, enrols it, lives through the month
    with the rehearsal clock, and prints the paths of the bulletin. Takes one to three minutes
    and touches nothing outside its folder.

    \b
    Example:
      xunjian demo
    """
    try:
        period = month(name)
    except NoPeriod as error:
        raise NotUsable(str(error)) from error
    place = keep or Path(tempfile.mkdtemp(prefix="xunjian-demo-"))
    place.mkdir(parents=True, exist_ok=True)
    if (place / "xunjian.toml").exists():
        raise NotUsable(f"--keep {place}: there is a workspace already; name a new folder")
    with _district(place, period) as clock_file:
        _live(desk, place, period, clock_file)
    desk.say(f"the workspace stays in {place}; try: xunjian --workspace {place} problems")


def _live(desk: Desk, place: Path, period: Period, clock_file: Path) -> None:
    days = (period.last - period.first).days + 1
    started = clock.ticks()
    first = datetime.combine(period.first, HOUR, ZONE)
    _say(desk, place, first, "--quiet", "init")
    _say(desk, place, first, "--quiet", "enroll", str(place / "inventory.yaml"))
    for number in range(days):
        now = first + timedelta(days=number)
        _move(clock_file, now)
        desk.say(f"day {number + 1:2}/{days}  {now:%Y-%m-%d}  {clock.ticks() - started:5.1f} s")
        _say(desk, place, now, "--quiet", "check", "--all")
    end = datetime.combine(period.last, time(18), ZONE)
    _say(desk, place, end, "bulletin", "month", period.name, out=True)


def _say(desk: Desk, place: Path, now: datetime, *words: str, out: bool = False) -> None:
    """Say the words to the program itself, as a person at the terminal would."""
    quiet = [] if out or not desk.quiet else ["--quiet"]
    line = [sys.executable, "-m", "monitor", "--workspace", str(place), "--now", now.isoformat(), *quiet, *words]
    done = subprocess.run(line, stdout=None if out else subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        raise CouldNotLook(f"“xunjian {' '.join(words)}” exited {done.returncode}")


def _move(clock_file: Path, now: datetime) -> None:
    clock_file.write_text(now.isoformat(), encoding="utf-8")


@contextmanager
def _district(place: Path, period: Period) -> Iterator[Path]:
    """The simulated district, served by a process of its own that ends with this one."""
    line = [sys.executable, "-m", "tests.district", "serve", str(place), "--month", period.name]
    with subprocess.Popen(line, stdin=subprocess.PIPE) as child:
        try:
            deadline = clock.ticks() + READY_SECONDS
            while not (place / "ready.json").exists():
                if child.poll() is not None or clock.ticks() > deadline:
                    raise CouldNotLook("the simulated district does not start; run the demo from a checkout")
                sleep(0.05)
            yield place / "clock"
        finally:
            child.stdin.close() if child.stdin else None
            child.terminate()
