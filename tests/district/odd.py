"""Answers that are no list: errors, walls, stubs, pages of the wrong kind or size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from tests.district.files import CONTENT, TYPES
from tests.district.plan import View
from tests.district.reply import Reply

ELSEWHERE = (
    "<!DOCTYPE html><html><head><title>欢迎访问</title></head><body><p>欢迎访问本站。</p></body></html>".encode()
)
REASONS = {403: "禁止访问", 404: "您访问的页面不存在", 410: "页面已删除", 503: "系统维护中，请稍后访问"}
CHALLENGE = (
    b"<!DOCTYPE html><html><head><meta id='9DhefwqGPrzGxEp9hPaoag' content='k7x'>"
    b"<script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=38211;$_ts.cd='qEyq';</script>"
    b"</head><body><script src='/static/page.js'></script></body></html>"
)
# Half a file, which no reader opens.
HALF = CONTENT["pdf"][: len(CONTENT["pdf"]) // 2]
SOLD = "".join(
    f"<p>{words}</p>"
    for words in ("注册送彩金", "首存优惠", "体育投注", "真人视讯", "电子游艺", "备用网址", "官方入口") * 3
)
TAKEN = f"<!DOCTYPE html><html><head><title>澳门新葡京官方网站</title></head><body>{SOLD}</body></html>".encode()
HUGE = 20 * 2**20  # bytes
PRIVATE = "http://10.0.0.8/yl/index.htm"


def error(status: int) -> Reply:
    """The friendly page of an error."""
    text = f"<html><head><title>{REASONS[status]}</title></head><body><h1>{status}</h1><p>{REASONS[status]}</p></body></html>"
    return Reply(status, body=text.encode())


def polite() -> Reply:
    """The friendly page of an absence, with the status of a success."""
    return replace(error(404), status=200)


def stub(to: str) -> Reply:
    """A page that only refreshes to another."""
    text = f'<html><head><meta http-equiv="Refresh" content="0;URL={to}" /></head><body></body></html>'
    return Reply(body=text.encode())


def _wall() -> Reply:
    return Reply(412, body=CHALLENGE, headers=(("Set-Cookie", "FSSBBIl1UgzbN7N80S=a1; path=/; HttpOnly"),))


def _pdf() -> Reply:
    return Reply(type=TYPES["pdf"], body=CONTENT["pdf"])


@cache
def _huge() -> Reply:
    row = "<li><a href='javascript:;'>历史文件</a></li>\n".encode()
    head = b"<!DOCTYPE html><html><head><title>huge</title></head><body><ul>\n"
    return Reply(body=head + row * (HUGE // len(row)) + b"</ul></body></html>")


# Answers with status 200 that are not what was linked, by name.
FALSE: dict[str, Callable[[], Reply]] = {
    "polite": polite,
    "half": lambda: Reply(type=TYPES["pdf"], body=HALF),
    "page": lambda: Reply(body=ELSEWHERE),
    "taken": lambda: Reply(body=TAKEN),
}
VIEWS: dict[View, Callable[[], Reply]] = {
    View.WALL: _wall,
    View.PDF: _pdf,
    View.HUGE: _huge,
    View.BUSY: lambda: error(503),
    View.PRIVATE: lambda: Reply(302, headers=(("Location", PRIVATE),)),
}
STEADY = (View.PDF, View.HUGE)  # these carry validators, as any file does
