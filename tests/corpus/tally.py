"""Right, wrong and abstained, counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tests.corpus.labels import Label


@dataclass(frozen=True)
class Answer:
    """What the program read. ``undecided`` flags that nothing may be concluded from it."""

    newest: date | None
    undecided: str | None


@dataclass(frozen=True)
class Count:
    """``empty`` pages show no date and none was read; ``flagged`` answers were off, and said to be unsure."""

    right: int = 0
    wrong: int = 0
    abstained: int = 0
    empty: int = 0
    flagged: int = 0


@dataclass(frozen=True)
class Tally:
    """Every label with the program's answer."""

    pairs: tuple[tuple[Label, Answer], ...]

    @classmethod
    def of(cls, labels: list[Label], answers: Mapping[str, Answer]) -> Tally:
        """Pair labels and answers by address; a page without an answer is one abstained from."""
        return cls(tuple((label, answers.get(label.url, Answer(None, "no answer"))) for label in labels))

    def by(self, key: str) -> dict[str, Count]:
        """The counts by an attribute of the label."""
        counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for label, answer in self.pairs:
            counts[getattr(label, key)][judged(label, answer)] += 1
        return {name: Count(**found) for name, found in sorted(counts.items())}

    def wrong(self) -> list[tuple[Label, Answer]]:
        """The answers that were wrong and not flagged."""
        return [(label, answer) for label, answer in self.pairs if judged(label, answer) == "wrong"]


def judged(label: Label, answer: Answer) -> str:
    """How an answer stands to the truth."""
    if answer.newest is None:
        return "empty" if label.newest is None else "abstained"
    if answer.newest == label.newest:
        return "right"
    return "flagged" if answer.undecided else "wrong"


def table(title: str, counts: Mapping[str, Count]) -> str:
    """The counts as text, with a last line of sums."""
    names = ("right", "wrong", "flagged", "abstained", "empty")
    rows = [(name, *(getattr(count, column) for column in names)) for name, count in counts.items()]
    rows.append(("all", *(sum(column) for column in zip(*(row[1:] for row in rows), strict=True))))
    lines = [f"{title:<34}" + "".join(f"{name:>11}" for name in names)]
    lines += [f"{row[0]:<34}" + "".join(f"{number:>11}" for number in row[1:]) for row in rows]
    return "\n".join(lines) + "\n"
