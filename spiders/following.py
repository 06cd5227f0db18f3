"""From the page an inventory names to the page that carries the facts: stubs, frames, data, the last page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
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


class Facts(Protocol):
    """What a reading of a page yields, as far as following it goes."""

    @property
    def follow(self) -> Follow | None: ...
    @property
    def undecided(self) -> str | None: ...


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
        step = facts.follow
        there = await spider.visit(step.url, method=step.method, body=step.body or b"")
        if there.look.outcome is not Outcome.OK:
            return Found(facts, visit, f"{step.why}-{there.look.cause}")
        visit = replace(there, look=replace(there.look, url=start, final_url=there.url))
        facts = read(visit)
    return Found(facts, visit, facts.undecided or ("too-many-hops" if facts.follow else None))
