"""What all rules promise, whatever they are given: not seeing accuses nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import rulebook, rulesets
from monitor.model.judgement import Finding, Verdict
from monitor.model.observation import (
    ColumnRead,
    EmptyLink,
    FeedRead,
    HomeRead,
    LinkLook,
    LinkPlace,
    LinksChecked,
    Look,
    Outcome,
    ReportSeen,
    ReportsSeen,
)
from monitor.model.snapshot import Snapshot
from monitor.model.subject import (
    Account,
    Column,
    ColumnKind,
    Obligation,
    Platform,
    Quiet,
    Site,
    Source,
    SourceKind,
    SubjectKind,
    Unit,
    UnitKind,
)
from tests.rules.given import NOW, SITE, TODAY, UNIT

RULESET = rulebook.load("shandong-district", rulesets.text)  # the set with the most rules switched on
NOT_OK = [outcome for outcome in Outcome if outcome is not Outcome.OK]
URL = "http://www.example.gov.cn/"

days = st.dates(date(2015, 1, 1), TODAY + timedelta(days=60))
some_day = st.none() | days
CAUSES = ["egress", "too-large", "truncated", "timeout", "http-404", "no-name", "soft-404", "attachment-html"]
causes = st.none() | st.sampled_from([*CAUSES, "hijacked", "agent-dependent"])
reasons = st.none() | st.sampled_from(["script-rendered", "dates-disagree"])


def looks(outcomes: Sequence[Outcome]) -> st.SearchStrategy[Look]:
    return st.builds(Look, st.just(URL), st.sampled_from(outcomes), causes)


def readings(outcomes: Sequence[Outcome]) -> st.SearchStrategy[ColumnRead]:
    return st.builds(
        ColumnRead,
        st.just(SubjectKind.COLUMN),
        st.just("c"),
        st.just(NOW),
        looks(outcomes),
        entries=st.integers(0, 30),
        blank=st.booleans(),
        newest=some_day,
        dates=st.lists(days, max_size=4).map(tuple),
        undecided=reasons,
    )


def columns(outcomes: Sequence[Outcome]) -> st.SearchStrategy[Snapshot]:
    quiet = st.none() | st.builds(Quiet, st.just("无"), st.just("办公室"), days)
    column = st.builds(
        Column,
        st.just("c"),
        st.just("portal"),
        st.just("jyj"),
        st.just("栏目"),
        st.just(URL),
        st.sampled_from(ColumnKind),
        st.booleans(),
        st.none() | st.integers(1, 400),
        quiet,
    )
    facts = st.just(()) | readings(outcomes).map(lambda fact: (fact,))
    return st.builds(Snapshot, st.just(NOW), column, st.just(UNIT), facts)


@st.composite
def sites(draw: st.DrawFn, outcomes: Sequence[Outcome]) -> Snapshot:
    look = draw(looks(outcomes))
    newest = draw(some_day)
    home = HomeRead(SubjectKind.SITE, "portal", NOW, look, None, newest, draw(st.integers(0, 9)), draw(reasons))
    addresses = st.sampled_from([URL, f"{URL}a.html", "https://other.example.com/b"])
    answers = st.builds(Look, addresses, st.sampled_from(NOT_OK), causes)
    bad = draw(st.lists(st.builds(LinkLook, answers, st.integers(0, 9), st.just((URL,))), max_size=4))
    asked = draw(st.dictionaries(addresses, st.sampled_from(Outcome), max_size=3))
    places = st.builds(LinkPlace, st.just(URL), st.sampled_from(["", "通知"]), st.sampled_from(["menu", "body", ""]))
    empty = draw(st.lists(st.builds(EmptyLink, st.sampled_from(["", "#"]), places, st.integers(0, 9)), max_size=3))
    whole = draw(st.booleans())
    links = LinksChecked(SubjectKind.SITE, "portal", NOW, look, 9, 99, whole, tuple(bad), asked, empty=tuple(empty))
    facts = draw(st.lists(st.sampled_from([home, links]), unique_by=type, max_size=2))
    return Snapshot(NOW, SITE, UNIT, tuple(facts), tuple(draw(st.lists(columns(outcomes), max_size=14))))


@st.composite
def units(draw: st.DrawFn, outcomes: Sequence[Outcome]) -> Snapshot:
    unit = Unit("jyj", "教育和体育局", draw(st.sampled_from(UnitKind)))
    report = st.builds(ReportSeen, st.integers(2018, 2027), st.just("年报"), st.just(URL), some_day, some_day)
    fact = ReportsSeen(
        SubjectKind.UNIT,
        "jyj",
        NOW,
        draw(looks(outcomes)),
        (URL,),
        draw(st.booleans()),
        tuple(draw(st.lists(report, max_size=6))),
        tuple(draw(st.lists(st.integers(2018, 2027), max_size=3))),
        draw(st.booleans()),
        draw(reasons),
    )
    return Snapshot(NOW, unit, unit, (fact,), (), Obligation("jyj", draw(st.integers(2018, 2027))))


@st.composite
def accounts(draw: st.DrawFn, outcomes: Sequence[Outcome]) -> Snapshot:
    source = Source(draw(st.sampled_from(SourceKind)), URL)
    account = Account("wx", "jyj", Platform.WECHAT, "发布", source, draw(some_day))
    look = draw(looks(outcomes))
    fact = FeedRead(SubjectKind.ACCOUNT, "wx", NOW, look, "发布", draw(some_day), draw(st.integers(0, 9)))
    return Snapshot(NOW, account, UNIT, (fact,))


def snapshots(outcomes: Sequence[Outcome]) -> st.SearchStrategy[Snapshot]:
    return columns(outcomes) | sites(outcomes) | units(outcomes) | accounts(outcomes)


def found(snapshot: Snapshot) -> set[tuple[str, str]]:
    return {(rule, one.key) for rule, judgement in rulebook.judge(RULESET, snapshot) for one in judgement.findings}


@settings(max_examples=200, deadline=None, database=None)
@given(snapshots(NOT_OK))
def test_no_rule_fails_where_nothing_was_seen(snapshot: Snapshot) -> None:
    verdicts = {rule: judgement.verdict for rule, judgement in rulebook.judge(RULESET, snapshot)}
    assert Verdict.FAILED not in verdicts.values()


@settings(max_examples=200, deadline=None, database=None)
@given(sites(list(Outcome)), st.lists(columns(NOT_OK), max_size=12))
def test_columns_that_could_not_be_read_never_add_a_finding(site: Snapshot, unread: list[Snapshot]) -> None:
    more = Snapshot(site.now, site.subject, site.unit, site.facts, (*site.inside, *unread))
    assert found(more) <= found(site)


@settings(max_examples=200, deadline=None, database=None)
@given(snapshots(list(Outcome)))
def test_a_judgement_is_whole(snapshot: Snapshot) -> None:
    for rule, judgement in rulebook.judge(RULESET, snapshot):
        assert (judgement.verdict is Verdict.FAILED) == bool(judgement.findings), rule
        without = judgement.verdict in {Verdict.NOT_APPLICABLE, Verdict.INCONCLUSIVE}
        assert without == (judgement.reason is not None), rule
        assert all(_proves_itself(finding) for finding in judgement.findings), rule
        assert not {one.key for one in judgement.findings} & set(judgement.unsure), rule


def _proves_itself(finding: Finding) -> bool:
    said = any(character.isdigit() for character in finding.message)
    return bool(finding.locus and said and finding.details and finding.evidence)


@settings(max_examples=100, deadline=None, database=None)
@given(snapshots([Outcome.OK]), st.timedeltas(timedelta(), timedelta(hours=23 - NOW.hour)))
def test_the_hour_of_the_day_changes_nothing(snapshot: Snapshot, later: timedelta) -> None:
    moved: datetime = snapshot.now + later
    if moved.date() == snapshot.today:
        again = Snapshot(moved, snapshot.subject, snapshot.unit, snapshot.facts, snapshot.inside, snapshot.owed)
        assert found(again) == found(snapshot)


def test_the_promises_are_made_of_every_kind_of_subject() -> None:
    subjects = {entry.rule.subject for entry in RULESET.entries.values()}
    assert subjects == {SubjectKind.SITE, SubjectKind.COLUMN, SubjectKind.ACCOUNT, SubjectKind.UNIT}
    assert isinstance(SITE, Site)
