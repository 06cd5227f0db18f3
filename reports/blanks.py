"""What could not be looked at, as rows of its own annex: neither compliant nor at fault."""

from __future__ import annotations

from collections.abc import Iterable

from reports.bulletin import Blank
from reports.facts import Facts, Unread
from reports.names import Names
from reports.reasons import words
from reports.wording import clean


def blank_rows(facts: Facts, names: Names) -> tuple[Blank, ...]:
    """A row for each subject and reason, in the order of the inventory's units; its rules are drawn together."""
    units = {one.id: place for place, one in enumerate(facts.inventory.units)}
    together: dict[tuple[str, str, str], list[Unread]] = {}
    for one in dict.fromkeys(facts.unread):
        together.setdefault((one.subject_kind, one.subject, words(clean(one.reason))), []).append(one)

    def place(them: list[Unread]) -> tuple[int, str, str]:
        owner = names.unit_of(them[0].subject_kind, them[0].subject)
        return units.get(owner or "", len(units)), them[0].subject_kind, them[0].subject

    ordered = sorted(together.values(), key=place)
    return tuple(_blank(order, them, facts, names) for order, them in enumerate(ordered, 1))


def _blank(order: int, them: list[Unread], facts: Facts, names: Names) -> Blank:
    kind, id_ = them[0].subject_kind, them[0].subject
    owner = names.unit_of(kind, id_)
    return Blank(
        order=order,
        unit="" if owner is None else names.unit(owner),
        subject_kind=kind,
        subject=id_,
        kind=names.kind(kind, id_),
        name=names.subject(kind, id_),
        rules=tuple(one.rule for one in them),
        titles=tuple(_titles(them, facts)),
        reason=them[0].reason,
        said=words(clean(them[0].reason)),
    )


def _titles(them: Iterable[Unread], facts: Facts) -> Iterable[str]:
    return dict.fromkeys(clean(facts.rules[it.rule].title if it.rule in facts.rules else it.rule) for it in them)
