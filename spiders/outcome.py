"""What one answer, or none, means: an outcome and its cause. Pure tables; the law stands in ``Outcome``.

Causes: "http-<status>", "dns", "no-name" (the resolver says that there is no such name), "timeout", "refused", "reset", "bad-answer", "truncated", "encoding",
"redirect-loop", "anti-bot", "robots", "egress", "too-large", "tls", "tls-obsolete", "not-html", "empty", "address",
"scheme", "silent" (not asked: its host had stopped answering), "internal" (a fault of this program).
"""

from __future__ import annotations

import re

from scrapy import exceptions as scrapy_errors

from monitor.model.observation import Outcome
from spiders.guard import Refused
from spiders.wire.answer import WireFailed
from spiders.wire.places import NameUnknown

Verdict = tuple[Outcome, str | None]

BLOCKING = frozenset({401, 403, 412, 418, 429, 444, 521, 999})  # 412 瑞数, 521 加速乐, 444 nginx hanging up
FLAGS = {
    "truncated": (Outcome.TRANSIENT, "truncated"),
    "encoding": (Outcome.TRANSIENT, "encoding"),
    "too-large": (Outcome.OURS, "too-large"),
    "redirect-loop": (Outcome.TRANSIENT, "redirect-loop"),
    "address": (Outcome.DEGRADED, "address"),
}


class NotAsked(scrapy_errors.IgnoreRequest):
    """A request that this program did not send. Raised by middlewares; carries its own outcome."""

    def __init__(self, outcome: Outcome, cause: str | None):
        super().__init__(cause)
        self.verdict: Verdict = (outcome, cause)


ERRORS: tuple[tuple[type[BaseException], Verdict], ...] = (
    (Refused, (Outcome.OURS, "egress")),
    (TimeoutError, (Outcome.TRANSIENT, "timeout")),
    (scrapy_errors.UnsupportedURLSchemeError, (Outcome.OURS, "scheme")),
    (scrapy_errors.NotSupported, (Outcome.OURS, "scheme")),
    (UnicodeError, (Outcome.DEGRADED, "address")),
    (ValueError, (Outcome.DEGRADED, "address")),
)
FAILURES = {"too-large": Outcome.OURS, "tls": Outcome.INSECURE, "tls-obsolete": Outcome.INSECURE}  # else it may pass


def of_status(status: int) -> Verdict:
    """The outcome of a complete answer with this status."""
    if status in BLOCKING or status >= 600:
        return Outcome.BLOCKED, "anti-bot"
    if status in (404, 410):
        return Outcome.GONE, f"http-{status}"
    if status == 408 or status >= 500:
        return Outcome.TRANSIENT, f"http-{status}"
    if 200 <= status < 300 and status not in (204, 205):
        return Outcome.OK, None
    return Outcome.DEGRADED, f"http-{status}"


def _of_name(error: NameUnknown) -> Verdict:
    # An absent name alone accuses nobody: it may be our resolver. Who asked for many names settles it.
    return Outcome.TRANSIENT, "no-name" if error.absent else "dns"


def of_error(error: BaseException) -> Verdict:
    """The outcome of a request without an answer; ``(OURS, "internal")`` for what nobody foresaw."""
    if isinstance(error, NotAsked):
        return error.verdict
    if isinstance(error, NameUnknown):
        return _of_name(error)
    if isinstance(error, WireFailed):
        return FAILURES.get(error.cause, Outcome.TRANSIENT), error.cause
    return next((verdict for kind, verdict in ERRORS if isinstance(error, kind)), (Outcome.OURS, "internal"))


# Marks of challenge pages that come with status 200. Only a page that is little more than the
# challenge counts: a portal's log-in form may well carry a captcha.
WALL = re.compile(
    rb"__jsl_clearance|\$_ts\s*=\s*window\[|acw_sc__v2|arg1=['\"][0-9A-F]{40}|EO_Bot_Ssid|wzwschallenge|WZWS-RAY"
    rb"|yunsuo_session_verify|__cf_chl|_guard/(?:auto|click|slide)\.js|aliyun_waf_|probe\.js\?_rqt"
    rb"|\xe5\xae\x89\xe5\x85\xa8\xe9\xaa\x8c\xe8\xaf\x81|\xe4\xba\xba\xe6\x9c\xba\xe9\xaa\x8c\xe8\xaf\x81"  # 安全验证 人机验证
    rb"|\xe6\xbb\x91\xe5\x8a\xa8\xe9\xaa\x8c\xe8\xaf\x81|<title>[^<]{0,20}captcha",  # 滑动验证
    re.IGNORECASE,
)
# A part of each, by which the expression is tried at all: it costs fifty times as much.
_MARKS = (
    b"jsl_cl",
    b"$_ts",
    b"acw_sc",
    b"arg1=",
    b"eo_bot",
    b"wzws",
    b"yunsuo",
    b"__cf_chl",
    b"_guard/",
    b"aliyun_waf",
)
_MARKS += (b"probe.js", b"\xe9\xaa\x8c\xe8\xaf\x81", b"captcha")
WALL_SIZE = 30_000
WALL_LINKS = 5


def is_wall(body: bytes) -> bool:
    """Whether a body is an anti-bot challenge in place of the page."""
    if len(body) >= WALL_SIZE or body.count(b"<a ") >= WALL_LINKS:
        return False
    low = body.lower()
    return any(mark in low for mark in _MARKS) and WALL.search(body) is not None


_NO_PAGE = ("image/", "video/", "audio/", "font/", "text/css", "application/pdf", "application/vnd", "application/zip")
TEXT_TYPES = ("html", "xml", "text/plain")
BINARY = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"RIFF")


def may_be_page(content_type: str | None) -> bool:
    """Whether a content type does not rule out that a browser shows it as a page."""
    return content_type is None or not content_type.lower().startswith(_NO_PAGE)


def is_html(content_type: str | None, body: bytes) -> bool:
    """Whether a body may be read as a page: the type says so, or it is silent and the bytes begin like markup."""
    kind = (content_type or "").partition(";")[0].strip().lower()
    if body.startswith(BINARY):
        return False
    if "html" in kind:
        return True
    starts = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(b"<")
    return starts and (not kind or kind == "application/octet-stream" or any(text in kind for text in TEXT_TYPES))
