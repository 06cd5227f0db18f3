"""Problems as rows: the annex, the workbook and ``data.json`` show the same ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from monitor.model.freshness import Limit
from monitor.model.judgement import Detail
from monitor.model.problem import Problem, Severity, State
from reports.bulletin import Proof, Row
from reports.facts import Facts
from reports.names import Names
from reports.refusal import NotForPrint
from reports.wording import clean, prose

OPEN: Final = frozenset({State.CONFIRMED, State.NOTIFIED, State.CLAIMED_FIXED, State.CONTESTED})
PRINTED: Final = OPEN | {State.FIXED}
RANK: Final = {Severity.VETO: 0, Severity.DEDUCT: 1, Severity.REMIND: 2}

SPOT_LIMIT: Final = 30  # characters of a link's text

# A bulletin must not lead its readers to a hijacked page.
NEVER_A_LINK: Final = frozenset({"link-hijacked", "link-hidden"})


def problem_rows(facts: Facts, names: Names) -> tuple[Row, ...]:
    """A row a problem: by unit in the inventory's order, the gravest first."""
    units = {one.id: place for place, one in enumerate(facts.inventory.units)}
    before = {one.number for one in facts.previous}

    def place(one: Problem) -> tuple[int, str, int, str]:
        return units.get(one.unit, len(units)), one.unit, RANK[one.severity], one.number

    ordered = sorted(facts.problems, key=place)
    return tuple(_row(order, one, facts, names, before) for order, one in enumerate(ordered, 1))


def _row(order: int, one: Problem, facts: Facts, names: Names, before: set[str]) -> Row:
    if one.state not in PRINTED or one.confirmed_at is None:
        raise NotForPrint(f"problem {one.number} is {one.state}; only confirmed problems may be printed")
    zone = ZoneInfo(facts.zone)
    rule = facts.rules.get(one.rule)
    site = one.site or names.site_of(one.subject_kind, one.subject)
    kind, id_ = one.subject_kind, one.subject
    newest = newest_of(one.details)
    return Row(
        order=order,
        number=clean(one.number),
        unit_id=one.unit,
        unit=names.unit(one.unit),
        subject_kind=kind,
        subject=id_,
        kind=names.kind(kind, id_),
        name=names.subject(kind, id_),
        phrase=names.phrase(kind, id_),
        spot=spot(one, names),
        link_text=_link_text(one),
        site=site,
        code=names.code(kind, id_),
        path=None if site is None or kind != "column" else f"{names.site(site)} > {names.subject(kind, id_)}",
        rule=one.rule,
        title=clean(rule.title) if rule else clean(one.rule),
        severity=one.severity,
        message=prose(one.message),
        locus=address(one.locus),
        newest=newest,
        age_days=_whole(one.details, "age_days"),
        over_days=over_days(one.details, newest),
        first_seen=one.first_seen.astimezone(zone),
        last_seen=one.last_seen.astimezone(zone),
        due=one.due or (facts.due if one.state in OPEN else None),
        state=one.state,
        fixed_at=one.fixed_at.astimezone(zone) if one.fixed_at and one.state is State.FIXED else None,
        periods=one.periods,
        reopened=one.reopened,
        printed_before=one.number in before,
        unchecked=rule is not None and rule.confidence == "M",
        proofs=_proofs(one, zone),
    )


def spot(one: Problem, names: Names) -> str:
    """Where in a site or column the fault is: the dead link's text, else the address; empty at its own address."""
    own = names.url(one.subject_kind, one.subject)
    if own is None or own == one.locus:
        return ""
    text = _link_text(one)
    return f"“{text}”处" if text else f"（{address(one.locus)}）"


def _link_text(one: Problem) -> str:
    text = one.details.get("text")
    return clean(text, SPOT_LIMIT) if isinstance(text, str) else ""


def _proofs(one: Problem, zone: ZoneInfo) -> tuple[Proof, ...]:
    link = one.rule not in NEVER_A_LINK
    if not one.evidence:
        return (Proof(address(one.locus), one.last_seen.astimezone(zone), None, link),)
    return tuple(Proof(address(it.url), it.seen_at.astimezone(zone), it.sha256, link) for it in one.evidence)


def address(url: str) -> str:
    """An address as it may be printed: what is invisible or turns the direction of writing is percent-encoded."""
    shown = "".join(char if char.isprintable() else "".join(f"%{byte:02X}" for byte in _bytes(char)) for char in url)
    return clean(shown)


def _bytes(char: str) -> bytes:
    return char.encode("utf-8", "replace")


def newest_of(details: Mapping[str, Detail]) -> date | None:
    """The last update a finding names: ``newest``, or the day on which something late was ``published``."""
    newest = details.get("newest") or details.get("published")
    try:
        return date.fromisoformat(newest) if isinstance(newest, str) else None
    except ValueError:
        return None


def over_days(details: Mapping[str, Detail], newest: date | None) -> int | None:
    """Days past the limit (at least 1): ``days_late``, or ``age_days`` less the limit; else unknown."""
    if (late := _whole(details, "days_late")) is not None:
        return _past(late)
    age = _whole(details, "age_days")
    if age is None:
        return None
    if (days := _whole(details, "limit_days")) is not None:
        return _past(age - days)
    months = _whole(details, "limit_months")
    if months is None or newest is None:
        return None
    return _past((newest + timedelta(days=age) - Limit(months, "months").last_fresh_day(newest)).days)


def _past(days: int) -> int | None:
    return days if days > 0 else None


def _whole(details: Mapping[str, Detail], key: str) -> int | None:
    value = details.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
