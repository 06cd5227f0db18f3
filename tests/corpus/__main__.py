"""Measure what the program reads on real pages: ``python -m tests.corpus FOLDER``.

Serves the pages of a labelled folder on loopback under their own host names, enrols them from
their labels, runs ``xunjian check`` for every day on which pages were captured, and counts the
newest dates that were right, wrong or left undecided, by kind of page and by CMS. Articles are
read by ``xunjian inspect article``, annual reports by ``inspect report`` where the folder has any
(``python -m tests.corpus.annual FOLDER`` for these alone). Nothing is tuned to the labels: only the program is asked.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tests.corpus import annual
from tests.corpus.labels import Label, read
from tests.corpus.server import serving
from tests.corpus.tally import Answer, Tally, table

SETTINGS = """
[office]
name = "语料测量"
district = "语料"
area_code = "371502"
timezone = "Asia/Shanghai"

[network]
per_host_delay = 0
per_host_concurrency = 8
connect_to = {connect_to}
"""


def main(corpus: Path) -> None:
    """Measure and print the tables, and every date that was read wrongly without being flagged."""
    labels = read(corpus)
    with tempfile.TemporaryDirectory(prefix="xunjian-corpus-") as name, serving(labels) as port:
        place = Path(name)
        answers = _checked(place, [label for label in labels if label.kind != "article"], port)
        answers |= _inspected(place, [label for label in labels if label.kind == "article"])
    tally = Tally.of(labels, answers)
    for title, key in (("kind of page", "kind"), ("CMS", "cms")):
        print(table(title, tally.by(key)))
    if (corpus / "annual_reports.jsonl").is_file():
        annual.main(corpus)
    for label, answer in tally.wrong():
        print(f"wrong: {label.kind} {label.url}: read {answer.newest}, truth {label.newest}")


def _checked(place: Path, labels: list[Label], port: int) -> dict[str, Answer]:
    subjects = _enrol(place, labels, port)
    for day in sorted({label.today for label in labels}):
        chosen = [word for word, today in subjects.items() if today == day]
        _xunjian(place, day, "check", *[part for word in chosen for part in word.split(" ")], "--kind", "home",
                 "--kind", "columns", "--kind", "accounts")  # fmt: skip
    answers = {}
    for file in sorted((place / "runs").glob("*/observations.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            seen = json.loads(line)
            if seen["kind"] in ("home-read", "column-read", "feed-read"):
                newest = date.fromisoformat(seen["newest"]) if seen["newest"] else None
                answers[seen["look"]["url"]] = Answer(newest, seen["undecided"] or seen["look"]["cause"])
    return answers


def _enrol(place: Path, labels: list[Label], port: int) -> dict[str, date]:
    """Write and enrol the workspace; option words of ``check`` → the day on which to say them."""
    _xunjian(place, date(2026, 1, 1), "init", str(place))
    hosts = sorted({label.host for label in labels})
    schemes = {label.host: 443 if label.url.startswith("https:") else 80 for label in labels}
    table_ = ", ".join(f'"{host}:{schemes[host]}" = "127.0.0.1:{port}"' for host in hosts)
    (place / "xunjian.toml").write_text(SETTINGS.format(connect_to="{ " + table_ + " }"), encoding="utf-8")
    groups: dict[tuple[str, date], list[Label]] = defaultdict(list)
    inventory: dict[str, list[dict[str, Any]]] = {"sites": [], "columns": [], "accounts": []}
    days: dict[str, date] = {}
    for label in labels:
        if label.kind == "feed":
            id_ = f"a{len(inventory['accounts'])}"
            source = {"kind": "rss", "url": label.url}
            inventory["accounts"].append(
                {"id": id_, "unit": "u", "platform": "wechat", "name": label.file.stem, "source": source}
            )
            days[f"--account {id_}"] = label.today
        else:
            # Two home pages of one host are two sites; the other pages are columns of their host.
            groups[(label.url if label.kind == "home" else label.host, label.today)].append(label)
    for number, ((_, today), members) in enumerate(groups.items()):
        home = next((label for label in members if label.kind == "home"), None)
        url = home.url if home else f"http://{members[0].host}/no-home-{number}/"
        inventory["sites"].append({"id": f"s{number}", "name": members[0].host, "unit": "u", "url": url})
        for label in members:
            if label is not home:
                column = {"id": f"c{len(inventory['columns'])}", "site": f"s{number}", "name": label.kind}
                inventory["columns"].append(column | {"url": label.url, "kind": "news"})
        days[f"--site s{number}"] = today
    units = [{"id": "u", "name": "语料", "kind": "office"}]
    text = yaml.safe_dump({"units": units, **inventory}, allow_unicode=True)
    (place / "inventory.yaml").write_text(text, encoding="utf-8")
    _xunjian(place, date(2026, 1, 1), "enroll", str(place / "inventory.yaml"))
    return days


def _inspected(place: Path, labels: list[Label]) -> dict[str, Answer]:
    answers = {}
    for day in sorted({label.today for label in labels}):
        chosen = [label for label in labels if label.today == day]
        listing = place / "articles.tsv"
        listing.write_text("".join(f"{label.file.resolve()}\t{label.url}\n" for label in chosen), encoding="utf-8")
        said = _xunjian(place, day, "inspect", "article", "--list", str(listing))
        for label, line in zip(chosen, said.splitlines(), strict=True):
            published = json.loads(line)["published"]
            answers[label.url] = Answer(date.fromisoformat(published[:10]) if published else None, None)
    return answers


def _xunjian(place: Path, day: date, *words: str) -> str:
    line = [sys.executable, "-m", "monitor", "--workspace", str(place), "--now", f"{day}T20:00", "--quiet", *words]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"“xunjian {' '.join(words[:3])} …” exited {done.returncode}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "labels.jsonl").is_file():
        sys.exit("usage: make corpus CORPUS=FOLDER   (a folder with labels.jsonl, feeds.jsonl and the pages)")
    main(Path(sys.argv[1]))
