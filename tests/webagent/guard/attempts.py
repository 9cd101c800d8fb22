"""What a page may try, as scripts that run when its button is clicked.

`TO` stands for the address that the request goes to, `$TO` for the same as a part of a query.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way of making a browser send something."""

    name: str
    script: str
    leaves: bool = False
    """Whether it happens when the page is left."""
    certain: bool = True
    """Whether browsers always do it when nobody stops them."""


def _form(attributes: str = "", inside: str = "", act: str = "form.submit()") -> str:
    return f"""
      document.body.insertAdjacentHTML("beforeend",
        `<form method=post action="TO" {attributes}><input name=a value=1>{inside}</form>`);
      const form = document.forms[document.forms.length - 1];
      {act};"""


def _frame(source: str) -> str:
    return f"const frame = document.createElement('iframe'); {source}; document.body.append(frame)"


def _blob(text: str, media_type: str = "text/html") -> str:
    return f"URL.createObjectURL(new Blob([{text}], {{type: '{media_type}'}}))"


def _rules(kind: str, url: str) -> str:
    return f"""
      const rules = document.createElement("script");
      rules.type = "speculationrules";
      rules.textContent = JSON.stringify({{{kind}: [{{urls: [{url}], eagerness: "immediate"}}]}});
      document.head.append(rules);"""


_POST = "{method: 'POST', mode: 'no-cors', body: 'x'}"
_FETCH = f"fetch('TO', {_POST})"
_POSTS = f"`<script>{_FETCH}<\\/script>`"
_SENDS = "`<form method=post action='TO'></form><script>document.forms[0].submit()<\\/script>`"
_SOCKET = "const s = new WebSocket('TO'.replace('http', 'ws')); s.onopen = () => s.send('x')"

CHANGING = (
    Attempt("fetch", "fetch('TO', {method: 'POST', body: 'x'})"),
    Attempt("fetch: PUT", "fetch('TO', {method: 'PUT', body: 'x'})"),
    Attempt("fetch: DELETE", "fetch('TO', {method: 'DELETE'})"),
    Attempt("fetch: PATCH", "fetch('TO', {method: 'PATCH', body: 'x'})"),
    Attempt("fetch: a method of its own", "fetch('TO', {method: 'CHANGE', body: 'x'})"),
    Attempt("fetch: no-cors", _FETCH),
    Attempt("fetch: keepalive", "fetch('TO', {method: 'POST', body: 'x', keepalive: true})"),
    Attempt("fetch: override", "fetch('TO', {headers: {'X-HTTP-Method-Override': 'DELETE'}})"),
    Attempt("fetch: redirected", "fetch('/again?to=$TO', {method: 'POST', body: 'x'})"),
    Attempt("fetch later", "fetchLater('TO', {method: 'POST', body: 'x', activateAfter: 0})"),
    Attempt(
        "fetch at the end",
        "onpagehide = () => fetch('TO', {method: 'POST', body: 'x', keepalive: true})",
        leaves=True,
    ),
    Attempt("xhr", "const x = new XMLHttpRequest(); x.open('POST', 'TO'); x.send('x')"),
    Attempt(
        "xhr: sync", "const x = new XMLHttpRequest(); x.open('POST', 'TO', false); x.send('x')"
    ),
    Attempt("beacon", "navigator.sendBeacon('TO', 'x')"),
    Attempt("beacon at the end", "onpagehide = () => navigator.sendBeacon('TO', 'x')", leaves=True),
    Attempt("form", _form()),
    Attempt("form: target=_blank", _form("target=_blank")),
    Attempt("form: target=_blank noopener", _form('target=_blank rel="noopener"')),
    Attempt("form: requestSubmit", _form(act="form.requestSubmit()")),
    Attempt("form: button", _form("", "<button>", "form.querySelector('button').click()")),
    Attempt(
        "form: formaction",
        """document.body.insertAdjacentHTML("beforeend",
             "<form action=/><button formaction='TO' formmethod=post>x</form>");
           document.forms[0].querySelector("button").click()""",
    ),
    Attempt("form: into a frame", _frame("frame.name = 'inside'") + _form("target=inside")),
    Attempt("form: multipart", _form('enctype="multipart/form-data"')),
    Attempt(
        "form: javascript: document",
        """location = "javascript:" + encodeURIComponent(`document.write(
             '<form method=post action="TO"></form>'); document.forms[0].submit()`)""",
    ),
    Attempt(
        "link: ping",
        """document.body.insertAdjacentHTML("beforeend", '<a href="#x" ping="TO">x</a>');
           document.querySelector("a").click()""",
    ),
    Attempt("window: fetch", f"open('').document.write({_POSTS})"),
    Attempt("window: form", f"open('').document.write({_SENDS})"),
    Attempt("window: blob form", f"open({_blob(_SENDS)})"),
    Attempt("frame: srcdoc fetch", _frame(f"frame.srcdoc = {_POSTS}")),
    Attempt(
        "frame: sandboxed form",
        _frame(f"frame.sandbox = 'allow-scripts allow-forms'; frame.srcdoc = {_SENDS}"),
    ),
    Attempt("frame: data fetch", _frame(f"frame.src = 'data:text/html,' + escape({_POSTS})")),
    Attempt("frame: data form", _frame(f"frame.src = 'data:text/html,' + escape({_SENDS})")),
    Attempt("frame: blob fetch", _frame(f"frame.src = {_blob(_POSTS)}")),
    Attempt("worker", "new Worker(" + _blob(f"`{_FETCH}`") + ")"),
    Attempt("worker: file", "new Worker('/worker.js?to=$TO')"),
    Attempt(
        "worker: of a worker",
        "new Worker(" + _blob("`new Worker(" + _blob(f'"{_FETCH}"') + ")`") + ")",
    ),
    Attempt("worker: shared", "new SharedWorker(" + _blob(f"`onconnect = () => {_FETCH}`") + ")"),
    Attempt("worker: service", "navigator.serviceWorker.register('/service.js?to=$TO')"),
    Attempt("socket", _SOCKET),
    Attempt("socket: of a worker", "new Worker(" + _blob(f"`{_SOCKET}`") + ")"),
    Attempt(
        "socket: stream",
        """new WebSocketStream("TO".replace("http", "ws")).opened
             .then(({writable}) => writable.getWriter().write("x"))""",
    ),
    Attempt(
        "meta refresh",
        """document.body.insertAdjacentHTML("beforeend",
             '<meta http-equiv=refresh content="0; url=/sender?to=$TO">')""",
    ),
    Attempt("prerender", _rules("prerender", "'/sender?to=$TO'"), certain=False),
    Attempt("report: csp", "open('/policed?to=$TO')"),
    Attempt("report: endpoint", "open('/reporting?to=$TO')", certain=False),
    Attempt("report: network errors", "open('/logging?to=$TO')", certain=False),
)
"""All of them send a method that is not safe, ask for one by a header, or use a WebSocket."""

ASKING = (
    Attempt("image", "new Image().src = 'TO'"),
    Attempt("style", "document.body.style.background = \"url('TO')\""),
    Attempt(
        "stylesheet",
        "document.head.insertAdjacentHTML('beforeend', '<link rel=stylesheet href=\"TO\">')",
    ),
    Attempt(
        "script",
        "const s = document.createElement('script'); s.src = 'TO'; document.head.append(s)",
    ),
    Attempt("import", "import('TO').catch(() => {})"),
    Attempt("frame", _frame("frame.src = 'TO'")),
    Attempt("frame: srcdoc", _frame("frame.srcdoc = `<img src='TO'>`")),
    Attempt("frame: data", _frame("frame.src = 'data:text/html,' + escape(`<img src='TO'>`)")),
    Attempt("frame: blob", _frame("frame.src = " + _blob("`<img src='TO'>`"))),
    Attempt("location", "location = 'TO'"),
    Attempt("window", "open('TO')"),
    Attempt("fetch", "fetch('TO', {mode: 'no-cors'})"),
    Attempt("fetch: redirected", "fetch('/elsewhere?to=$TO', {mode: 'no-cors'})"),
    Attempt("location: redirected", "location = '/elsewhere?to=$TO'"),
    Attempt("window: redirected", "open('/elsewhere?to=$TO')"),
    Attempt("events", "new EventSource('TO')"),
    Attempt(
        "prefetch",
        "document.head.insertAdjacentHTML('beforeend', '<link rel=prefetch href=\"TO\">')",
    ),
    Attempt("speculation", _rules("prefetch", "'TO'"), certain=False),
    Attempt(
        "meta refresh",
        """document.body.insertAdjacentHTML("beforeend",
             '<meta http-equiv=refresh content="0; url=TO">')""",
    ),
    Attempt(
        "form",
        """document.body.insertAdjacentHTML("beforeend", '<form action="TO"></form>');
           document.forms[0].submit()""",
    ),
    Attempt("worker", "new Worker(" + _blob("`fetch('TO', {mode: 'no-cors'})`") + ")"),
)
"""All of them ask with GET."""
