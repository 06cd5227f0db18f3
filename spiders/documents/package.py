"""Members of a zipped Office document, unpacked up to a limit whatever the directory declares."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from lxml import etree

from spiders.documents.refusals import Refused

MOST_BYTES = 40_000_000  # unpacked, of one member; a report's text has 40 kB
MOST_TOTAL = 100_000_000  # declared, of all: pictures are the rest
_ENCRYPTED = 0x1


def opened(body: bytes) -> zipfile.ZipFile:
    """The package, its declared sizes within bounds. Raises ``Refused``."""
    try:
        package = zipfile.ZipFile(BytesIO(body))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Refused("unreadable", "zip") from error
    if any(member.flag_bits & _ENCRYPTED for member in package.infolist()):
        raise Refused("encrypted", "zip")
    if sum(member.file_size for member in package.infolist()) > MOST_TOTAL:
        raise Refused("unreadable", "size")
    return package


def member(package: zipfile.ZipFile, name: str) -> bytes | None:
    """A member's bytes, or ``None`` where there is none. Raises ``Refused`` for one too large or damaged."""
    try:
        with package.open(name) as stream:
            found = stream.read(MOST_BYTES + 1)
    except KeyError:
        return None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise Refused("unreadable", "damaged") from error
    if len(found) > MOST_BYTES:
        raise Refused("unreadable", "size")
    return found


def tree(source: bytes) -> etree._Element:
    """The XML of a member; entities stay unresolved, depth and size are libxml's own limits."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(source, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("unreadable", "xml") from error
