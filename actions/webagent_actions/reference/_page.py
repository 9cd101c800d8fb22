"""The text of the reference: Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..consequences import Effect, Judgement, Reach, effects, judge
from ..verbs import VERBS, Action, Dialog, Press
from ._specimens import CASES, DIALOGS, KEYS, observed

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """\
# The actions

Written by `python -m webagent_actions > docs/actions.md`; edit the dataclasses in
`actions/webagent_actions/verbs`, not this file. The same docstrings and examples are what a model
reads in its prompt, in the JSON schema (`action_schema`) and in the tools (`tools`).

## How an action is written

- One action a turn, on a line of its own: the verb, then each argument in brackets. Any number of
  `note [...]` lines may come before it.
- Numbers in brackets are refs of the observation, compared as whole numbers.
- A text may hold brackets and, where none of its lines ends in a bracket, line breaks. Any text can
  stand between `<<` and `>>`: `type [5] <<Dear Ada,⏎thank you.>>`
- JSON says the same: `click {"ref": 7}`, `{"verb": "click", "ref": 7}`, a tool call's
  `{"name": "click", "arguments": {"ref": 7}}`, each also inside `{"actions": [...]}`.
- Code fences, list markers, `Action:`, quotes, a model's thoughts in `<think>` and prose around it
  are passed over. `parse(str(action)) == (action,)` for every action.

What is wrong is told by a code and a sentence that says what to write instead:

- `no_action`, `unknown_verb`, `bad_argument`, `bad_arity`, `too_many`: the reply is no action.
- `unknown_ref`, `not_interactive`, `stale_ref`, `changed`, `disabled`: there is no such element to
  be used, or it is another one by now.
- `not_applicable`, `option_not_found`, `unknown_address`, `dialog_open`: it is not for what is
  there.
- `repeated`: it was in vain twice on this very page.

## What an action can trigger

Verbs are those of agent-permissions.json; each has to be allowed for its element before anything is
touched. *(in passing)* is only the means of another effect, and *(if …)* depends on what is around
the element. The class says what it takes to undo it: `safe` nothing, `edit` putting the old value
back, `commit` can't be undone from here. Only verbs that can be used now are offered.
"""

_REACHES = {
    Reach.ELEMENT: "",
    Reach.FORM: " (its form)",
    Reach.FIELD: " (if it sets something)",
    Reach.LINK: " (if in a link)",
    Reach.SENDER: " (if in a form's button)",
    Reach.SUBMITTER: " (the form's button)",
    Reach.DOCUMENT: " (the document)",
}


class _Row(NamedTuple):
    on: str
    triggered: tuple[Effect, ...]
    judgement: Judgement


def reference() -> str:
    """Return the reference of the action space, in Markdown."""
    return "\n".join([_HEAD, *(line for verb in VERBS.values() for line in _section(verb))])


def _section(verb: type[Action]) -> Iterator[str]:
    yield f"### `{verb.signature()}`"
    yield ""
    yield verb.explanation()
    yield ""
    yield " · ".join(f"`{example}`" for example in verb.examples)
    yield ""
    rows = list(_rows(verb))
    if not rows:
        yield "Touches no page, and needs no permission."
        yield ""
        return
    yield "| on | triggers | class | since it |"
    yield "|---|---|---|---|"
    for row in rows:
        triggered = ", ".join(dict.fromkeys(map(_told, row.triggered))) or "–"
        judgement = row.judgement
        yield f"| {row.on} | {triggered} | `{judgement.reversibility}` | {judgement.reason} |"
    yield ""


def _rows(verb: type[Action]) -> Iterator[_Row]:
    page = observed()
    if verb is Press:
        for on, action, focused in KEYS:
            focus = observed(focused)
            yield _Row(on, effects(action, focus), judge(action, focus))
    elif verb is Dialog:
        for on, action, dialog in DIALOGS:
            yield _Row(on, effects(action, page), judge(action, page, dialog=dialog))
    for on, action in CASES.get(verb, ()):
        yield _Row(on, effects(action, page), judge(action, page))


def _told(effect: Effect) -> str:
    reach = " (in passing)" if effect.incidental else _REACHES[effect.reach]
    return f"`{effect.verb}`{reach}"
