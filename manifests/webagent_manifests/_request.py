"""What an agent asks permission for, as far as a rule can see it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ElementMatch:
    """Which selectors of a `RuleSet` matched one live element.

    `own` holds indices into `RuleSet.selectors`. `ancestors` is nearest first, crosses shadow
    hosts, and leaves out the ancestors that nothing matched.
    """

    own: frozenset[int] = frozenset()
    ancestors: tuple[frozenset[int], ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """One verb on the elements it concerns: one, or for submit_form the submitter and the form.

    `invalid` holds the selectors that the browser could not evaluate. `incidental` marks a verb
    that is only the means of another one in the same action, such as the click that follows a
    link: the default does not deny it, a rule still does.
    """

    verb: str
    elements: tuple[ElementMatch, ...]
    invalid: frozenset[int] = frozenset()
    incidental: bool = False
