"""Small valid files: what attachments, images and the parts of a page are made of."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

TYPES = {
    "html": "text/html", "pdf": "application/pdf", "xls": "application/vnd.ms-excel", "zip": "application/zip",
    "png": "image/png", "css": "text/css", "js": "application/javascript",
}  # fmt: skip


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png() -> bytes:
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\x00\xff")
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _pdf() -> bytes:
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%b endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return bytes(out) + b"xref\n0 4\n0000000000 65535 f \n" + table + tail


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("readme.txt"), "附件".encode())
    return out.getvalue()


CONTENT = {
    "png": _png(),
    "pdf": _pdf(),
    "xls": b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><td>1</td></tr></table></html>",
    "zip": _zip(),
    "css": b"body{font:14px/1.8 SimSun}.list li span{float:right}\n",
    "js": b"function createPageHTML(pages,current,name,ext){}function setHome(){}\n",
}
