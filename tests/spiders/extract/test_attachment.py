"""What is wrong with a file that was fetched, by its first and last bytes: real files, whole and spoilt."""

from __future__ import annotations

import io
import zipfile

import pytest

from spiders.extract.attachment import TAIL, flaw, is_attachment

HEAD = 2048


def a_zip(name: str = "word/document.xml", comment: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(name, bytes(range(256)) * 40)
        archive.comment = comment
    return file.getvalue()


def an_ole(sectors: int = 8, directory: int = 1) -> bytes:
    """A compound file: header, allocation table in sector 0, directory in ``directory``."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[24:34] = b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0"
    header[44:48] = (1).to_bytes(4, "little")
    header[48:52] = directory.to_bytes(4, "little")
    header[60:64] = b"\xfe\xff\xff\xff"
    header[68:72] = b"\xfe\xff\xff\xff"
    header[76:80] = bytes(4)
    header[80:] = b"\xff" * 432
    return bytes(header) + b"\0" * 512 * sectors


def a_7z(body: bytes) -> bytes:
    return b"7z\xbc\xaf\x27\x1c\0\4" + bytes(4) + len(body).to_bytes(8, "little") + bytes(8) + bytes(4) + body


PDF = b"%PDF-1.7\n" + b"1 0 obj<<>>endobj\n" * 300 + b"trailer<<>>\nstartxref\n9\n%%EOF\n"
PAGE = b"<!DOCTYPE html><html><head><title>404</title></head><body>" + "页面不存在".encode() * 50
WORD_HTML = (
    b'<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">' + PAGE[15:]
)
EXCEL_TABLE = b"<html><head><meta charset=utf-8></head><body><table border=1><tr><td>1</td></tr></table>"
RTF = rb"{\rtf1\ansi " + b"x" * 3000 + b"}"
JSON = b'{"code":404,"message":"' + "文件不存在".encode() + b'"}'
LOCKED = b"\x62\x14\x23\x65" + bytes(range(256)) * 20  # what a security program wrote: nobody here knows it

CASES = [
    ("a.pdf", PDF, "application/pdf", None),
    ("a.PDF?x=1#p", PDF, None, None),
    ("a.pdf", b"\r\n\r\n" + PDF, None, None),  # readers look for the mark in the first kilobyte
    ("a.pdf", PDF[:-7], None, None),  # the pointer is there: it opens
    ("a.pdf", PDF + b"\0" * 4000, None, None),
    ("a.pdf", PDF[:4000], None, "truncated"),
    ("a.pdf", b"", None, "empty"),
    ("a.pdf", PAGE, "application/pdf", "html"),
    ("a.pdf", b"\xef\xbb\xbf\r\n <!-- x --> <HTML lang=zh>" + PAGE, None, "html"),
    ("a.pdf", JSON, "application/json", "wrong-kind"),
    ("a.pdf", a_zip(), None, "wrong-kind"),
    ("a.pdf", LOCKED, None, None),
    ("a.docx", a_zip(), None, None),
    ("a.docx", an_ole(), None, None),  # renamed: Word opens it
    ("a.docx", a_zip()[:-200], None, "truncated"),
    ("a.docx", PAGE, "text/html; charset=utf-8", "html"),
    ("a.docx", JSON, None, "wrong-kind"),
    ("a.doc", an_ole(), None, None),
    ("a.doc", an_ole(directory=20), None, "truncated"),
    ("a.doc", an_ole(sectors=2, directory=1), None, None),  # the last sector that the header names is there …
    ("a.doc", an_ole(sectors=1, directory=1), None, "truncated"),  # … and is not
    ("a.doc", a_zip(), None, None),
    ("a.doc", RTF, None, None),
    ("a.doc", WORD_HTML, "text/html", None),
    ("a.doc", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>', None, None),
    ("a.doc", PAGE, "text/html", "html"),
    ("a.doc", PAGE, "application/msword", None),  # Word opens a page that is sent as a document
    ("a.doc", "只有文字".encode() * 300, None, None),  # Word opens text
    ("a.wps", an_ole(), None, None),
    ("a.xls", EXCEL_TABLE, "application/vnd.ms-excel", None),
    ("a.xls", EXCEL_TABLE, "text/html", None),
    ("a.xls", PAGE, "text/html", "html"),
    ("a.et", an_ole(), None, None),
    ("a.ofd", a_zip("OFD.xml"), None, None),
    ("a.ofd", a_zip("OFD.xml")[:-100], None, "truncated"),
    ("a.ofd", PAGE, None, "html"),
    ("a.zip", a_zip(comment=b"c" * 300), None, None),
    ("a.zip", a_zip() + b"\r\n", None, None),
    ("a.zip", b"PK\5\6" + bytes(18), None, None),  # an archive of nothing
    ("a.zip", b"Rar!\x1a\x07\x01\x00" + bytes(3000), None, None),  # who opens the one opens the other
    ("a.zip", PDF, None, "wrong-kind"),
    ("a.7z", a_7z(b"x" * 3000), None, None),
    ("a.7z", a_7z(b"x" * 3000)[:-1], None, "truncated"),
    ("a.rar", PAGE, "text/html", "html"),
    ("a.ceb", b"Founder CEB 3.0" + bytes(2000), None, None),
    ("a.ceb", PAGE, "text/html", "html"),
    ("a.tif", b"II*\0" + bytes(2000), None, None),
    ("a.txt", PAGE, "text/html", None),  # a text may be about HTML
    ("a.html", PAGE, "text/html", None),  # no attachment
    ("a/", b"", None, None),
]


@pytest.mark.parametrize(("name", "body", "content_type", "said"), CASES)
def test_what_a_file_shows(name: str, body: bytes, content_type: str | None, said: str | None) -> None:
    url = f"http://h.cn/附件/{name}"
    assert flaw(url, body[:HEAD], body[-HEAD:], len(body), content_type) == said


@pytest.mark.parametrize("body", [PDF[:4000], a_zip()[:-200]])
def test_without_its_end_a_file_is_not_called_cut(body: bytes) -> None:
    name = "a.pdf" if body.startswith(b"%PDF") else "a.zip"
    assert flaw(name, body[:HEAD], None, len(body), None) is None
    assert flaw(name, body[:HEAD], body[-TAIL + 1 :], len(body), None) is None  # too little of it
    assert flaw(name, body[:HEAD], body[-TAIL:], len(body), None) == "truncated"


def test_without_its_size_a_file_is_judged_by_its_bytes() -> None:
    assert flaw("a.doc", an_ole(directory=20), None, None, None) is None
    assert flaw("a.pdf", b"", None, None, None) == "empty"
    assert flaw("a.pdf", b"", None, 900, None) is None  # nothing was read of it


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("http://h.cn/a.pdf", True),
        ("通知.DOCX?v=1#x", True),
        ("a%2Epdf", False),
        ("a.p%64f", True),
        ("/a.pdf/index.html", False),
        ("/down.jsp?file=a.pdf", False),
        ("http://h.cn/", False),
        ("a.png", False),
    ],
)
def test_an_attachment_is_known_by_its_suffix(url: str, is_one: bool) -> None:
    assert is_attachment(url) is is_one
