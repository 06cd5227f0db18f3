"""Why a look carries no verdict: one vocabulary of reasons for all rules."""

from __future__ import annotations

from typing import Protocol

from monitor.model.observation import Look, Outcome

NOT_LOOKED = "not-looked"  # the rule was never given the fact it rests on

_BY_OUTCOME = {
    Outcome.BLOCKED: "anti-bot",
    Outcome.TRANSIENT: "unreachable",
    Outcome.GONE: "moved",
    Outcome.INSECURE: "insecure",
}


class Read(Protocol):
    """A fact that rests on one look and may say that it decides nothing."""

    @property
    def look(self) -> Look: ...

    @property
    def undecided(self) -> str | None: ...


def unanswered(look: Look) -> str | None:
    """The slug that says why the look proves nothing, or ``None`` where it is a complete answer.

    A wall is "anti-bot", silence "unreachable", definite absence "moved", broken TLS "insecure";
    a failure of our own or a lossy answer goes by its cause.
    """
    match look.outcome:
        case Outcome.OK:
            return None
        case Outcome.OURS:
            return "egress-refused" if look.cause == "egress" else look.cause or "our-network"
        case Outcome.DEGRADED:
            return look.cause or "degraded"
        case _:
            return _BY_OUTCOME[look.outcome]


def unseen(fact: Read) -> str | None:
    """The slug that says why ``fact`` decides nothing: its look's, else its own; ``None``: judge by it."""
    return unanswered(fact.look) or fact.undecided
