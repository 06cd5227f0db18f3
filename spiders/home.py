"""The look at home pages."""

from __future__ import annotations

from monitor.model.observation import HomeRead, Observation, Outcome
from monitor.model.target import Target
from spiders.extract.facts import HomeFacts
from spiders.extract.home import read_home
from spiders.following import followed
from spiders.proving import proven
from spiders.visit import Visit
from spiders.visitor import Visitor


class HomeSpider(Visitor):
    """The newest printed date on each site's home page, held against the page of its entry."""

    name = "home"
    seen = HomeRead

    async def observe(self, target: Target, visit: Visit) -> Observation:
        """The home page read, or why it was not."""
        if visit.look.outcome is not Outcome.OK:
            return self.observation(target, visit.look, undecided=visit.look.cause)
        found = await followed(self, visit, self._read)
        facts = found.facts
        proof = await proven(self, found.visit, facts) if found.undecided is None else None
        doubt = "dates-disagree" if proof and proof.disagrees else None
        return self.observation(
            target,
            found.visit.look,
            page=facts.page,
            newest=facts.newest,
            dated=facts.dated,
            undecided=found.undecided or doubt,
            proof=proof,
        )

    def _read(self, visit: Visit) -> HomeFacts:
        return read_home(visit.body, visit.url, today=self.run.today, content_type=visit.content_type)
