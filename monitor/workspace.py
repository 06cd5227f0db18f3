"""A new workspace: its settings, an example inventory, and the spreadsheet to fill."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path

from monitor.intake import read
from monitor.intake.template import workbook
from monitor.settings import NAME


class NotCreated(OSError):
    """The workspace's folder or a file in it cannot be written. Raised from ``create``."""


def create(folder: Path) -> list[Path]:
    """Write the files that ``folder`` lacks, and return them.

    What is there already is left alone. The database is the caller's to create.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [folder / name for name, content in FILES.items() if _write(folder / name, content)]
    except OSError as error:
        at = error.filename or folder
        raise NotCreated(f"{at}: cannot be written: {error.strerror}; choose another folder") from error


def _write(path: Path, content: Callable[[], bytes]) -> bool:
    if path.exists() or path.is_symlink():
        return False
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content())
    part.rename(path)  # a full disk leaves no half file that would later count as the office's own
    return True


def _asset(name: str) -> bytes:
    return (resources.files("monitor") / "assets" / name).read_bytes()


def _spreadsheet() -> bytes:
    with resources.as_file(resources.files("monitor") / "assets" / "inventory.yaml") as example:
        return workbook(read(example))


FILES: dict[str, Callable[[], bytes]] = {
    NAME: lambda: _asset(NAME),
    "inventory.yaml": lambda: _asset("inventory.yaml"),
    "inventory.xlsx": _spreadsheet,
}
"""What ``create`` writes; each content is made only when it is needed."""
