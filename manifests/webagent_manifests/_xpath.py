"""The plain part of XPath as CSS: drafts before the current one let rules select by it."""

from __future__ import annotations

import re

_STEP = re.compile(r"(//?)(\*|[A-Za-z][\w-]*)((?:\[[^\[\]]*\])*)")
_PREDICATE = re.compile(
    r"\[\s*(?:@([A-Za-z][\w-]*)(?:\s*=\s*(\"[^\"\\]*\"|'[^'\\]*'))?"
    r"|contains\(\s*@([A-Za-z][\w-]*)\s*,\s*(\"[^\"\\]+\"|'[^'\\]+')\s*\))\s*\]"
)


def css_from_xpath(expression: str) -> str | None:
    """Return a selector that matches the same elements, or None where that is not certain.

    Read are steps to children and descendants with tests on attributes, such as
    `//form[@id='pay']//button`. Source: XPath 1.0, sections 2.5 and 4.2.
    """
    text = expression.strip().removeprefix(".")
    if not text:
        return None
    selector = ""
    cursor = 0
    while cursor < len(text):
        step = _STEP.match(text, cursor)
        if step is None:
            return None
        axis, name, predicates = step.groups()
        tests = _tests(predicates)
        if tests is None:
            return None
        if cursor:
            selector += " > " if axis == "/" else " "
        elif axis == "/":
            # From the document itself, one step leads to the root element alone.
            name = f"{name if name != '*' else ''}:root"
        selector += (name if name != "*" or not tests else "") + tests
        cursor = step.end()
    return selector


def _tests(predicates: str) -> str | None:
    css = ""
    cursor = 0
    while cursor < len(predicates):
        test = _PREDICATE.match(predicates, cursor)
        if test is None:
            return None
        attribute, value, container, part = test.groups()
        if container is not None:
            css += f"[{container}*={part}]"
        elif value is None:
            css += f"[{attribute}]"
        else:
            css += f"[{attribute}={value}]"
        cursor = test.end()
    return css
