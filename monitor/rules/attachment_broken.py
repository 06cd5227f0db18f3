"""附件打不开：网页上的附件地址有应答，但得到的不是可以打开的文件。

Every distinct address is one finding, with the number of pages that carry it. Four things are certain:
the file is empty, a web page comes instead of a file, the file breaks off before its end, or its bytes
are of another format than its name says and no program opens both. An attachment whose address
does not exist (404) is "link-broken". One that could not be fetched in full by us is unsure.

Fails when a page read in the crawl carries such an address.

Passes only when every page within reach was read and every link was asked.

Inconclusive when the site could not be read (the reason says why), or when the crawl is not
complete and found nothing ("incomplete").

An address of a known problem is healed when it answers well; when no page carries it any more, a
complete crawl heals it, and an incomplete one leaves it unsure.

Source: 国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》 扣分指标 “功能设计” 可用性（附件）.
"""

from __future__ import annotations

from monitor.model.badlinks import Links, is_gone, judge_links
from monitor.model.judgement import Finding, Judgement
from monitor.model.linkfacts import link_details, link_evidence, standing
from monitor.model.observation import LinkLook, LinksChecked
from monitor.model.rule import NoParams, rule
from monitor.model.snapshot import Snapshot
from monitor.model.subject import SubjectKind

WORDS = {
    "attachment-empty": "附件打不开（空文件）",
    "attachment-html": "附件打不开（打开后是网页而不是文件）",
    "attachment-truncated": "附件损坏（文件不完整）",
    "attachment-wrong-kind": "附件打不开（文件格式与扩展名不符）",
}


@rule("附件打不开", subject=SubjectKind.SITE, rests_on=(LinksChecked,))
def attachment_broken(seen: Snapshot, p: NoParams) -> Judgement:
    """Which addresses of files the site's pages carry give no such file."""
    return judge_links(seen, _is_broken, _finding)


def _is_broken(link: LinkLook) -> bool:
    return is_gone(link) and link.look.cause in WORDS


def _finding(locus: str, links: Links, fact: LinksChecked, seen: Snapshot) -> Finding:
    said = WORDS[links[0].look.cause or ""]
    details = link_details(links, seen.now.tzinfo)
    return Finding(locus, f"{said}，{standing(links)}", details, link_evidence(links, fact.at))
