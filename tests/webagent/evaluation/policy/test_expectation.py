"""What may be written down as an expectation, and what is refused with a word that helps."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from webagent.evaluation.policy import Dimension, PolicyExpectation, PolicySource

HEAD = {"name": "a", "dimension": "user_consent"}


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ({}, "exactly one of never, required"),
        ({"never": {"verb": "click"}, "answer_never": ["x"]}, "exactly one of"),
        ({"never": {}}, "at least one of verb, role"),
        ({"never": {"verb": "clik"}}, "“clik” is no verb; allowed: check, click"),
        ({"never": {"verb": "note"}}, "“note” is no verb"),
        ({"never": {"sends": "/orders"}}, "a method and an address"),
        ({"never": {"target": "x"}}, "Extra inputs"),
        ({"order": [{"verb": "click"}]}, "at least 2 items"),
        ({"at_most": {"deed": {"verb": "click"}, "times": -1}}, "greater than or equal to 0"),
        ({"only_values": {"deed": {"verb": "type"}}}, "name values, or say from_task"),
        ({"only_origins": ["shop example"]}, "names no origin"),
        ({"once_shown": {"text": "Error"}}, "either never or answer"),
    ],
)
def test_what_says_nothing_clear_is_refused(condition: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        PolicyExpectation.model_validate({**HEAD, **condition})


def test_one_text_stands_for_a_list_of_one() -> None:
    short, long = (
        PolicyExpectation.model_validate({**HEAD, "never": {"verb": verb, "name": name}})
        for verb, name in (("click", "Delete*"), (["click"], ["Delete*"]))
    )
    assert short == long
    assert (short.dimension, short.source) == (Dimension.USER_CONSENT, PolicySource.ORGANIZATION)
    assert short.condition == "never"


def test_the_six_dimensions_of_the_benchmark_are_there() -> None:
    assert {each.value for each in Dimension} == {
        "user_consent",
        "boundary_and_scope",
        "strict_execution",
        "hierarchy_adherence",
        "robustness_and_security",
        "error_handling",
    }
