"""链接不可用：网页上的链接指向已确认不存在的地址。

Every distinct dead address is one finding, with the number of pages that carry it. Addresses of a
host whose name does not exist have one cause and are one finding, under the address of the host.

Only definite absence counts: 404 or 410, a name that does not exist, a page that says with status 200
that it does not exist or leads home as an invented address does, an empty answer, a blank page. An
address that is slow, refuses us, hides behind a wall or has broken TLS is unsure: it accuses nobody and
heals nothing. One that answers browsers alone is well. A file that is no such file is another rule's.

Fails when a page read in the crawl carries a dead address.

Passes only when every page within reach was read and every link was asked.

Inconclusive when the site could not be read (the reason says why), or when the crawl is not
complete and found nothing ("incomplete").

An address of a known problem is healed when it answers well; when no page carries it any more, a
complete crawl heals it, and an incomplete one leaves it unsure. The same holds for a host.

Source: 国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》 扣分指标 “功能设计” 可用性.
"""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit

from monitor.model.badlinks import Homes, Links, host_of, is_gone, judge_links
from monitor.model.judgement import Detail, Finding, Judgement
from monitor.model.linkfacts import SAMPLE, link_details, link_evidence, standing
from monitor.model.observation import LinkLook, LinksChecked, Look
from monitor.model.redesign import FIRST_FILE
from monitor.model.rule import NoParams, rule
from monitor.model.snapshot import Snapshot
from monitor.model.subject import Site, SubjectKind

NO_NAME = "no-name"
WORDS = {"empty": "返回空内容", "blank": "页面空白"}


@rule("链接不可用", subject=SubjectKind.SITE, rests_on=(LinksChecked,), revision=2)
def link_broken(seen: Snapshot, p: NoParams) -> Judgement:
    """Which dead addresses the site's pages carry."""
    return judge_links(seen, _is_dead, _finding, _locus)


def _is_dead(link: LinkLook) -> bool:
    return is_gone(link) and not (link.look.cause or "").startswith("attachment-")


def _locus(link: LinkLook, homes: Homes) -> str:
    url = link.look.url
    return homes.get(host_of(url), url) if link.look.cause == NO_NAME else url


def _finding(locus: str, links: Links, fact: LinksChecked, seen: Snapshot) -> Finding:
    how = _how(links[0].look, cast(Site, seen.subject).url)
    details = link_details(links, seen.now.tzinfo)
    addresses: list[str] = list(dict.fromkeys(link.look.url for link in links))
    host: dict[str, Detail] = {}
    if links[0].look.cause == NO_NAME:
        host = {"addresses": len(addresses), "links": addresses[:SAMPLE]}
    if len(addresses) > 1:
        how = f"域名 {host_of(locus)} 不存在，涉及 {len(addresses)} 个地址"
    return Finding(locus, f"链接不可用（{how}），{standing(links)}", details | host, link_evidence(links, fact.at))


def _how(look: Look, home: str) -> str:
    """How it is dead, as a circular says it."""
    if look.cause == "soft-404":
        if look.final_url not in (None, look.url) and _is_home(look.final_url, home):
            return "跳转首页"
        return f"返回“页面不存在”提示，状态码 {look.status or 200}"
    if look.cause in WORDS:
        return WORDS[look.cause]
    return "域名不存在" if look.status is None else f"返回 {look.status}"


def _is_home(url: str, home: str) -> bool:
    if url.rstrip("/") == home.rstrip("/"):
        return True
    parts = urlsplit(url)
    return not parts.query and (parts.path in ("", "/") or FIRST_FILE.fullmatch(parts.path) is not None)
