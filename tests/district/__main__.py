"""``python -m tests.district serve DIR --month 2026-03``: write the district's files and serve it."""

from __future__ import annotations

import argparse
import asyncio
from datetime import datetime, time
from pathlib import Path

from tests.district.days import ZONE, Month
from tests.district.inventory import write_inventory, write_settings
from tests.district.server import Clock, Log, bind, stay, write_clock
from tests.district.truth import truth, write_truth
from tests.district.world import SEED, World


async def serve(folder: Path, world: World, port: int) -> None:
    """Serve until standard input ends; the settings tell the port that was free."""
    log = Log(folder / "access.log")
    server = await bind(world, Clock(folder / "clock"), log, port)
    bound = server.sockets[0].getsockname()[1]
    write_settings(folder / "xunjian.toml", world, bound)
    await stay(folder, bound, log)


def prepare(folder: Path, month: Month, seed: int) -> World:
    """The district, and its files that do not depend on the port."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ready.json").unlink(missing_ok=True)
    world = World(month, seed)
    write_clock(folder / "clock", datetime.combine(month.first, time(9), ZONE))
    write_inventory(folder / "inventory.yaml", world)
    write_truth(folder / "truth.jsonl", truth(world.district))
    return world


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="tests.district", description="A simulated district on loopback.")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("serve", help="write the district's files into DIR and serve until stdin closes")
    command.add_argument("folder", metavar="DIR", type=Path)
    command.add_argument("--month", default="2026-03", type=Month.named, help="the month whose faults are seeded")
    command.add_argument("--port", default=0, type=int, help="0 (default): any free port")
    command.add_argument("--seed", default=SEED, type=int, help="varies titles and hours, not faults")
    options = parser.parse_args()
    world = prepare(options.folder, options.month, options.seed)
    asyncio.run(serve(options.folder, world, options.port))


if __name__ == "__main__":
    main()
