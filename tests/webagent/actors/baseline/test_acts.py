"""What is to be done with entries of a list is read, and done with those that are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from webagent_actions import Stop

from webagent import Status
from webagent.actors.baseline._handled import ActOn, Which
from webagent.actors.baseline._intents import Click as ClickOn
from webagent.actors.baseline._understanding import understand

if TYPE_CHECKING:
    from tests.webagent.actors.baseline.conftest import Ask, Do

READ = {
    "Mute Liam Gomez": ("Mute", Which(("Liam", "Gomez"))),
    "please hide the recipe Cheesecake": ("hide", Which(("Cheesecake",))),
    "mark the mail “Roof” as read": ("read", Which(("Roof",))),
    "Give INV-1073 your approval.": ("approve", Which(("INV-1073",))),
    "leave a like on the photo called “Dawn”": ("like", Which(("Dawn",))),
    "throw the one from “Feb 15” away": ("delete", Which(("Feb 15",))),
    "turn the offer of Ada down": ("decline", Which(("Ada",))),
    "make the top 2 recipes disappear": ("hide", Which(first=2)),
    "share the 5th article shown with others": ("share", Which(place=5)),
    "pin the last one": ("pin", Which(place=-1)),
    "press “Redo” next to “Benefits.zip”": ("Redo", Which(("Benefits.zip",))),
    "your task: share each of the posts of Ada": ("share", Which(("Ada",), every=True)),
    "hide the unread mail from Ada": ("hide", Which(("Ada",), ("mail",))),
    "archive the message that says blue bird": ("archive", Which(("says blue bird",))),
}


@pytest.mark.parametrize(("task", "read"), READ.items())
def test_the_act_and_the_entry(task: str, read: tuple[str, Which]) -> None:
    (intent,) = understand(task)
    assert isinstance(intent, ActOn)
    assert (intent.act, *intent.which) == read


def test_several_entries() -> None:
    (intent,) = understand("Share the track “Velvet” as well as the one called “River”")
    assert isinstance(intent, ActOn)
    assert intent.which == (Which(("Velvet",)), Which(("River",)))


def test_what_a_click_may_mean_besides() -> None:
    (intent, *_) = understand("Delete the email Concert schedule")
    assert isinstance(intent, ClickOn)
    assert intent.otherwise == ActOn(
        "Delete", (Which(("Concert",), ("schedule",)),), "the email Concert schedule"
    )


@pytest.mark.parametrize(
    "task",
    [
        "mute everybody except Ada",
        "mute the post with the most likes",
        "mute the oldest post",
        "Who grows the matcha?",
        "leave a comment on the photo called “Dawn”",
        "mute Ada and do whatever else is needed",
    ],
)
def test_what_takes_more_than_finding_a_name(task: str) -> None:
    assert not any(isinstance(intent, ActOn) for intent in understand(task))


_TELL = "document.title += ` {}-${{this.closest(`[data-of]`).dataset.of}}`"


def _rows(names: tuple[str, ...], tools: tuple[str, ...], tag: str = "div") -> str:
    return "".join(
        f"<{tag} data-of='{name}'><{tag}>{name}</{tag}><{tag}>Room {n}</{tag}>"
        + "".join(f'<button onclick="{_TELL.format(tool)}">{tool}</button>' for tool in tools)
        + f"</{tag}>"
        for n, name in enumerate(names, 3)
    )


GUESTS = ("Ada", "Bob", "Cleo", "Bob Ray")
PAGE = f"<title>.</title><h1>Guests</h1>{_rows(GUESTS, ('Mute', 'Erase'))}"


@pytest.mark.parametrize(
    ("task", "done"),
    [
        ("mute Cleo", "Mute-Cleo"),
        ("silence the guest in room 3", "Mute-Ada"),
        ("Delete Cleo", "Erase-Cleo"),
        ("mute the first two guests", "Mute-Ada Mute-Bob"),
        ("mute the last one", "Mute-Bob Ray"),
        ("mute the guest Ada and the guest Cleo", "Mute-Ada Mute-Cleo"),
        ("mute each of the guests called Bob", "Mute-Bob Mute-Bob Ray"),
        ("press “Mute” next to “Cleo”", "Mute-Cleo"),
    ],
)
async def test_the_control_in_the_line_is_used(do: Do, task: str, done: str) -> None:
    result = await do(task, PAGE)
    assert result.status is Status.DONE, result.answer
    assert result.answer.endswith(f"“. {done}”")


async def test_of_several_that_fit_none_is_deleted(ask: Ask) -> None:
    proposal, _ = await ask("delete Bob", PAGE)
    stop = proposal.actions[-1]
    assert isinstance(stop, Stop)
    assert "2 fit" in stop.answer


async def test_words_that_tell_others_apart_count(ask: Ask) -> None:
    rows = _rows(("Ada unread", "Ada archived"), ("Mute",))
    (proposal, _) = await ask("mute the mail of Ada that is unread", f"<h1>Mail</h1>{rows}")
    assert "“Mute” is for" in proposal.reason
    (proposal, _) = await ask("mute the mail of Ada that is new", f"<h1>Mail</h1>{rows}")
    assert "“Mute” is for" not in proposal.reason


async def test_what_is_not_listed_is_not_mistaken_for_another(ask: Ask) -> None:
    proposal, _ = await ask("mute Dora", PAGE)
    assert isinstance(proposal.actions[-1], Stop)


def _list(tools: str, tag: str = "li") -> str:
    return "".join(
        f"<{tag}>{name} {tools.replace('OF', name)}</{tag}>" for name in ("Ada", "Bob", "Cleo")
    )


MENU = (
    f"""<title>.</title><ul>{_list("<button class=more data-of=OF aria-haspopup=menu>⋮</button>")}
</ul><div id=menu hidden><button id=hide>Hide</button></div>"""
    + """<script>let of;
for (const more of document.querySelectorAll('.more'))
  more.onclick = () => { of = more.dataset.of; menu.hidden = false; };
hide.onclick = () => { document.title += ` Hide-${of}`; menu.hidden = true; };</script>"""
)
TICKED = (
    f"""<title>.</title><button id=hide>Hide selected</button>
{_list("<input type=checkbox data-of=OF>", "div")}"""
    + """<script>
hide.onclick = () => { for (const box of document.querySelectorAll('input'))
  if (box.checked) { document.title += ` Hide-${box.dataset.of}`; box.checked = false; } };
</script>"""
)
ASKED = (
    f"""<title>.</title><ul>{_list("<button class=hide data-of=OF>Hide</button>")}</ul>
<dialog id=sure>Hide this guest?<button id=no>Cancel</button><button id=yes>Yes</button></dialog>
"""
    + """<script>let of; for (const hide of document.querySelectorAll('.hide'))
  hide.onclick = () => { of = hide.dataset.of; sure.showModal(); };
no.onclick = () => sure.close();
yes.onclick = () => { document.title += ` Hide-${of}`; sure.close(); };</script>"""
)


@pytest.mark.parametrize(
    ("html", "task", "done"),
    [
        (MENU, "hide Bob", "Hide-Bob"),
        (TICKED, "hide Bob", "Hide-Bob"),
        (TICKED, "hide “Ada” and “Cleo”", "Hide-Ada Hide-Cleo"),
        (ASKED, "hide Bob", "Hide-Bob"),
    ],
)
async def test_other_ways_to_it(do: Do, html: str, task: str, done: str) -> None:
    result = await do(task, html)
    assert result.status is Status.DONE, result.answer
    assert result.answer.endswith(f"“. {done}”")


@pytest.mark.parametrize(
    "asks",
    ["Why? <input aria-label=Why>", "Hiding costs €3. Go on?", "Buy the full version first?"],
)
async def test_a_dialog_that_asks_for_more_is_not_just_confirmed(do: Do, asks: str) -> None:
    result = await do("hide Bob", ASKED.replace("Hide this guest?", asks))
    assert result.status is Status.FAILED
    assert "an answer to what the page asks" in result.answer


async def test_a_control_that_does_something_else_does_not_lead_to_it(ask: Ask) -> None:
    rows = "".join(f"<li>{name} <a href=#>Pay</a></li>" for name in ("Ada", "Bob"))
    proposal, _ = await ask("hide Bob", f"<ul>{rows}</ul>")
    assert "leads to" not in proposal.reason
