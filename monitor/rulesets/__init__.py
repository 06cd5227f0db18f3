"""The packaged rule sets, and the reading of an office's own: the only input and output of rules."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


class RuleSetUnreadable(ValueError):
    """There is no such rule set, or its file is not UTF-8 text. Raised from ``text``."""


def names() -> list[str]:
    """The names of the packaged rule sets."""
    files = [entry.name for entry in resources.files(__name__).iterdir()]
    return sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml"))


def text(name: str, folder: Path | None = None) -> str:
    """The TOML of a packaged set, or of the file that ``name`` is the path of: it ends in ".toml".

    Relative paths start at ``folder`` (default: the current folder).
    """
    try:
        if name.endswith(".toml"):
            return ((folder or Path()) / name).read_text("utf-8")
        if name in names():
            return (resources.files(__name__) / f"{name}.toml").read_text("utf-8")
    except UnicodeDecodeError as error:
        raise RuleSetUnreadable(f"{name}: not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise RuleSetUnreadable(f"{name}: {error.strerror}; give the path of a .toml file that can be read") from error
    raise RuleSetUnreadable(f"no rule set {name!r}; packaged: {', '.join(names())}; or give the path of a .toml file")
