"""链接被劫持：网页上的链接指向已被他人占用或篡改的网站，疑似错链。

A domain that ran out and was taken over, or a page that shows somebody else's content. Every distinct
address is one finding, with the number of pages that carry it. A program can only propose this: each
finding says ``needs_person``, and stays suspected until a person has confirmed it, however many looks agree.

Fails when a page read in the crawl carries an address whose answer looks hijacked.

Passes only when every page within reach was read and every link was asked.

Inconclusive when the site could not be read (the reason says why), or when the crawl is not
complete and found nothing ("incomplete").

Source: 国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》 扣分指标 “功能设计” 可用性（链接错误）；
济南市 2025 年第二季度通报 “错链、暗链、空链及非法链接”.
"""

from __future__ import annotations

from monitor.model.badlinks import Links, judge_links
from monitor.model.judgement import Finding, Judgement
from monitor.model.linkfacts import link_details, link_evidence, standing
from monitor.model.observation import LinkLook, LinksChecked, Outcome
from monitor.model.rule import NoParams, rule
from monitor.model.snapshot import Snapshot
from monitor.model.subject import SubjectKind


@rule("链接被劫持", subject=SubjectKind.SITE, rests_on=(LinksChecked,))
def link_hijacked(seen: Snapshot, p: NoParams) -> Judgement:
    """Which addresses that the site's pages carry seem to be in other hands."""
    return judge_links(seen, _is_hijacked, _finding)


def _is_hijacked(link: LinkLook) -> bool:
    return link.look.outcome is Outcome.DEGRADED and link.look.cause == "hijacked"


def _finding(locus: str, links: Links, fact: LinksChecked, seen: Snapshot) -> Finding:
    details = link_details(links, seen.now.tzinfo) | {"needs_person": True}
    said = f"链接指向的网站疑似被劫持，{standing(links)}"
    return Finding(locus, said, details, link_evidence(links, fact.at))
