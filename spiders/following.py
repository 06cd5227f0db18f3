"""From the page an inventory names to the page that carries the facts: stubs, frames, data, the last page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, Protocol, TypeVar

from monitor.model.observation import Outcome
from spiders.visit import Visit
from spiders.visitor import Visitor

HOPS = 3  # a stub, a frame and its data; whoever needs more is not understood


class Follow(Protocol):
    """Where extraction wants to read on, and why."""

    @property
    def url(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def body(self) -> bytes | None: ...
    @property
    def why(self) -> str: ...
    @property
    def others(self) -> tuple[Follow, ...]: ...


class Facts(Protocol):
    """What a reading of a page yields, as far as following it goes."""

    @property
    def follow(self) -> Follow | None: ...
    @property
    def undecided(self) -> str | None: ...
    @property
    def newest(self) -> date | None: ...


F = TypeVar("F", bound=Facts)


@dataclass(frozen=True)
class Found(Generic[F]):
    """The facts, the visit they were read from, and why they may not be concluded from, if so."""

    facts: F
    visit: Visit
    undecided: str | None


async def followed(
    spider: Visitor, visit: Visit, read: Callable[[Visit], F], *, skip: frozenset[str] = frozenset()
) -> Found[F]:
    """Read an OK visit and go where the reading points, at most ``HOPS`` times and not for reasons in ``skip``.

    A hop that fails leaves the page before it as the look, undecided: the enrolled address did
    answer, and where it leads was our reading of it.
    """
    facts = read(visit)
    start = visit.look.url
    for _ in range(HOPS):
        if facts.follow is None or facts.follow.why in skip:
            return Found(facts, visit, facts.undecided)
        step = await _stepped(spider, facts.follow, read)
        if isinstance(step, str):
            return Found(facts, visit, step)
        there, facts = step
        visit = replace(there, look=replace(there.look, url=start, final_url=there.url))
    return Found(facts, visit, facts.undecided or ("too-many-hops" if facts.follow else None))


async def _stepped(spider: Visitor, step: Follow, read: Callable[[Visit], F]) -> tuple[Visit, F] | str:
    """What the step leads to and its facts, or why nothing can be said.

    Of several addresses the first that is dated, or that may hold the list without our seeing it: no
    later one may speak for what that one keeps. Without any, the first that answered.
    """
    empty: tuple[Visit, F] | None = None
    gone = ""
    for one in (step, *step.others):
        there = await spider.visit(one.url, method=one.method, body=one.body or b"")
        if there.look.outcome is not Outcome.OK:
            gone = gone or f"{one.why}-{there.look.cause}"
            if there.look.outcome is not Outcome.GONE:
                return f"{one.why}-{there.look.cause}"
            continue
        facts = read(there)
        if facts.newest is not None or facts.undecided not in (None, "not-a-list"):
            return there, facts
        empty = empty or (there, facts)
    return empty or gone
