"""The numbers of a bulletin, counted once, and refused where two of them disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from monitor.model.problem import Severity
from monitor.model.subject import SubjectKind
from reports.bulletin import Blank, Group, Row, Standing, Totals
from reports.facts import Facts
from reports.names import Names
from reports.refusal import agree
from reports.rows import OPEN, RANK
from reports.wording import clean


def totals(facts: Facts, names: Names, rows: tuple[Row, ...], blanks: tuple[Blank, ...], today: date) -> Totals:
    """Count everything that is printed. ``today`` is the civil date of ``as_of``."""
    accounts = [one.id for one in facts.inventory.accounts if one.closed_on is None or one.closed_on > today]
    open_rows = [row for row in rows if row.state in OPEN]
    by_reason = Counter({blank.said: 0 for blank in blanks})
    for blank in blanks:
        by_reason[blank.said] += len(blank.rules)
    found = Totals(
        units=len(facts.inventory.units),
        sites=_standing(facts, names, open_rows, SubjectKind.SITE, [one.id for one in facts.inventory.sites]),
        columns=len(facts.inventory.columns),
        accounts=_standing(facts, names, open_rows, SubjectKind.ACCOUNT, accounts),
        obligations=len(facts.inventory.annual_reports),
        quiet_columns=sum(one.quiet is not None and today <= one.quiet.until for one in facts.inventory.columns),
        problems=len(rows),
        open=len(open_rows),
        fixed=sum(row.state not in OPEN for row in rows),
        carried=sum(row.printed_before for row in rows),
        past_due=sum(row.due is not None and row.due < today for row in open_rows),
        by_severity=tuple((level, sum(row.severity is level for row in rows)) for level in Severity),
        by_class=_by_class(facts, rows),
        by_unit=_by_unit(facts, rows),
        unread_subjects=len({(blank.subject_kind, blank.subject) for blank in blanks}),
        unread_items=len(set(facts.unread)),
        unread_by_kind=_by_kind(blanks),
        unread_by_reason=tuple(sorted(by_reason.items(), key=lambda pair: (-pair[1], pair[0]))),
        clear_units=_clear(facts, rows, blanks, names),
        days=len(days_of(facts, today)),
        days_checked=len(set(facts.days_checked) & set(days_of(facts, today))),
        trapped_sites=len(facts.trapped & {one.id for one in facts.inventory.sites}),
    )
    _assert_sums(found, rows, blanks)
    return found


def days_of(facts: Facts, today: date) -> tuple[date, ...]:
    """The days of the period that had come by ``today``."""
    last = min(facts.period.last, today)
    return tuple(facts.period.first + timedelta(days=place) for place in range((last - facts.period.first).days + 1))


def _standing(facts: Facts, names: Names, open_rows: list[Row], kind: SubjectKind, ids: list[str]) -> Standing:
    failed = {_holder(row.subject_kind, row.subject, row.site, kind) for row in open_rows if row.severity == "veto"}
    unseen = {
        _holder(one.subject_kind, one.subject, names.site_of(one.subject_kind, one.subject), kind)
        for one in facts.unread
        if one.rule not in facts.rules or facts.rules[one.rule].severity is Severity.VETO
    }
    undecided = [id_ for id_ in ids if id_ not in failed and (id_ in unseen or not facts.days_checked)]
    return Standing(
        total=len(ids),
        passed=tuple(id_ for id_ in ids if id_ not in failed and id_ not in undecided),
        failed=tuple(id_ for id_ in ids if id_ in failed),
        undecided=tuple(undecided),
    )


def _holder(kind: SubjectKind, subject: str, site: str | None, wanted: SubjectKind) -> str | None:
    if wanted is SubjectKind.ACCOUNT:
        return subject if kind is SubjectKind.ACCOUNT else None
    return site if kind in {SubjectKind.SITE, SubjectKind.COLUMN} else None


def _by_class(facts: Facts, rows: Iterable[Row]) -> tuple[Group, ...]:
    order = {rule: place for place, rule in enumerate(facts.rules)}
    classes: dict[tuple[int, int, str], list[Row]] = {}
    for row in rows:
        classes.setdefault((RANK[row.severity], order.get(row.rule, len(order)), row.rule), []).append(row)
    return tuple(_group(f"{them[0].severity}/{them[0].rule}", them) for _, them in sorted(classes.items()))


def _by_unit(facts: Facts, rows: Iterable[Row]) -> tuple[Group, ...]:
    theirs: dict[str, list[Row]] = {}
    for row in rows:
        theirs.setdefault(row.unit_id, []).append(row)
    enrolled = [one.id for one in facts.inventory.units if one.id in theirs]
    gone = [id_ for id_ in theirs if id_ not in enrolled]
    return tuple(_group(id_, theirs[id_], theirs[id_][0].unit) for id_ in enrolled + gone)


def _group(key: str, them: list[Row], title: str | None = None) -> Group:
    still = sum(row.state in OPEN for row in them)
    return Group(key, title or them[0].title, still, len(them) - still)


def _by_kind(blanks: Iterable[Blank]) -> tuple[tuple[SubjectKind, int], ...]:
    subjects = {(blank.subject_kind, blank.subject) for blank in blanks}
    counted = Counter(kind for kind, _ in subjects)
    return tuple((kind, counted[kind]) for kind in SubjectKind if counted[kind])


def _clear(facts: Facts, rows: Iterable[Row], blanks: Iterable[Blank], names: Names) -> tuple[str, ...]:
    """Units with something to check, nothing found, and nothing that could not be seen."""
    if not facts.days_checked:
        return ()
    inventory = facts.inventory
    owners = {one.unit for one in inventory.sites} | {one.unit for one in inventory.columns}
    owners |= {one.unit for one in inventory.accounts} | {one.unit for one in inventory.annual_reports}
    marked = {row.unit_id for row in rows} | {names.unit_of(blank.subject_kind, blank.subject) for blank in blanks}
    return tuple(clean(one.name) for one in inventory.units if one.id in owners - marked)


def _assert_sums(found: Totals, rows: tuple[Row, ...], blanks: tuple[Blank, ...]) -> None:
    problems = "the number of problems"
    agree("distinct problem numbers", len({row.number for row in rows}), problems, found.problems)
    agree("open and fixed problems", found.open + found.fixed, problems, found.problems)
    agree("the sum by severity", sum(count for _, count in found.by_severity), problems, found.problems)
    agree("the sum by class", sum(one.problems for one in found.by_class), problems, found.problems)
    agree("the sum by unit", sum(one.problems for one in found.by_unit), problems, found.problems)
    agree("unread items by reason", sum(n for _, n in found.unread_by_reason), "unread items", found.unread_items)
    agree("unread items in rows", sum(len(one.rules) for one in blanks), "unread items", found.unread_items)
    agree("unread by kind", sum(n for _, n in found.unread_by_kind), "unread subjects", found.unread_subjects)
    for what, standing in (("sites", found.sites), ("accounts", found.accounts)):
        said = standing.judged + len(standing.undecided)
        agree(f"{what} passed, failed and undecided", said, f"the number of {what}", standing.total)
