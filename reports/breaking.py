"""Where Chinese lines end and how wide they are spaced, as a compositor sets them.

A layout engine drives lines out only at spaces, of which Chinese has none, so lines that hold
half-width digits would end ragged. Here every full line reaches the margin by its own spacing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

NOT_FIRST: Final = frozenset("，。、；：？！）》〉」』】〕”’…—·%,.;:!?)]}")
NOT_LAST: Final = frozenset("（《〈「『【〔“‘([{")
WORD_LIMIT: Final = 8.0  # em; a longer Latin word or address is broken anywhere
MOST_SLACK: Final = 2.0  # em; a line shorter than that stays short rather than gaping


WIDOW: Final = 2.0  # em; a last line of one character and its mark is drawn into the lines before
GIVE: Final = 1.0  # em that each line may be squeezed for that

OPENING: Final = frozenset("（《〈「『【〔“‘")
CLOSING: Final = frozenset("，。、；：）》〉」』】〕”’")
HALF: Final = 0.5  # em: the empty half of a full-width mark


@dataclass(frozen=True)
class Line:
    """Characters ``first`` to ``last`` (exclusive) of a paragraph, and the space to add to each, in em."""

    first: int
    last: int
    spacing: float


def tight(text: str) -> frozenset[int]:
    """Places of marks whose empty half, or the next one's, is taken out because two marks meet: ）： and ：“."""
    return frozenset(
        place
        for place, (one, other) in enumerate(pairwise(text))
        if (one in CLOSING and (other in CLOSING or other in OPENING)) or (one in OPENING and other in OPENING)
    )


def lines(text: str, widths: Sequence[float], measure: float, indent: float = 0.0) -> tuple[Line, ...]:
    """Break ``text`` into lines of ``measure`` em, the first shorter by ``indent``.

    ``widths`` are the characters' widths in em. The last line is not driven out, only squeezed
    where it had to be.
    """
    pieces = _pieces(text, widths)
    made = _broken(pieces, text, measure, indent)
    if len(made) > 1 and sum(widths[made[-1].first : made[-1].last]) <= WIDOW:
        squeezed = _broken(pieces, text, measure, indent, give=GIVE)
        return squeezed if len(squeezed) < len(made) else made
    return made


def _broken(pieces: Sequence[_Piece], text: str, measure: float, indent: float, give: float = 0.0) -> tuple[Line, ...]:
    made: list[Line] = []
    place = 0
    while place < len(pieces):
        room = measure - (indent if not made else 0.0)
        end = _end(pieces, place, room + give)
        made.append(_line(pieces[place:end], text, room, is_last=end == len(pieces)))
        place = end
    return tuple(made)


@dataclass(frozen=True)
class _Piece:
    """What may not be broken: a character, or a number or short word."""

    first: int
    last: int
    width: float
    opens: bool
    closes: bool


def _pieces(text: str, widths: Sequence[float]) -> list[_Piece]:
    made: list[_Piece] = []
    place = 0
    while place < len(text):
        end = _word_end(text, place)
        whole = sum(widths[place:end]) <= WORD_LIMIT
        for first, last in [(place, end)] if whole else [(one, one + 1) for one in range(place, end)]:
            wide = sum(widths[first:last])
            made.append(_Piece(first, last, wide, text[first] in NOT_LAST, text[first] in NOT_FIRST))
        place = end
    return made


def _word_end(text: str, place: int) -> int:
    end = place + 1
    if not _in_word(text[place]):
        return end
    while end < len(text) and (_in_word(text[end]) or text[end] in ".-_/%"):
        end += 1
    return end


def _in_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _end(pieces: Sequence[_Piece], place: int, room: float) -> int:
    """Where the line that starts at ``place`` ends: as full as it can be, by the rules of line ends."""
    used = 0.0
    end = place
    while end < len(pieces) and used + pieces[end].width <= room + 1e-6:
        used += pieces[end].width
        end += 1
    if end == len(pieces):
        return end
    if pieces[end].closes and not _closes_next(pieces, end):
        return max(end + 1, place + 1)  # one mark is squeezed in
    return _back(pieces, place, end)


def _closes_next(pieces: Sequence[_Piece], end: int) -> bool:
    return end + 1 < len(pieces) and pieces[end + 1].closes


def _back(pieces: Sequence[_Piece], place: int, end: int) -> int:
    back = end
    while back > place + 1 and (pieces[back].closes or pieces[back - 1].opens):
        back -= 1
    return back if back > place + 1 else max(end, place + 1)


def _line(pieces: Sequence[_Piece], text: str, room: float, is_last: bool) -> Line:
    first, last = pieces[0].first, pieces[-1].last
    used = sum(piece.width for piece in pieces)
    if text[last - 1] in CLOSING and used > room:
        used -= max(pieces[-1].width - HALF, 0.0)  # its right half is empty and may stand outside the measure
    slack = room - used
    gaps = last - first - 1
    if gaps < 1 or slack > (0 if is_last else MOST_SLACK):
        return Line(first, last, 0.0)
    return Line(first, last, slack / gaps)
