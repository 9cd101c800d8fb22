"""What actions come to in the verbs of the format."""

from __future__ import annotations

from typing import Any

import pytest
from webagent_manifests import Verb
from webagent_manifests.page import (
    ACTIONS,
    StaticPage,
    able_verbs,
    actionable,
    element_match,
    is_actionable,
    on_verb,
    required,
)

URL = "https://site.example/here?q"
PAGE = """<title>T</title><script type="application/ld+json">{}</script>
<a id="a" href="/x"><b id="in-a">X</b></a><a id="file" href="f" download>F</a>
<a id="js" href=" java&#10;script:go()">J</a><a id="anchor">A</a>
<a id="mail" href="mailto:a@b">M</a>
<form id="f" action="/sent"><input id="q"><input id="box" type="checkbox">
<textarea id="t"></textarea>
<button id="go"><i id="in-go">Go</i></button><button id="plain" type="button">P</button>
<button id="else" formaction="/else">E</button></form>
<form id="one"><input id="lone"></form><form id="two"><input id="first"><input id="second"></form>
<form id="off"><input id="stuck"><button disabled>No</button></form>
<label id="l-box" for="box">B</label><label id="l-q" for="q">Q</label><label id="l">Nothing</label>
<video id="v" controls></video><video id="auto" controls autoplay></video><video id="bare"></video>
<input id="up" type="file"><select id="s"><option id="o">1</option></select>
<div id="div">D</div><div id="role" role="switch">S</div>
<details><summary id="sum">S</summary></details>
<p id="edit" contenteditable="">E <em id="in-edit">E</em></p>
<a id="card" href="/card"><span id="fake" role="button">F</span><button id="real" type="button">R
</button><input id="tick" type="checkbox"><label id="name">N</label></a>
<button id="post" form="f"><span id="in-post" role="button">P</span></button>
<label><span id="in-label" role="button">T</span><input id="tock" type="checkbox"></label>
<details><summary><b id="in-sum">S</b></summary></details>
<select id="list" size="3"><option id="two">2</option></select><input id="level" type="range">
<form id="js-form" action="javascript:go()"><button id="run">R</button></form>
"""
page = StaticPage.parse(PAGE, URL)
NUMBERS = {element.attributes.get("id", element.tag): element.index for element in page.elements}
NAMES = {number: name for name, number in NUMBERS.items()}


def needs(action: str, target: str, **more: Any) -> list[str]:
    """Return what an action takes, as `verb target …`, a mere means in parentheses."""
    found: list[str] = []
    for need in required(action, page, NUMBERS[target], **more):
        text = " ".join([need.verb, *(NAMES[index] for index in need.elements)])
        found.append(f"({text})" if need.incidental else text)
    return found


@pytest.mark.parametrize(
    ("action", "target", "expected"),
    [
        ("click", "div", ["click_element div"]),
        ("click", "a", ["(click_element a)", "follow_link a"]),
        ("click", "in-a", ["(click_element in-a a)", "follow_link a"]),
        ("click", "file", ["(click_element file)", "follow_link file", "download_file file"]),
        ("click", "js", ["(click_element js)", "follow_link js", "execute_script js html"]),
        ("click", "anchor", ["click_element anchor"]),
        ("click", "go", ["click_element go", "submit_form go f"]),
        ("click", "in-go", ["click_element in-go go", "submit_form go f"]),
        ("click", "plain", ["click_element plain"]),
        ("click", "box", ["click_element box", "set_input_value box"]),
        ("click", "role", ["click_element role", "set_input_value role"]),
        ("click", "l-box", ["click_element l-box box", "set_input_value box"]),
        ("click", "l-q", ["click_element l-q q"]),
        ("click", "l", ["click_element l"]),
        ("click", "sum", ["click_element sum"]),
        ("click", "v", ["(click_element v)", "play_media v"]),
        ("click", "auto", ["(click_element auto)", "pause_media auto"]),
        ("click", "bare", ["click_element bare"]),
        ("click", "fake", ["(click_element fake card)", "follow_link card"]),
        ("click", "real", ["click_element real", "follow_link card"]),
        ("click", "tick", ["click_element tick", "set_input_value tick"]),
        ("click", "name", ["click_element name", "follow_link card"]),
        ("click", "in-post", ["click_element in-post post", "submit_form post f"]),
        ("click", "in-label", ["click_element in-label label tock", "set_input_value tock"]),
        ("click", "in-sum", ["click_element in-sum summary"]),
        ("click", "s", ["click_element s"]),
        ("click", "list", ["click_element list", "set_input_value list"]),
        ("click", "two", ["click_element two", "set_input_value two list"]),
        ("click", "level", ["click_element level", "set_input_value level"]),
        (
            "click",
            "run",
            ["click_element run", "submit_form run js-form", "execute_script run html"],
        ),
        ("press-enter", "in-edit", ["set_input_value in-edit edit"]),
        ("press-enter", "q", ["click_element go", "submit_form q go f"]),
        ("press-enter", "box", ["click_element go", "submit_form box go f"]),
        ("press-enter", "lone", ["submit_form lone one"]),
        ("press-enter", "first", []),
        ("press-enter", "stuck", []),
        ("press-enter", "t", ["set_input_value t"]),
        ("press-enter", "s", []),
        ("press-enter", "a", ["(click_element a)", "follow_link a"]),
        ("press-enter", "plain", ["click_element plain"]),
        ("type", "q", ["set_input_value q"]),
        ("type", "l-q", ["set_input_value l-q q"]),
        ("check", "box", ["set_input_value box"]),
        ("select", "s", ["set_input_value s"]),
        ("select", "o", ["set_input_value o s"]),
        ("upload", "up", ["upload_file up", "set_input_value up"]),
        ("download", "a", ["(click_element a)", "follow_link a", "download_file a"]),
        ("download", "file", ["(click_element file)", "follow_link file", "download_file file"]),
        ("download", "plain", ["click_element plain", "download_file plain"]),
        ("read", "div", ["read_content div"]),
        ("read", "title", ["read_metadata title"]),
        ("read", "script", ["read_metadata script"]),
        ("copy", "div", ["copy_to_clipboard div", "read_content div"]),
        ("scroll", "div", ["scroll_page div"]),
        ("script", "div", ["execute_script html"]),
        ("play", "bare", ["play_media bare"]),
        ("hover", "a", []),
    ],
)
def test_an_action_is_taken_apart(action: str, target: str, expected: list[str]) -> None:
    assert needs(action, target) == expected


@pytest.mark.parametrize(
    ("key", "target", "expected"),
    [
        ("Enter", "q", ["click_element go", "submit_form q go f"]),
        ("Control+Enter", "go", ["click_element go", "submit_form go f"]),
        ("Space", "box", ["click_element box", "set_input_value box"]),
        (" ", "plain", ["click_element plain"]),
        ("Space", "q", ["set_input_value q"]),
        ("Space", "in-edit", ["set_input_value in-edit edit"]),
        ("a", "q", ["set_input_value q"]),
        ("Backspace", "edit", ["set_input_value edit"]),
        ("ArrowDown", "s", ["set_input_value s"]),
        ("Escape", "q", []),
        ("Tab", "q", []),
        ("a", "div", []),
    ],
)
def test_keys_do_what_they_do_where_the_focus_is(
    key: str, target: str, expected: list[str]
) -> None:
    assert needs("press", target, key=key) == expected


def test_typing_may_end_with_enter() -> None:
    assert needs("type", "q", key="Enter") == [
        "set_input_value q",
        "click_element go",
        "submit_form q go f",
    ]


def test_opening_an_address_follows_every_link_that_leads_there() -> None:
    assert needs("goto", "html", url="https://SITE.example:443/x#part") == ["goto", "follow_link a"]
    assert needs("goto", "a") == ["goto", "follow_link a"]
    assert needs("goto", "html", url="https://site.example/y") == ["goto"]
    with pytest.raises(ValueError, match="Give the address"):
        needs("goto", "div")


def test_where_an_action_leads_is_known() -> None:
    def leads(action: str, target: str) -> list[str | None]:
        return [need.destination for need in required(action, page, NUMBERS[target])]

    assert leads("click", "a") == [None, "https://site.example/x"]
    assert leads("click", "mail") == [None, "mailto:a@b"]
    assert leads("click", "go") == [None, "https://site.example/sent"]
    assert leads("click", "else") == [None, "https://site.example/else"]
    assert leads("press-enter", "lone") == [URL]


def test_a_single_verb_speaks_of_the_control_and_the_form() -> None:
    def concerned(verb: str, target: str) -> list[str]:
        (need,) = on_verb(verb, page, NUMBERS[target])
        return [NAMES[index] for index in need.elements]

    assert concerned("submit_form", "go") == ["go", "f"]
    assert concerned("submit_form", "f") == ["f"]
    assert concerned("submit_form", "in-go") == ["in-go", "go", "f"]
    assert concerned("set_input_value", "l-q") == ["l-q", "q"]
    assert concerned("read_content", "l-q") == ["l-q"]
    assert concerned("click_element", "in-a") == ["in-a", "a"]
    assert concerned("follow_link", "in-a") == ["in-a", "a"]
    assert concerned("execute_script", "div") == ["html"]
    assert concerned("execute_script", "js") == ["js", "html"]
    assert concerned("no_such_verb", "div") == ["div"]


def test_an_unknown_action_is_refused() -> None:
    with pytest.raises(ValueError, match="Choose an action of: check, click,"):
        required("drag", page, 0)
    assert list(ACTIONS) == sorted(ACTIONS)


def able(target: str) -> frozenset[Verb]:
    return able_verbs(page.elements[NUMBERS[target]], page)


def test_what_an_element_can_be_the_target_of() -> None:
    everywhere = {Verb.READ_CONTENT, Verb.COPY_TO_CLIPBOARD, Verb.CLICK_ELEMENT, Verb.SCROLL_PAGE}

    assert able("div") == everywhere
    assert able("title") == able("script") == {Verb.READ_METADATA}
    assert able("a") == everywhere | {Verb.FOLLOW_LINK, Verb.DOWNLOAD_FILE}
    assert Verb.FOLLOW_LINK not in able("anchor")
    assert Verb.EXECUTE_SCRIPT in able("js") & able("html")
    assert Verb.SUBMIT_FORM in able("f") & able("go") & able("q") & able("lone")
    assert Verb.SUBMIT_FORM not in able("plain") | able("first") | able("stuck")
    assert Verb.SET_INPUT_VALUE in able("q") & able("s") & able("t") & able("role") & able("edit")
    assert Verb.SET_INPUT_VALUE not in able("go") | able("a")
    assert {Verb.PLAY_MEDIA, Verb.MUTE_MEDIA} <= able("bare")
    assert Verb.UPLOAD_FILE in able("up")


def test_every_verb_has_an_element_that_is_able_to_do_it() -> None:
    found = {verb for element in page.elements for verb in able_verbs(element, page)}

    assert found == set(Verb) - {Verb.ALL}


def test_what_reacts_to_a_click_is_the_nearest_such_ancestor() -> None:
    def of(name: str) -> str:
        return NAMES[actionable(page.elements[NUMBERS[name]], page).index]

    assert [of("in-a"), of("in-go"), of("div"), of("o")] == ["a", "go", "div", "o"]
    assert not is_actionable(page.elements[NUMBERS["anchor"]])


async def test_a_match_holds_the_ancestors_that_matched() -> None:
    matched = await page.matches(["i", "button", "form", "body", "nav", "a[[["])

    match = element_match(page, matched, NUMBERS["in-go"])

    assert match.own == {"i"}
    assert match.ancestors == ({"button"}, {"form"}, {"body"})
