"""YAML to rows. Only plain data is taken: no aliases, no tags, one document, bounded depth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

from monitor.faults import listed, nearest, not_utf8
from monitor.intake.rows import Cell, Flaw, Number, Place, Row, Tables, Value, refused
from monitor.intake.shape import LISTS

# A contact's field is the deepest there is: file, list, entry, contacts, contact, field.
DEPTH = 6
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times as fast where it is built in
_CORE = "tag:yaml.org,2002:"


def read_yaml(file: str, raw: bytes, flaws: list[Flaw]) -> Tables:
    """The lists of the YAML text ``raw``; what is wrong with its form goes to ``flaws``.

    Raises ``InventoryError`` where nothing can be read: not UTF-8, no YAML, more than plain data.
    """
    root = _root(file, raw)
    if not isinstance(root, yaml.MappingNode):
        _stop(file, root, "found no mapping at the top", f"the lists {listed(LISTS)}")
    tables: Tables = {}
    for name, key, node in _pairs(file, root, "", flaws):
        if name not in LISTS:
            flaws.append(Flaw(_place(file, key), name, f"unknown list{nearest(name, LISTS)}", listed(LISTS)))
        elif isinstance(node, yaml.SequenceNode):
            tables[name] = _entries(file, name, node, flaws)
        elif _plain(node) is not None:
            tables[name] = None
            flaws.append(Flaw(_place(file, node), name, "found no list", "a list of entries that begin with '- '"))
    return tables


def _root(file: str, raw: bytes) -> yaml.Node:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, said = not_utf8(raw, error)
        flaw = Flaw(Place((0, line, 0), file, str(line)), "file", said, "UTF-8; save the file as UTF-8")
        raise refused([flaw]) from error
    try:
        _only_plain_data(file, text)
        root: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        _stop(file, error, f"is no YAML: {_reason(error)}", "YAML as in the example that `xunjian init` writes")
    if root is None:
        _stop(file, None, "is empty", f"the lists {listed(LISTS)}")
    return root


def _only_plain_data(file: str, text: str) -> None:
    """Refuse what plain data never needs and what can be made to grow beyond bounds."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if getattr(event, "anchor", None):
            _stop(file, event, "found an anchor or alias (& or *)", "every value written out")
        if tag := getattr(event, "tag", None):
            _stop(file, event, f"found the tag {tag}", "plain values")
        if depth > DEPTH:
            _stop(file, event, "is nested too deeply", f"at most {DEPTH} levels")
        if documents > 1:
            _stop(file, event, "found a second document (---)", "one document")


def _entries(file: str, name: str, node: yaml.SequenceNode, flaws: list[Flaw]) -> list[Row]:
    rows = []
    for entry in node.value:
        if isinstance(entry, yaml.MappingNode):
            rows.append(_row(file, entry, flaws))
        else:
            flaws.append(Flaw(_place(file, entry), name, "found an entry without fields", "fields such as id: …"))
    return rows


def _row(file: str, node: yaml.MappingNode, flaws: list[Flaw]) -> Row:
    return Row(_place(file, node), dict(_fields(file, node, "", flaws)))


def _fields(file: str, node: yaml.MappingNode, prefix: str, flaws: list[Flaw]) -> Iterator[tuple[str, Cell]]:
    for name, _key, value in _pairs(file, node, prefix, flaws):
        if isinstance(value, yaml.MappingNode):
            yield from _fields(file, value, f"{name}.", flaws)
        else:
            yield name, Cell(_place(file, value), _value(file, value, flaws))


def _pairs(
    file: str, node: yaml.MappingNode, prefix: str, flaws: list[Flaw]
) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """The dotted names of a mapping with their keys and values; a name given twice is a flaw."""
    first: dict[str, Place] = {}
    for key, value in node.value:
        name = f"{prefix}{key.value}" if isinstance(key, yaml.ScalarNode) else "?"
        place = _place(file, key)
        if name in first:
            flaws.append(Flaw(place, name, f"given twice, first in line {first[name].spot}", "each field once"))
        else:
            first[name] = place
            yield name, key, value


def _value(file: str, node: yaml.Node, flaws: list[Flaw]) -> Value:
    if isinstance(node, yaml.SequenceNode):
        return tuple(
            _row(file, item, flaws)
            if isinstance(item, yaml.MappingNode)
            else Cell(_place(file, item), _value(file, item, flaws))
            for item in node.value
        )
    return _plain(node)


def _plain(node: yaml.Node) -> Value:
    """A scalar as it was written: zeros in front stay, dates stay text, "yes" and "on" are no booleans."""
    word = str(node.value).strip()
    if node.tag == f"{_CORE}null":
        return None
    if node.tag == f"{_CORE}bool" and word.lower() in {"true", "false"}:
        return word.lower() == "true"
    return Number(word) if node.tag in {f"{_CORE}int", f"{_CORE}float"} else word


def _place(file: str, node: Any) -> Place:
    mark = getattr(node, "start_mark", None) or getattr(node, "problem_mark", None)
    return Place((0, mark.line, mark.column), file, str(mark.line + 1)) if mark else Place((0, 0, 0), file, "1")


def _reason(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or getattr(error, "reason", None) or error).splitlines()[0]


def _stop(file: str, node: Any, said: str, accepted: str) -> NoReturn:
    raise refused([Flaw(_place(file, node), "file", said, accepted)])
