"""What a rule says of a subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from monitor.model.observation import Look

Detail = str | int | bool | None | list[str]


class Verdict(StrEnum):
    """The four verdicts. A crawl that failed makes nobody compliant and nobody faulty."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not-applicable"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True)
class Evidence:
    """Where a finding can be checked: the address, when it was seen, and the bytes kept."""

    url: str
    seen_at: datetime
    sha256: str | None = None
    warc: str | None = None


@dataclass(frozen=True)
class Finding:
    """One fault. ``locus`` is its address; ``message`` is Chinese, with the number and the limit."""

    locus: str
    message: str
    details: Mapping[str, Detail] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()

    @property
    def key(self) -> str:
        """Its identity within rule and subject: the locus, and the year where it has one."""
        year = self.details.get("year")
        return self.locus if year is None else f"{self.locus}#{year}"


@dataclass(frozen=True)
class Judgement:
    """A verdict with its counts and findings.

    ``applied`` counts the things the rule was applied to. ``unsure`` names the finding keys
    that could not be decided this time: they neither count nor reset a quorum. Where the
    reading was not ``exhaustive``, a key that is not named at all is unsure as well.
    ``healed`` names keys that were seen to be well, which holds whatever the verdict.
    """

    verdict: Verdict
    reason: str | None = None
    applied: int = 0
    findings: tuple[Finding, ...] = ()
    unsure: tuple[str, ...] = ()
    exhaustive: bool = True
    healed: tuple[str, ...] = ()


def passed(applied: int = 1, unsure: Sequence[str] = ()) -> Judgement:
    """Nothing wrong among ``applied`` things."""
    return Judgement(Verdict.PASSED, applied=applied, unsure=tuple(unsure))


def failed(
    findings: Sequence[Finding],
    applied: int = 1,
    unsure: Sequence[str] = (),
    *,
    exhaustive: bool = True,
    healed: Sequence[str] = (),
) -> Judgement:
    """``findings`` are wrong (at least one) among ``applied`` things."""
    if not findings:
        raise ValueError("a failed judgement needs a finding")
    return Judgement(Verdict.FAILED, None, applied, tuple(findings), tuple(unsure), exhaustive, tuple(healed))


def inconclusive(reason: str, applied: int = 0, *, healed: Sequence[str] = ()) -> Judgement:
    """It could not be seen; ``reason`` is a short English slug such as "script-rendered"."""
    return Judgement(Verdict.INCONCLUSIVE, reason, applied, exhaustive=False, healed=tuple(healed))


def not_applicable(reason: str) -> Judgement:
    """The rule does not speak of this subject; ``reason`` is a short English slug."""
    return Judgement(Verdict.NOT_APPLICABLE, reason=reason)


def evidence(look: Look, at: datetime) -> Evidence:
    """The evidence that a look left."""
    return Evidence(look.final_url or look.url, at, look.sha256, look.warc)
