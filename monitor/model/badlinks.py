"""Which addresses of a link check are at fault, which are well again, and which are neither.

One order of thought for every rule about addresses: what is at fault is a finding also in half a
crawl; what is not certain accuses nobody and heals nothing; only a whole crawl proves absence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from monitor.model.judgement import Finding, Judgement, failed, inconclusive, passed
from monitor.model.observation import LinkLook, LinksChecked, Outcome
from monitor.model.reasons import NOT_LOOKED, unanswered
from monitor.model.snapshot import Snapshot

FOR_BROWSERS = "agent-dependent"

Links = list[LinkLook]
Homes = Mapping[str, str]
"""By host, the address that stands for the whole of it."""


def own_address(link: LinkLook, _homes: Homes) -> str:
    """The locus of a link that is a fault by itself."""
    return link.look.url


def judge_links(
    seen: Snapshot,
    is_faulty: Callable[[LinkLook], bool],
    finding_of: Callable[[str, Links, LinksChecked, Snapshot], Finding],
    locus_of: Callable[[LinkLook, Homes], str] = own_address,
) -> Judgement:
    """The faulty addresses that pages carry, a finding for each locus.

    ``locus_of`` may draw addresses with one cause together under the home of their host.
    """
    fact = seen.latest(LinksChecked)
    if fact is None:
        return inconclusive(NOT_LOOKED)
    if (reason := unanswered(fact.look)) is not None:
        return inconclusive(reason)
    well = _well(fact)
    found, unsure = _sorted_out(fact, well, is_faulty, locus_of)
    if found:
        findings = [finding_of(locus, found[locus], fact, seen) for locus in sorted(found)]
        return failed(findings, fact.links, unsure, exhaustive=is_whole(fact), healed=sorted(well))
    if not is_whole(fact):
        return inconclusive(fact.undecided or "incomplete", fact.links, healed=sorted(well))
    return passed(fact.links, unsure)


def is_whole(fact: LinksChecked) -> bool:
    """Whether what the crawl does not name is not there."""
    return fact.complete and fact.undecided is None


def is_gone(link: LinkLook) -> bool:
    """Whether the address is definitely absent, and not only for us."""
    for_browsers = link.second is not None and link.second.outcome is Outcome.OK
    return link.look.outcome is Outcome.GONE and not for_browsers


def host_of(url: str) -> str:
    """The host of an address; nothing where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _well(fact: LinksChecked) -> set[str]:
    """The addresses that answer well, be it to browsers alone."""
    asked = {url for url, outcome in fact.asked.items() if outcome is Outcome.OK}
    return asked | {link.look.url for link in fact.bad if link.look.cause == FOR_BROWSERS}


def _sorted_out(
    fact: LinksChecked,
    well: set[str],
    is_faulty: Callable[[LinkLook], bool],
    locus_of: Callable[[LinkLook, Homes], str],
) -> tuple[dict[str, Links], list[str]]:
    """The faulty links by locus, the widest spread first, and the loci that cannot be decided."""
    homes = _homes(fact)
    found: dict[str, Links] = {}
    unsure: set[str] = set()
    for link in sorted(fact.bad, key=lambda one: (-one.pages, one.look.url)):
        url, home = link.look.url, homes.get(host_of(link.look.url), link.look.url)
        if link.pages < 1 or link.look.cause == FOR_BROWSERS:
            continue
        if not is_faulty(link):
            # Absent in another way is another rule's finding; all else may be this fault, unseen.
            unsure |= set() if is_gone(link) else {url} | ({home} - well)
        elif {url, locus_of(link, homes)} & well:
            unsure |= {url, locus_of(link, homes)}
        else:
            found.setdefault(locus_of(link, homes), []).append(link)
            unsure.add(url)  # a problem of its own from before its host vanished is not repaired by that
    return found, sorted((unsure | _unsettled(fact, well)) - found.keys())


def _unsettled(fact: LinksChecked, well: set[str]) -> set[str]:
    """The known addresses whose answer proves nothing; absent ones too where a page unread may carry them."""
    settled = {Outcome.OK, Outcome.GONE} if is_whole(fact) else {Outcome.OK}
    return {url for url, outcome in fact.asked.items() if outcome not in settled} - well


def _homes(fact: LinksChecked) -> Homes:
    """The address that stands for each host: one that is known already, so that a problem keeps its locus."""
    homes: dict[str, str] = {}
    for url in sorted(url for url in fact.asked if _is_home(url)):
        homes.setdefault(host_of(url), url)
    for url in sorted(link.look.url for link in fact.bad if host_of(link.look.url)):
        homes.setdefault(host_of(url), f"{urlsplit(url).scheme}://{host_of(url)}/")
    return homes


def _is_home(url: str) -> bool:
    if not host_of(url):
        return False
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
