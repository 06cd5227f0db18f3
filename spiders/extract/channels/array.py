"""Lists that a script holds as literals or writes as markup, and lists as JSON."""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from datetime import date
from urllib.parse import unquote

from spiders.extract.address import absolute
from spiders.extract.dates import first_date, plain
from spiders.extract.facts import Row
from spiders.extract.page import Page, code_of

MAX_CODE = 1_000_000
MAX_ROWS = 2000
_TOKEN = re.compile(r"\"((?:[^\"\\\n]|\\.){0,2000})\"|'((?:[^'\\\n]|\\.){0,2000})'|[\[\]{}()]|//[^\n]{0,400}")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_ADDRESS = re.compile(r"^(?:https?:)?/|^\.{0,2}/|\.s?html?(?:$|\?)|\.jsp|\.aspx?|\.php", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{0,500}>")
_MARKUP = re.compile(r"<(?:li|tr|a)\b", re.IGNORECASE)


def rows(page: Page) -> tuple[Row, ...]:
    """The longest series of alike literals with a title and an address or date in the page's scripts."""
    best: list[Row] = []
    for script in page.scripts:
        if script.attrs.get("type", "").lower() not in (
            "",
            "text/javascript",
            "application/json",
            "application/javascript",
        ):
            continue
        for series in _series(code_of(script)[:MAX_CODE]):
            made = [r for strings in series if (r := _row(strings, page.base))]
            dated = sum(r.date is not None for r in made)
            if len(made) > len(best) and dated * 2 >= len(made):
                best = made
    return tuple(best[:MAX_ROWS])


def written(page: Page) -> str:
    """The markup of rows that scripts of the page write where they stand."""
    parts = []
    for script in page.scripts:
        code = code_of(script)[:MAX_CODE]
        if "document.write" not in code and "innerHTML" not in code:
            continue
        texts = [_unescaped(m[1] or m[2] or "") for m in _TOKEN.finditer(code) if m[1] or m[2]]
        if sum(len(_MARKUP.findall(t)) for t in texts) >= 2:
            parts.append("".join(t for t in texts if "<" in t or _CJK.search(t) or first_date(t)))
    return "\n".join(parts)


def from_json(text: str, base: str) -> tuple[Row, ...] | str | None:
    """Rows of a JSON answer, or the markup it wraps, or ``None`` where it is no JSON."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    records: dict[str, list[Row]] = defaultdict(list)
    markup: list[str] = []
    stack: list[tuple[object, str]] = [(value, "")]
    while stack:
        item, path = stack.pop()
        if isinstance(item, dict):
            made = _row([str(v) for v in item.values() if isinstance(v, str | int)], base)
            if made:
                records[path].append(made)
            stack.extend((v, f"{path}/{k}") for k, v in reversed(item.items()))
        elif isinstance(item, list):
            stack.extend((v, path) for v in reversed(item))
        elif isinstance(item, str) and len(_MARKUP.findall(item)) >= 2:
            markup.append(item)
    best = max(records.values(), key=len, default=[])
    return "\n".join(markup) if markup and not best else tuple(best[:MAX_ROWS])


def _series(code: str) -> list[list[list[str]]]:
    """The strings of each literal or call, grouped by their depth and opening bracket."""
    stack: list[tuple[str, list[str]]] = []
    found: dict[tuple[int, str], list[list[str]]] = defaultdict(list)
    for match in _TOKEN.finditer(code):
        token = match[0]
        if token in "[{(":
            stack.append((token, []))
        elif token in "]})":
            if stack:
                opened, strings = stack.pop()
                if len(strings) >= 2:
                    found[(len(stack), opened)].append(strings)
        elif stack and not token.startswith("//"):
            stack[-1][1].append(_unescaped(match[1] if match[1] is not None else match[2] or ""))
    return list(found.values())


def _row(strings: list[str], base: str) -> Row | None:
    """The title is the longest Chinese string that is no date; the address looks like one."""
    values = [s.strip() for s in strings if s and len(s) < 2000]
    whole = [(s, f) for s in values if len(s) < 40 and (f := first_date(s))]
    day = next((f.date for s, f in whole if f.end - f.start >= len(plain(s).strip()) - 9), None)
    link = next((s for s in values if _ADDRESS.search(s) and not _CJK.search(s)), "")
    titles = [s for s in values if _CJK.search(s) and not any(s is w for w, _ in whole)]
    if not titles or not (day or link):
        return None
    title = html.unescape(_TAGS.sub("", max(titles, key=len))).strip()
    return Row(title, absolute(base, link), day) if 4 <= len(title) <= 300 else None


def _unescaped(text: str) -> str:
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    text = text.replace("\\/", "/").replace('\\"', '"').replace("\\'", "'").replace("\\n", " ").replace("\\t", " ")
    return unquote(text) if "%3C" in text or "%3c" in text else text


def today_or_before(found: tuple[Row, ...], today: date) -> bool:
    """Whether any row is dated and not in the future."""
    return any(r.date is not None and r.date <= today for r in found)
