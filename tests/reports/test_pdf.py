from __future__ import annotations

import re
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from monitor.model.subject import SubjectKind
from reports.bulletin import Bulletin
from reports.data import data, sha256
from reports.fonts import GETA, faces, substitutions
from reports.monthly import build
from reports.pdf import Fetcher, pdf
from reports.render import html
from tests.reports import hostile, month, paper

MM = 72 / 25.4
PITCH = 28.95
LEFT, RIGHT = 28 * MM, (210 - 26) * MM
TOP, BOTTOM = 37 * MM, (297 - 35) * MM
HALF_A_MM = 0.5 * MM


@pytest.fixture(scope="module")
def document(printed: bytes) -> pdfium.PdfDocument:
    return pdfium.PdfDocument(printed)


@pytest.fixture(scope="module")
def text(printed: bytes) -> str:
    return "".join(paper.texts(printed))


def body(page: pdfium.PdfPage) -> list[paper.Char]:
    """The characters of a page between the margins."""
    return [one for one in paper.chars(page) if TOP < one.base < BOTTOM]


def test_every_unit_and_problem_of_the_data_is_in_the_text(bulletin: Bulletin, text: str) -> None:
    told = data(bulletin)
    units, problems = told["units"], told["problems"]
    assert isinstance(units, list)
    assert isinstance(problems, list)
    assert len(units) == 8
    assert len(problems) == 25
    assert [one for one in units if isinstance(one, dict) and str(one["name"]) not in text] == []
    assert [one for one in problems if isinstance(one, dict) and str(one["number"]) not in text] == []


def test_every_sentence_is_printed_whole(bulletin: Bulletin, text: str) -> None:
    sentences = [bulletin.opening, *bulletin.overview, bulletin.faults_lead, bulletin.review.lead]
    sentences += [one.lead for one in bulletin.demands]
    running = re.sub(r"—\d+—", "", text)
    assert [one for one in sentences if one not in running] == []
    assert sha256(bulletin) in text


def test_the_length_is_sane(document: pdfium.PdfDocument) -> None:
    assert 10 <= len(document) <= 16
    assert all(page.get_size() == pytest.approx(paper.A4, abs=0.1) for page in document)


def test_all_fonts_are_embedded_and_no_glyph_is_missing(printed: bytes, text: str) -> None:
    embedded = paper.fonts(printed)
    assert embedded
    assert all(embedded.values())
    assert all("bulletin-" in name for name in embedded), "a font of this machine slipped in"
    shown = list(paper.glyphs(printed))
    assert len(shown) >= len(text)
    assert 0 not in shown
    assert "□" not in text


def test_every_chinese_character_leaves_ink(document: pdfium.PdfDocument) -> None:
    assert paper.inkless(document[0]) == []
    assert paper.inkless(document[8]) == []


def test_lines_stand_on_a_grid_of_22(document: pdfium.PdfDocument) -> None:
    first = min(one.base for one in body(document[1]))
    for number in (1, 4, 5, 6):
        places = [(one.base - first) / PITCH for one in body(document[number]) if "\u4e00" <= one.char <= "\u9fff"]
        assert max(abs(place - round(place)) for place in places) * PITCH < HALF_A_MM
        assert {round(place) for place in places} <= set(range(22))


def test_the_chart_leaves_no_hole_in_the_page_before(document: pdfium.PdfDocument, printed: bytes) -> None:
    pages = paper.texts(printed)
    chart = next(place for place, read in enumerate(pages) if "图1" in read)
    before = body(document[chart - 1])
    first = min(one.base for one in body(document[1]))
    assert pages[chart].startswith("图1")  # nothing stands above it; what is drawn is read last
    assert {round((one.base - first) / PITCH) for one in before} == set(range(22))


def test_the_head_takes_whole_lines_of_the_grid(document: pdfium.PdfDocument) -> None:
    first = min(one.base for one in body(document[1]))
    below = [one.base for one in body(document[0]) if one.base > TOP + 14 * PITCH]
    assert {round((base - first) / PITCH, 1) % 1 for base in below} == {0.0}


def test_full_lines_reach_from_margin_to_margin(document: pdfium.PdfDocument) -> None:
    lines: dict[int, list[paper.Char]] = {}
    for one in body(document[4]):
        lines.setdefault(round(one.base), []).append(one)
    full = [line for line, after in pairwise(lines.values()) if after[0].left < LEFT + HALF_A_MM]
    assert len(full) >= 6
    for line in full:
        hanging = 0.5 * 15.79 if line[-1].char in "，。、；：）”" else 0.0
        assert line[-1].right - hanging - HALF_A_MM <= RIGHT <= line[-1].right + HALF_A_MM
    assert min(one.left for line in lines.values() for one in line) == pytest.approx(LEFT, abs=HALF_A_MM)


def test_28_characters_fill_a_line(document: pdfium.PdfDocument) -> None:
    gaps = [other.left - one.left for one, other in pairwise(body(document[1])) if one.base == other.base]
    usual = sorted(gap for gap in gaps if gap > 12)
    assert (RIGHT - LEFT) / usual[len(usual) // 2] == pytest.approx(28, abs=0.6)


def test_page_numbers_stand_outside_right_and_left(document: pdfium.PdfDocument) -> None:
    for place, page in enumerate(document, 1):
        foot = [one for one in paper.chars(page) if one.base > BOTTOM]
        assert "".join(one.char for one in foot) == f"—{place}—"
        if place % 2:
            assert foot[-1].right == pytest.approx(RIGHT - 14, abs=1.0)
        else:
            assert foot[0].left == pytest.approx(LEFT + 14, abs=1.0)
        assert foot[0].base - 14 < BOTTOM + 7 * MM + 3 < foot[0].base + 6


def test_headings_never_end_a_page(document: pdfium.PdfDocument) -> None:
    for page in list(document)[:8]:
        chars = body(page)
        last = "".join(one.char for one in chars if one.base == max(it.base for it in chars))
        assert not last.startswith(("一、", "二、", "三、", "四、"))
        assert not re.fullmatch(r"（.+）.+问题\d+个", last)


def test_the_head_of_the_table_is_repeated(printed: bytes) -> None:
    pages = [text for text in paper.texts(printed) if "证据：" in text]
    assert len(pages) > 2
    assert all("序号问题编号责任单位" in text for text in pages)


def test_no_table_text_leaves_the_type_area(document: pdfium.PdfDocument) -> None:
    for page in list(document)[8:]:
        assert min(one.left for one in body(page)) > LEFT - 1
        assert max(one.right for one in body(page)) < RIGHT + 1


def test_outline_title_and_language(document: pdfium.PdfDocument, bulletin: Bulletin) -> None:
    titles = [one.get_title() for one in document.get_toc()]
    assert titles[0] == bulletin.name
    assert "一、总体情况" in titles
    metadata = document.get_metadata_dict()
    assert metadata["Title"] == bulletin.name
    assert metadata["Author"] == bulletin.office
    assert metadata["CreationDate"].startswith("D:20260401093000")


def test_the_same_page_gives_the_same_bytes(page: str, printed: bytes) -> None:
    assert pdf(page) == printed


def test_substitutes_carry_everything_and_are_recorded(page: str, text: str, tmp_path: Path) -> None:
    replaced = faces(tmp_path)
    assert [one.substitute for one in replaced] == ["NotoSerifSC-Regular", "NotoSansSC-Regular"] + [
        "NotoSerifSC-Regular"
    ] * 3
    content = pdf(page, replaced)
    read = "".join(paper.texts(content))
    assert "字体：仿宋以NotoSerifSC-Regular代替、黑体以NotoSansSC-Regular代替" in read
    assert set(text) <= set(read)
    assert all(paper.fonts(content).values())
    assert 0 not in list(paper.glyphs(content))
    assert paper.inkless(pdfium.PdfDocument(content)[1]) == []


def test_what_stands_in_says_so_only_then() -> None:
    assert substitutions(tuple(replace(one, substitute=None) for one in faces())) == ""


def test_rare_characters_print_and_leave_the_grid_alone() -> None:
    units = (month.UNITS[0], replace(month.UNITS[1], name="东昌府区堃喆玥翀局"), *month.UNITS[2:])
    content = pdf(html(build(month.facts(inventory=replace(month.INVENTORY, units=units)))))
    document = pdfium.PdfDocument(content)
    number = next(place for place, read in enumerate(paper.texts(content)) if "堃喆玥翀局" in read)
    first = min(one.base for one in body(pdfium.PdfDocument(content)[1]))
    places = [(one.base - first) / PITCH for one in body(document[number])]
    assert max(abs(place - round(place)) for place in places) * PITCH < HALF_A_MM
    assert paper.inkless(document[number]) == []


def test_a_character_no_font_has_becomes_a_mark_and_is_counted() -> None:
    units = (replace(month.UNITS[0], name="东昌府区𠮷办"), *month.UNITS[1:])
    content = pdf(html(build(month.facts(inventory=replace(month.INVENTORY, units=units)))))
    read = "".join(paper.texts(content))
    assert f"东昌府区{GETA}办" in read
    assert f"字库缺1个字，以“{GETA}”代替" in read
    assert 0 not in list(paper.glyphs(content))


def test_hostile_text_is_printed_as_text() -> None:
    content = pdf(html(build(hostile.facts())))
    read = "".join(paper.texts(content))
    assert "<script>window.__xss=1</script>" in read
    assert "{{7*7}}" in read
    for mark in (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"javascript:", b"file:"):
        assert mark not in content


@pytest.mark.parametrize(
    "attack",
    [
        "<style>@import 'file:///etc/hostname';</style>",
        "<p style=\"background: url('file:///etc/hostname')\">x</p>",
        "<style>@font-face { font-family: x; src: url('http://127.0.0.1:9/x.otf'); }</style>",
        "<link rel=attachment href='file:///etc/hostname'>",
        "<img src='http://127.0.0.1:9/x.png'>",
        "<svg><image href='file:///etc/hostname'/></svg>",
    ],
)
def test_nothing_is_fetched(attack: str) -> None:
    content = pdf(f"<!DOCTYPE html><html><head><title>t</title></head><body>{attack}<p>完</p></body></html>")
    assert "完" in "".join(paper.texts(content))
    assert b"/EmbeddedFile" not in content
    assert b"/Image" not in content


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "file:///etc/hostname", "FILE:///etc/hostname", "ftp://a/"])
def test_the_fetcher_refuses_what_is_no_font_of_ours(url: str) -> None:
    with pytest.raises(ValueError, match="refused"):
        Fetcher(faces()).fetch(url)


def test_the_fetcher_serves_the_fonts() -> None:
    path = faces()[0].main
    assert Fetcher(faces()).fetch(path.as_uri()).read() == path.read_bytes()


def test_four_hundred_problems_are_bounded() -> None:
    columns = month.COLUMNS[:24]
    problems = tuple(
        replace(
            month.stale(place, columns[place % 24].id, month.date(2026, 2, 1 + place % 20)),
            locus=f"{columns[place % 24].url}{place}",
        )
        for place in range(400)
    )
    begin = time.process_time()
    bulletin = build(month.facts(problems=problems, previous=(), previous_name=None))
    content = pdf(html(bulletin))
    assert time.process_time() - begin < 30
    read = "".join(paper.texts(content))
    assert all(row.number in read for row in bulletin.rows)


def test_a_name_of_500_characters_is_printed() -> None:
    units = (replace(month.UNITS[0], name="长" * 500), *month.UNITS[1:])
    problems = (month.problem(1, "column-blank", SubjectKind.COLUMN, "portal-news", "栏目为空白"),)
    facts = month.facts(
        inventory=replace(month.INVENTORY, units=units),
        problems=problems,
        previous=(),
        previous_name=None,
        office_name="长" * 500,
    )
    document = pdfium.PdfDocument(pdf(html(build(facts))))
    assert all(one.right < RIGHT + 9 for page in document for one in paper.chars(page))
