"""House rules that no ready-made tool knows, as functions from a module's source to what is wrong with it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOUSE = ("monitor", "spiders", "reports")

MODULE_LINES = 300
FUNCTION_LINES = 60
NAMES_THAT_FIT_ANYTHING = {"utils", "util", "helpers", "helper", "common", "base", "manager", "service", "misc"}
ENVIRONMENT = {"os.environ", "os.getenv", "os.putenv", "os.environb"}
CLOCK = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
CLOCK |= {f"datetime.{call}" for call in CLOCK} | {"time.localtime", "time.gmtime"}
STOPWATCH = {"time.monotonic", "time.perf_counter", "time.process_time"}
HANDED_ON = ("Connection", "Engine", "exc")
PURE = ("monitor.model", "monitor.rules", "monitor.rulebook", "monitor.lifecycle", "spiders.extract")
NETWORK = {"urllib.request", "http.client", "http.server", "asyncio", "multiprocessing", "threading"}


@dataclass(frozen=True)
class Module:
    """A source file of the house. ``name`` is dotted."""

    name: str
    source: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)


Check = Callable[[Module], Iterator[str]]


def modules() -> list[Module]:
    """Every module of the house."""
    found = []
    for path in sorted(path for top in HOUSE for path in (ROOT / top).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Module(name, path.read_text("utf-8")))
    return found


def dotted(node: ast.AST) -> str:
    """The name that an attribute chain spells, or nothing."""
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return node.id if isinstance(node, ast.Name) else ""


def names_used(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Each name read and each name imported, with its line."""
    yield from imports(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            yield node.lineno, dotted(node)


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Each imported module or member, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def within(name: str, places: tuple[str, ...]) -> bool:
    """Whether a dotted name is one of the places or below it."""
    return any(name == place or name.startswith(f"{place}.") for place in places)


def only_settings_read_the_environment(module: Module) -> Iterator[str]:
    if module.name != "monitor.settings":
        yield from (f"line {line}: {name}" for line, name in names_used(module.tree) if name in ENVIRONMENT)


def only_the_clock_tells_the_time(module: Module) -> Iterator[str]:
    if module.name != "monitor.clock":
        yield from (f"line {line}: {name}" for line, name in names_used(module.tree) if name in CLOCK)


def only_spiders_and_the_edge_time_their_work(module: Module) -> Iterator[str]:
    if within(module.name, PURE):
        yield from (f"line {line}: {name}" for line, name in names_used(module.tree) if name in STOPWATCH)


def only_the_store_knows_sql(module: Module) -> Iterator[str]:
    """Elsewhere SQLAlchemy is the type of a handle that is passed on, and what a handle raises."""
    if within(module.name, ("monitor.store",)):
        return
    for line, name in names_used(module.tree):
        head, _, member = name.partition(".")
        if head == "alembic" or (head in {"sa", "sqlalchemy"} and member and not within(member, HANDED_ON)):
            yield f"line {line}: {name}"


def nothing_pure_reaches_out(module: Module) -> Iterator[str]:
    if within(module.name, PURE):
        yield from (f"line {line}: {name}" for line, name in imports(module.tree) if within(name, tuple(NETWORK)))


def spiders_know_only_the_vocabulary(module: Module) -> Iterator[str]:
    if within(module.name, ("spiders",)):
        for line, name in imports(module.tree):
            if within(name, ("monitor", "reports", "tests")) and not within(name, ("monitor.model",)):
                yield f"line {line}: {name}"


def only_the_worker_catches_everything(module: Module) -> Iterator[str]:
    """What tidies up and raises again catches nothing."""
    if module.name == "monitor.worker":
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ExceptHandler) and not _raises_again(node):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(kind is None or dotted(kind) in {"Exception", "BaseException"} for kind in caught):
                yield f"line {node.lineno}: a broad except"


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def no_name_fits_anything(module: Module) -> Iterator[str]:
    yield from (f"the name {part!r}" for part in module.name.split(".") if part in NAMES_THAT_FIT_ANYTHING)


def modules_stay_small(module: Module) -> Iterator[str]:
    lines = module.source.count("\n")
    if lines > MODULE_LINES:
        yield f"{lines} lines, more than {MODULE_LINES}"


def functions_stay_small(module: Module) -> Iterator[str]:
    """A migration is exempt: one list of tables, written once."""
    if within(module.name, ("monitor.store.migrations",)):
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"line {node.lineno}: {node.name} has {lines} lines, more than {FUNCTION_LINES}"


CHECKS: tuple[Check, ...] = (
    only_settings_read_the_environment,
    only_the_clock_tells_the_time,
    only_spiders_and_the_edge_time_their_work,
    only_the_store_knows_sql,
    nothing_pure_reaches_out,
    spiders_know_only_the_vocabulary,
    only_the_worker_catches_everything,
    no_name_fits_anything,
    modules_stay_small,
    functions_stay_small,
)
