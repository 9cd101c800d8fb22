"""The site owner's tools: a manifest explained, compared, converted, begun and tested."""

from __future__ import annotations

from ._assertion import Arguments, Assertion, Assertions, Expected, assertions_schema
from ._assertion_file import AssertionsInvalid, find_assertions, parse_assertions
from ._assertion_run import Ask, AssertionResult, Outcome, ask_page, run_assertions
from ._conversion import Converted, Unconvertible, convert
from ._difference import Change, Difference, RuleChange, TextChange, diff
from ._explanation import Explanation, Section, Statement, explain
from ._first_manifest import Answers, first_manifest, parse_hours, parse_rate, parse_selector
from ._junit import to_junit
from ._page_difference import DecisionChange, PageDifference, Sample, Standing, diff_on_page
from ._tendency import Tendency

__all__ = [
    "Answers",
    "Arguments",
    "Ask",
    "Assertion",
    "AssertionResult",
    "Assertions",
    "AssertionsInvalid",
    "Change",
    "Converted",
    "DecisionChange",
    "Difference",
    "Expected",
    "Explanation",
    "Outcome",
    "PageDifference",
    "RuleChange",
    "Sample",
    "Section",
    "Standing",
    "Statement",
    "Tendency",
    "TextChange",
    "Unconvertible",
    "ask_page",
    "assertions_schema",
    "convert",
    "diff",
    "diff_on_page",
    "explain",
    "find_assertions",
    "first_manifest",
    "parse_assertions",
    "parse_hours",
    "parse_rate",
    "parse_selector",
    "run_assertions",
    "to_junit",
]
