"""The same ledger on PostgreSQL, where the machine has its server programs.

Without them the tests are left out and say so: ``apt-get install postgresql`` brings them.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from monitor.model.problem import State
from monitor.store import engine as databases
from tests.pipeline.test_ledger import FRESH, INVENTORY, STALE, Office

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
pytestmark = pytest.mark.skipif(not BINARIES, reason="no PostgreSQL here; apt-get install postgresql brings it")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(line: list[str]) -> None:
    subprocess.run(line, check=True, cwd="/", stdout=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A private cluster on loopback; the server refuses to run as root, so root lends it to postgres."""
    folder, port = Path("/tmp") / f"xunjian-pg-{os.getpid()}", _free_port()
    folder.mkdir(mode=0o700)
    user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if user:
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
    control = [*user, str(BINARIES[-1].with_name("pg_ctl")), "-D", f"{folder}/data", "-w", "-s"]
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder}"
    try:
        _run([*user, str(BINARIES[-1]), "-D", f"{folder}/data", "-A", "trust", "-U", "xunjian"])
        _run([*control, "-o", options, "-l", f"{folder}/log", "start"])
        try:
            yield f"postgresql+psycopg://xunjian@127.0.0.1:{port}/postgres"
        finally:
            _run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder)


def test_a_problem_lives_the_same_life(url: str) -> None:
    assert databases.schema_state(url) == "missing"
    databases.create(url)
    assert databases.schema_state(url) == "current"
    engine = databases.writer(url)
    office = Office(engine)
    office.enrol(INVENTORY)
    assert not office.enrol(INVENTORY)
    states = []
    for day, seen in enumerate([STALE, STALE, STALE, FRESH]):
        office.look(24 * day, seen)
        states += [(p.number, p.state) for p in office.problems() if p.rule == "column-stale"]
    number = "2026-000001"
    assert states == [(number, s) for s in (State.SUSPECTED, State.SUSPECTED, State.CONFIRMED, State.FIXED)]
    engine.dispose()


def test_a_reader_cannot_write(url: str) -> None:
    reader = databases.reader(url)
    with reader.connect() as db, pytest.raises(sa.exc.InternalError, match="read-only"):
        db.execute(sa.text("delete from subjects"))
    reader.dispose()
