"""What a workspace is set to: ``xunjian.toml`` and the environment, as one frozen value.

The only reader of the environment.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from monitor import settings_file as form
from monitor.faults import Fault, FaultyFile, not_utf8
from monitor.model.problem import Confirm
from monitor.model.target import Network
from monitor.settings_faults import Wrong, against_form, against_surroundings
from monitor.toml_lines import lines, nearest_line

NAME = "xunjian.toml"


class SettingsError(FaultyFile):
    """``xunjian.toml`` is missing or wrong; the text has one fault a line. Raised from ``load``."""


@dataclass(frozen=True)
class Office:
    """The office that supervises, and its district. ``area_code``: the first six digits of local 网站标识码."""

    name: str
    district: str
    area_code: str
    timezone: str = "Asia/Shanghai"


@dataclass(frozen=True)
class RulesChoice:
    """The rule set in force: a packaged one's name, or the path of a .toml file (relative to the workspace)."""

    set: str = "national-2019"


@dataclass(frozen=True)
class Database:
    """Where the ledger is kept, as written; ``Settings.database_url`` is the one to open."""

    url: str = "sqlite:///xunjian.db"


@dataclass(frozen=True)
class Settings:
    """Everything a workspace is set to. ``workspace`` is absolute.

    ``later`` keeps the tables that further commands will read: mail, console, schedule.
    """

    workspace: Path
    office: Office
    rules: RulesChoice = field(default_factory=RulesChoice)
    database: Database = field(default_factory=Database)
    network: Network = field(default_factory=Network)
    confirm: Confirm = field(default_factory=Confirm)
    confirm_rules: Mapping[str, Confirm] = field(default_factory=dict)
    later: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """The zone whose civil dates count."""
        return ZoneInfo(self.office.timezone)

    @property
    def database_url(self) -> str:
        """The database with a file's path made absolute below the workspace."""
        scheme, path = self.database.url.split(":///", 1) if ":///" in self.database.url else ("", "")
        return f"{scheme}:///{self.workspace / path}" if scheme == "sqlite" else self.database.url

    def confirm_for(self, rule_id: str) -> Confirm:
        """When a suspicion under that rule becomes a problem."""
        return self.confirm_rules.get(rule_id, self.confirm)


def find_workspace(option: Path | None) -> Path:
    """The workspace's folder, absolute: ``option``, else $XUNJIAN_WORKSPACE, else the current folder."""
    return (option or Path(os.environ.get("XUNJIAN_WORKSPACE") or ".")).absolute()


def load(workspace: Path) -> Settings:
    """The settings of the workspace in that folder. Raises ``SettingsError`` with every fault."""
    file = workspace.absolute() / NAME
    text = _text(file)
    raw = _toml(file, text)
    wrong = list(against_surroundings(raw, file.parent))
    try:
        read = form.File.model_validate(raw)
    except ValidationError as error:
        wrong += [against_form(detail) for detail in error.errors(include_url=False)]
    if wrong:
        raise SettingsError(_placed(wrong, file, text))
    return _settings(file.parent, read)


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except OSError as error:
        accepted = "a workspace's folder; make one with `xunjian init DIR`, name it with --workspace DIR"
        raise SettingsError([Fault(str(file), "file", f"cannot be read: {error.strerror}", accepted)]) from error
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line, said = not_utf8(raw, error)
        raise SettingsError([Fault(f"{file}:{line}", "file", said, "UTF-8; save it so")]) from error


def _toml(file: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, _, where = str(error).partition(" (at ")
        line = re.search(r"line ([0-9]+)", where)
        number = line[1] if line else str(text.count("\n") + 1)
        accepted = "TOML: texts in quotes, one key = value a line"
        raise SettingsError([Fault(f"{file}:{number}", "file", f"is no TOML: {said}", accepted)]) from error


def _placed(wrong: list[Wrong], file: Path, text: str) -> list[Fault]:
    """The faults with their lines, in the order of the file."""
    known = lines(text)
    at = [(nearest_line(known, fault.path), fault) for fault in wrong]
    return [
        Fault(f"{file}:{line}" if line else str(file), ".".join(fault.path), fault.said, fault.accepted)
        for line, fault in sorted(at, key=lambda pair: pair[0] or 0)
    ]


def _settings(workspace: Path, read: form.File) -> Settings:
    wire = read.network.model_dump()
    lists = {key: tuple(wire[key]) for key in ("allow_networks", "control")}
    bundle = str(workspace / read.network.ca_bundle) if read.network.ca_bundle else ""
    confirm = _confirm(Confirm(), read.confirm)
    return Settings(
        workspace=workspace,
        office=Office(**read.office.model_dump()),
        rules=RulesChoice(read.rules.set),
        database=Database(read.database.url),
        network=Network(**{**wire, **lists, "ca_bundle": bundle}),
        confirm=confirm,
        confirm_rules={name: _confirm(confirm, part) for name, part in (read.confirm.model_extra or {}).items()},
        later={"mail": read.mail, "console": read.console, "schedule": read.schedule},
    )


def _confirm(wider: Confirm, part: form.Narrowed) -> Confirm:
    given = {key.name: getattr(part, key.name) for key in fields(Confirm)}
    return replace(wider, **{name: value for name, value in given.items() if value is not None})
