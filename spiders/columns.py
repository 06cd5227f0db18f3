"""The look at columns."""

from __future__ import annotations

from typing import Any

from monitor.model.observation import ColumnRead, Observation, Outcome
from monitor.model.target import ColumnTarget, Target
from spiders.extract.column import read_column
from spiders.extract.facts import ColumnFacts
from spiders.following import followed
from spiders.proving import proven
from spiders.rendering import Renderer
from spiders.visit import Visit
from spiders.visitor import Visitor

DATES = 40  # of the main list, in page order: enough to see its order, little enough for a line


class ColumnSpider(Visitor):
    """The main list of each column."""

    name = "columns"
    seen = ColumnRead

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.renderer = Renderer(self)

    async def observe(self, target: Target, visit: Visit) -> Observation:
        """The column read, or why it was not."""
        if visit.look.outcome is not Outcome.OK:
            return self.observation(target, visit.look, undecided=visit.look.cause)
        name = target.name if isinstance(target, ColumnTarget) else ""
        found = await followed(self, visit, lambda seen: self.read(seen, name))
        found = await self.renderer.improved(visit, found, lambda seen: self.read(seen, name))
        facts = found.facts
        proof = await proven(self, found.visit, facts) if found.undecided is None else None
        doubt = "dates-disagree" if proof and proof.disagrees else None
        return self.observation(
            target,
            found.visit.look,
            page=facts.page,
            channel=facts.channel,
            entries=facts.entries,
            blank=facts.blank,
            newest=facts.newest,
            dates=tuple(facts.dates)[:DATES],
            pages=facts.pages,
            undecided=found.undecided or doubt,
            proof=proof,
        )

    def read(self, visit: Visit, name: str) -> ColumnFacts:
        """A list page's facts; the column's ``name`` tells its list from others on the page."""
        return read_column(
            visit.body, visit.url, today=self.run.today, content_type=visit.content_type, title=name or None
        )
