"""The look at new-media accounts; each kind of source has its adapter in ``spiders.media``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any, cast

from scrapy import Request

from monitor.model.observation import FeedRead, Look, Observation, Outcome
from monitor.model.target import AccountTarget, Target
from spiders.media import Adapter
from spiders.visit import Visit
from spiders.visitor import Visitor


class AccountSpider(Visitor):
    """The recent posts of each account."""

    name = "accounts"
    seen = FeedRead
    html = False

    def begin(self, target: Target) -> Request | Visit:
        """The adapter's first request; without an adapter nothing is asked."""
        if _addresses(target):
            return super().begin(target)
        return Visit(Look(target.url, Outcome.OURS, "no-adapter"), target.url)

    def address(self, target: Target) -> str:
        """The first address that the adapter asks for."""
        return _addresses(target)[0]

    async def observe(self, target: Target, visit: Visit) -> Observation:
        """The feed read, or why it was not."""
        visits = [visit] + [await self.visit(url) for url in _addresses(target)[1:]]
        failed = next((one.look for one in visits if one.look.outcome is not Outcome.OK), None)
        if failed:
            return self.observation(target, failed, undecided=failed.cause)
        read = _adapter(target).read
        facts = [read(one.body, one.url, today=self.run.today) for one in visits]
        return self.observation(
            target,
            replace(visit.look, url=target.url),
            name=next((one.name for one in facts if one.name), None),
            newest=max((one.newest for one in facts if one.newest), default=None),
            pushes=sum(one.pushes for one in facts),
            undecided=next((one.undecided for one in facts if one.undecided), None),
        )


def _addresses(target: Target) -> Sequence[str]:
    adapter = _adapter(target)
    return adapter.requests(cast(AccountTarget, target)) if adapter else ()


def _adapter(target: Target) -> Any:
    source = cast(AccountTarget, target).source
    module = f"spiders.media.{source.kind.replace('-', '_')}" if source else ""
    if not source or find_spec(module) is None:
        return None
    return cast(Adapter, import_module(module))
