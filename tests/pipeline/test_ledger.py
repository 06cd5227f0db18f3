"""From observations in a real database to problems: quorum, resets, whose fault it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from monitor import rulebook, rulesets
from monitor.model.observation import (
    ColumnRead,
    ControlSeen,
    FeedRead,
    LinkLook,
    LinksChecked,
    Look,
    Observation,
    Outcome,
)
from monitor.model.problem import Confirm, Problem, State
from monitor.model.subject import (
    Account,
    Column,
    ColumnKind,
    Inventory,
    Platform,
    Site,
    Source,
    SourceKind,
    SubjectKind,
    Unit,
    UnitKind,
)
from monitor.pipeline.judge import judge, our_network
from monitor.pipeline.track import track
from monitor.store import engine as databases
from monitor.store import facts, inventory, ledger, runs, views
from monitor.store.runs import Run

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 3, 20, 9, tzinfo=ZONE)
URL = "http://www.example.gov.cn/yw/"
NEWS = Column("news", "portal", "zfb", "要闻", URL, ColumnKind.NEWS)
ACCOUNT = Account("wx", "zfb", Platform.WECHAT, "示例发布", Source(SourceKind.RSS, "http://feeds.example.cn/wx"))
INVENTORY = Inventory(
    (Unit("zfb", "示例区人民政府办公室", UnitKind.OFFICE),),
    (Site("portal", "示例区人民政府", "zfb", "http://www.example.gov.cn/"),),
    (NEWS,),
    (ACCOUNT,),
)
RULESET = rulebook.load("national-2019", rulesets.text)
OK = Look(URL, Outcome.OK)


class Office:
    """A workspace's database and the days it lives through."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    def enrol(self, enrolled: Inventory, at: datetime = START) -> inventory.Changes:
        with self.engine.begin() as db:
            return inventory.save(db, enrolled, now=at, today=at.date())

    def look(self, hours: float, *seen: Observation) -> None:
        """One check, ``hours`` after the start, that saw these facts."""
        at = START + timedelta(hours=hours)
        run = Run(f"{hours}", at, "crawling", len(seen), f"runs/{hours}")
        with self.engine.begin() as db:
            runs.begin(db, run)
            facts.add_observations(db, run.id, enumerate((replace(fact, at=at) for fact in seen), 1))
            judged = judge(db, run, inventory.load(db), RULESET, ZONE)
            track(db, run, judged, RULESET, lambda _rule: Confirm())

    def problems(self) -> list[Problem]:
        with self.engine.begin() as db:
            return views.problems(db)

    def verdict(self, rule: str) -> tuple[str, str | None]:
        with self.engine.begin() as db:
            return next((v.verdict, v.reason) for v in facts.last_verdicts(db) if v.rule == rule)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    url = f"sqlite:///{tmp_path}/xunjian.db"
    databases.create(url)
    engine = databases.writer(url)
    with_all = Office(engine)
    with_all.enrol(INVENTORY)
    yield with_all
    engine.dispose()


def column(newest: date | None, look: Look = OK, **facts_: object) -> ColumnRead:
    dates = (newest,) if newest else ()
    read = ColumnRead(SubjectKind.COLUMN, "news", START, look, "list", "html", 1, newest=newest, dates=dates)
    return replace(read, **facts_)


STALE = column(date(2026, 3, 1))
FRESH = column(date(2026, 3, 19))


def test_a_stale_column_is_suspected_then_confirmed_then_fixed(office: Office) -> None:
    trail = []
    for day, seen in enumerate([STALE, STALE, STALE, FRESH]):
        office.look(24 * day, seen)
        trail.append([(p.number, p.state) for p in office.problems() if p.rule == "column-stale"])
    number = "2026-000001"
    assert trail == [[(number, s)] for s in (State.SUSPECTED, State.SUSPECTED, State.CONFIRMED, State.FIXED)]
    with office.engine.begin() as db:
        events = db.execute(sa.text("select event, who, run from problem_events order by id")).all()
    assert events == [("suspect", "xunjian", "0"), ("confirm", "xunjian", "48"), ("clear", "xunjian", "72")]


@pytest.mark.parametrize(
    "unsure",
    [
        column(None, Look(URL, Outcome.TRANSIENT, "timeout")),
        column(None, Look(URL, Outcome.BLOCKED, "anti-bot", 412)),
        column(None, undecided="script-rendered"),
        column(None, Look(URL, Outcome.OURS, "too-large")),
    ],
)
def test_a_look_that_saw_nothing_neither_counts_nor_resets(office: Office, unsure: ColumnRead) -> None:
    control = ControlSeen(SubjectKind.SITE, "http://c/", START, Look("http://c/", Outcome.OK))
    for day, seen in enumerate([STALE, STALE, unsure, unsure]):
        office.look(24 * day, seen, control)
    assert [p.state for p in office.problems()] == [State.SUSPECTED]
    assert office.verdict("column-stale")[0] == "inconclusive"
    office.look(96, STALE, control)
    assert [p.state for p in office.problems()] == [State.CONFIRMED]


def test_two_checks_at_one_instant_are_one_look(office: Office) -> None:
    office.look(0, STALE)
    at = START
    for again in range(5):
        run = Run(f"again{again}", at, "crawling", 1, "x")
        with office.engine.begin() as db:
            runs.begin(db, run)
            facts.add_observations(db, run.id, [(1, replace(STALE, at=at))])
            track(db, run, judge(db, run, INVENTORY, RULESET, ZONE), RULESET, lambda _rule: Confirm(3, 0))
    assert [(p.state, p.failed_looks) for p in office.problems()] == [(State.SUSPECTED, 1)]


def test_an_account_that_is_closed_is_no_longer_at_fault(office: Office) -> None:
    silent = FeedRead(SubjectKind.ACCOUNT, "wx", START, Look("http://feeds.example.cn/wx", Outcome.OK), "示例发布",
                      date(2026, 2, 20), 3)  # fmt: skip
    for day in range(3):
        office.look(24 * day, silent)
    assert [p.state for p in office.problems()] == [State.CONFIRMED]
    other = replace(ACCOUNT, id="wb")
    office.enrol(replace(INVENTORY, accounts=(replace(ACCOUNT, closed_on=date(2026, 3, 22)), other)))
    office.look(96, replace(silent, subject="wb", newest=date(2026, 3, 20)))
    assert [p.state for p in office.problems()] == [State.FIXED]
    assert office.verdict("account-silent") == ("passed", None)  # of wb; wx is not applicable
    with office.engine.begin() as db:
        said = {v.subject: (v.verdict, v.reason) for v in facts.last_verdicts(db)}
    assert said["wx"] == ("not-applicable", "closed")


def test_what_is_no_longer_enrolled_is_no_longer_at_fault(office: Office) -> None:
    for day in range(3):
        office.look(24 * day, STALE)
    changes = office.enrol(replace(INVENTORY, columns=()))
    assert changes.retired == ("column news",)
    office.look(96)
    assert [p.state for p in office.problems()] == [State.FIXED]
    again = office.enrol(INVENTORY)
    assert again.changed == ("column news",)


def test_enrolling_twice_changes_nothing(office: Office) -> None:
    assert not office.enrol(INVENTORY)


def test_reading_a_folder_twice_changes_nothing(office: Office) -> None:
    office.look(0, STALE)
    with office.engine.begin() as db:
        assert facts.add_observations(db, "0", [(1, STALE)]) == 0


def test_old_news_moves_nothing(office: Office) -> None:
    office.look(48, FRESH)
    office.look(0, STALE)
    office.look(24, STALE)
    office.look(47, STALE)
    assert office.problems() == []


@pytest.mark.parametrize(
    ("looks", "control", "ours"),
    [
        ([("a", Outcome.TRANSIENT), ("b", Outcome.TRANSIENT)], [], True),
        ([("a", Outcome.TRANSIENT), ("b", Outcome.OK)], [], False),
        ([("a", Outcome.TRANSIENT), ("b", Outcome.BLOCKED)], [], False),  # a wall is an answer
        ([("a", Outcome.TRANSIENT)], [], True),  # one host, and nothing to compare with
        ([("a", Outcome.TRANSIENT)], [Outcome.OK], False),  # the control answers: it is them
        ([("a", Outcome.OK)], [Outcome.TRANSIENT], True),  # the controls do not: nothing is judged
        ([("a", Outcome.OK)], [Outcome.TRANSIENT, Outcome.OK], False),
        ([], [], False),
    ],
)
def test_is_it_us(looks: list[tuple[str, Outcome]], control: list[Outcome], ours: bool) -> None:
    seen: list[Observation] = [column(None, Look(f"http://{host}.gov.cn/", outcome)) for host, outcome in looks]
    seen += [ControlSeen(SubjectKind.SITE, "c", START, Look("http://c/", outcome)) for outcome in control]
    assert our_network(seen) is ours


def test_when_it_is_us_nothing_is_judged(office: Office) -> None:
    office.look(0, column(None, Look(URL, Outcome.TRANSIENT, "dns")))
    assert office.verdict("column-stale") == ("inconclusive", "our-network")
    assert office.problems() == []


def test_numbers_count_through_the_year(office: Office) -> None:
    with office.engine.begin() as db:
        assert ledger.next_number(db, START) == "2026-000001"
        office_problem = replace(_any_problem(), number="2026-000041")
        ledger.save(db, office_problem, (), who="xunjian", run=None)
        assert ledger.next_number(db, START) == "2026-000042"
        assert ledger.next_number(db, START.replace(year=2027)) == "2027-000001"


def _any_problem() -> Problem:
    from monitor.model.problem import Severity

    return Problem(
        "2026-000001", "column-stale", Severity.DEDUCT, "zfb", "portal", SubjectKind.COLUMN, "news", URL, URL,
        State.SUSPECTED, START, START, "", "national-2019", 1, START, START,
    )  # fmt: skip


def test_a_reader_cannot_write(tmp_path: Path, office: Office) -> None:
    with (
        databases.reader(f"sqlite:///{tmp_path}/xunjian.db").connect() as db,
        pytest.raises(sa.exc.OperationalError, match="readonly"),
    ):
        db.execute(sa.text("delete from subjects"))


@pytest.mark.parametrize(("found", "state"), [("0001", "current"), ("0000", "newer"), ("9999", "newer")])
def test_a_schema_of_another_version_is_refused(tmp_path: Path, office: Office, found: str, state: str) -> None:
    with office.engine.begin() as db:
        db.execute(sa.text("update alembic_version set version_num = :v"), {"v": found})
    url = f"sqlite:///{tmp_path}/xunjian.db"
    assert databases.schema_state(url) == state
    if state != "current":
        with pytest.raises(databases.DatabaseUnusable, match="upgrade the program"):
            databases.writer(url)


def test_the_migrations_make_the_schema(tmp_path: Path, office: Office) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from monitor.store.schema import metadata

    with office.engine.begin() as db:
        assert compare_metadata(MigrationContext.configure(db), metadata) == []


def links(*bad: tuple[str, Outcome], complete: bool = True, asked: dict[str, Outcome] | None = None) -> LinksChecked:
    home = "http://www.example.gov.cn/"
    looks = tuple(LinkLook(Look(url, outcome, status=404), 1, (home,)) for url, outcome in bad)
    return LinksChecked(SubjectKind.SITE, "portal", START, Look(home, Outcome.OK), 9, 99, complete, looks, asked or {})


DEAD = "http://www.example.gov.cn/gone.html"


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (links(), State.FIXED),  # a whole crawl, and no page carries it
        (links(complete=False), State.CONFIRMED),  # half a crawl proves no repair
        (links(complete=False, asked={DEAD: Outcome.OK}), State.FIXED),  # but an answer does
        (links(complete=False, asked={DEAD: Outcome.TRANSIENT}), State.CONFIRMED),
        (links((DEAD, Outcome.BLOCKED)), State.CONFIRMED),  # a wall is no repair
        (links(("http://www.example.gov.cn/other.html", Outcome.GONE), complete=False), State.CONFIRMED),
    ],
)
def test_a_dead_link_is_fixed_only_by_what_was_seen(office: Office, last: LinksChecked, state: State) -> None:
    for day in range(3):
        office.look(24 * day, links((DEAD, Outcome.GONE)))
    office.look(72, last)
    assert {p.locus: p.state for p in office.problems()}[DEAD] is state


HOSTLESS = "http://gone.example.com/"


def nameless(*paths: str, complete: bool = True, asked: Outcome | None = None) -> LinksChecked:
    home = "http://www.example.gov.cn/"
    bad = tuple(LinkLook(Look(f"{HOSTLESS}{path}", Outcome.GONE, "no-name"), 1, (home,)) for path in paths)
    known = {} if asked is None else {HOSTLESS: asked}
    return LinksChecked(SubjectKind.SITE, "portal", START, Look(home, Outcome.OK), 9, 99, complete, bad, known)


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (nameless(asked=Outcome.GONE), State.FIXED),  # a whole crawl, and no page links there
        (nameless(complete=False, asked=Outcome.GONE), State.CONFIRMED),
        (nameless(complete=False, asked=Outcome.OK), State.FIXED),  # the name exists again
        (nameless(asked=Outcome.TRANSIENT), State.CONFIRMED),  # no answer is no repair
        (nameless("x", complete=False, asked=Outcome.GONE), State.CONFIRMED),
    ],
)
def test_a_host_that_does_not_exist_is_one_problem_whatever_leads_there(
    office: Office, last: LinksChecked, state: State
) -> None:
    for day, paths in enumerate([("a", "b", "c"), ("b",), ("c", "d")]):
        office.look(24 * day, nameless(*paths, asked=Outcome.GONE if day else None))
    office.look(72, last)
    assert [(p.number, p.rule, p.locus, p.state) for p in office.problems()] == [
        ("2026-000001", "link-broken", HOSTLESS, state)
    ]


def test_what_needs_a_person_is_not_confirmed_by_looks(office: Office) -> None:
    taken = LinkLook(Look("http://taken.example.com/", Outcome.DEGRADED, "hijacked", 200), 1, (URL,))
    seen = replace(links(), bad=(taken,))
    for day in range(9):
        office.look(24 * day, seen)
    (problem,) = office.problems()
    assert (problem.rule, problem.state, problem.failed_looks) == ("link-hijacked", State.SUSPECTED, 9)
    assert problem.details["needs_person"] is True
    office.look(24 * 9, links())
    assert [p.state for p in office.problems()] == [State.FIXED]  # the machine may clear what it proposed
    office.look(24 * 10, seen)
    assert [p.state for p in office.problems()] == [State.SUSPECTED]  # and proposes it again


@pytest.mark.parametrize(("needs_person", "state"), [(True, State.SUSPECTED), (False, State.CONFIRMED)])
def test_an_office_content_with_one_look_waits_for_the_person_too(
    office: Office, needs_person: bool, state: State
) -> None:
    taken = LinkLook(Look("http://taken.example.com/", Outcome.DEGRADED, "hijacked", 200), 1, (URL,))
    dead = LinkLook(Look(DEAD, Outcome.GONE, "http-404", 404), 1, (URL,))
    run = Run("once", START, "crawling", 1, "x")
    with office.engine.begin() as db:
        runs.begin(db, run)
        facts.add_observations(db, run.id, [(1, replace(links(), bad=(taken if needs_person else dead,)))])
        track(db, run, judge(db, run, INVENTORY, RULESET, ZONE), RULESET, lambda _rule: Confirm(1, 0))
    assert [p.state for p in office.problems()] == [state]


def test_a_file_that_does_not_open_lives_the_life_of_a_dead_link(office: Office) -> None:
    file = "http://www.example.gov.cn/1.pdf"
    broken = LinkLook(Look(file, Outcome.GONE, "attachment-html", 200), 2, (URL,))
    trail = []
    for day, seen in enumerate(
        [replace(links(), bad=(broken,))] * 3 + [links(complete=False, asked={file: Outcome.OK})]
    ):
        office.look(24 * day, seen)
        trail += [(p.rule, p.locus, p.state) for p in office.problems()]
    states = (State.SUSPECTED, State.SUSPECTED, State.CONFIRMED, State.FIXED)
    assert trail == [("attachment-broken", file, state) for state in states]
