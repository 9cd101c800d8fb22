"""What lies over a page unasked is closed, and what asks for a decision is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import Click, Reversibility, Stop

from webagent import Status
from webagent.actors.baseline._progress import Mark
from webagent.state import Step

if TYPE_CHECKING:
    from tests.webagent.actors.baseline.conftest import Ask, Do

FORM = """<title>form</title><label>Name <input id=name></label> <button id=send>Send</button>
<script>send.onclick = () => { document.title = `sent ${document.querySelector("#name").value}`; };
</script>"""
NOTICE = """<div id=notice style='position: fixed; inset: 0; background: #fff' {}>
<p>Your session is about to end.</p><button>{}</button> <button>{}</button></div>"""
CLOSES = """<script>
const opened = document.querySelector("#notice");
for (const button of opened.querySelectorAll("button")) {
  button.onclick = () => { document.title += ` ${button.innerText}`; opened.remove(); };
}</script>"""
TASK = "Enter Ann as the name and press Send"


@pytest.mark.parametrize(
    "more",
    ["", pytest.param("role=dialog", marks=pytest.mark.slow), "role=dialog aria-modal=true"],
)
@pytest.mark.parametrize(
    ("buttons", "refusing"),
    [
        (("Leave", "Cancel"), "Cancel"),
        (("Accept all", "Reject all"), "Reject all"),
        (("Subscribe", "No, thanks!"), "No, thanks!"),
        (("Cancel", "×"), "×"),
    ],
)
async def test_a_notice_that_came_with_the_page_is_refused(
    ask: Ask, more: str, buttons: tuple[str, str], refusing: str
) -> None:
    html = f"{FORM}{NOTICE.format(more, *buttons)}"
    proposal, _ = await ask(TASK, html)
    assert isinstance(proposal.actions[-1], Click)
    assert f"“{refusing}” closes what lies over the page" in proposal.reason


async def test_a_notice_that_comes_while_a_form_is_filled_does_not_end_it(do: Do) -> None:
    late = CLOSES.replace("const opened", "window.opened").replace(
        "opened.query", "window.opened.query"
    )
    opens = """<script>const notice = document.querySelector("#notice"); notice.hidden = true;
    notice.style.display = "none"; let told = false;
    document.querySelector("#name").onfocus = (event) => {
      if (!told) { told = true; notice.style.display = "block"; event.target.blur(); }
    };</script>"""
    result = await do(TASK, f"{FORM}{NOTICE.format('', 'Leave', 'Cancel')}{late}{opens}")
    assert result.status is Status.DONE, result.answer
    assert "“sent Ann”" in result.answer


async def test_what_is_closed_is_not_taken_for_what_was_asked(do: Do) -> None:
    offers = """<title>flights</title><p>1 h 10 min</p><button>Select</button>
    <p>55 min</p><button onclick="document.title = 'taken'">Select</button>"""
    notice = NOTICE.format("role=dialog aria-modal=true", "Subscribe", "No, thanks")
    result = await do("Select the fastest flight", f"{offers}{notice}{CLOSES}")
    assert result.status is Status.DONE, result.answer
    assert "“taken”" in result.answer


async def test_a_notice_that_does_not_close_is_tried_once(do: Do) -> None:
    notice = NOTICE.format("role=dialog aria-modal=true", "Subscribe", "Close")
    result = await do(TASK, f"{FORM}{notice}")
    assert result.status is Status.FAILED
    assert sum("closes what lies over" in step.reason for step in result.steps) == 1


@pytest.mark.parametrize("more", ["", "role=dialog aria-modal=true"])
async def test_what_the_task_may_mean_in_other_words_is_not_refused(ask: Ask, more: str) -> None:
    html = f"{FORM}{NOTICE.format(more, 'Agree', 'Reject all')}"
    proposal, _ = await ask("click Accept", html)
    assert "closes what lies over the page" not in proposal.reason


@pytest.mark.parametrize("committed", [True, False])
async def test_what_a_deed_of_its_own_asks_about_is_left(ask: Ask, committed: bool) -> None:
    html = f"<button>Help</button>{NOTICE.format('role=dialog', 'Delete for good', 'Cancel')}"
    of_its_own = Reversibility.COMMIT if committed else Reversibility.SAFE
    done = Mark(0, True, "").note(2)
    last = Step(1, "", "", (done, Click(9)), "clicked", reversibility=of_its_own)
    proposal, _ = await ask("click Remove, then click Help", html, (last,))
    closes = "closes what lies over the page" in proposal.reason
    assert closes is not committed


async def test_a_button_named_cancel_in_a_page_that_can_be_used_closes_nothing(ask: Ask) -> None:
    banner = "<div style='position: fixed; top: 0; height: 40px; width: 100%; background: #fff'>"
    html = f"<input aria-label=Covered>{banner}</div><p>{FORM}<button>Cancel</button>"
    proposal, _ = await ask("click Nothing of the kind", html)
    assert isinstance(proposal.actions[-1], Stop)
