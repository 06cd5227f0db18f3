"""Bytes decide, declarations do not."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.extract.charset import decode

TEXT = "<p>东河区人民政府关于防汛工作的通知，二〇二六年十一月，共三十一个镇街和部门参加了会议。</p>"


@pytest.mark.parametrize(
    ("body", "declared", "encoding", "repaired", "mismatch"),
    [
        (TEXT.encode(), None, "utf-8", False, False),
        (TEXT.encode(), "gb2312", "utf-8", False, True),
        (TEXT.encode("gb18030"), "gbk", "gb18030", False, False),
        (TEXT.encode("gb18030"), "utf-8", "gb18030", False, True),
        (codecs.BOM_UTF8 + TEXT.encode(), "iso-8859-1", "utf-8", False, True),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "gb2312", "utf-16-le", False, True),
        (TEXT.encode("utf-16-le"), None, "utf-16-le", False, False),
        (TEXT.encode("utf-16-be"), None, "utf-16-be", False, False),
        (TEXT.encode()[:-6], None, "utf-8", True, False),  # cut within a character
        (TEXT.encode()[:20] + b"\xff" + TEXT.encode()[20:], None, "utf-8", True, False),  # within the three faults
        (TEXT.encode("gb18030")[:40] + b"\xff\xff" + TEXT.encode("gb18030")[40:], "gb2312", "gb18030", True, False),
        ("防汛通知公告".encode("gb18030"), None, "gb18030", False, False),  # short, and all of it good GB18030
        (b"<p>news</p>", "gbk", "utf-8", False, True),
    ],
)
def test_an_encoding_is_told_by_the_bytes(body, declared, encoding, repaired, mismatch):
    found = decode(body, declared)
    assert (found.encoding, found.repaired, found.mismatch) == (encoding, repaired, mismatch)


def test_a_declaration_in_the_page_is_compared_too():
    assert decode(b'<meta charset="gb2312">' + TEXT.encode()).mismatch


def test_nul_and_control_characters_are_dropped_and_line_breaks_kept():
    assert decode(b"a\x00b\x10c\nd\te").text == "abc\nd\te"


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=8, max_size=200))
def test_chinese_text_survives_both_encodings(text):
    assert decode(text.encode()).text == text
    assert decode(f"<p>{text}</p>".encode("utf-16-le")).text == f"<p>{text}</p>"


@given(st.binary(max_size=400))
def test_any_bytes_become_text(body):
    assert "\x00" not in decode(body).text
