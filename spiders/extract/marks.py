"""The marks of a government site as a reader with scripts on sees them: text and live inline scripts, no comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from spiders.extract.dates import plain
from spiders.extract.facts import Marks
from spiders.extract.flow import flow_of
from spiders.extract.page import Page, code_of
from spiders.extract.tree import Node

_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵滇云藏陕陇甘青宁新"
_CODE = re.compile(r"标识码[\s\x1f]?(?:为|是)?[\s\x1f:]{0,4}((?:bm|BM)\d{8}|\d{10})(?!\d)")
_ICP = re.compile(
    rf"([{_PROVINCES}])\s?ICP\s?([备证])?\s?(?:案)?(?:号|字)?\s?[:第]?\s?(\d{{6,12}})\s?(号)?\s?(-\s?\d{{1,4}})?",
    re.IGNORECASE,
)
_POLICE = re.compile(
    rf"([{_PROVINCES}])\s?公\s?网\s?安\s?备[\s\x1f]{{0,2}}(?:案)?(?:号|字)?[\s\x1f:第]{{0,2}}(\d{{10,14}})"
)
_RECORD = re.compile(r"recordcode=(\d{10,14})", re.IGNORECASE)
_CONAC = re.compile(r"_ideConac|//bszs\.conac\.cn|dcs\.conac\.cn", re.IGNORECASE)
_REPORT = re.compile(
    r"id\s?=\s?[\\\"'%\d]{0,4}_?jiucuo_|(?:pucha\.kaipuyun|zfwzgl\.www\.gov|zfwzzc\.www\.gov)\.cn|jiucuo\.\w{3,5}\?site_?code="
    r"|onclick=\"Link\('\d{10}'\)|j-jiucuo",
    re.IGNORECASE,
)
_REPORT_CODE = re.compile(r"sitecode\s?=\s?[\\\"']{0,2}((?:bm)?\d{8,10})", re.IGNORECASE)
# What an attribute must hold, in lower case, for any of the patterns to find something in it.
_TOLD = ("conac", "jiucuo", "kaipuyun", "zfwzgl", "zfwzzc", "sitecode", "recordcode", "onclick=\"link('")
_TELLING = ("id", "class", "href", "src", "sitecode", "onclick", "data-setting")
_FOOT = re.compile(r"foot|bottom|copyright|yejiao|dibu|ft\b", re.IGNORECASE)
_LOADS = re.compile(r"\.load\s?\(\s?[\"'][^\"']{0,200}(?:foot|bottom|inc|public|common)", re.IGNORECASE)


def marks_of(page: Page) -> Marks:
    """The marks; ``undecided`` where missing ones may sit in an external script or a frame."""
    flow = flow_of(page.root)
    code = _live_code(page)
    live = f"{_live_attributes(page.root)}\n{code}"
    texts = (flow, plain(code))
    icp, police = _first(_icp, texts), _first(_police, texts) or _named(_RECORD, "recordcode", live)
    site_code = _first(_code, texts) or _named(_REPORT_CODE, "sitecode", live)
    low = live.lower()
    told = any(word in low for word in _TOLD)  # the patterns are slow beside it, and most pages have neither
    conac, report = told and _CONAC.search(live) is not None, told and _REPORT.search(live) is not None
    hidden = (
        None in (icp, site_code) and not (icp and site_code) and _foot_elsewhere(page, bool(icp or police or site_code))
    )
    return Marks(site_code, icp, police, conac, report, "external-script" if hidden else page.flaw)


def _live_code(page: Page) -> str:
    """Inline scripts with percent-encoded markup opened, without their comments."""
    parts = []
    for script in page.scripts:
        code = re.sub(r"<!--.{0,2000}?-->", "", code_of(script)[:200_000], flags=re.DOTALL)
        code = re.sub(r"(?m)^\s{0,40}//[^\n]{0,2000}", "", code)
        parts.append(unquote(code) if "%3" in code else code)
    return "\n".join(parts)


def _live_attributes(root: Node) -> str:
    """What live elements carry in ids, addresses and handlers, one a line, as far as it can be a mark."""
    sources = root.order.sources
    whole = "\n".join(sources)
    told = [word for word in _TOLD if word in whole]
    lines = []
    for node, source in zip(root.order.nodes, sources, strict=True) if told else ():
        if any(word in source for word in told):
            lines += [f'{name}="{node.attrs[name][:300]}"' for name in _TELLING if node.attrs.get(name)]
    return "\n".join(lines)


def _first(read: Callable[[str], str | None], texts: Iterable[str]) -> str | None:
    return next(filter(None, map(read, texts)), None)


def _code(text: str) -> str | None:
    found = _CODE.search(text) if "标识码" in text else None
    return found[1] if found else None


def _icp(text: str) -> str | None:
    found = _ICP.search(text) if "icp" in text.lower() else None
    if found is None:
        return None
    province, kind, number, end, part = found.groups()
    return f"{province}ICP{kind or '备'}{number}{end or ''}{(part or '').replace(' ', '')}"


def _police(text: str) -> str | None:
    found = _POLICE.search(text) if "公" in text and "网" in text else None
    return f"{found[1]}公网安备{found[2]}号" if found else None


def _named(pattern: re.Pattern[str], word: str, live: str) -> str | None:
    found = pattern.search(live) if word in live.lower() else None
    return found[1] if found else None


def _foot_elsewhere(page: Page, some: bool) -> bool:
    """Whether the page's foot is brought by a script, a frame or an include."""
    if _LOADS.search(page.code):
        return True
    for node in page.root.walk(silent=True):
        if node.tag in ("script", "iframe") and _FOOT.search(node.attrs.get("src", "").rpartition("/")[2]):
            return True
        if node.tag in ("div", "footer", "section") and _FOOT.search(node.label) and node.mute and not some:
            return True
    return not some and any(s.attrs.get("src") for s in page.scripts)
