"""xunjian inspect."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import click

import monitor
from monitor import clock
from monitor.desk import Desk, NotUsable
from monitor.model import wire
from monitor.model.target import CrawlOrder, Network

KINDS = ("column", "article", "home", "feed", "report")
CHINA = ZoneInfo("Asia/Shanghai")


@click.command(name="inspect")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("targets", nargs=-1, metavar="[TARGET]...")
@click.option("--url", help="The address a local file came from.")
@click.option(
    "--list",
    "listed",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Read many: a line each, path, tab, address.",
)
@click.option("--plain", is_flag=True, help="Of reports: the findings as lines in Chinese.")
@click.pass_obj
def command(desk: Desk, kind: str, targets: tuple[str, ...], url: str | None, listed: Path | None, plain: bool) -> None:
    """Show what the program sees on a page or file, one JSON object a line, in order.

    A TARGET is an address or a local file; local files need no workspace. Dates without a year
    are read as seen today, or at --now. A report may be HTML, PDF, .docx, .doc, .xlsx or text;
    carry-over is compared among those of one call.

    \b
    Example:
      xunjian inspect column page.html --url http://www.example.gov.cn/tzgg/
      xunjian inspect feed http://www.example.gov.cn/feed.rss
      xunjian inspect report 2023.pdf 2024.docx --plain
    """
    if not targets and listed is None:
        raise NotUsable("give a TARGET, or --list FILE")
    if url is not None and (len(targets) != 1 or listed is not None):
        raise NotUsable("--url goes with exactly one local file")
    if listed is not None and not listed.is_file():
        raise NotUsable(f"--list {listed}: no such file")
    if plain and kind != "report":
        raise NotUsable("--plain goes with report")
    order = _order(desk, any("://" in target for target in targets))
    child = [sys.executable, "-m", "spiders.inspect", kind, "--order", "-", "--today", order.now.date().isoformat()]
    child += ["--plain"] if plain else []
    child += ["--url", url] if url is not None else []
    child += ["--list", str(listed)] if listed is not None else []
    done = subprocess.run([*child, "--", *targets], input=wire.line(order), text=True, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def _order(desk: Desk, wired: bool) -> CrawlOrder:
    # Only addresses need the wire's settings; files are read wherever one stands.
    at_home = (desk.workspace / "xunjian.toml").is_file()
    if at_home or (wired and desk.option is not None):
        now, network = desk.now, desk.settings.network
    else:
        now, network = (desk.rehearsal or clock.now()), Network()
        now = now.replace(tzinfo=CHINA) if now.tzinfo is None else now.astimezone(CHINA)
    return CrawlOrder("inspect", now, f"Xunjian/{monitor.__version__}", network)
