"""What the bridges serve for the accounts: RSS 2.0, Atom, JSON Feed, and a page that is no feed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from html import escape
from itertools import islice

from tests.district.days import ZONE
from tests.district.plan import Account
from tests.district.prose import title

PUSHES = 8
EXTENSIONS = {"rss": "xml", "bridge": "rss", "atom": "atom", "json": "json", "error": "xml"}
TYPES = {
    "rss": "application/rss+xml", "bridge": "text/xml", "atom": "application/atom+xml", "json": "application/feed+json",
    "error": "text/html",
}  # fmt: skip
SORRY = (
    "<html><head><title>Bridge returned error</title></head><body><h1>502</h1><p>参数错误，请稍后再试</p></body></html>"
)

Post = tuple[str, str, datetime]  # title, address, instant in UTC


def path(account: Account) -> str:
    """The path of the account's feed on the host of the bridges."""
    return f"/{account.platform}/{account.id}.{EXTENSIONS[account.form]}"


def feed(account: Account, day: date, seed: int) -> tuple[str, str, date | None]:
    """The text, its content type, and the day of the newest push."""
    if account.form == "error" or account.activity is None:
        return SORRY, TYPES["error"], None
    days = list(islice(account.activity.days(day), PUSHES))
    posts = [post for born in days for post in _posts(account, born, seed)]
    text = {"rss": _rss, "bridge": _rss, "atom": _atom, "json": _json}[account.form](account, posts)
    return text, TYPES[account.form], days[0]


def _posts(account: Account, born: date, seed: int) -> list[Post]:
    hour, minutes = map(int, account.push.split(":"))
    when = datetime.combine(born, time(hour, minutes), ZONE).astimezone(UTC)
    count = 3 if account.form == "bridge" else 1  # one push carries several articles
    address = f"http://feeds.dcf-culture.cn/s/{account.id}-{born.toordinal()}"
    return [(title(seed, "news", account.name, born, part), f"{address}-{part}", when) for part in range(count)]


def _rss(account: Account, posts: Sequence[Post]) -> str:
    def item(post: Post) -> str:
        when = post[2].astimezone(ZONE) if account.form == "bridge" else post[2]
        stamp = format_datetime(when, usegmt=account.form != "bridge")
        return f"<item><title><![CDATA[{post[0]}]]></title><link>{post[1]}</link><guid>{post[1]}</guid><pubDate>{stamp}</pubDate></item>"

    head = f"<title>{account.name}</title><link>http://feeds.dcf-culture.cn/</link><description>{account.name}</description>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"{head}{''.join(map(item, posts))}</channel></rss>\n"
    )


def _atom(account: Account, posts: Sequence[Post]) -> str:
    def entry(post: Post) -> str:
        stamp = f"{post[2]:%Y-%m-%dT%H:%M:%SZ}"
        link = f'<link href="{post[1]}"/><id>{post[1]}</id>'
        return f"<entry><title>{escape(post[0])}</title>{link}<published>{stamp}</published><updated>{stamp}</updated></entry>"

    head = f"<title>{account.name}</title><id>{account.id}</id><updated>{posts[0][2]:%Y-%m-%dT%H:%M:%SZ}</updated>"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"{head}{''.join(map(entry, posts))}</feed>\n"
    )


def _json(account: Account, posts: Sequence[Post]) -> str:
    items = [
        {"id": link, "url": link, "title": text, "date_published": when.astimezone(ZONE).isoformat()}
        for text, link, when in posts
    ]
    feed_ = {"version": "https://jsonfeed.org/version/1.1", "title": account.name, "items": items}
    return json.dumps(feed_, ensure_ascii=False, indent=1)
