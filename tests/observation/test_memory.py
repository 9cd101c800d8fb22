"""A look that takes over what did not change sees exactly what a full look sees."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from webagent_observation import Registry, capture
from webagent_observation._snapshot import keep_everything  # the cleaning every look has here

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Snapshot

STYLE = """<style>
  .off { display: none } .dim { visibility: hidden } .row { display: inline-block }
  .off + * { display: none } .p { cursor: pointer } :checked ~ * { visibility: hidden }
  .said::before { content: "said" } [aria-expanded=true] + * { display: none }
</style>"""

BLOCKS = (
    "<div class=row><label for=i>name</label> <input id=i></div>",
    "<div><input type=checkbox> <span>after</span> <a href=/x>link</a></div>",
    "<p id=i>text <a href=/x>link</a> more</p>",
    "<details><summary>short</summary><button>inner</button></details>",
    "<div class=off>x</div><div>y <button>z</button></div>",
    "<div><button aria-expanded=false>menu</button><div>entry</div></div>",
    "<p><input aria-labelledby=i><input aria-label=own></p>",
    "<ul><li>one <a href=/1>1</a></li><li class=p>two</li></ul>",
    "<section><div class=p>click <b>me</b></div></section>",
    "<div><div><div><button>deep</button></div></div></div>",
    "<section role=button><div class=p>inner</div></section>",
    "<div class=p><div class=row onclick=0>only <b>part</b></div></div>",
    "<select><option>a<option selected>b</select>",
    "<table><tr><td class=said>c</td><td><button>b</button></td></tr></table>",
)

CHANGES = {
    "class": "el.className = value",
    "attribute": "el.setAttribute(...value)",
    "without": "el.removeAttribute(value)",
    "text": "el.textContent = value",
    "append": "el.insertAdjacentHTML('beforeend', value)",
    "before": "el.insertAdjacentHTML('beforebegin', value)",
    "move": "document.body.prepend(el)",
    "remove": "el.remove()",
    "type in": "el.value = value",
    "tick": "el.checked = !el.checked",
    "open": "el.open = !el.open",
    "focus": "el.focus?.()",
    "data": "if (el.firstChild?.nodeType === 3) el.firstChild.data = value",
    "shadow": "if (!el.shadowRoot && /^(DIV|SPAN|P)$/.test(el.tagName)) "
    "el.attachShadow({ mode: 'open' }).innerHTML = `<i>${value}</i><slot></slot>`",
    "in shadow": "if (el.shadowRoot) el.shadowRoot.firstChild.textContent = value",
    "style sheet": "document.head.append(Object.assign(document.createElement('style'),"
    " { textContent: `.${value} { display: none }` }))",
}

VALUES = {
    "class": st.sampled_from(["", "off", "dim", "row", "p", "said", "p off"]),
    "attribute": st.sampled_from(
        [
            ["hidden", ""], ["aria-hidden", "true"], ["role", "button"], ["aria-label", "named"],
            ["for", "i"], ["id", "i"], ["disabled", ""], ["aria-labelledby", "i"], ["title", "t"],
            ["aria-expanded", "true"], ["style", "cursor: pointer"], ["tabindex", "0"],
            ["inert", ""], ["contenteditable", "true"], ["slot", "s"],
        ]
    ),
    "without": st.sampled_from(["class", "id", "aria-label", "role", "hidden", "for"]),
    "append": st.sampled_from(
        ["<button>new</button>", "text", "<label for=i>l</label>", "<b id=i>i</b>", "<li>x</li>"]
    ),
    "style sheet": st.sampled_from(["p", "row", "said"]),
}  # fmt: skip
VALUES["before"] = VALUES["append"]


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, int, Any]:
    """One change: its kind, which element of the page it befalls, and with what."""
    kind = draw(st.sampled_from(sorted(CHANGES)))
    return kind, draw(st.integers(0, 30)), draw(VALUES.get(kind, st.sampled_from(["", "a", "b c"])))


async def change(page: Page, what: tuple[str, int, Any]) -> None:
    kind, which, value = what
    await page.evaluate(
        f"""([which, value]) => {{
          const all = [...document.body.querySelectorAll("*")];
          const el = all[which % all.length];
          if (el) try {{ {CHANGES[kind]} }} catch {{}}
        }}""",
        [which, value],
    )


def seen(snapshot: Snapshot) -> str:
    """What a snapshot says, apart from numbers, which depend on what was met before."""

    def plain(part: Any) -> Any:
        if isinstance(part, str):
            return part
        kept = {k: v for k, v in part.items() if k not in {"id", "serial", "children", "options"}}
        options = [{**option, "id": 0} for option in part.get("options", [])]
        return {
            **kept,
            "options": options,
            "children": [plain(x) for x in part.get("children", [])],
        }

    return json.dumps([plain(part) for part in snapshot.main.children], indent=1, sort_keys=True)


@given(
    html=st.lists(st.sampled_from(BLOCKS), min_size=2, max_size=6).map("".join),
    story=st.lists(st.lists(changes(), min_size=1, max_size=2), min_size=2, max_size=6),
)
@settings(
    max_examples=40,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes here
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_a_second_look_sees_what_a_first_would(
    page: Page, html: str, story: list[list[tuple[str, int, Any]]]
) -> None:
    await page.set_content(STYLE + html)
    registry = Registry()
    await capture(page, registry)
    for looks in story:
        for what in looks:
            await change(page, what)
        again = await capture(page, registry)
        assert seen(again) == seen(await capture(page, Registry()))
        assert again.main.elements == (await capture(page, Registry())).main.elements


async def test_what_did_not_change_is_not_sent_again(page: Page, registry: Registry) -> None:
    """A block that did not change stands in the answer as its serial alone."""
    rows = "".join(f"<li>row {n} <a href=/{n}>open</a></li>" for n in range(500))
    await page.set_content(f"<ul>{rows}</ul><ol><li id=one>one</li></ol>")
    await capture(page, registry)
    document = await registry.document(page.main_frame)
    await page.evaluate("document.getElementById('one').textContent = 'two'")
    options: dict[str, Any] = {
        "content": [],
        "metadata": [],
        "last": document.memory.last_look(keep_everything),
    }
    answer = json.loads(await document.script.evaluate("(s, o) => s.capture(o)", options))
    assert [type(part).__name__ for part in answer["parts"]] == ["int", "dict", "dict"]
    assert answer["parts"][-1]["text"] == "two"


async def test_an_answer_that_was_lost_is_made_up_for(page: Page, registry: Registry) -> None:
    await page.set_content("<ul><li>one <a href=/1>first</a></li></ul>")
    first = await capture(page, registry)
    document = await registry.document(page.main_frame)
    for last in (1, 2):
        options: dict[str, Any] = {"content": [], "metadata": [], "last": last}
        await document.script.evaluate("(s, o) => s.capture(o)", options)
    assert seen(await capture(page, registry)) == seen(first)


@pytest.mark.parametrize("times", [30])
async def test_what_is_remembered_does_not_grow(page: Page, registry: Registry, times: int) -> None:
    """A page that changes for ever is met anew now and then."""
    await page.set_content("<ul id=list></ul>")
    await capture(page, registry)
    document = await registry.document(page.main_frame)
    for turn in range(times):
        rows = "".join(f"<li><b>{turn}</b> <a href=/{n}>open</a></li>" for n in range(100))
        await page.evaluate("rows => { document.getElementById('list').innerHTML = rows }", rows)
        await capture(page, registry)
    assert len(document.memory.raws) < 3_000
