"""Attachments and pictures: sound ones in the formats offices use, and the ways in which they come to harm."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from tests.bench.portal.plan import draw


def pdf(size: int, seed: object) -> bytes:
    """A PDF of one page and about ``size`` bytes; its cross-reference table is true."""
    filler = draw("pdf", seed).randbytes(size)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(filler), filler),
    ]
    out, starts = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, item in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    tail = b"xref\n0 5\n0000000000 65535 f \n%btrailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return out + tail % (table, len(out))


def docx(size: int, seed: object) -> bytes:
    """A Word file: a ZIP of the parts that Word asks for."""
    return _package(
        {
            "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "word/document.xml": '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
        },
        "word/media/image1.bin",
        draw("docx", seed).randbytes(size),
    )


def xlsx(size: int, seed: object) -> bytes:
    """A spreadsheet, by the same token."""
    return _package(
        {
            "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
        },
        "xl/media/image1.bin",
        draw("xlsx", seed).randbytes(size),
    )


def _package(parts: dict[str, str], name: str, filler: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part, text in parts.items():
            package.writestr(zipfile.ZipInfo(part), text)  # a ZipInfo carries 1980, not this minute
        package.writestr(zipfile.ZipInfo(name), filler)
    return out.getvalue()


def png(size: int, seed: object) -> bytes:
    """A picture of noise, one row high for each 300 bytes."""
    rows = max(1, size // 301)
    noise = b"".join(b"\0" + draw("png", seed, row).randbytes(300) for row in range(rows))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 100, rows, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(noise, 0)) + chunk(b"IEND", b"")


MAKERS = {"pdf": pdf, "docx": docx, "xlsx": xlsx, "png": png}


def truncated(whole: bytes) -> bytes:
    """What an upload that broke off leaves: the right beginning and no end."""
    return whole[: len(whole) * 3 // 5]


def wrong(size: int, seed: object) -> bytes:
    """Bytes that are no file of any kind."""
    return b"\0" * 512 + draw("wrong", seed).randbytes(size)


ERROR_PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>文件下载失败</title></head>"
    "<body><h1>下载失败</h1><p>文件不存在或已被删除。</p></body></html>"
).encode()
EXPORT = (  # what many offices' systems export as .xls, and what Excel opens
    "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><meta charset='utf-8'></head>"
    "<body><table><tr><td>单位</td><td>金额（万元）</td></tr><tr><td>县教育局</td><td>12.5</td></tr></table></body></html>"
).encode()
