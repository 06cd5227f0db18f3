"""What one answer, or none, means: an outcome and its cause. Pure tables; the law stands in ``Outcome``.

Causes: "http-<status>", "dns", "timeout", "refused", "reset", "bad-answer", "truncated", "encoding",
"redirect-loop", "anti-bot", "robots", "egress", "too-large", "tls", "tls-obsolete", "not-html", "empty", "address",
"scheme", "silent" (not asked: its host had stopped answering), "internal" (a fault of this program).
"""

from __future__ import annotations

import re

from OpenSSL import SSL
from scrapy import exceptions as scrapy_errors
from twisted.internet import error as net_errors
from twisted.web.client import ResponseFailed

from monitor.model.observation import Outcome
from spiders.guard import Refused

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


class NameUnknown(Exception):
    """A host name that does not resolve. Raised while connecting."""


class ObsoleteTls(Exception):
    """A host that shakes hands only by versions or ciphers given up long ago. Raised after a failed request."""


ERRORS: tuple[tuple[type[BaseException], Verdict], ...] = (
    (Refused, (Outcome.OURS, "egress")),
    (NameUnknown, (Outcome.TRANSIENT, "dns")),  # an absent name alone accuses nobody: it may be our resolver
    (scrapy_errors.DownloadTimeoutError, (Outcome.TRANSIENT, "timeout")),
    (net_errors.TimeoutError, (Outcome.TRANSIENT, "timeout")),
    (TimeoutError, (Outcome.TRANSIENT, "timeout")),
    (scrapy_errors.DownloadConnectionRefusedError, (Outcome.TRANSIENT, "refused")),
    (net_errors.ConnectionRefusedError, (Outcome.TRANSIENT, "refused")),
    (scrapy_errors.ResponseDataLossError, (Outcome.TRANSIENT, "truncated")),
    (scrapy_errors.DownloadCancelledError, (Outcome.OURS, "too-large")),  # only our size limit cancels
    (net_errors.ConnectError, (Outcome.TRANSIENT, "unreachable")),
    (net_errors.ConnectionLost, (Outcome.TRANSIENT, "reset")),
    (net_errors.ConnectionDone, (Outcome.TRANSIENT, "reset")),
    (SSL.Error, (Outcome.INSECURE, "tls")),
    (ObsoleteTls, (Outcome.INSECURE, "tls-obsolete")),
    (scrapy_errors.UnsupportedURLSchemeError, (Outcome.OURS, "scheme")),
    (scrapy_errors.NotSupported, (Outcome.OURS, "scheme")),
    (UnicodeError, (Outcome.DEGRADED, "address")),
    (ValueError, (Outcome.DEGRADED, "address")),
)


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


def of_error(error: BaseException) -> Verdict:
    """The outcome of a request without an answer; ``(OURS, "internal")`` for what nobody foresaw."""
    if isinstance(error, NotAsked):
        return error.verdict
    if isinstance(error, scrapy_errors.DownloadFailedError | ResponseFailed):
        return _of_failed(error)
    return next((verdict for kind, verdict in ERRORS if isinstance(error, kind)), (Outcome.OURS, "internal"))


def _of_failed(error: BaseException) -> Verdict:
    failed = error if isinstance(error, ResponseFailed) else error.__cause__
    reasons = [reason.value for reason in getattr(failed, "reasons", ())]
    for kind, cause in ((SSL.Error, "tls"), (net_errors.ConnectionLost, "reset"), (net_errors.ConnectionDone, "reset")):
        if any(isinstance(reason, kind) for reason in reasons):
            return (Outcome.INSECURE if cause == "tls" else Outcome.TRANSIENT), cause
    return Outcome.TRANSIENT, "bad-answer"


# Marks of challenge pages that come with status 200. Only a page that is little more than the
# challenge counts: a portal's log-in form may well carry a captcha.
WALL = re.compile(
    rb"__jsl_clearance|\$_ts\s*=\s*window\[|acw_sc__v2|arg1=['\"][0-9A-F]{40}|EO_Bot_Ssid|wzwschallenge|WZWS-RAY"
    rb"|yunsuo_session_verify|__cf_chl|_guard/(?:auto|click|slide)\.js|aliyun_waf_|probe\.js\?_rqt"
    rb"|\xe5\xae\x89\xe5\x85\xa8\xe9\xaa\x8c\xe8\xaf\x81|\xe4\xba\xba\xe6\x9c\xba\xe9\xaa\x8c\xe8\xaf\x81"  # 安全验证 人机验证
    rb"|\xe6\xbb\x91\xe5\x8a\xa8\xe9\xaa\x8c\xe8\xaf\x81|<title>[^<]{0,20}captcha",  # 滑动验证
    re.IGNORECASE,
)
WALL_SIZE = 30_000
WALL_LINKS = 5


def is_wall(body: bytes) -> bool:
    """Whether a body is an anti-bot challenge in place of the page."""
    return len(body) < WALL_SIZE and body.count(b"<a ") < WALL_LINKS and WALL.search(body) is not None


TEXT_TYPES = ("html", "xml", "text/plain")
BINARY = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"RIFF")


def is_html(content_type: str | None, body: bytes) -> bool:
    """Whether a body may be read as a page: the type says so, or it is silent and the bytes begin like markup."""
    kind = (content_type or "").partition(";")[0].strip().lower()
    if body.startswith(BINARY):
        return False
    if "html" in kind:
        return True
    starts = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(b"<")
    return starts and (not kind or kind == "application/octet-stream" or any(text in kind for text in TEXT_TYPES))
