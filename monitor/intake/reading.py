"""Read an inventory file. It is taken whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from monitor.faults import listed
from monitor.intake.build import build
from monitor.intake.checks import check
from monitor.intake.entries import entry
from monitor.intake.rows import Flaw, Tables, refused, unusable
from monitor.intake.shape import LISTS
from monitor.intake.xlsx_rows import read_xlsx
from monitor.intake.yaml_rows import read_yaml
from monitor.model.subject import Inventory

LARGEST_MB = 8  # a province's columns are 3 MB of YAML

_READERS: dict[str, Callable[[str, bytes, list[Flaw]], Tables]] = {
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".xlsx": read_xlsx,
}


def read(path: Path) -> Inventory:
    """The inventory in ``path`` (.yaml, .yml or .xlsx).

    Raises ``InventoryError``, which tells every fault with file, line or cell, field, and what would be accepted.
    """
    file = str(path)
    flaws: list[Flaw] = []
    tables = _READERS[_suffix(path)](file, _bytes(path), flaws)
    lists = {name: [entry(row, fields, flaws) for row in tables.get(name) or ()] for name, fields in LISTS.items()}
    check(lists, frozenset(name for name in LISTS if tables.get(name, ()) is not None), flaws)
    if not flaws and not any(lists.values()):
        raise unusable(file, "has no entries", f"entries in {listed(LISTS)}")
    if flaws:
        raise refused(flaws)
    return build(lists)


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise unusable(str(path), f"is of no known type ({suffix or 'no suffix'})", listed(_READERS))
    return suffix


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_MB * 2**20 + 1)
    except OSError as error:
        raise unusable(str(path), f"cannot be read: {error.strerror}", "a readable file") from error
    if len(raw) > LARGEST_MB * 2**20:
        raise unusable(str(path), "is too large", f"at most {LARGEST_MB} MB")
    if not raw.strip():
        raise unusable(str(path), "is empty", f"an inventory with {listed(LISTS)}")
    return raw
