"""What is named and not to be seen is looked for behind what is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from webagent import Status

if TYPE_CHECKING:
    from tests.webagent.actors.baseline.conftest import Do

FOUND = "<button onclick=\"document.title='found'\">Deep</button>"
FOLDERS = f"""<title>.</title><ul id=top></ul><script>
const folder = (name, ...inside) => {{
  const item = document.createElement("li"), button = document.createElement("button");
  const within = document.createElement("ul");
  button.textContent = name; button.ariaExpanded = "false"; within.hidden = true;
  button.onclick = () => {{
    within.hidden = !within.hidden; button.ariaExpanded = !within.hidden; }};
  within.append(...inside); item.append(button, within); return item;
}};
const file = document.createElement("li"); file.innerHTML = `{FOUND}`;
document.querySelector("#top").append(
  folder("One", folder("Three")), folder("Two", folder("Four", file)));
</script>"""
TABS = f"""<title>.</title><div role=tablist><button role=tab aria-selected=true>One</button>
<button role=tab aria-selected=false id=two>Two</button></div><div id=at>First</div><script>
two.onclick = () => {{ at.innerHTML = `{FOUND}`; two.ariaSelected = "true"; }};</script>"""


@pytest.mark.parametrize("html", [FOLDERS, TABS])
async def test_what_is_closed_is_opened_until_it_shows(do: Do, html: str) -> None:
    result = await do("Click “Deep”", html)
    assert result.status is Status.DONE, result.answer
    assert result.answer.endswith("“found”")


async def test_what_is_nowhere_is_said_to_be_nowhere(do: Do) -> None:
    result = await do("Click “Elsewhere”", FOLDERS)
    assert result.status is Status.FAILED
    assert "it looked for “Elsewhere”" in result.answer
    assert len(result.steps) == 5


async def test_only_a_quoted_name_is_looked_for_like_that(do: Do) -> None:
    result = await do("Click elsewhere", FOLDERS)
    assert "may be behind" not in "".join(step.reason for step in result.steps)
