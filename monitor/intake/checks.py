"""What can be wrong between the entries: ids given twice, references into nothing, one address enrolled twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from urllib.parse import urlsplit

from monitor.faults import listed, nearest
from monitor.intake.entries import Entry
from monitor.intake.rows import Flaw
from monitor.intake.shape import REFERENCES, SOURCE_NEEDS
from monitor.model.subject import SourceKind

Entries = Mapping[str, list[Entry]]
_QUIET = ("quiet.reason", "quiet.approved_by", "quiet.until")


def check(lists: Entries, readable: frozenset[str], flaws: list[Flaw]) -> None:
    """Note what is wrong between entries. References into lists that are not ``readable`` are not judged."""
    for name, entries in lists.items():
        field = "unit" if name == "annual_reports" else "id"
        _once(field, ((entry.values.get(field), entry) for entry in entries), flaws)
        for reference, target in REFERENCES.get(name, {}).items():
            if target in readable:
                _refer(entries, reference, target, lists[target], flaws)
    _once("url", ((_address(site), site) for site in lists["sites"]), flaws)
    _once("url", ((_place_on_site(column), column) for column in lists["columns"]), flaws)
    _once("source", ((_source(account), account) for account in lists["accounts"]), flaws)
    for account in lists["accounts"]:
        _needs(account, flaws)
    for column in lists["columns"]:
        _quiet(column, flaws)


def _once(field: str, keyed: Iterable[tuple[Hashable, Entry]], flaws: list[Flaw]) -> None:
    """No two entries with the same key; entries without one are left alone."""
    first: dict[Hashable, Entry] = {}
    for key, entry in keyed:
        if key is None or first.setdefault(key, entry) is entry:
            continue
        other = first[key]
        names = "" if field in {"id", "unit"} else f" by {other.values.get('id')} and {entry.values.get('id')}"
        shown = repr(entry.values[field]) if field in entry.values else "the same source"
        said = f"{shown} is used twice{names}, first at {other.place(field)}"
        flaws.append(Flaw(entry.place(field), field, said, "each once"))


def _refer(entries: list[Entry], field: str, target: str, found: list[Entry], flaws: list[Flaw]) -> None:
    known = {entry.values["id"] for entry in found if "id" in entry.values}
    named = {entry.values.get("name"): entry.values["id"] for entry in found if "id" in entry.values}
    for entry in entries:
        wanted = entry.values.get(field)
        if wanted is not None and wanted not in known:
            hint = f", did you mean {named[wanted]!r}" if wanted in named else nearest(wanted, known)
            said = f"found {wanted!r}, which is no id of {target}{hint}"
            flaws.append(Flaw(entry.place(field), field, said, listed(sorted(known)) or f"an id of {target}"))


def _address(entry: Entry) -> str | None:
    """An address without what does not make it another page: scheme, www., usual port, last slash."""
    url = entry.values.get("url")
    if url is None:
        return None
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    rest = f"?{parts.query}#{parts.fragment}" if parts.query or parts.fragment else ""
    return f"{host}{port}{parts.path.rstrip('/')}{rest}"


def _place_on_site(column: Entry) -> Hashable:
    address = _address(column)
    return (column.values.get("site"), address) if address else None


def _source(entry: Entry) -> Hashable:
    """Where an account is read, for kinds of source that carry one account only."""
    kind = entry.values.get("source.kind")
    if kind not in {SourceKind.RSS, SourceKind.WEIBO, SourceKind.WECHAT_ALBUM}:
        return None
    keys = [entry.values.get(name) for name in SOURCE_NEEDS[kind]]
    return (kind.value, *keys) if all(keys) else None


def _needs(account: Entry, flaws: list[Flaw]) -> None:
    """A source has the fields of its kind and no others."""
    kind = account.values.get("source.kind")
    if kind is None:
        return
    wanted = SOURCE_NEEDS[kind]
    accepted = f"{listed(wanted) or 'no further field'} for source.kind {kind.value}"
    for name in sorted({name for names in SOURCE_NEEDS.values() for name in names}):
        cell = account.row.fields.get(name)
        given = cell is not None and cell.value not in (None, "")
        if given != (name in wanted):
            said = "does not belong to this kind of source" if given else "is missing"
            flaws.append(Flaw(account.place(name if given else "source.kind"), name, said, accepted))


def _quiet(column: Entry, flaws: list[Flaw]) -> None:
    """Rightly quiet only with a reason, a person and an end."""
    cells = {name: column.row.fields.get(name) for name in _QUIET}
    given = [name for name, cell in cells.items() if cell is not None and cell.value not in (None, "")]
    if given:
        accepted = f"all of {listed(_QUIET)}, or none"
        lacking = (name for name in _QUIET if name not in given)
        flaws.extend(Flaw(column.place(given[0]), name, "is missing", accepted) for name in lacking)
