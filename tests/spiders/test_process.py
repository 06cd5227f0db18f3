"""The crawl as a process: signals, sockets, names looked up, folders that cannot be used."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from monitor.model.observation import Outcome
from monitor.model.subject import SubjectKind
from monitor.model.target import ColumnTarget, ControlTarget, Target
from spiders.__main__ import main
from tests.spiders.crawls import crawl, left, make_folder, start
from tests.spiders.hostile import Hostile


def control(name: str, path: str = "/") -> ControlTarget:
    return ControlTarget(SubjectKind.SITE, name + path.strip("/"), f"http://{name}.test{path}")


def until(process: subprocess.Popen[str], word: str) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith(word):
            return
    pytest.fail(f"no {word!r} from the crawl")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_at_once_and_keeps_what_is_written(
    number: signal.Signals, code: int, hostile: Hostile, tmp_path: Path
) -> None:
    targets = [control("ok"), control("gbk"), control("silent")]
    folder = make_folder(tmp_path / "run", targets, connect_to=hostile.connect_to())
    process = start(folder)  # without FAST: the silent host would hold it for a minute
    until(process, "progress 2/3")
    process.send_signal(number)
    _, stderr = process.communicate(timeout=5)
    done = left(folder, process.returncode, stderr)
    assert done.code == code
    assert {seen.subject for seen in done.observations} == {"ok", "gbk"}
    assert done.done["finished"] is False
    assert "Traceback" not in stderr


ORPHANS = """
import os, subprocess, sys
child = subprocess.Popen([sys.executable, "-m", "spiders", sys.argv[1]], stderr=subprocess.PIPE, text=True)
for line in child.stderr:
    if line.startswith("progress"):
        print(child.pid, flush=True)
        os._exit(1)
"""


def test_it_does_not_outlive_its_parent(hostile: Hostile, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "run", [control("ok"), control("silent")], connect_to=hostile.connect_to())
    command = [sys.executable, "-c", ORPHANS, str(folder)]
    parent = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert parent.returncode == 1
    for _ in range(50):
        if (folder / "done.json").exists():
            break
        sleep(0.1)
    done = left(folder, 0, "")
    assert (len(done.observations), done.done["finished"]) == (1, False)


@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="needs /proc")
def test_it_listens_nowhere(hostile: Hostile, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "run", [control("ok"), control("silent")], connect_to=hostile.connect_to())
    process = start(folder)
    try:
        until(process, "progress 1/2")
        assert not _listening(process.pid)
    finally:
        process.terminate()
        process.communicate(timeout=5)


def _listening(pid: int) -> set[str]:
    links = [str(fd.readlink()) for fd in Path(f"/proc/{pid}/fd").iterdir()]
    own = {match[1] for link in links if (match := re.match(r"socket:\[(\d+)\]", link))}
    tables = "".join(Path(f"/proc/{pid}/net/{name}").read_text() for name in ("tcp", "tcp6"))
    rows = [row.split() for row in tables.splitlines() if ":" in row]
    return own & {row[9] for row in rows if row[3] == "0A"}


AUDIT = """
import os, sys
def note(event, args):
    if event in ("socket.getaddrinfo", "socket.gethostbyname") or event == "socket.connect" and args[1][0][:4] != "127.":
        with open(os.environ["NOTED"], "a") as file:
            print(event, args, file=file)
sys.addaudithook(note)
"""


def test_no_library_calls_home(hostile: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scrapy's cookie middleware fetches the public suffix list as soon as a site sets a cookie."""
    (tmp_path / "sitecustomize.py").write_text(AUDIT)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path[:1], os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("NOTED", str(tmp_path / "noted"))
    folder = make_folder(tmp_path / "run", [control("cookie-wall")], connect_to=hostile.connect_to())
    done = crawl(folder)
    assert done.by_subject()["cookie-wall"].look.outcome is Outcome.OK
    assert not (tmp_path / "noted").exists(), (tmp_path / "noted").read_text()


@pytest.mark.parametrize("connections", [1, 2])
def test_a_host_gets_no_more_connections_than_it_may(connections: int, hostile: Hostile, tmp_path: Path) -> None:
    name = f"narrow-{connections}"
    hostile.slow.add(f"{name}.test")
    targets: list[Target] = [control(name, f"/{n}") for n in range(4)]
    targets += [ColumnTarget(SubjectKind.COLUMN, f"c{n}", f"http://{name}.test/c{n}") for n in range(4)]
    connect_to = hostile.connect_to(name)
    crawl(make_folder(tmp_path / "run", targets, connect_to=connect_to, per_host_concurrency=connections))
    assert hostile.most_open[f"{name}.test"] == connections
    if connections == 1:
        marks = [what.split()[0] for host, what in hostile.order if host == f"{name}.test"]
        assert marks == ["start", "end"] * (len(marks) // 2)


@pytest.mark.parametrize(
    ("robots", "enrolled"),
    [("obey", Outcome.OURS), ("own-sites-exempt", Outcome.OK)],  # whose owners consented
)
def test_robots(robots: str, enrolled: Outcome, hostile: Hostile, tmp_path: Path) -> None:
    network: dict[str, Any] = {"robots": robots, "connect_to": hostile.connect_to("forbidden-too")}
    targets = [control("forbidden"), control("forbidden-too"), control("ok")]
    seen = crawl(make_folder(tmp_path / "run", targets, hosts=("forbidden.test",), **network)).by_subject()
    assert seen["forbidden"].look.outcome is enrolled
    assert (seen["forbidden-too"].look.outcome, seen["forbidden-too"].look.cause) == (Outcome.OURS, "robots")
    assert seen["ok"].look.outcome is Outcome.OK


def test_crawl_delay_spaces_requests(tmp_path: Path, hostile: Hostile) -> None:
    targets = [control("spaced", f"/{n}") for n in range(4)]
    crawl(make_folder(tmp_path / "run", targets, connect_to=hostile.connect_to("spaced")))
    times = hostile.times["spaced.test"]
    gaps = [later - sooner for sooner, later in pairwise(times)]
    assert len(gaps) == 3
    assert min(gaps[1:]) > 0.3  # the file is known only when the first of them is on its way


def test_a_host_that_does_not_answer_is_left_alone(tmp_path: Path, hostile: Hostile) -> None:
    targets = [control("dead", f"/{n}") for n in range(12)] + [control("ok")]
    connect_to = {**hostile.connect_to(), "dead.test:80": "127.0.0.1:9"}
    done = crawl(make_folder(tmp_path / "run", targets, connect_to=connect_to))
    looks = [seen.look for name, seen in done.by_subject().items() if name.startswith("dead")]
    assert {look.outcome for look in looks} == {Outcome.TRANSIENT}
    causes = Counter(look.cause for look in looks)
    assert causes.keys() == {"refused", "silent"}
    assert causes["silent"] >= 5  # also those that were in the queue already
    assert done.by_subject()["ok"].look.outcome is Outcome.OK


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("order.json", None, "No such file"),
        ("order.json", "{}", "order.json: CrawlOrder"),
        ("targets.jsonl", '{"kind": "cinema"}\n', "targets.jsonl:1: unknown kind 'cinema'"),
        ("targets.jsonl", "\n", "targets.jsonl:1"),
        ("observations.jsonl", "", "was crawled already"),
    ],
)
def test_a_wrong_folder_is_named(
    file: str, text: str | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_folder(tmp_path / "run", [control("ok")])
    if text is None:
        (folder / file).unlink()
    else:
        (folder / file).write_text(text)
    assert main([str(folder)]) == 2
    assert said in capsys.readouterr().err
    assert not (folder / "done.json").exists()


def test_a_wrong_network_is_named_before_anything_is_begun(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_folder(tmp_path / "run", [control("ok")], connect_to={"ok.test": "127.0.0.1:80"})
    assert main([str(folder)]) == 2
    assert "'ok.test' is not host:port" in capsys.readouterr().err
    assert not (folder / "observations.jsonl").exists()


def test_an_empty_batch_is_done_at_once(tmp_path: Path) -> None:
    done = crawl(make_folder(tmp_path / "run", []))
    assert (done.code, done.done["observations"], done.done["finished"]) == (0, 0, True)
