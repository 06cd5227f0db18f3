"""Documents that would harm whoever opens them: each is undecided with its cause, and the opener goes on."""

from __future__ import annotations

import resource
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest

from spiders.annual_files import read_annual
from spiders.documents import child
from spiders.documents.bounded import open_document
from spiders.documents.sniff import sniffed
from tests.spiders.extract.annual.making import as_docx, as_html, as_pdf, as_xlsx, made, packed
from tests.spiders.extract.annual.reading import TODAY

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SPACES = b" " * 200_000_000
W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of them its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % at for at in places
    )
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(out))
    return out + table + end


def stream(content: bytes) -> bytes:
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content)


PAGES = (b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>"


def encrypted_pdf() -> bytes:
    """One that opens with a password nobody gave."""
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
    return pdf(*PAGES, PAGE, stream(zlib.compress(b"")), lock, trailer=b"/Encrypt 5 0 R /ID [<00> <00>]")


def many_pages() -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(1000):
        document.new_page(595, 842)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def endless_drawing() -> bytes:
    """Five million rectangles: what costs a reader time rather than space."""
    return pdf(*PAGES, PAGE, stream(zlib.compress(b"1 2 3 4 re f\n" * 5_000_000)))


def entities() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "lol">{levels}]><w:document {W.decode()}><w:body><w:p><w:r><w:t>&l11;</w:t></w:r></w:p></w:body></w:document>'.encode()


def deep() -> bytes:
    return b"<w:document %s><w:body>%s</w:body></w:document>" % (W, b"<w:tbl><w:tr><w:tc>" * 50_000)


def broken(body: bytes) -> bytes:
    """Cut in the middle."""
    return body[: len(body) // 2]


HARMFUL: dict[str, tuple[Callable[[], bytes], str, set[str]]] = {
    "docx bomb": (lambda: packed({"word/document.xml": SPACES}), "unreadable", {"size"}),
    "docx bomb among pictures": (lambda: packed({"word/document.xml": b"<a/>", "word/x.png": SPACES}), "unreadable", {"size"}),
    "docx entities": (lambda: packed({"word/document.xml": entities()}), "unreadable", {"xml"}),
    "docx depth": (lambda: packed({"word/document.xml": deep()}), "unreadable", {"xml"}),
    "docx cut": (lambda: broken(as_docx(made())), "unreadable", {"format"}),
    "docx without a body": (lambda: packed({"word/document.xml": b"<a/>"}), "unreadable", {"no body"}),
    "xlsx bomb": (lambda: packed({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": SPACES}), "unreadable", {"size"}),
    "xlsx of nothing": (lambda: packed({"xl/workbook.xml": b"<a/>"}), "unreadable", {"xlsx"}),
    "encrypted office file": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", {"office"}),
    "old Word file": (lambda: OLE + "WordDocument".encode("utf-16-le") + bytes(9000), "unreadable", {"doc"}),
    "encrypted pdf": (encrypted_pdf, "encrypted", {"pdf"}),
    "pdf of 1,000 pages": (many_pages, "unreadable", {"pages"}),
    "pdf bomb": (lambda: pdf(*PAGES, PAGE, stream(zlib.compress(bytes(1_000_000_000), 1))), "unreadable", {"memory"}),
    "pdf of endless drawing": (endless_drawing, "unreadable", {"time", "memory", "crash"}),
    "pdf of a damaged stream": (lambda: pdf(*PAGES, PAGE, stream(zlib.compress(b"BT ET" * 99)[:-9])), "unreadable", {"damaged"}),
    "pdf that is its own page": (lambda: pdf(PAGES[0], b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"), "unreadable", {"no text"}),
    "pdf cut": (lambda: broken(as_pdf(made())), "unreadable", {"PDFSyntaxError", "PSEOF", "no text", "damaged"}),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "unreadable", {"format"}),
    "nothing": (bytes, "unreadable", {"format"}),
    "zeros": (lambda: bytes(100_000), "unreadable", {"format"}),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMFUL)
def test_it_is_undecided_with_its_cause(name: str):
    make, undecided, causes = HARMFUL[name]
    report = read_annual(make(), today=TODAY)
    assert report.undecided == undecided
    assert str(report.cause) in causes
    assert (report.failed, report.reading.applications) == ((), {})


def test_the_child_is_bounded():
    """What it may use is set before a byte of the file is read."""
    line = "import resource, sys; sys.argv = ['', 'docx']; sys.stdin.close = None\n"
    line += "from spiders.documents import child\nchild._opened = lambda *_: dict(a=resource.getrlimit(resource.RLIMIT_AS), c=resource.getrlimit(resource.RLIMIT_CPU))\nchild.main()"
    done = subprocess.run([sys.executable, "-c", line], input=b"", capture_output=True, check=True, timeout=30)
    assert str(child.MEMORY).encode() in done.stdout
    assert str([child.SECONDS] * 2).encode() in done.stdout
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != child.MEMORY


@pytest.mark.parametrize(("kind", "make"), [("pdf", as_pdf), ("docx", as_docx), ("xlsx", as_xlsx), ("html", as_html)])
def test_the_bytes_say_what_it_is(kind: str, make: Callable[..., bytes]):
    assert sniffed(make(made())) == kind
    assert open_document(make(made()), "http://a.test/report.doc").medium == kind


def test_a_macro_is_not_looked_at():
    body = packed({"word/document.xml": b"<a/>", "word/vbaProject.bin": b"\0" * 99})
    assert open_document(body).cause == "no body"
    held = as_docx(made(3))
    import zipfile

    out = BytesIO(held)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/vbaProject.bin", b"Attribute VB_Name" * 99)
    assert read_annual(out.getvalue(), today=TODAY).undecided is None


def test_a_scan_and_a_broken_font_are_told_apart():
    """A page that is one picture, and text of letters that mean nothing."""
    picture = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\n0\nendstream"
    page = PAGE.replace(b"<< >>", b"<< /XObject << /I 5 0 R >> >>")
    scan = pdf(*PAGES, page, stream(zlib.compress(b"q 595 0 0 842 0 0 cm /I Do Q")), picture)
    assert read_annual(scan, today=TODAY).undecided == "scanned"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    page = PAGE.replace(b"<< >>", b"<< /Font << /F 5 0 R >> >>")
    words = "政府信息公开工作年度报告统计期限".encode() * 3
    text = b"BT /F 12 Tf 50 700 Td (%s) Tj ET" % words.replace(b"(", b"").replace(b")", b"").replace(b"\\", b"")
    assert read_annual(pdf(*PAGES, page, stream(zlib.compress(text)), font), today=TODAY).undecided == "mojibake"
