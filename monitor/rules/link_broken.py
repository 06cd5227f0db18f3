"""链接不可用：网页上的链接指向已确认不存在的地址。

Every distinct dead address is one finding, with the number of pages that carry it. Only definite
absence counts (404, 410, a name that does not exist). An address that is slow, refuses us, hides
behind a wall or has broken TLS is unsure: it accuses nobody and heals nothing.

Fails when a page read in the crawl carries a dead address.

Passes only when every page within reach was read and every link was asked.

Inconclusive when the site could not be read (the reason says why), or when the crawl is not
complete and found nothing ("incomplete").

An address of a known problem is healed when it answers well; when no page carries it any more, a
complete crawl heals it, and an incomplete one leaves it unsure.

Source: 国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》 扣分指标 “功能设计” 可用性.
"""

from __future__ import annotations

from monitor.model.judgement import Finding, Judgement, evidence, failed, inconclusive, passed
from monitor.model.observation import LinkLook, LinksChecked, Outcome
from monitor.model.reasons import NOT_LOOKED, unanswered
from monitor.model.rule import NoParams, rule
from monitor.model.snapshot import Snapshot
from monitor.model.subject import SubjectKind


@rule("链接不可用", subject=SubjectKind.SITE, rests_on=(LinksChecked,))
def link_broken(seen: Snapshot, p: NoParams) -> Judgement:
    """Which dead addresses the site's pages carry."""
    fact = seen.latest(LinksChecked)
    if fact is None:
        return inconclusive(NOT_LOOKED)
    if (reason := unanswered(fact.look)) is not None:
        return inconclusive(reason)
    findings = [_finding(link, fact) for link in _dead(fact)]
    unsure = _unsure(fact)
    alive = [url for url, outcome in fact.asked.items() if outcome is Outcome.OK]
    if findings:
        return failed(findings, fact.links, unsure, exhaustive=_is_complete(fact), healed=alive)
    if not _is_complete(fact):
        return inconclusive(fact.undecided or "incomplete", fact.links, healed=alive)
    return passed(fact.links, unsure)


def _is_complete(fact: LinksChecked) -> bool:
    return fact.complete and fact.undecided is None


def _dead(fact: LinksChecked) -> list[LinkLook]:
    """The carried addresses that are definitely absent; one that also answered well is not."""
    gone = [link for link in fact.bad if link.look.outcome is Outcome.GONE and link.pages > 0]
    return [link for link in gone if fact.asked.get(link.look.url) is not Outcome.OK]


def _unsure(fact: LinksChecked) -> list[str]:
    """The addresses that are neither dead nor healed this time."""
    dead = {link.look.url for link in _dead(fact)}
    carried = {link.look.url for link in fact.bad if link.pages > 0} - dead
    healed = {Outcome.OK, Outcome.GONE} if _is_complete(fact) else {Outcome.OK}
    asked = {url for url, outcome in fact.asked.items() if outcome not in healed} - dead
    return sorted(carried | asked)


def _finding(link: LinkLook, fact: LinksChecked) -> Finding:
    look = link.look
    how = "域名不存在" if look.status is None else f"返回 {look.status}"
    return Finding(
        locus=look.url,
        message=f"链接不可用（{how}），出现在 {link.pages} 个页面",
        details={
            "pages": link.pages,
            "sample": list(link.sample),
            "status": look.status,
            "cause": look.cause,
            "internal": link.internal,
            "text": link.text,
        },
        evidence=(evidence(look, fact.at),),
    )
