"""A policy converted, and what the manifest then decides."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from webagent_manifests import (
    ElementMatch,
    MemoryLedger,
    Request,
    RuleSet,
    Verb,
    Verdict,
    parse_manifest,
)
from webagent_manifests.lint import lint
from webagent_manifests.owner import convert

if TYPE_CHECKING:
    from webagent_manifests.owner import Converted

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


def converted(policy: dict[str, Any]) -> Converted:
    result = convert(json.dumps(policy), now=NOW)
    assert lint(result.to_text(), now=NOW).sound
    return result


def verdicts(result: Converted, *, own: frozenset[str] = frozenset()) -> dict[str, Verdict]:
    """Return what the manifest decides on an element that `*` and these selectors match."""
    rule_set = RuleSet(parse_manifest(result.to_text()))
    element = ElementMatch(own | {"*"})
    return {
        verb.value: rule_set.decide(
            Request(verb.value, (element,)), now=NOW, ledger=MemoryLedger()
        ).verdict
        for verb in Verb
        if verb is not Verb.ALL
    }
