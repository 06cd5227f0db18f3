"""Values as one JSON object a line and back, strictly: the boundary between processes.

An unknown kind, an unknown or missing field or a wrong type is a ``NotOnTheWire`` that
names the field; behind this boundary types may be trusted.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from monitor.model.observation import Observation
from monitor.model.target import Target

T = TypeVar("T")


class NotOnTheWire(ValueError):
    """A line is no such value. Raised from ``observation``, ``target`` and ``value``."""


_adapters: dict[Any, TypeAdapter[Any]] = {}


def _adapter(cls: Any) -> TypeAdapter[Any]:
    # Building one costs milliseconds, using it microseconds.
    if cls not in _adapters:
        _adapters[cls] = TypeAdapter(cls)
    return _adapters[cls]


def line(value: object) -> str:
    """The value as one line of JSON, without the line feed; observations and targets with their kind."""
    body = _adapter(type(value)).dump_json(value).decode()
    tag = getattr(value, "kind", None) if isinstance(value, Observation) else getattr(value, "look", None)
    if isinstance(value, Observation | Target):
        return f'{{"kind":"{tag}",{body[1:]}' if body != "{}" else f'{{"kind":"{tag}"}}'
    return body


def value(cls: type[T], text: str | bytes) -> T:
    """The frozen value of ``cls`` that ``text`` holds."""
    try:
        result: T = _adapter(cls).validate_json(text)
    except ValidationError as error:
        raise NotOnTheWire(_said(cls.__name__, error)) from error
    return result


def observation(text: str | bytes) -> Observation:
    """An observation of any known kind."""
    found: Observation = _tagged(text, Observation.kinds)
    return found


def target(text: str | bytes) -> Target:
    """A target of any known look."""
    found: Target = _tagged(text, Target.looks)
    return found


def _tagged(text: str | bytes, known: dict[str, type[Any]]) -> Any:
    fields = value(dict[str, Any], text)
    kind = fields.pop("kind", None)
    if kind not in known:
        raise NotOnTheWire(f"unknown kind {kind!r}; known: {', '.join(sorted(known))}")
    try:
        return _adapter(known[kind]).validate_python(fields)
    except ValidationError as error:
        raise NotOnTheWire(_said(kind, error)) from error


def _said(name: str, error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(step) for step in first["loc"])
    return f"{name}: {where or 'line'}: {first['msg']}"
