"""A manifest in plain language, for the person whose site it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._manifest import Directive, Verb
from .._selector_list import split_selector_list
from .._specificity import specificity
from ._rule_words import action_words, condition_words
from ._surprises import surprises

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .._manifest import ActionGuideline, ApiEntry, Manifest, Modifiers, ResourceRule
    from .._specificity import Specificity

_LONGEST_TEXT = 600


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, and the rules (indices in `resource_rules`) that it tells."""

    text: str
    rules: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """The statements under one heading, what takes effect first coming first."""

    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A manifest as sections of sentences; a section with nothing to say is left out."""

    sections: tuple[Section, ...]

    def to_text(self) -> str:
        """Return the sections as lines of text, each rule's index in parentheses."""
        blocks: list[str] = []
        for section in self.sections:
            lines = [f"- {each.text}{_cited(each.rules)}" for each in section.statements]
            blocks.append("\n".join([section.title, *lines]))
        return "\n\n".join(blocks) + "\n"

    def to_json(self) -> dict[str, object]:
        """Return the same as plain JSON values."""
        return {
            "sections": [
                {
                    "title": section.title,
                    "statements": [
                        {"text": each.text, "rules": list(each.rules)}
                        for each in section.statements
                    ],
                }
                for section in self.sections
            ]
        }


def explain(manifest: Manifest) -> Explanation:
    """Say what a manifest comes to: the default, the rules, the guidelines, the interfaces.

    Rules with the same verb and the same conditions share a sentence. They are ordered as they take
    effect: those that name a verb before those on `all`, the more specific before the less, the
    later before the earlier (the specification's priority rules).
    """
    rules = _in_order_of_effect(manifest.resource_rules)
    sections = (
        Section("By default", (_default(manifest),)),
        Section("Agents may", _told(rules, _is_free)),
        Section("Agents may, each time after a person has said yes", _told(rules, _asks)),
        Section("Agents may not", _told(rules, _denies)),
        Section("Conduct that is asked for", _guidelines(manifest.action_guidelines)),
        Section("Interfaces for programs", tuple(_interface(entry) for entry in manifest.api)),
        Section(
            "Worth knowing",
            tuple(Statement(text, told) for text, told in surprises(manifest)),
        ),
    )
    return Explanation(tuple(section for section in sections if section.statements))


def _default(manifest: Manifest) -> Statement:
    if not manifest.resource_rules:
        if manifest.strict:
            return Statement("Agents may do nothing: the manifest is strict and has no rule.")
        return Statement("Agents may do anything: the manifest is not strict and has no rule.")
    if manifest.strict:
        return Statement("What no rule allows is forbidden (the manifest is strict).")
    return Statement("What no rule speaks of is allowed (the manifest is not strict).")


def _in_order_of_effect(rules: Iterable[ResourceRule]) -> list[tuple[int, ResourceRule]]:
    verbs = list(Verb)

    def key(numbered: tuple[int, ResourceRule]) -> tuple[bool, int, tuple[int, ...], int]:
        index, rule = numbered
        highest = rule_specificity(rule)
        return (
            rule.verb is Verb.ALL,
            verbs.index(rule.verb),
            tuple(-part for part in highest),
            -index,
        )

    return sorted(enumerate(rules), key=key)


def rule_specificity(rule: ResourceRule) -> Specificity:
    """Return the specificity of a rule's most specific branch."""
    return max(specificity(branch) for branch in split_selector_list(rule.selector))


def _is_free(rule: ResourceRule) -> bool:
    return rule.allowed and not rule.modifiers.human_in_the_loop


def _asks(rule: ResourceRule) -> bool:
    return rule.allowed and rule.modifiers.human_in_the_loop is True


def _denies(rule: ResourceRule) -> bool:
    return not rule.allowed


def _told(
    rules: list[tuple[int, ResourceRule]], wanted: Callable[[ResourceRule], bool]
) -> tuple[Statement, ...]:
    groups: dict[tuple[Verb, Modifiers | None], list[int]] = {}
    selectors: dict[int, str] = {}
    for index, rule in rules:
        if wanted(rule):
            conditions = rule.modifiers if rule.allowed else None
            groups.setdefault((rule.verb, conditions), []).append(index)
            selectors[index] = rule.selector
    statements: list[Statement] = []
    for (verb, conditions), indices in groups.items():
        chosen = list(dict.fromkeys(selectors[index] for index in indices))
        phrases = [] if conditions is None else condition_words(conditions)
        # “May not click a and b” could be read as allowing one of them.
        action = action_words(verb, chosen, "or" if conditions is None else "and")
        sentence = ", ".join([action, *phrases])
        statements.append(Statement(f"{_capitalised(sentence)}.", tuple(indices)))
    return tuple(statements)


def _guidelines(guidelines: Iterable[ActionGuideline]) -> tuple[Statement, ...]:
    strictness = (Directive.MUST_NOT, Directive.MUST, Directive.SHOULD_NOT, Directive.SHOULD)
    return tuple(
        Statement(_guideline(each))
        for each in sorted(guidelines, key=lambda each: strictness.index(each.directive))
    )


def _guideline(guideline: ActionGuideline) -> str:
    sentence = f"{guideline.directive.value}: {_one_line(guideline.description)}"
    if guideline.exceptions is not None:
        sentence += f" (except: {_one_line(guideline.exceptions)})"
    return sentence


def _interface(entry: ApiEntry) -> Statement:
    documented = "" if entry.docs is None else f" Documented at {_one_line(entry.docs)}."
    return Statement(
        f"{entry.type.value} at {_one_line(entry.endpoint)}: "
        f"{_one_line(entry.description)}{documented}"
    )


def _one_line(text: str) -> str:
    words = " ".join(text.split())
    plain = "".join(char if char.isprintable() else "\ufffd" for char in words)
    return plain if len(plain) <= _LONGEST_TEXT else f"{plain[: _LONGEST_TEXT - 1]}…"


def _capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _cited(rules: tuple[int, ...]) -> str:
    if not rules:
        return ""
    noun = "rule" if len(rules) == 1 else "rules"
    return f" ({noun} {', '.join(str(index) for index in sorted(rules))})"
