"""Home pages, columns, annual reports and accounts, looked at in one crawl."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from monitor.model.observation import Outcome
from monitor.model.subject import Source, SourceKind, SubjectKind
from monitor.model.target import AccountTarget, ColumnTarget, ControlTarget, HomeTarget, ReportsTarget, Target
from tests.spiders.crawls import NOW, Crawled, crawl, make_folder
from tests.spiders.hostile import Hostile

UNIT = "东昌府区教育和体育局"
OTHERS = ("东昌府区财政局", "东昌府区人民政府")


def page(body: str, head: str = "") -> bytes:
    return f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def rows(*entries: tuple[str, str, str]) -> str:
    """A list of (address, title, date)."""
    items = "".join(
        f"<li><a href='{url}' title='{title}'>{title}</a><span>{day}</span></li>" for url, title, day in entries
    )
    return f"<div class=list><ul>{items}</ul></div>"


def news(*days: str) -> str:
    return rows(*((f"{n}.html", f"关于第{n}号事项的通知公告", day) for n, day in enumerate(days)))


def report(year: int, shown: str) -> bytes:
    text = f"<h1>{UNIT}{year}年政府信息公开工作年度报告</h1><p>发布时间：{shown}　来源：{UNIT}</p>"
    return page(f"{text}<p>{'根据《中华人民共和国政府信息公开条例》编制本报告。' * 9}</p>")


def stub(to: str) -> bytes:
    return page("", f"<meta http-equiv=refresh content='0;url={to}'>")


def frames(*addresses: str) -> bytes:
    return page("".join(f"<div class=main><iframe src='{one}'></iframe></div>" for one in addresses))


SEARCH = page("<form action=/s><input name=q><button>搜索</button></form><p>请输入要查找的内容。</p>")
TITLE = "年政府信息公开工作年度报告"
PAGES = {
    "home.test/": page(news("2026-11-20", "2026-11-18", "2026-11-02")),
    "col.test/": page(news("2026-11-20", "2026-11-18", "2026-11-02")),
    "stub.test/": stub("list/"),
    "stub.test/list/": page(news("2026-10-01", "2026-09-02", "2026-08-03")),
    "lost.test/": stub("gone/"),
    "round.test/": stub("/"),
    "framed.test/": frames("/gone.html", "/search.html", "/list.html", "/newer.html"),
    "framed.test/search.html": SEARCH,
    "framed.test/list.html": page(news("2026-10-01", "2026-09-02", "2026-08-03")),
    "framed.test/newer.html": page(news("2026-11-20", "2026-11-18", "2026-11-02")),
    "veiled.test/": frames("http://s503.test/list.html", "/list.html"),
    "veiled.test/list.html": page(news("2020-10-01", "2020-09-02", "2020-08-03")),
    "beyond.test/": frames("/1.html", "/2.html", "/3.html", "/list.html"),
    **{f"beyond.test/{n}.html": SEARCH for n in (1, 2, 3)},
    "beyond.test/list.html": page(news("2020-10-01", "2020-09-02", "2020-08-03")),
    "own.test/": page(
        rows(
            ("r2024.html", f"{UNIT}2024{TITLE}", "2025-01-20"),
            ("r2023.html", f"{UNIT}2023{TITLE}", "2024-02-20"),
            ("form.html", f"{UNIT}2024年政府网站工作年度报表", "2025-01-21"),
            ("guide.html", "政府信息公开指南", "2021-01-21"),
        )
        + "<div class=page><script>createPageHTML(2, 0, 'index', 'html');</script></div>"
    ),
    "own.test/index_1.html": page(
        rows(
            ("r2022.pdf", f"{UNIT}2022{TITLE}", "2023-01-10"),
            ("r2021.html", f"{UNIT}2021{TITLE}", "2022-01-11"),
            ("old.html", "关于政府信息公开的其他说明", "2020-01-11"),
        )
    ),
    "own.test/r2024.html": report(2024, "2025-01-19"),
    "own.test/r2023.html": report(2023, "2024-02-20"),
    "own.test/r2022.pdf": b"%PDF",
    "shared.test/": page(
        rows(
            ("a.html", f"东昌府区财政局2024{TITLE}", "2025-01-20"),
            ("b.html", f"教育和体育局2024{TITLE}", "2025-01-20"),
            ("c.html", f"2023{TITLE}", "2025-01-20"),
            ("d.html", f"东昌府区2024{TITLE}", "2025-01-20"),
            ("e.html", f"聊城市教育和体育局2022{TITLE}", "2025-01-20"),
        )
    ),
    "shared.test/b.html": report(2024, "2025-01-20"),
    "feed.test/": page("looks like a page"),
    "feed.test/rss.xml": """<?xml version="1.0"?><rss version="2.0"><channel><title>东昌府发布</title>
<item><title>一</title><pubDate>Fri, 20 Nov 2026 10:00:00 +0800</pubDate></item>
<item><title>二</title><pubDate>Fri, 20 Nov 2026 10:00:00 +0800</pubDate></item>
<item><title>三</title><pubDate>Wed, 18 Nov 2026 10:00:00 +0800</pubDate></item></channel></rss>""".encode(),
}


def column(name: str) -> ColumnTarget:
    return ColumnTarget(SubjectKind.COLUMN, name, f"http://{name}.test/")


def reports(name: str, *places: str, shared: bool = False) -> ReportsTarget:
    return ReportsTarget(SubjectKind.UNIT, name, places[0], UNIT, places, shared, OTHERS)


def account(name: str, kind: SourceKind, url: str | None) -> AccountTarget:
    return AccountTarget(SubjectKind.ACCOUNT, name, url or "", name=name, source=Source(kind, url))


TARGETS: tuple[Target, ...] = (
    ControlTarget(SubjectKind.SITE, "http://ok.test/", "http://ok.test/"),
    HomeTarget(SubjectKind.SITE, "home", "http://home.test/"),
    HomeTarget(SubjectKind.SITE, "home-down", "http://s503.test/"),
    *(column(name) for name in ("col", "stub", "lost", "round", "s404", "framed", "veiled", "beyond")),
    reports("own", "http://own.test/"),
    reports("shared", "http://shared.test/", shared=True),
    reports("half", "http://own.test/", "http://s503.test/list/"),
    account("rss", SourceKind.RSS, "http://feed.test/rss.xml"),
    account("page-as-feed", SourceKind.RSS, "http://feed.test/"),
    account("rss-down", SourceKind.RSS, "http://feed.test/gone.xml"),
    account("manual", SourceKind.MANUAL, None),
)


@pytest.fixture(scope="module")
def crawled(hostile: Hostile, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    hostile.pages |= PAGES
    names = {page.partition(".test/")[0] for page in PAGES}
    folder = make_folder(tmp_path_factory.mktemp("crawl") / "run", TARGETS, connect_to=hostile.connect_to(*names))
    return crawl(folder)


@pytest.fixture
def seen(crawled: Crawled) -> dict[str, Any]:
    return crawled.by_subject()


def test_every_target_is_observed_once_and_now(crawled: Crawled) -> None:
    assert sorted(one.subject for one in crawled.observations) == sorted(target.subject for target in TARGETS)
    assert {one.at for one in crawled.observations} == {NOW}


def test_control(seen: dict[str, Any]) -> None:
    assert seen["http://ok.test/"].look.outcome is Outcome.OK
    assert seen["http://ok.test/"].look.warc is None  # nothing rests on it


def test_home(seen: dict[str, Any]) -> None:
    home = seen["home"]
    assert (home.newest, home.dated, home.undecided) == (date(2026, 11, 20), 3, None)
    assert seen["home-down"].undecided == "http-503"


def test_column(seen: dict[str, Any]) -> None:
    col = seen["col"]
    assert (col.page, col.channel, col.entries, col.newest) == ("list", "html", 3, date(2026, 11, 20))
    assert col.dates == (date(2026, 11, 20), date(2026, 11, 18), date(2026, 11, 2))
    assert (col.blank, col.undecided) == (False, None)


def test_a_stub_is_followed(seen: dict[str, Any]) -> None:
    look = seen["stub"].look
    assert seen["stub"].newest == date(2026, 10, 1)
    assert (look.url, look.final_url) == ("http://stub.test/", "http://stub.test/list/")


def test_a_stub_that_leads_nowhere_leaves_the_column_undecided(seen: dict[str, Any]) -> None:
    assert seen["lost"].look.outcome is Outcome.OK  # the enrolled address did answer
    assert seen["lost"].undecided == "redirect-http-404"
    assert seen["round"].undecided is not None


def test_of_several_frames_the_first_that_is_a_list_is_read(seen: dict[str, Any]) -> None:
    framed = seen["framed"]
    assert (framed.page, framed.newest, framed.undecided) == ("list", date(2026, 10, 1), None)
    assert (framed.look.url, framed.look.final_url) == ("http://framed.test/", "http://framed.test/list.html")


@pytest.mark.parametrize(
    ("name", "undecided"),
    [
        ("veiled", "iframe-http-503"),  # what the frame that did not answer holds, the next one cannot tell
        ("beyond", "not-a-list"),  # three frames are tried
    ],
)
def test_no_frame_speaks_for_another(seen: dict[str, Any], name: str, undecided: str) -> None:
    assert (seen[name].newest, seen[name].undecided) == (None, undecided)


def test_an_address_that_is_gone(seen: dict[str, Any]) -> None:
    assert (seen["s404"].look.outcome, seen["s404"].undecided) == (Outcome.GONE, "http-404")


def test_reports_of_a_place_of_ones_own(seen: dict[str, Any]) -> None:
    own = seen["own"]
    assert [(one.year, one.listed, one.printed, one.printed_from) for one in own.reports] == [
        (2024, date(2025, 1, 20), date(2025, 1, 19), "label"),
        (2023, date(2024, 2, 20), date(2024, 2, 20), "label"),
        (2022, date(2023, 1, 10), None, None),  # a file: its list alone says when
        (2021, date(2022, 1, 11), None, None),  # its page is gone
    ]
    assert [one.look.outcome for one in own.reports] == [Outcome.OK] * 3 + [Outcome.GONE]
    assert (own.complete, own.undecided, own.unmatched, own.one_day) == (True, None, (), False)
    assert own.places == ("http://own.test/",)


def test_reports_of_a_shared_place_must_name_the_unit(seen: dict[str, Any]) -> None:
    shared = seen["shared"]
    assert [one.title for one in shared.reports] == [f"教育和体育局2024{TITLE}"]
    assert shared.unmatched == (2023, 2022)  # whose they are, their titles do not tell
    assert shared.one_day  # five rows, one date
    assert shared.complete


def test_a_place_that_was_not_read_leaves_the_reports_incomplete(seen: dict[str, Any]) -> None:
    half = seen["half"]
    assert [one.year for one in half.reports] == [2024, 2023, 2022, 2021]
    assert (half.complete, half.undecided) == (False, "http-503")


def test_accounts(seen: dict[str, Any]) -> None:
    rss = seen["rss"]
    assert (rss.name, rss.newest, rss.pushes, rss.undecided) == ("东昌府发布", date(2026, 11, 20), 2, None)
    assert seen["page-as-feed"].undecided == "not-a-feed"
    assert seen["rss-down"].undecided == "http-404"
    manual = seen["manual"]
    assert (manual.undecided, manual.look.outcome) == ("no-adapter", Outcome.OURS)


def test_what_was_read_is_in_the_evidence_as_it_came(crawled: Crawled, seen: dict[str, Any]) -> None:
    kept = [("home", "home.test/"), ("col", "col.test/"), ("stub", "stub.test/list/"), ("rss", "feed.test/rss.xml")]
    for subject, address in kept:
        name, _, offset = seen[subject].look.warc.partition("#")
        with (crawled.folder / Path(name).name).open("rb") as file:
            file.seek(int(offset))
            record = next(iter(ArchiveIterator(file)))
            assert record.rec_headers.get_header("WARC-Target-URI") == f"http://{address}"
            assert record.content_stream().read() == PAGES[address]


def test_the_same_target_twice_is_two_observations(hostile: Hostile, tmp_path: Any) -> None:
    twice = (column("ok"), column("ok"), replace(column("ok"), subject="other"))
    done = crawl(make_folder(tmp_path / "run", twice, connect_to=hostile.connect_to()))
    assert done.done == {**done.done, "observations": 3, "finished": True}
