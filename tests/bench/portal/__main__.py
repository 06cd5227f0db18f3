"""A portal to look at: ``python -m tests.bench.portal FOLDER --pages 1000``, until interrupted."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from tests.bench.portal.serve import Missing, free_places, served
from tests.bench.portal.write import plan_of, write


def main() -> int:
    """Write the portal, or its second day into a folder that has the first, and serve it."""
    reads = argparse.ArgumentParser(prog="python -m tests.bench.portal", description=__doc__)
    reads.add_argument("folder", type=Path, help="a folder of its own")
    reads.add_argument("--pages", type=int, default=10_000)
    reads.add_argument("--day", type=int, choices=(1, 2), default=1, help="2 writes over the day one that is there")
    reads.add_argument("--trap", action="store_true", help="let the home page lead into an endless calendar")
    reads.add_argument("--no-serve", action="store_true", help="write only")
    given = reads.parse_args()
    places = free_places()
    began = time.monotonic()
    plan = plan_of(given.pages, day=given.day, places=places, trap=given.trap)
    given.folder.mkdir(parents=True, exist_ok=True)
    written = write(given.folder.resolve(), plan)
    print(
        f"{written} pages written in {time.monotonic() - began:.1f} s; {given.folder / 'truth.json'} says what is dead"
    )
    if given.no_serve:
        return 0
    try:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nginx goes as well
        with served(given.folder.resolve(), places), suppress(KeyboardInterrupt):
            print(f"{places.site}/  without validators: {places.bare}/", flush=True)
            signal.pause()
    except Missing as error:
        sys.exit(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
