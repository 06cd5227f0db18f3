"""``python -m spiders RUN_FOLDER``: look at every target of the folder and leave what was seen there."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0: every target has its observation; 2: a wrong folder; 130 or 143: stopped by a signal."""
    parser = argparse.ArgumentParser(prog="python -m spiders", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="RUN_FOLDER", help="holds order.json and targets.jsonl")
    parser.add_argument(
        "-s", dest="changes", action="append", default=[], metavar="NAME=VALUE", help="a Scrapy setting, as scrapy -s"
    )
    options = parser.parse_args(arguments)
    if wrong := [text for text in options.changes if "=" not in text]:
        parser.error(f"-s {wrong[0]}: write NAME=VALUE")
    from spiders.crawl import crawl  # Scrapy is slow to import, and --help needs none of it
    from spiders.folder import WrongFolder

    try:
        return crawl(options.folder, dict(text.split("=", 1) for text in options.changes))
    except WrongFolder as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
