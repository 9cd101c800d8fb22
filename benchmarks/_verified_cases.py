"""Tasks of WebArena-Verified that stub sites can stand in for, done right and done wrong."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from benchmarks._webarena_stubs import Resource

_ISSUES = "/kkroening/ffmpeg-python/-/issues/"
_BIOGRAPHY = "/user/MarvelsGrantMan136/edit_biography"
_HEADPHONES = (
    "/6s-wireless-headphones-over-ear-noise-canceling-hi-fi-bass-foldable-stereo-wireless-kid-"
    "headsets-earbuds-with-built-in-mic-micro-sd-tf-fm-for-iphone-samsung-ipad-pc-black-gold.html"
)
_CAMERA = (
    "/fujifilm-finepix-z200fd-10mp-digital-camera-with-5x-optical-dual-image-stabilized-zoom-"
    "black.html"
)


async def _issues(_request: Request) -> Response:
    """Ask for the issues as GitLab's page does: with its own address as the referrer."""
    return HTMLResponse(
        "<title>Issues</title><h1>Issues</h1><ul></ul><script>fetch('/api/graphql', {"
        "method: 'POST', headers: {'content-type': 'application/json'},"
        "body: JSON.stringify({operationName: 'getIssues', query: 'query {}'})})"
        ".then(() => document.querySelector('ul').append('none'))</script>",
        headers={"referrer-policy": "same-origin"},
    )


async def _graphql(_request: Request) -> Response:
    return JSONResponse({"data": {}})


async def _vote(_request: Request) -> Response:
    return JSONResponse({"netScore": 1})


async def _biography(request: Request) -> Response:
    if request.method == "POST":
        return RedirectResponse("/", 302)
    return HTMLResponse(
        f'<form method="post" action="{_BIOGRAPHY}"><label>Biography <textarea '
        'name="user_biography[biography]"></textarea></label><button>Save</button></form>'
    )


def _voting(name: str, choice: int) -> str:
    return (
        f"<button onclick=\"fetch('/sv/124260.json', {{method: 'POST', headers: "
        "{'content-type': 'application/x-www-form-urlencoded'}, "
        f"body: 'choice={choice}'}}).then(() => this.textContent = 'Voted')\">{name}</button>"
    )


PAGES: Mapping[str, Mapping[str, Resource]] = {
    "gitlab": {
        "/": '<a href="/dashboard/todos">To-Do List</a> <a href="/dashboard/projects">Projects</a> '
        f'<a href="{_ISSUES}?state=closed&amp;label_name%5B%5D=question">Closed questions</a> '
        f'<a href="{_ISSUES}?state=opened&amp;label_name%5B%5D=question">Open questions</a>',
        "/dashboard/todos": '<h1>To-Do List</h1><a href="/dashboard/projects">Projects</a>',
        "/dashboard/projects": "<h1>Projects</h1>",
        _ISSUES: _issues,
        "/api/graphql": _graphql,
    },
    "shopping": {
        _HEADPHONES: "<h1>Headphones</h1><p>Catso: the ear cups are small.</p>",
        _CAMERA: "<h1>Camera</h1><p>No reviews.</p>",
    },
    "reddit": {
        "/": f"<h1>books</h1>{_voting('Upvote', 1)}{_voting('Downvote', -1)}"
        f'<a href="{_BIOGRAPHY}">Edit biography</a>',
        "/sv/124260.json": _vote,
        _BIOGRAPHY: _biography,
    },
}


@dataclass(frozen=True, slots=True)
class Case:
    """One way to carry out a task."""

    task: str
    """Its number."""
    what: str
    score: float
    """What it is worth, if WebArena-Verified does as it says."""
    answer: Mapping[str, Any]
    actions: tuple[str, ...] = ()
    """In the agent's grammar, elements named by role and name."""

    @property
    def script(self) -> tuple[str, ...]:
        """The actions, and the answer that they end with."""
        return (*self.actions, f"stop [{json.dumps(self.answer)}]")


def _answer(kind: str, data: Any = None, status: str = "SUCCESS") -> dict[str, Any]:
    failed = None if status == "SUCCESS" else "it is not there"
    return {
        "task_type": kind,
        "status": status,
        "retrieved_data": data,
        "error_details": failed,
    }


def _found(*data: Any) -> dict[str, Any]:
    return _answer("RETRIEVE", list(data))


_SEEN, _CHANGED = _answer("NAVIGATE"), _answer("MUTATE")
_NONE = _answer("RETRIEVE", None, "NOT_FOUND_ERROR")
_TODOS, _PROJECTS = 'click [link "To-Do List"]', 'click [link "Projects"]'
_CLOSED, _OPEN = 'click [link "Closed questions"]', 'click [link "Open questions"]'
_UP, _DOWN = 'click [button "Upvote"]', 'click [button "Downvote"]'
_EDIT, _SAVE = 'click [link "Edit biography"]', 'click [button "Save"]'
_ROBOT = 'type [textbox "Biography"] [I am a robot] [no enter]'
_HUMAN = 'type [textbox "Biography"] [I am human] [no enter]'
_POST = {
    "username": "Hammer94",
    "post_title": "56 year old mom has no retirement. Where do I even start on her behalf?",
}

CASES = (
    Case("44", "the page", 1, _SEEN, (_TODOS,)),
    Case("44", "another page", 0, _SEEN, (_PROJECTS,)),
    Case("44", "no page", 0, _SEEN),
    Case("44", "the page, and on", 0, _SEEN, (_TODOS, _PROJECTS)),
    Case("44", "as RETRIEVE", 0, _found("x"), (_TODOS,)),
    Case("44", "said not to be there", 0, _answer("NAVIGATE", None, "NOT_FOUND_ERROR"), (_TODOS,)),
    Case("103", "the list", 1, _SEEN, (_CLOSED,)),
    Case("103", "the other list", 0, _SEEN, (_OPEN,)),
    Case("21", "all names", 1, _found("Dibbins", "catso", "Anglebert", "Michelle Davis")),
    Case("21", "one missing", 0, _found("Catso", "Dibbins", "Anglebert")),
    Case("21", "one too many", 0, _found("Catso", "Dibbins", "Anglebert", "Michelle Davis", "Jo")),
    Case("21", "nothing", 0, _found()),
    Case("22", "not there", 1, _NONE),
    Case("22", "an empty list", 0, _found()),
    Case("27", "all fields", 1, _found({**_POST, "count": 0})),
    Case("27", "a number as text", 1, _found({**_POST, "count": "0"})),
    Case("27", "another number", 0, _found({**_POST, "count": 1})),
    Case("27", "a field missing", 0, _found(_POST)),
    Case("51", "numbers", 1, _found({"order_count": 7, "amount": 1700.84})),
    Case("51", "money as text", 1, _found({"order_count": 7, "amount": "$1,700.84"})),
    # It takes sums for the same that differ by 0.1 or less.
    Case("51", "a cent more", 1, _found({"order_count": 7, "amount": 1700.85})),
    Case("51", "a dollar more", 0, _found({"order_count": 7, "amount": 1701.84})),
    Case("404", "upvoted", 1, _CHANGED, (_UP,)),
    Case("404", "downvoted", 0, _CHANGED, (_DOWN,)),
    Case("404", "nothing sent", 0, _CHANGED),
    Case("399", "the text", 1, _CHANGED, (_EDIT, _ROBOT, _SAVE)),
    Case("399", "another text", 0, _CHANGED, (_EDIT, _HUMAN, _SAVE)),
    Case("399", "typed, not sent", 0, _CHANGED, (_EDIT, _ROBOT)),
)
