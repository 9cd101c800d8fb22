"""What of a page may be read, in a form that a script in the page can apply in one pass."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class VisibilityEntry:
    """One branch of one rule's selector list.

    `essential` tells what an invalid branch does to the page: with it, nothing may be read
    (whatever the rule withholds cannot be located); without it, the rule is dropped.
    """

    selector: str
    rule: int
    allowed: bool
    essential: bool


@dataclass(frozen=True, slots=True)
class Visibility:
    """The rules on reading as a cascade, highest priority first.

    For each element the first entry that matches it decides. If none does, the element is hidden
    when the deciding entry of any ancestor (across shadow hosts) is not allowed; else
    `default_allowed` decides. A selector list with one invalid branch is invalid as a whole, so
    every entry with that `rule` is: see `VisibilityEntry`.

    An entry that is not allowed hides its subtree whatever the reason, a wait or a missing human
    included: the text of an element contains that of its descendants. What any of `also` hides is
    hidden too.
    """

    entries: tuple[VisibilityEntry, ...]
    default_allowed: bool
    also: tuple[Visibility, ...] = ()

    @classmethod
    def open(cls) -> Visibility:
        """Everything may be read."""
        return cls(entries=(), default_allowed=True)

    def within(self, *others: Visibility) -> Visibility:
        """Return what is visible here and in all of the others."""
        return replace(self, also=(*self.also, *others))

    @property
    def hides_anything(self) -> bool:
        """Whether some page could have something to hide; if not, the pass can be skipped."""
        return (
            not self.default_allowed
            or any(entry.essential or not entry.allowed for entry in self.entries)
            or any(other.hides_anything for other in self.also)
        )

    def to_json(self) -> list[dict[str, object]]:
        """Return the cascades that hide something, as plain values for the page's script."""
        own = replace(self, also=())
        cascades = [own._cascade()] if own.hides_anything else []
        return cascades + [cascade for other in self.also for cascade in other.to_json()]

    def _cascade(self) -> dict[str, object]:
        return {
            "entries": [
                {
                    "selector": entry.selector,
                    "rule": entry.rule,
                    "allowed": entry.allowed,
                    "essential": entry.essential,
                }
                for entry in self.entries
            ],
            "defaultAllowed": self.default_allowed,
        }
