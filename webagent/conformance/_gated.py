"""What the agent's own gate says of an action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from webagent_actions import Check, Click, Goto, Press, Select, Type
from webagent_manifests import ReasonCode, Source, Verdict

if TYPE_CHECKING:
    from webagent_actions import Action
    from webagent_manifests import Decision
    from webagent_manifests.vectors import Deed

    from webagent.permissions import Gate, Permission

    from ._scene import Scene


async def action_of(deed: Deed, scene: Scene) -> Action | None:
    """Return a deed as the agent would say it; None if it has no word or no number for it."""
    value = deed.args.get("value", deed.args.get("url"))
    if deed.action == "goto" and isinstance(value, str):
        return Goto(value)
    if deed.target is None or deed.action not in _WORDS:
        return None
    _, element = await scene.target(deed.target)
    ref = None if element is None else await scene.ref(element)
    if ref is None or element is None:
        return None
    text = value if isinstance(value, str) else ""
    match deed.action:
        case "click":
            return Click(ref)
        case "type":
            return Type(ref, text, enter=False)
        case "select":
            return Select(ref, text)
        case "check":
            return Check(ref)
        case _:
            # A key goes to what has the focus, and only a fresh look shows what has.
            await element.focus()
            scene.situation = await scene.session.look()
            return Press("Enter")


async def dispatch(deed: Deed, scene: Scene, gate: Gate, *, settled: bool = True) -> None:
    """Have an action admitted and counted; raises ValueError if it is refused."""
    action = await action_of(deed, scene)
    if action is None:
        raise ValueError("The vector has an earlier action that the agent cannot do.")
    permission = await gate.admit(*_asked(action, scene))
    if not permission.granted:
        raise ValueError(f"The vector has an earlier action that is refused: {permission.reason}")
    if settled:
        gate.settle(permission)


async def judged(action: Action, scene: Scene) -> dict[str, Any]:
    """Return the gate's decision on an action on the page as it is now."""
    permission = await scene.gate.check(*_asked(action, scene))
    told: dict[str, Any] = {"by": "gate", "decision": permission.verdict.word}
    if scene.person.away:
        # The gate takes silence for no; what it asked for is what the vector wants to know.
        told["decision"] = Verdict.NEEDS_HUMAN.word
    chief = _chief(permission)
    if chief is None:
        return {**told, "rule_index": None}
    until = chief.until
    return {
        **told,
        "rule_index": chief.rule if chief.source is Source.SITE else None,
        "reason_code": None if scene.person.away else chief.reason_code.value,
        "source": chief.source.value,
        "until": None if until is None else until.isoformat(),
    }


_WORDS = frozenset({"check", "click", "press-enter", "select", "type"})


def _asked(action: Action, scene: Scene) -> tuple[Any, ...]:
    session = scene.session
    return action, scene.situation.observation, session.registry, session.page.main_frame


def _chief(permission: Permission) -> Decision | None:
    """Return the decision that tells why: one of a rule, and not on the mere means."""
    hardest = [
        ruling.decision
        for ruling in permission.rulings
        if ruling.decision.verdict is permission.verdict
    ]
    return max(
        hardest,
        key=lambda decision: (
            decision.reason_code is not ReasonCode.INCIDENTAL,
            decision.rule is not None,
        ),
        default=None,
    )
