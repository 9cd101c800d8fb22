"""Searching in a real browser: the best is found and done, and nothing else is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from starlette.responses import HTMLResponse, RedirectResponse
from webagent_actions import Dialog

from tests.webagent.planning.live.choices import BAD, GOOD, POSSIBLE, Choices, Grades
from tests.webagent.runs import assert_complete, events_of, manifest, outcomes_of, rule
from webagent import Status
from webagent.limits import Limits
from webagent.permissions import CallbackApprover
from webagent.planning.live import SearchMode, SearchOptions
from webagent.planning.search import Budget
from webagent.state import Proposal

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from tests.webagent.conftest import Play, Serve
    from webagent import RunResult
    from webagent.permissions import ApprovalRequest

LINK = "<a href=/{0}>{0}</a> "
HOME = "<h1>Home</h1>" + "".join(map(LINK.format, ("east", "west", "north")))
ORDER = "<h1>West</h1><form method=post action=/order><button>Order</button></form>"


class Site:
    """Serves pages, and takes note of all that is asked for."""

    def __init__(self, serve: Serve, pages: dict[str, str], policy: Any = None) -> None:
        self.asked: list[str] = []
        resources = {path: self._noting(html) for path, html in pages.items()}
        self.url = serve({**resources, "/order": self._order}, policy)

    @property
    def changes(self) -> list[str]:
        """What may have changed something."""
        return [each for each in self.asked if not each.startswith("GET ")]

    def _noting(self, html: str) -> Any:
        def page(request: Request) -> Response:
            self.asked.append(f"{request.method} {request.url.path}")
            return HTMLResponse(f"<!doctype html><title>Shop</title><body>{html}")

        return page

    def _order(self, request: Request) -> Response:
        self.asked.append(f"{request.method} {request.url.path}")
        return RedirectResponse("/thanks", 303)


PAGES = {
    "/": HOME,
    "/east": "<h1>East</h1><p>nothing here</p>",
    "/west": ORDER,
    "/north": "<h1>North</h1>" + LINK.format("far"),
    "/far": "<h1>Far</h1>",
    "/thanks": "<h1>Thanks</h1><p>Order 7 was placed</p>",
}
CHOICES = {
    "/": [
        ('click [link "east"]', 0.5),
        ('click [link "west"]', 0.3),
        ('click [link "north"]', 0.2),
    ],
    "/north": [('click [link "far"]', 1.0)],
    "/west": [('click [button "Order"]', 1.0)],
    "/thanks": [("stop [ordered] [Order 7 was placed]", 1.0)],
}
GRADES = {"/west": GOOD, "/north": POSSIBLE, "/east": BAD, "/far": BAD}


def always(critic: Grades | None = None, **budget: Any) -> SearchOptions:
    return SearchOptions(SearchMode.MCTS, Budget(**budget), critic or Grades(GRADES))


def nodes_of(result: RunResult, search: int = 0) -> dict[str, dict[str, Any]]:
    """Return the nodes of a search by what their elements are called, or their actions."""
    tree = events_of(result, "search")[search]["tree"]
    return {node["target"] or node["action"]: node for node in tree["nodes"]}


@pytest.mark.slow
async def test_the_best_is_found_done_and_nothing_else(play: Play, serve: Serve) -> None:
    site = Site(serve, PAGES)
    result = await play(site.url, actor=Choices(CHOICES), search=always())
    assert result.status is Status.DONE
    assert site.changes == ["POST /order"]
    assert [str(step.actions[0]).split(" ")[0] for step in result.steps] == [
        "click",
        "click",
        "stop",
    ]
    assert [step.target for step in result.steps[:2]] == ["link “west”", "button “Order”"]
    assert_complete(result)


@pytest.mark.slow
async def test_what_was_tried_is_on_record_and_counted_apart(play: Play, serve: Serve) -> None:
    site = Site(serve, PAGES)
    result = await play(site.url, actor=Choices(CHOICES), search=always())
    nodes = nodes_of(result)
    assert nodes["link “east”"]["status"] == "reached"
    assert nodes["link “west”"]["best"] > nodes["link “east”"]["best"]
    assert nodes["button “Order”"]["status"] == "commit"
    tried = {event["action"] for event in events_of(result, "tried_permission")}
    assert all(not action.startswith("stop") for action in tried)
    assert result.searching.requests > 0
    assert result.searching.seconds > 0


@pytest.mark.slow
async def test_what_is_denied_is_never_tried(play: Play, serve: Serve) -> None:
    """2.7: denied actions have no prior and are never generated as available."""
    policy = manifest(rule("click_element", "a[href='/east']", False))
    site = Site(serve, PAGES, policy)
    result = await play(site.url, actor=Choices(CHOICES), search=always())
    east = nodes_of(result)["link “east”"]
    assert (east["status"], east["prior"], east["visits"]) == ("denied", 0, 0)
    assert "GET /east" not in site.asked
    assert result.status is Status.DONE


async def test_an_actor_is_not_asked_the_very_same_again(play: Play, serve: Serve) -> None:
    """A reply costs a call: without anything learned since, it would be the same."""
    actor = Choices({**CHOICES, "/": [('click [link "west"]', 1.0)]})
    site = Site(serve, PAGES)
    await play(site.url, actor=actor, search=always())
    asked = [(s.situation.observation.url, s.advice, len(s.history)) for s in actor.states]
    assert len(asked) == len(set(asked))


@pytest.mark.slow
async def test_what_needs_a_person_is_proposed_and_asked_for_once(play: Play, serve: Serve) -> None:
    asked: list[ApprovalRequest] = []

    def approve(request: ApprovalRequest) -> bool:
        asked.append(request)
        return True

    policy = manifest(rule("submit_form", "form", True, human_in_the_loop=True))
    site = Site(serve, PAGES, policy)
    result = await play(
        site.url, actor=Choices(CHOICES), search=always(), approver=CallbackApprover(approve)
    )
    assert len(asked) == 1
    assert site.changes == ["POST /order"]
    assert result.status is Status.DONE


@pytest.mark.slow
async def test_half_of_what_a_site_allows_is_kept_for_what_is_done(
    play: Play, serve: Serve
) -> None:
    """2.7: rate limits are consumed by exploration too; reserve 50 % of the window."""
    limit = {"max_requests": 4, "window_seconds": 600}
    policy = manifest(rule("follow_link", "a", True, rate_limit=limit))
    site = Site(serve, PAGES, policy)
    result = await play(site.url, actor=Choices(CHOICES), search=always())
    nodes = nodes_of(result)
    kept = [node for node in nodes.values() if "kept for later" in node["why"]]
    assert kept
    assert all(node["status"] == "commit" for node in kept)
    assert result.status is Status.DONE


@pytest.mark.slow
async def test_what_turns_out_to_send_something_was_stopped_and_is_a_commit(
    play: Play, serve: Serve
) -> None:
    """A link is safe by all that is seen of it; its page sends something as it loads."""
    sly = "<h1>East</h1><script>fetch('/order', {method: 'POST'})</script>"
    site = Site(serve, {**PAGES, "/east": sly})
    result = await play(site.url, actor=Choices(CHOICES), search=always())
    east = nodes_of(result)["link “east”"]
    assert east["status"] == "commit"
    assert "may change something" in east["why"]
    assert site.changes == ["POST /order"]
    assert result.steps[0].target == "link “west”"


async def test_a_get_that_changes_something_is_not_followed(play: Play, serve: Serve) -> None:
    home = '<h1>Home</h1><a href="/logout">Go on</a> ' + LINK.format("west")
    choices = {**CHOICES, "/": [('click [link "Go on"]', 0.7), ('click [link "west"]', 0.3)]}
    site = Site(serve, {**PAGES, "/": home, "/logout": "<h1>Bye</h1>"})
    result = await play(site.url, actor=Choices(choices), search=always())
    assert nodes_of(result)["link “Go on”"]["status"] in {"commit", "unopened"}
    assert "GET /logout" not in site.asked
    assert result.status is Status.DONE


@pytest.mark.slow
async def test_fields_that_were_filled_on_the_way_are_filled_at_the_end(
    play: Play, serve: Serve
) -> None:
    form = (
        "<h1>West</h1><form method=post action=/order><label>Number <input name=n></label>"
        "<button>Order</button></form>"
    )
    sent: list[str] = []
    site = Site(serve, {**PAGES, "/west": form})

    class Counting(Choices):
        async def propose(self, state: Any, k: int = 1) -> Any:
            fields = state.situation.observation.refs.values()
            filled = any(node.name == "Number" and node.value == "3" for node in fields)
            self._by_path = {
                **CHOICES,
                "/west": [
                    ('click [button "Order"]' if filled else 'type [textbox "Number"] [3]', 0.6),
                    ('type [textbox "Number"] [9]', 0.4),
                ],
            }
            return await super().propose(state, k)

    class ByNumber(Grades):
        async def score(self, state: Any) -> Any:
            score = await super().score(state)
            values = [node.value for node in state.situation.observation.refs.values()]
            if "9" in values:
                return type(score)(BAD, BAD)
            return type(score)(8.0, 8.0) if "3" in values else score

    result = await play(site.url, actor=Counting({}), search=always(ByNumber(GRADES)))
    sent = site.changes
    assert sent == ["POST /order"]
    typed = [step for step in result.steps if str(step.actions[0]).startswith("type")]
    assert [str(step.actions[0]).rpartition("[")[2] for step in typed] == ["3]"]
    assert result.status is Status.DONE


@pytest.mark.slow
async def test_where_nothing_is_any_good_the_run_goes_on_where_it_was(
    play: Play, serve: Serve
) -> None:
    site = Site(serve, PAGES)
    choices = {"/": [('click [link "nowhere"]', 1.0)]}
    result = await play(site.url, actor=Choices(choices), search=always())
    assert result.status is Status.FAILED
    assert site.asked[-1] == "GET /"
    assert all(outcome.startswith("not done") for outcome in outcomes_of(result))


async def test_after_a_search_in_vain_the_actor_is_told_what_came_of_it(
    play: Play, serve: Serve
) -> None:
    """6.3: what was learned by trying is not lost where nothing is found."""
    home = "<h1>Home</h1><button type=button aria-expanded=false>Dead</button>"
    actor = Choices({"/": [('click [button "Dead"]', 1.0)]})
    site = Site(serve, {**PAGES, "/": home})
    await play(site.url, actor=actor, search=always(), limits=Limits(steps=1))
    assert any("nothing changed" in line for line in actor.states[-1].advice)


@pytest.mark.slow
async def test_notes_and_lessons_outlive_the_search(play: Play, serve: Serve) -> None:
    """What was noted on the way is noted; what was tried beside it is told from then on."""
    noting = {
        **CHOICES,
        "/": [CHOICES["/"][0], ('note [west looks open]\nclick [link "west"]', 0.3)],
    }
    actor, site = Choices(noting), Site(serve, PAGES)
    result = await play(site.url, actor=actor, search=always())
    assert result.status is Status.DONE
    last = actor.states[-1]
    assert last.notes == ("west looks open",)
    assert any("east" in line and "a dead end" in line for line in last.advice)


async def test_after_a_search_in_vain_elements_have_the_numbers_they_have_now(
    play: Play, serve: Serve
) -> None:
    """The page was opened again meanwhile; what it was seen by before is gone."""
    lines = [('click [link "east"]', 0.6), ('click [link "nowhere"]', 0.4)]
    site = Site(serve, {**PAGES, "/east": HOME})
    actor = Choices({"/": lines})
    result = await play(site.url, actor=actor, search=always(), limits=Limits(steps=1))
    assert not any("is gone" in outcome for outcome in outcomes_of(result))


@pytest.mark.parametrize(
    ("weights", "searched"), [((0.5, 0.45), True), ((0.9, 0.1), False), ((1.0,), False)]
)
async def test_an_unsure_actor_is_searched_with(
    play: Play, serve: Serve, weights: tuple[float, ...], searched: bool
) -> None:
    lines = ('click [link "west"]', 'click [link "east"]')
    choices = {**CHOICES, "/": list(zip(lines, weights, strict=False))}
    site = Site(serve, PAGES)
    options = SearchOptions(SearchMode.AUTO, critic=Grades(GRADES))
    result = await play(site.url, actor=Choices(choices), search=options)
    found = events_of(result, "search")
    assert bool(found) is searched
    assert all("unsure" in event["tree"]["why"] for event in found)
    assert result.status is Status.DONE


@pytest.mark.slow
async def test_a_stuck_actor_is_searched_with(play: Play, serve: Serve) -> None:
    home = "<h1>Home</h1><button type=button>Dead</button> " + LINK.format("west")
    lines = [('click [button "Dead"]', 0.9), ('click [link "west"]', 0.1)]
    site = Site(serve, {**PAGES, "/": home})
    options = SearchOptions(SearchMode.AUTO, critic=Grades({**GRADES, "/": POSSIBLE}))
    result = await play(site.url, actor=Choices({**CHOICES, "/": lines}), search=options)
    (event,) = events_of(result, "search")
    assert event["tree"]["why"] == "the last 2 actions came to nothing"
    vain = [step.vain for step in result.steps]
    assert vain[event["step"] - 3 : event["step"] - 1] == [True, True]
    assert result.status is Status.DONE


@pytest.mark.slow
async def test_an_actor_off_the_track_is_searched_with(play: Play, serve: Serve) -> None:
    home = "<h1>Home</h1><button type=button>Dead</button> " + LINK.format("west")
    lines = [('click [button "Dead"]', 0.9), ('click [link "west"]', 0.1)]
    site = Site(serve, {**PAGES, "/": home})
    options = SearchOptions(SearchMode.AUTO, critic=Grades({**GRADES, "/": BAD}))
    result = await play(site.url, actor=Choices({**CHOICES, "/": lines}), search=options)
    assert "off the track" in events_of(result, "search")[0]["tree"]["why"]
    assert result.status is Status.DONE


@pytest.mark.slow
async def test_tabs_that_trying_opened_are_closed_with_the_search(play: Play, serve: Serve) -> None:
    home = "<h1>Home</h1><a href=/east target=_blank>east</a> " + LINK.format("west")
    site = Site(serve, {**PAGES, "/": home})
    result = await play(site.url, actor=Choices(CHOICES), search=always())
    assert "GET /east" in site.asked
    assert len(events_of(result, "observed")[-1]["tabs"]) == 1
    assert result.status is Status.DONE


@pytest.mark.slow
async def test_under_a_dialog_the_actor_goes_on_at_once(play: Play, serve: Serve) -> None:
    home = "<h1>Home</h1><script>setTimeout(() => alert('Hello'), 10)</script>" + LINK.format(
        "west"
    )

    class Answering(Choices):
        async def propose(self, state: Any, k: int = 1) -> Any:
            if state.situation.dialog is not None:
                return [Proposal((Dialog(accept=True),))]
            return await super().propose(state, k)

    site = Site(serve, {**PAGES, "/": home})
    choices = {**CHOICES, "/": [('click [link "west"]', 1.0)]}
    result = await play(site.url, actor=Answering(choices), search=always())
    assert result.status is Status.DONE
    assert site.changes == ["POST /order"]


async def test_without_search_the_same_actor_acts_at_once(play: Play, serve: Serve) -> None:
    site = Site(serve, PAGES)
    options = SearchOptions(SearchMode.OFF)
    result = await play(site.url, actor=Choices(CHOICES), search=options)
    assert result.steps[0].target == "link “east”"
    assert events_of(result, "search") == []


@pytest.mark.slow
async def test_a_page_that_is_another_each_time_is_honestly_lost(play: Play, serve: Serve) -> None:
    """2.7: a failed restore is reported, never papered over."""
    offers = iter(map(chr, range(ord("A"), ord("Z"))))

    def changing(_request: Request) -> Response:
        # Else the browser would show it from its cache, as it was.
        return HTMLResponse(
            f"<title>Shop</title><body><p>Today: {next(offers)}</p>{HOME}",
            headers={"Cache-Control": "no-store"},
        )

    url = serve({**PAGES, "/": changing})
    result = await play(url, actor=Choices(CHOICES), search=always())
    assert events_of(result, "search")[0]["tree"]["stopped"] == "lost"
    assert_complete(result)
