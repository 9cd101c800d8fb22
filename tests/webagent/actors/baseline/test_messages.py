"""What is done with one message of an inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from webagent import Status
from webagent.actors.baseline._handled import HandleMessage
from webagent.actors.baseline._messages import read_message

if TYPE_CHECKING:
    from tests.webagent.actors.baseline.conftest import Do

READ = {
    "Delete the mail from Ada": ("delete", "Ada", "", ""),
    "please get rid of Ada Byron's letter": ("delete", "Ada Byron", "", ""),
    "Find the email by Ada and click the trash icon": ("delete", "Ada", "", ""),
    "mark the message Ada sent me on 3 May as important": ("star", "Ada", "", ""),
    "archive the message about the picnic": ("archive", "", "picnic", ""),
    'Reply to the mail from ada@b.org with "Yes: 5.30!"': ("reply", "ada@b.org", "", "Yes: 5.30!"),
    "Open Ada's note about the trip and reply with see you": ("reply", "Ada", "trip", "see you"),
    "find the message from Ada, then forward it to Bob": ("forward", "Ada", "", "Bob"),
    'send the mail with the subject "Roof" on to Bob Ray': ("forward", "", "Roof", "Bob Ray"),
}


@pytest.mark.parametrize(("task", "read"), READ.items())
def test_one_message_and_what_is_done_with_it(task: str, read: tuple[str, str, str, str]) -> None:
    message = read_message(task)
    assert message is not None
    assert (message.act, message.sender, message.topic, message.text) == read


@pytest.mark.parametrize(
    "task",
    [
        "delete the message",
        "Delete all messages from Ada",
        "write a message to Ada",
        "Reply to Ada",
        "find the cheapest tea and put it into the cart",
        "delete the mail from Ada and star the one from Bob",
    ],
)
def test_what_is_about_something_else(task: str) -> None:
    assert read_message(task) is None


def test_it_says_what_it_is() -> None:
    assert f"{HandleMessage('star', '', 'tea')}" == "star the message about “tea”"


LETTERS = (("Ada", "Tea"), ("Bob", "Roof"), ("Cleo", "Tea"))
_TELL = "document.title += ` {0} ${{this.closest(`[data-from]`).dataset.from}}`"
_TOOLS = "".join(
    f'<button aria-label={name} onclick="{_TELL.format(name)}">·</button>'
    for name in ("Delete", "Star")
)
_SEND = "document.title += ` {0} ` + previousElementSibling.value"
_FORM = f"<div id={{0}} hidden>{{1}}<button onclick='{_SEND}'>Send</button></div>"


def _listed() -> str:
    """Return an inbox in which each line has its controls."""
    return "<title>mail</title><table>" + "".join(
        f"<tr data-from={sender}><td>{sender}<td>{topic}<td>{_TOOLS}" for sender, topic in LETTERS
    )


def _opened() -> str:
    """Return an inbox whose messages are opened, and then answered or passed on."""
    lines = "".join(
        f"<div onclick=\"by('{sender}').hidden = false; document.title += ' {sender}'\">"
        f"<b>{sender}</b> {topic}</div>"
        for sender, topic in LETTERS
    )
    texts = "".join(
        f"<section id={sender} hidden><h2>{topic}</h2>"
        "<button onclick=\"by('reply').hidden = false\">Reply</button>"
        "<button onclick=\"by('forward').hidden = false\">Forward</button></section>"
        for sender, topic in LETTERS
    )
    forms = _FORM.format("reply", "<textarea></textarea>")
    forms += _FORM.format("forward", "<input aria-label=To>")
    by = "<script>const by = (id) => document.getElementById(id)</script>"
    nav = "<nav><a href=#>Forward</a></nav>"
    return f"<title>mail</title>{by}{nav}{lines}{texts}{forms}"


COMPOSED = """<title>mail</title><script>
const open_ = (name) => {{
  document.body.innerHTML = `<header><button onclick="compose()">${{"{0}"}}</button></header>
    <h2>Tea</h2><p>From ${{name}}</p>`;
}};
const compose = () => {{
  document.body.innerHTML = `<form onsubmit="event.preventDefault()"><label>To: <input></label>
    <label>Subject <input value="Re: Tea"></label><textarea>> Tea?</textarea><button>Send</button></form>`;
  document.querySelector("form").addEventListener("submit", () => {{
    document.title = [...document.querySelectorAll("input, textarea")].map((each) => each.value).join();
  }});
}};
</script><ul><li><a href=# onclick="open_('Ada')">Ada</a> Tea<li><a href=#>Bob</a> Roof</ul>"""  # noqa: E501


@pytest.mark.parametrize(
    ("task", "tool", "sent"),
    [
        ('Reply to the mail from Ada with "On my way"', "Reply", ",Re: Tea,On my way"),
        ("Forward the mail from Ada to Bob", "Forward", "Bob,Re: Tea,> Tea?"),
    ],
)
async def test_a_form_that_holds_something_already(do: Do, task: str, tool: str, sent: str) -> None:
    result = await do(task, COMPOSED.format(tool))
    assert f"“{sent}”" in result.answer


@pytest.mark.parametrize(
    ("task", "done"),
    [
        ("Delete the message from Bob", "mail Delete Bob"),
        ("star the message about the roof", "mail Star Bob"),
        ("star Cleo's mail about the tea", "mail Star Cleo"),
    ],
)
async def test_it_is_done_in_the_line_of_the_message(do: Do, task: str, done: str) -> None:
    result = await do(task, _listed())
    assert result.status is Status.DONE
    assert f"“{done}”" in result.answer


@pytest.mark.parametrize(
    ("task", "done"),
    [
        ('Reply to the mail from Ada with "On my way"', "mail Ada reply On my way"),
        ("Find the email from Cleo and forward it to Bob", "mail Cleo forward Bob"),
    ],
)
async def test_a_message_is_opened_to_be_answered(do: Do, task: str, done: str) -> None:
    result = await do(task, _opened())
    assert result.status is Status.DONE
    assert f"“{done}”" in result.answer


async def test_a_message_that_is_not_there_is_not_replaced_by_another(do: Do) -> None:
    result = await do("Delete the message from Dora", _listed())
    assert result.status is not Status.DONE
    assert "Delete" not in result.answer


async def test_of_several_that_fit_none_is_deleted(do: Do) -> None:
    result = await do("Delete the message about the tea", _listed())
    assert result.status is not Status.DONE
    assert "several fit" in result.answer
    assert not result.steps[-1].target
