"""The faces a bulletin is set in, and what stands in where one is missing.

The Fandol fonts (仿宋 黑体 楷体 宋体 标题宋) lie in ``assets/fonts``, put there by the set-up. Behind each stands
Noto Serif SC or Noto Sans SC of the package ``pylopdf-fonts-zh-cn``: it covers rare characters, and takes
over where the folder is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types
from pylopdf_fonts_zh_cn import sans_path, serif_path

FOLDER: Final = Path(__file__).parent / "assets" / "fonts"
GETA: Final = "〓"  # what Chinese typesetting prints for a character no fount has


@dataclass(frozen=True)
class Face:
    """One style of the bulletin. ``family`` and ``behind`` are the CSS names of its font and of the one behind it.

    ``paths`` are the font files in order of preference, the one behind last.
    ``wanted`` is the font meant for it, ``substitute`` the name of the one that stands in, or ``None``.
    """

    style: str
    family: str
    behind: str
    wanted: str
    paths: tuple[Path, ...]
    substitute: str | None

    @property
    def main(self) -> Path:
        """The font file that is used first."""
        return self.paths[0]


_STYLES: Final = (
    ("仿宋", "bulletin-fang", "FandolFang-Regular.otf", serif_path),
    ("黑体", "bulletin-hei", "FandolHei-Regular.otf", sans_path),
    ("楷体", "bulletin-kai", "FandolKai-Regular.otf", serif_path),
    ("宋体", "bulletin-song", "FandolSong-Regular.otf", serif_path),
    ("小标宋", "bulletin-title", "FandolSong-Bold.otf", serif_path),
)


def faces(folder: Path = FOLDER) -> tuple[Face, ...]:
    """The five styles with the fonts in force; ``folder`` holds the Fandol files, or does not."""
    made = []
    for style, family, name, fallback in _STYLES:
        behind = Path(fallback())
        present = (folder / name).is_file()
        paths = (folder / name, behind) if present else (behind,)
        stands = "bulletin-sans" if fallback is sans_path else "bulletin-serif"
        made.append(Face(style, family, stands, name.removesuffix(".otf"), paths, None if present else behind.stem))
    return tuple(made)


def substitutions(them: tuple[Face, ...]) -> str:
    """What the bulletin's foot records: 仿宋以NotoSerifSC-Regular代替; empty where nothing is replaced."""
    return "、".join(f"{one.style}以{one.substitute}代替" for one in them if one.substitute)


@cache
def advances(path: Path) -> Mapping[int, float]:
    """Advance width in em of every character the font file has, by code point."""
    with TTFont(path, lazy=True) as font:
        units = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        return {code: widths[glyph][0] / units for code, glyph in font.getBestCmap().items()}


def advance(face: Face, char: str) -> float | None:
    """The width in em of a character set in ``face``; ``None`` where none of its fonts has it."""
    for path in face.paths:
        if (width := advances(path).get(ord(char))) is not None:
            return width
    return None
