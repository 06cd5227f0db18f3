"""Whether a text layer is what the page shows: a broken font map leaves letters that mean nothing."""

from __future__ import annotations

_FEWEST = 60  # characters from which a share says something
_COMMON = frozenset("的一是在和有年政府信息公开工作情况行为本不数报告主要")
_LEAST_HAN = 25  # percent of all that is no space or digit; a report is Chinese
_LEAST_COMMON = 8  # percent of the Han characters; reports have 25 and more
_MOST_LOST = 2  # percent of characters without meaning


def is_garbled(text: str) -> bool:
    """Whether it is no Chinese text at all, or one of characters at random. Short texts never are."""
    marks = text.count("(cid:")
    letters = [character for character in text if not character.isspace() and not character.isdigit()]
    if len(letters) < _FEWEST:
        return False
    han = [character for character in letters if "\u4e00" <= character <= "\u9fff"]
    lost = marks + sum("\ue000" <= character <= "\uf8ff" or character == "\ufffd" for character in letters)
    common = sum(character in _COMMON for character in han)
    return (
        len(han) * 100 < _LEAST_HAN * len(letters)
        or common * 100 < _LEAST_COMMON * len(han)
        or lost * 100 > _MOST_LOST * len(letters)
    )
