"""The look at control addresses: is it us?"""

from __future__ import annotations

from monitor.model.observation import ControlSeen, Observation
from monitor.model.target import Target
from spiders import evidence
from spiders.visit import Visit
from spiders.visitor import Visitor


class ControlSpider(Visitor):
    """One answer of any kind per control address."""

    name = "control"
    seen = ControlSeen
    html = False
    evidence = evidence.NEVER

    async def observe(self, target: Target, visit: Visit) -> Observation:
        """The look alone."""
        return self.observation(target, visit.look)
