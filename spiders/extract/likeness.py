"""Whether two answers show the same page, apart from what differs at every request. Pure.

A page suspected of being an error page is compared with the answer to an address beside it that cannot exist.
Two articles of one template share most of their text, so nothing short of equality counts: of the title with its
digits, of the words, of the pictures and attachments, and of the Chinese that scripts may write. What is left out of
the words are digits, addresses, file names, tokens with digits or without sense, and the words of the address itself.
"""

from __future__ import annotations

import html
import re
import zlib
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from spiders.extract.charset import decode
from spiders.extract.markup import without_raw

READ = 1_000_000  # bytes that are compared; an error page is a hundredth of it
WORD = 3  # characters of a word of the address that is left out; a shorter one is in every text

_TITLE = re.compile(r"<title(?:\s[^<>]{0,200})?>([^<]{0,1000})", re.IGNORECASE)
_NAMED = re.compile(r"<meta\s[^<>]{0,100}?(?:ArticleTitle|PubDate)\b[^<>]{0,1000}", re.IGNORECASE)
_CONTENT = re.compile(r"""content\s{0,3}=\s{0,3}["']([^"'<>]{0,500})""", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>|>")
_HOLDER = re.compile(r"<(?:img|iframe|embed|source|video|object|a)\s[^<>]{0,2000}", re.IGNORECASE)
_SOURCE = re.compile(r"""\s(?:src|data|href)\s{0,3}=\s{0,3}["']?([^\s"'<>]{1,1000})""", re.IGNORECASE)
_BUSTER = re.compile(r"(?:(?:_|[a-z]|ts|rnd|rand\w{0,10}|time\w{0,10})=)?[\d.]+", re.IGNORECASE)
_ATTACHED = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|txt|csv|jpe?g|png|mp4)$", re.IGNORECASE)
_ADDRESS = re.compile(
    r"""https?:(?://|\\/\\/)[^\s<>"'，。；）]*|(?<![^\s:：“”"'(（\[])/[^\s<>"'，。；）)\]]*""", re.IGNORECASE
)
_TOKEN = re.compile(r"[A-Za-z0-9_.%+=\-]+")
_FILE = re.compile(
    r"\.(?:s?html?|jspx?|aspx?|php|do|action|cgi|pdf|docx?|xlsx?|wps|ofd|zip|rar|txt|xml|jpe?g|png|gif)$", re.IGNORECASE
)
_DIGITS = re.compile(r"[\d０-９]+")
_SCRIPT_ESCAPE = re.compile(r"\\u[0-9a-fA-F]{4}")
_ASCII = re.compile(r"[\x00-\x7f]+")
_LONG = 16  # characters of a Latin token that is no word
_VARYING = bytes(range(0x30, 0x3A)) + bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B)) + b"+/=_-%"


@dataclass(frozen=True)
class Print:
    """What is compared of an answer. ``length``: characters to be read on it; 0 where scripts have yet to write them."""

    title: str
    words: int
    files: int
    scripts: int
    length: int


def fingerprint(body: bytes, url: str = "") -> Print:
    """The print of a body, of at most its first million bytes. ``url``: its address, whose words it may repeat."""
    text = decode(body[:READ]).text
    bare = without_raw(text)
    own = _words_of(url)
    titled = _TITLE.search(text)
    shown = html.unescape(_TAG.sub(" ", bare))
    files = sorted(set(map(_file, _HOLDER.findall(bare))))
    return Print(
        title=_titles(titled[1] if titled else "", text, own),
        words=_crc(_constant(shown, own)),
        files=_crc(" ".join(files)),
        scripts=_crc(_written(text)),
        length=sum(map(len, shown.split())),
    )


def alike(a: Print, b: Print) -> bool:
    """Whether two answers show the same page. Two that show no text are not alike: scripts may write anything."""
    return a.length > 0 and b.length > 0 and _compared(a) == _compared(b)


def digest(body: bytes) -> int:
    """A cheap digest of what is not ASCII letters and digits: the same for pages that differ in ids and dates.

    Letters go with the digits because session ids are made of both. Equal digests prove nothing about one
    page; many of them show that an address leads to the same page over and over.
    """
    return zlib.crc32(body.translate(None, _VARYING))


def _compared(of: Print) -> tuple[str, int, int, int]:
    return of.title, of.words, of.files, of.scripts


def _words_of(url: str) -> frozenset[str]:
    if not url:
        return frozenset()
    try:
        parts = urlsplit(url)
    except ValueError:
        return frozenset()
    words = re.split(r"[/&=?;]", f"{parts.path}&{parts.query}")
    return frozenset(word for raw in words for word in (raw, unquote(raw)) if len(word) >= WORD)


def _constant(text: str, own: frozenset[str]) -> str:
    """The text without what varies, and without spaces."""
    for word in sorted(own, key=lambda word: (-len(word), word)):  # the longest first: it may contain others
        text = text.replace(word, " ")
    kept = _TOKEN.sub(_token, _ADDRESS.sub(" ", text))
    return "".join(_DIGITS.sub("", kept).split())


def _titles(title: str, text: str, own: frozenset[str]) -> str:
    """What names the page, digits included: forms filled in every month differ by their number alone."""
    words = html.unescape(title)
    for word in sorted(own, key=lambda word: (-len(word), word)):
        words = words.replace(word, " ")
    named = [value for tag in _NAMED.findall(text) for value in _CONTENT.findall(tag)]
    return "".join([*_ADDRESS.sub(" ", words).split(), *named])


def _token(match: re.Match[str]) -> str:
    """A Latin word, or nothing for a number, an id, a file's name."""
    token = match[0]
    varies = len(token) >= _LONG or any(map(str.isdigit, token)) or "%" in token or _FILE.search(token)
    return "" if varies else token


def _file(tag: str) -> str:
    """The name of a picture or attachment without its directories, which depend on where the page stands."""
    found = _SOURCE.search(tag)
    if found is None or found[1].startswith("data:"):
        return ""
    path, _, query = found[1].partition("?")
    name = path.rpartition("/")[2]
    if tag[1:3].lower() in ("a ", "a\n", "a\t", "a\r") and not _ATTACHED.search(name):
        return ""
    return name if _BUSTER.fullmatch(query) else f"{name}?{query}"


def _written(text: str) -> str:
    """The characters beyond ASCII within scripts, plain and escaped."""
    pieces = re.split(r"<script\b", text, flags=re.IGNORECASE)[1:]
    code = "".join(re.split(r"</script", piece, maxsplit=1, flags=re.IGNORECASE)[0] for piece in pieces)
    return _ASCII.sub("", code) + "".join(_SCRIPT_ESCAPE.findall(code))


def _crc(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "replace"))
