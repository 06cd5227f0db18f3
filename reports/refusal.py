"""Why a bulletin is not made: better no document than one that contradicts itself."""

from __future__ import annotations


class Disagreement(ValueError):
    """Two numbers that must be equal are not; the message names both. Raised from ``monthly.build``."""


class NotForPrint(ValueError):
    """A problem is in a state that may not be published, such as suspected. Raised from ``monthly.build``."""


def agree(what: str, count: int, other: str, other_count: int) -> None:
    """Refuse where two numbers that must be equal are not."""
    if count != other_count:
        raise Disagreement(f"{what} is {count}, but {other} is {other_count}; nothing is printed until they agree")
