"""What a request brings: a complete answer, or a failure with its cause."""

from __future__ import annotations

from dataclasses import dataclass, field

Fields = list[tuple[bytes, bytes]]


class WireFailed(Exception):
    """A request without a complete answer. Raised from ``Wire.send``; ``cause`` is one of ``CAUSES``."""

    def __init__(self, cause: str, about: object = ""):
        super().__init__(f"{cause}: {about}")
        self.cause = cause


CAUSES = frozenset(
    {"timeout", "refused", "unreachable", "reset", "bad-answer", "truncated", "too-large", "tls", "tls-obsolete"}
)


@dataclass(slots=True)
class Answer:
    """A complete answer. ``fields`` are the header fields in their order, names as sent.

    ``flags``: "partial" where no length was announced and the end of the connection ended the body,
    "download_stopped" where the head was enough and the body was left where it is, "cut" where its start was.
    """

    status: int
    fields: Fields
    body: bytes = b""
    flags: list[str] = field(default_factory=list)
    address: str | None = None

    def header(self, name: bytes) -> bytes:
        """The first field of that (lower-case) name, empty if there is none."""
        for key, value in self.fields:
            if key.lower() == name:
                return value
        return b""
