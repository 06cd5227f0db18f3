"""A document from bytes: web pages and text here, everything else in a process that may fail."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

from spiders.documents import sniff
from spiders.extract.annual.document import Document, unpacked
from spiders.extract.annual.plaintext import read_text
from spiders.extract.annual.web import read_web
from spiders.extract.charset import decode

WALL_SECONDS = 40  # the child's own 20 of the processor, on a machine that is busy
MOST_BYTES = 50_000_000
_OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}


def open_document(body: bytes, url: str = "", content_type: str | None = None) -> Document:
    """The document, by what its bytes are. Never raises for what a file holds: ``undecided`` and ``cause`` say it."""
    kind = sniff.sniffed(body)
    if len(body) > MOST_BYTES:
        return Document(kind, undecided="unreadable", cause="size")
    if kind == sniff.HTML:
        return read_web(body, url, content_type)
    if kind == sniff.TEXT:
        return read_text(decode(body).text)
    if kind == sniff.ENCRYPTED:
        return Document(kind, undecided="encrypted", cause="office")
    if kind == sniff.UNKNOWN:
        return Document(kind, undecided="unreadable", cause="format")
    return _in_a_child(kind, body)


def _in_a_child(kind: str, body: bytes) -> Document:
    command = [sys.executable, "-m", "spiders.documents.child", kind]
    try:
        done = subprocess.run(command, input=body, capture_output=True, check=False, timeout=WALL_SECONDS)
    except subprocess.TimeoutExpired:
        return Document(kind, undecided="unreadable", cause="time")
    if done.returncode in _OUT_OF_TIME:
        return Document(kind, undecided="unreadable", cause="time")
    try:
        said = json.loads(done.stdout)
    except ValueError:
        # The parser died: an exception nobody foresaw, or a library that ended the process.
        return Document(kind, undecided="unreadable", cause="memory" if b"MemoryError" in done.stderr else "crash")
    if "blocks" not in said:
        return Document(kind, undecided=said["undecided"], cause=said["cause"])
    return unpacked(said)
