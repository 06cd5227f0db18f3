"""What is wrong in ``xunjian.toml`` once it is TOML: against its form, and against what lies beside it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from monitor.faults import listed, nearest
from monitor.settings_file import Confirm, File, Narrowed, Table

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Wrong:
    """A fault whose line is not looked up yet. ``path`` are the keys from the top."""

    path: tuple[str, ...]
    said: str
    accepted: str


def against_form(error: ErrorDetails) -> Wrong:
    """What pydantic found, in our words: the key, what stands there, and what is accepted."""
    path = tuple(str(step) for step in error["loc"] if isinstance(step, str) and step != "[key]")
    holder, key = _holder(path[:-1]), path[-1]
    accepted = _accepted(path)
    if error["type"] == "missing":
        return Wrong(path, "is missing", accepted)
    if error["type"] == "extra_forbidden" or (holder is Confirm and error["type"] == "model_type"):
        known = list(holder.model_fields)
        return Wrong(path, f"unknown key{nearest(key, known)}", listed(known))
    reason = str(error.get("ctx", {}).get("error", ""))
    return Wrong(path, f"found {_shown(path, error['input'])}{f', {reason}' if reason else ''}", accepted)


def against_surroundings(raw: Mapping[str, Any], workspace: Path) -> Iterator[Wrong]:
    """Names of rules, rule sets and files that are not there."""
    chosen = _at(raw, "rules", "set")
    packaged = sorted(file.stem for file in (_HERE / "rulesets").glob("*.toml"))
    if isinstance(chosen, str) and chosen not in packaged and not _own(chosen, workspace):
        said = f"found {chosen!r}, which is no rule set{nearest(chosen, packaged)}"
        accepted = f"{listed(packaged)}, or the path of a .toml file; a relative path starts at the workspace"
        yield Wrong(("rules", "set"), said, accepted)
    rules = sorted(file.stem.replace("_", "-") for file in (_HERE / "rules").glob("[a-z]*.py"))
    confirm = raw.get("confirm")
    for name, value in confirm.items() if isinstance(confirm, dict) else ():
        if isinstance(value, dict) and name not in rules:
            yield Wrong(("confirm", name), f"unknown rule{nearest(name, rules)}", listed(rules))
    bundle = _at(raw, "network", "ca_bundle")
    if isinstance(bundle, str) and bundle and not _trusted(workspace / bundle):
        accepted = "a file of PEM certificates; a relative path starts at the workspace"
        yield Wrong(("network", "ca_bundle"), f"found {bundle!r}, which is no such file", accepted)


def _at(raw: Mapping[str, Any], table: str, key: str) -> object:
    inner = raw.get(table)
    return inner.get(key) if isinstance(inner, dict) else None


def _own(chosen: str, workspace: Path) -> bool:
    return chosen.endswith(".toml") and (workspace / chosen).is_file()


def _trusted(file: Path) -> bool:
    try:
        ssl.create_default_context(cafile=file)
    except OSError:  # ssl.SSLError is one
        return False
    return True


def _holder(path: tuple[str, ...]) -> type[BaseModel]:
    """The table that the keys lead to."""
    model: type[BaseModel] = File
    for key in path:
        inner = model.model_fields.get(key)
        if inner is None and model is Confirm:
            model = Narrowed
        elif inner is not None and isinstance(inner.annotation, type) and issubclass(inner.annotation, Table):
            model = inner.annotation
    return model


def _accepted(path: tuple[str, ...]) -> str:
    """The description of the innermost key on the path that has one."""
    for end in range(len(path), 0, -1):
        known = _holder(path[: end - 1]).model_fields.get(path[end - 1])
        if known is not None and known.description:
            return known.description
    return "a known key"


def _shown(path: tuple[str, ...], value: object) -> str:
    if path == ("database", "url"):  # it may hold a password
        return repr(str(value).partition(":")[0] + ":…")
    text = repr(value) if not isinstance(value, bool) else str(value).lower()
    return "a table" if isinstance(value, dict) else text if len(text) <= 80 else text[:80] + "…"
