"""More restrictions for one task. Who is not the user may take permissions away, never add them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._document import Effect
from ._errors import PolicyWidened, Problem
from ._parse import validate
from ._policy import UserPolicy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ._document import Rule, TemporalRule

_MOST = 200


def narrow(
    policy: UserPolicy,
    rules: Iterable[Mapping[str, object]] = (),
    *,
    temporal: Iterable[Mapping[str, object]] = (),
) -> UserPolicy:
    """Return the policy with further rules, written as in the file; never laxer than before.

    For what a model proposes for a task (compare Progent, arXiv 2504.11703: narrowing by itself,
    widening only through the person). Rules that deny or ask and temporal rules only add
    restrictions: the strictest rule decides, and only an allow lifts the default.

    Raises PolicyWidened for a rule that allows, and PolicyError for what is no rule, for an id
    that is taken, and for more than 200 rules.
    """
    added = validate({"rules": list(rules), "temporal": list(temporal)})
    for index, rule in enumerate(added.rules):
        if rule.effect is Effect.ALLOW:
            raise PolicyWidened(
                (
                    Problem(
                        f"rules[{index}].effect",
                        "must be ask or deny; only the user can allow, in the policy's file",
                    ),
                )
            )
    if len(added.rules) + len(added.temporal) > _MOST:
        raise PolicyWidened((Problem("", f"more than {_MOST} rules for one task; add fewer"),))
    document = policy.document
    merged = validate(
        {
            **document.model_dump(mode="json", include={"default"}, exclude_unset=True),
            "rules": _written((*document.rules, *added.rules)),
            "temporal": _written((*document.temporal, *added.temporal)),
        }
    )
    return UserPolicy(merged, source=policy.source)


def _written(rules: Iterable[Rule | TemporalRule]) -> list[dict[str, object]]:
    return [rule.model_dump(mode="json", exclude_unset=True) for rule in rules]
