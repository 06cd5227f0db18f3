"""The addresses that scripts open, where they stand in the code as they are: no word is put together, no code is run."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORDS = ("location", "open")  # looked for as they are: a pattern over whole scripts is ten times slower
_CALL = re.compile(
    r"""(?:location(?:\s*\.\s*href)?\s*=|location\s*\.\s*(?:assign|replace)\s*\(|open\s*\()"""
    r"""\s*(?:"([^"\\\n]*(?:\\/[^"\\\n]*)*)"|'([^'\\\n]*(?:\\/[^'\\\n]*)*)')\s*(?=[,;)}\n]|\Z|//)"""
)
_BEFORE = {
    "location": re.compile(r"(?:^|[^\w.$])(?:(?:window|self|top|parent|document)\s*\.\s*)?\Z"),
    "open": re.compile(r"(?:^|[^\w.$])window\s*\.\s*\Z"),
}
_OWNER = 24  # characters before the word, enough for who owns it
_DECLARED = re.compile(r"(?:var|let|const|,)\s*\Z")
_ADDRESS = re.compile(r"(?:https?:)?//[^/]|\.{0,2}/|[^\s:]*[./?][^\s:]*\Z", re.IGNORECASE)
_LINE = 5000  # characters of a line before a use in which a remark may begin
_REMARK = re.compile(r"(?<!:)//|<!--")


def opened(code: str) -> Iterator[str]:
    """The addresses of ``window.open('…')`` and ``location = '…'``, in order; those in remarks are none."""
    for at in sorted(_uses(code)):
        match = _CALL.match(code, at)
        if match is not None:
            raw = (match[1] or match[2] or "").replace("\\/", "/").strip()
            if _ADDRESS.match(raw) and not _in_remark(code, at):
                yield raw


def _uses(code: str) -> Iterator[int]:
    for word in _WORDS:
        at = code.find(word)
        while at >= 0:
            if _BEFORE[word].search(code[max(0, at - _OWNER) : at]):
                yield at
            at = code.find(word, at + 1)


def _in_remark(code: str, at: int) -> bool:
    """Whether it is code that nobody runs, or names a variable of its own."""
    start = max(0, at - _LINE)  # a line may be the whole of a script, and its uses thousands
    line = code[max(start, code.rfind("\n", start, at) + 1) : at]
    if _REMARK.search(line) or _DECLARED.search(line[-_OWNER:]):
        return True
    return code.rfind("/*", 0, at) > code.rfind("*/", 0, at)
