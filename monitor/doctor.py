"""The doctor: is the program installed whole, is the workspace sound, and what is to be done where not?"""

from __future__ import annotations

import ctypes
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.settings import NAME, Settings, SettingsError, load

RELEASED = date(2026, 11, 1)  # a clock before this has lost its time
LEAST_FREE = 10**9
LEAST_FREE_PERCENT = 5

PACKAGES = {
    "alembic": "alembic",
    "beautifulsoup4": "bs4",
    "can-ada": "can_ada",
    "click": "click",
    "holidays": "holidays",
    "httptools": "httptools",
    "jinja2": "jinja2",
    "lxml": "lxml.etree",
    "openpyxl": "openpyxl",
    "pdfplumber": "pdfplumber",
    "pydantic": "pydantic",
    "pypdfium2": "pypdfium2",
    "pylopdf-fonts-zh-cn": "pylopdf_fonts_zh_cn",
    "pyyaml": "yaml",
    "scrapy": "scrapy",
    "selectolax": "selectolax.lexbor",
    "sqlalchemy": "sqlalchemy",
    "tldextract": "tldextract",
    "uvloop": "uvloop",
    "warcio": "warcio",
    "xlsxwriter": "xlsxwriter",
}
"""Packages and what of each is imported; WeasyPrint has a check of its own."""

PANGO = ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0")

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)  # as spiders.browser looks for them
BROWSER_HINT = (
    "if there are such columns, run: make browser (elsewhere: pip install 'xunjian[browser]'; apt-get install chromium)"
)


@dataclass(frozen=True)
class Check:
    """One thing looked at. ``ok`` is ``None`` for advice; ``hint`` is what to do, empty where nothing is."""

    id: str
    ok: bool | None
    said: str
    hint: str = ""


def examine(workspace: Path | None, *, now: datetime) -> list[Check]:
    """Every check in order; those of the workspace only where there is one. A naive ``now`` is local there."""
    settings: Settings | None = None
    found = [_python(), _packages(), _pango(), _fonts(), _browser()]
    if workspace is None:
        found.append(Check("X005", None, "no workspace was named", "name one with --workspace DIR"))
    else:
        try:
            settings = load(workspace)
            found.append(Check("X005", True, f"{workspace / NAME} is valid"))
        except SettingsError as error:
            found.append(Check("X005", False, str(error), "correct the file, or make a workspace with `xunjian init`"))
    found.append(_clock(now, settings))
    if workspace is not None:
        found += [_writable(workspace), _space(workspace)]
    found += _configured(settings) if settings else ()
    return [replace(check, hint="") if check.ok else check for check in found]


def _python() -> Check:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return Check("X001", sys.version_info >= (3, 11), f"Python {version}", "install Python 3.11 or newer")


def _packages() -> Check:
    broken = [f"{package} ({reason})" for package, name in PACKAGES.items() if (reason := _unimportable(name))]
    said = f"not importable: {', '.join(broken)}" if broken else f"{len(PACKAGES)} packages can be imported"
    return Check("X002", not broken, said, "run: make setup")


def _unimportable(name: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import_module(name)
    except (ImportError, OSError) as error:
        return str(error).splitlines()[0]
    return ""


def _pango() -> Check:
    hint = "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0; then: make setup"
    for library in PANGO if sys.platform == "linux" else ():
        try:
            ctypes.CDLL(library)
        except OSError:
            return Check("X003", False, f"no PDF can be made: the library {library} is missing", hint)
    reason = _unimportable("weasyprint")
    return Check("X003", not reason, f"no PDF can be made: {reason}" if reason else "PDFs can be made (Pango)", hint)


def _fonts() -> Check:
    try:
        from reports.fonts import faces  # noqa: PLC0415  a broken font package must not stop the other checks

        lacking = [face.wanted for face in faces() if face.substitute is not None]
    except (ImportError, OSError) as error:
        return Check("X004", False, f"no font can be found: {error}", "run: make setup")
    if lacking:
        return Check("X004", None, f"substitutes stand in for the fonts {', '.join(lacking)}", "run: make setup")
    return Check("X004", True, "the five fonts of a bulletin are there")


def _browser() -> Check:
    lacking = [] if find_spec("playwright") else ["the extra xunjian[browser]"]
    if not any(shutil.which(name) for name in BROWSERS):
        lacking.append("Chromium")
    if lacking:
        said = f"columns that a script draws stay undecided: {' and '.join(lacking)} is not here"
        return Check("X013", None, said, BROWSER_HINT)
    return Check("X013", True, "columns that a script draws can be read (Chromium)")


def _clock(now: datetime, settings: Settings | None) -> Check:
    name = settings.office.timezone if settings else "Asia/Shanghai"
    try:
        zone = ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return Check("X006", False, f"the timezone {name} is not known here", "apt-get install -y tzdata")
    local = now.replace(tzinfo=zone) if now.tzinfo is None else now.astimezone(zone)
    said = f"it is {local:%Y-%m-%d %H:%M} in {name}"
    if local.date() < RELEASED:
        return Check("X006", False, f"{said}, before this program was made", "set the clock, or leave out --now")
    return Check("X006", True, said)


def _writable(workspace: Path) -> Check:
    try:
        with tempfile.TemporaryFile(dir=workspace):
            return Check("X007", True, f"{workspace} can be written")
    except OSError as error:
        return Check("X007", False, f"{workspace} cannot be written: {error.strerror}", "let this user write there")


def _space(workspace: Path) -> Check:
    there = next(folder for folder in (workspace.absolute(), *workspace.absolute().parents) if folder.exists())
    disk = shutil.disk_usage(there)
    enough = disk.free >= LEAST_FREE and disk.free * 100 >= disk.total * LEAST_FREE_PERCENT
    said = f"{disk.free / 10**9:.1f} GB free of {disk.total / 10**9:.1f} GB"
    return Check("X008", enough, said, f"make room: at least 1 GB and {LEAST_FREE_PERCENT} % are needed")


def _configured(settings: Settings) -> Iterator[Check]:
    yield _database(settings.database_url)
    network, office = settings.network, settings.office
    if network.control:
        yield Check("X010", True, f'{len(network.control)} addresses answer "is it us?"')
    else:
        said = "no control addresses: when every host fails in one run, nothing is judged"
        yield Check("X010", None, said, "name two or three steady addresses in [network] control")
    if not network.contact:
        said = "no contact: operators who find the monitor in their logs cannot ask"
        yield Check("X011", None, said, "name an address or mail address in [network] contact")
    if office.area_code == "000000":
        said = f"[office] is still the template's ({office.name})"
        yield Check("X012", None, said, "write the office's own name, district and area code")


def _database(url: str) -> Check:
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415  a broken installation is for the checks above to tell

    from monitor.store.engine import DatabaseUnusable, schema_state  # noqa: PLC0415

    hints = {
        "current": "",
        "missing": "run: xunjian init (it leaves everything else as it is)",
        "older": "run: xunjian init (it upgrades the database and keeps everything)",
        "newer": "upgrade the program: a newer version has written this database",
    }
    try:
        state = schema_state(url)
    except (DatabaseUnusable, SQLAlchemyError, ImportError) as error:
        return Check("X009", False, f"the database cannot be opened: {error}", "correct [database] url")
    return Check("X009", state == "current", f"the database is {state}", hints[state])
