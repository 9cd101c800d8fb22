"""Skills as they are kept: per origin, counted, demoted after two failures, told in few tokens."""

from __future__ import annotations

import pytest
from webagent_actions import Reversibility
from webagent_observation import estimate_tokens

from webagent.memory.skills import (
    DEMOTED_AFTER,
    Ending,
    KeptSkill,
    Skill,
    SkillStep,
    SqliteSkills,
    related,
    told,
)
from webagent.memory.store import Inventory, MemoryUnavailable, Store

A, B = "https://a.example", "https://b.example"
SKILL = Skill(
    A,
    "Add the cheapest {item} to the cart",
    (
        SkillStep("type", "searchbox", "Search", (("text", "{item}"), ("enter", True)), "/"),
        SkillStep("set_range", "slider", "Price", (("number", 2.5),), "/search?q"),
        SkillStep("", page="/search?q", open=True),
        SkillStep("click", "button", "Add to cart", (), "/product/*", Reversibility.COMMIT),
    ),
    Ending("/product/*", ("{item}",)),
    re_executed=3,
)


def test_a_skill_is_read_back_as_it_was(store: Store) -> None:
    SqliteSkills(store).admit(SKILL)
    (kept,) = SqliteSkills(Store(store.path)).of(A)
    assert kept.skill == SKILL
    assert kept.skill.reversibility is Reversibility.COMMIT
    assert kept.skill.variables == ("item",)


def test_a_skill_of_one_origin_is_never_another_s(store: Store) -> None:
    SqliteSkills(store).admit(SKILL)
    for other in (B, "http://a.example", "https://a.example:8443", "https://sub.a.example"):
        assert SqliteSkills(store).of(other) == ()


def test_two_failures_in_a_row_demote(store: Store) -> None:
    skills = SqliteSkills(store)
    skill = skills.admit(SKILL)
    for worked in (False, True, False):
        skills.count(skill, worked=worked)
    assert [(each.succeeded, each.failed) for each in skills.of(A)] == [(1, 2)]
    skills.count(skill, worked=False)
    assert skills.of(A) == ()
    kept = Inventory(store).get("skill-1")
    assert kept is not None
    assert kept.told["failing"] == DEMOTED_AFTER


def test_one_that_is_learned_anew_is_used_again(store: Store) -> None:
    skills = SqliteSkills(store)
    skill = skills.admit(SKILL)
    for _ in range(DEMOTED_AFTER):
        skills.count(skill, worked=False)
    skills.admit(SKILL)
    assert [each.skill for each in skills.of(A)] == [SKILL]
    assert len(Inventory(store).all()) == 1


def test_a_row_that_was_tampered_with_is_told(store: Store) -> None:
    SqliteSkills(store).admit(SKILL)
    with store.connected() as connection:
        connection.execute("""UPDATE skills SET body = '{"origin": 1}'""")
    with pytest.raises(MemoryUnavailable, match="holds a skill that is none"):
        SqliteSkills(store).of(A)


def test_the_most_similar_are_told_first_and_others_not() -> None:
    intents = (
        "Write to {item}",
        "Add {item} to the cart",
        "Add the cheapest {item} to the cart",
        "Remove {item} from the cart",
    )
    kept = [KeptSkill(n, Skill(A, intent, SKILL.steps)) for n, intent in enumerate(intents)]
    alike = related(kept, "Put the cheapest green tea in the cart")
    assert [each.number for each in alike] == [2, 1, 3]
    assert related(kept, "Which tea has the best reviews?") == ()


def test_skills_are_told_in_few_tokens() -> None:
    kept = [KeptSkill(number, SKILL) for number in range(50)]
    lines = told(kept)
    assert 3 <= len(lines) < 50
    assert sum(map(estimate_tokens, lines)) <= 400
    assert lines[0] == (
        "Worked on this site for “Add the cheapest {item} to the cart”: "
        'type searchbox "Search" ({item}); set_range slider "Price" (2.5); choose what fits; '
        'click button "Add to cart".'
    )
