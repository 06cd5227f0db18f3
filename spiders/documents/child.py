"""``python -m spiders.documents.child KIND``: a document from stdin, its blocks as JSON on stdout, within limits.

Whatever a file makes its parser do, it does it here: memory, processor time and output are bounded,
and this process may die of it.
"""

from __future__ import annotations

import json
import resource
import sys

MEMORY = 512 * 2**20
SECONDS = 20
OUTPUT = 20_000_000  # characters of blocks


def main() -> int:
    """0 with an object on stdout; anything else is a death."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    said = cause = ""
    try:
        said = json.dumps(_opened(sys.argv[1], sys.stdin.buffer.read()), ensure_ascii=True)
    except MemoryError:
        cause = "memory"  # told below, where what took the memory is free again
    except RecursionError:
        cause = "depth"
    if cause:
        said = json.dumps({"undecided": "unreadable", "cause": cause})
    if len(said) > OUTPUT:
        said = json.dumps({"undecided": "unreadable", "cause": "size"})
    sys.stdout.write(said)
    return 0


def _opened(kind: str, body: bytes) -> dict[str, object]:
    from spiders.documents.refusals import Refused
    from spiders.extract.annual.document import packed

    try:
        return packed(_reader(kind)(body))
    except Refused as refusal:
        return {"undecided": refusal.reason, "cause": refusal.cause}


def _reader(kind: str):
    """Each brings its own library, and only one is needed."""
    if kind == "pdf":
        from spiders.documents.pdf import read_pdf as read
    elif kind == "docx":
        from spiders.documents.docx import read_docx as read
    elif kind == "doc":
        from spiders.documents.refusals import Refused

        raise Refused("unreadable", "doc")  # no kept library reads Word's old files without the risk of a wrong number
    else:
        from spiders.documents.xlsx import read_xlsx as read
    return read


if __name__ == "__main__":
    sys.exit(main())
