"""Results in the XML that continuous integration reads.

Source: the JUnit XML report that Jenkins, GitLab and others agree on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

from ._assertion_run import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._assertion_run import AssertionResult


def to_junit(results: Sequence[AssertionResult], *, suite: str) -> str:
    """Return the results as a JUnit report with one suite, which is named `suite`."""
    failures = sum(each.outcome is Outcome.FAILED for each in results)
    totals = {
        "tests": str(len(results)),
        "failures": str(failures),
        "errors": "0",
        "time": f"{sum(each.seconds for each in results):.3f}",
    }
    root = Xml.Element("testsuites", totals)
    group = Xml.SubElement(root, "testsuite", {"name": _legal(suite), **totals})
    for each in results:
        case = Xml.SubElement(
            group,
            "testcase",
            {
                "classname": _legal(each.page),
                "name": _legal(each.assertion.title),
                "time": f"{each.seconds:.3f}",
            },
        )
        if each.outcome is Outcome.FAILED:
            Xml.SubElement(case, "failure", {"message": _legal(each.why)})
    Xml.indent(root)
    return Xml.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _legal(text: str) -> str:
    """Replace what XML 1.0, section 2.2, has no place for."""
    return "".join(char if char.isprintable() or char in "\t\n" else "\ufffd" for char in text)
