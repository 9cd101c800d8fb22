"""What is wrong with a rule by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._manifest import Verb
from .._text import quote
from ._generated import looks_generated
from ._notes import Removal
from ._reach import can_target, reaches_root, target_types
from ._selector import Standing, is_xpath
from ._values import can_open, is_time_window, to_time_window

if TYPE_CHECKING:
    from ._notes import Notes
    from ._tree import Node
    from ._written import WrittenRule

_LOST = {
    True: "agents drop the rule",
    False: "agents forbid the verb on the whole page, as they cannot tell what is meant",
}


def check_rule(notes: Notes, rule: WrittenRule) -> None:
    """Note what is wrong with a rule, whatever the other rules say."""
    _check_standing(notes, rule)
    _check_time(notes, rule)
    _check_limit(notes, rule)
    if not rule.allowed and rule.modifiers is not None:
        _check_denial(notes, rule, rule.modifiers)
    if rule.selector.branches:
        _check_targets(notes, rule)
        _check_names(notes, rule)


def _check_standing(notes: Notes, rule: WrittenRule) -> None:
    path, node, selector = f"{rule.path}.selector", rule.selector_node, rule.selector
    lost = _LOST[rule.allowed and rule.modifiers is None]
    if not rule.text.strip():
        notes.add(
            "empty-selector",
            path,
            node,
            f"The selector is empty; {lost}.",
            "Write * for every element, or a selector of what is meant.",
        )
    elif selector.standing is Standing.INVALID and is_xpath(rule.text):
        notes.add(
            "xpath-selector",
            path,
            node,
            f"{quote(rule.text)} is an XPath expression, which the format dropped; {lost}.",
            "Write a CSS selector, such as main a[rel='next'].",
        )
    elif selector.standing is Standing.INVALID:
        notes.add(
            "invalid-selector",
            path,
            node,
            f"{quote(rule.text)} is no CSS selector: {selector.problem}; {lost}.",
            "Write one that document.querySelector takes; an id or a class of a digit is escaped, "
            r"as in #\31 st.",
        )
    elif selector.standing is Standing.UNCHECKED:
        notes.add(
            "unchecked-selector",
            path,
            node,
            f"{quote(rule.text)} cannot be checked offline: {selector.problem}.",
            "Check it with --page in a browser, or say it with a class or an attribute.",
        )
    if selector.unclosed and selector.standing is not Standing.INVALID:
        notes.add(
            "unclosed-selector",
            path,
            node,
            f"A bracket or a quotation mark in {quote(rule.text)} is not closed; browsers close "
            "it at the end, other readers refuse it.",
            "Close it where it should end.",
        )


def _check_time(notes: Notes, rule: WrittenRule) -> None:
    node = rule.modifier("time_window")
    if node is None or not isinstance(node.value, str):
        return
    window = node.value if is_time_window(node.value) else to_time_window(node.value)
    if window is not None and not can_open(window):
        notes.add(
            "impossible-time",
            f"{rule.path}.modifiers.time_window",
            node,
            f"{quote(window)} is never open: hours go to 23 (24:00 as the end), and the ends must "
            "differ.",
            "Write 00:00-24:00 UTC for the whole day, or leave the key out; to forbid the action "
            'write "allowed": false.',
        )


def _check_limit(notes: Notes, rule: WrittenRule) -> None:
    limit, modifiers = rule.modifier("rate_limit"), rule.modifiers
    if limit is None or modifiers is None or not limit.is_object or not limit.complete:
        return
    most, seconds = limit.get("max_requests"), limit.get("window_seconds")
    if most is not None and seconds is not None:
        return
    if most is not None:
        notes.add(
            "one-sided-rate-limit",
            f"{rule.path}.modifiers.rate_limit",
            limit,
            "Without window_seconds the limit has no period: agents take it as a cap per session, "
            "or ignore it.",
            'Write both, such as {"max_requests": 10, "window_seconds": 3600}.',
        )
        return
    mendable = rule.allowed and not limit.members[1:] and _can_lose(rule, modifiers)
    notes.add(
        "one-sided-rate-limit",
        f"{rule.path}.modifiers.rate_limit",
        limit,
        "Without max_requests the limit has no effect.",
        'Write both, such as {"max_requests": 10, "window_seconds": 3600}'
        + (", or leave the limit out; --fix removes it." if mendable else ", or leave it out."),
        fix=[_without_modifier(rule, modifiers, "rate_limit")] if mendable else (),
    )


def _can_lose(rule: WrittenRule, modifiers: Node) -> bool:
    """Whether the rule can do without one of its modifiers.

    A rule with modifiers whose selector a browser cannot evaluate forbids its verb; without its
    last modifier it would be dropped. So the last one goes only where the selector is valid.
    """
    return len(modifiers.members) > 1 or rule.selector.standing is Standing.VALID


def _without_modifier(rule: WrittenRule, modifiers: Node, key: str) -> Removal:
    alone = len(modifiers.members) == 1
    return _without(rule.node, "modifiers") if alone else _without(modifiers, key)


def _without(container: Node, key: str) -> Removal:
    index = next(i for i, member in enumerate(container.members) if member.key == key)
    return Removal(container, index)


def _check_denial(notes: Notes, rule: WrittenRule, modifiers: Node) -> None:
    if not modifiers.members:
        return
    human = modifiers.get("human_in_the_loop")
    asks = human is not None and human.value is True
    notes.add(
        "modifiers-on-deny",
        f"{rule.path}.modifiers",
        modifiers,
        "The rule forbids the action, so its modifiers have no effect.",
        'Write "allowed": true if a person may approve the action; --fix removes the modifiers.'
        if asks
        else "Leave the modifiers out; --fix removes them.",
        fix=[_without(rule.node, "modifiers")],
    )


def _check_targets(notes: Notes, rule: WrittenRule) -> None:
    path, node, branches = f"{rule.path}.selector", rule.selector_node, rule.selector.branches
    elements = [branch for branch in branches if branch.pseudo_element]
    for branch in elements[:1]:
        notes.add(
            "pseudo-element",
            path,
            node,
            f"{quote(branch.text)} names a pseudo-element, and no element is one.",
            "Write the selector of the element itself, without the part from the colons on.",
        )
    inert = next((branch.never_true for branch in branches if branch.never_true), None)
    if inert is not None:
        notes.add(
            "visited-selector",
            path,
            node,
            f"To an agent :{inert} is never true, so the rule matches nothing.",
            f"Leave :{inert} out, or use a class.",
        )
    real = [branch for branch in branches if not branch.pseudo_element]
    if not real:
        return
    if rule.verb is Verb.EXECUTE_SCRIPT:
        if not any(reaches_root(branch) for branch in real):
            notes.add(
                "script-needs-root",
                path,
                node,
                f"A script runs in the page as a whole, and {quote(rule.text)} cannot match its "
                "root element: the rule has no effect.",
                "Write * or html as the selector of an execute_script rule.",
            )
    elif not any(can_target(branch, rule.verb) for branch in real):
        notes.add(
            "container-for-verb",
            path,
            node,
            f"{quote(rule.text)} matches no element that can be the target of {rule.verb} "
            f"({target_types(rule.verb)})."
            + ("" if rule.allowed else " Not every agent forbids it inside of what is matched."),
            _aim(rule),
        )


def _aim(rule: WrittenRule) -> str:
    target = {
        Verb.FOLLOW_LINK: "a",
        Verb.SET_INPUT_VALUE: "input",
        Verb.SUBMIT_FORM: "form",
        Verb.UPLOAD_FILE: "input[type=file]",
        Verb.DOWNLOAD_FILE: "a",
    }.get(rule.verb, "video")
    first = rule.selector.branches[0].text
    return f"Write {quote(f'{first} {target}')} for those inside of it, or select them directly."


def _check_names(notes: Notes, rule: WrittenRule) -> None:
    names = [
        name
        for branch in rule.selector.branches
        for name in (
            *(f".{each}" for each in branch.classes if looks_generated(each)),
            *(f"#{each}" for each in branch.ids if looks_generated(each)),
            *(
                f"[{key}={value}]"
                for key, value in branch.attributes
                if key in ("class", "id") and value is not None and looks_generated(value)
            ),
        )
    ]
    if names:
        notes.add(
            "generated-class",
            f"{rule.path}.selector",
            rule.selector_node,
            f"{quote(names[0])} looks made by a build tool: with the next build the rule may match "
            "nothing.",
            "Use a class, an id or a data attribute that you name yourself.",
        )
