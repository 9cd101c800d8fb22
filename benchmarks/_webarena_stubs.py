"""Stubs of WebArena's sites: login forms as the real ones have them, and a few pages."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias
from uuid import uuid4

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from webagent.evaluation.webarena import ACCOUNTS, Sites
from webagent.local_server import serve_app

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator, Mapping

    from starlette.requests import Request

    from webagent.evaluation.webarena import SiteName

Resource: TypeAlias = "str | Callable[[Request], Awaitable[Response]]"
"""The body of a page, or what answers in its place."""

_SHOP_FORM = """<form class="form form-login" action="/customer/account/loginPost/" method="post"
  id="login-form"><input name="form_key" type="hidden" value="k1">
  <label for="email">Email</label><input name="login[username]" value="" id="email" type="email">
  <label for="pass">Password</label><input name="login[password]" type="password" id="pass">
  <button type="submit" class="action login primary" name="send" id="send2" disabled>
  <span>Sign In</span></button></form>
  <form id="search_mini_form" action="/search"><input name="q"><button>Search</button></form>
  <script>setTimeout(() => send2.disabled = false, 50)</script>"""
_ADMIN_FORM = """<form method="post" action="" id="login-form" autocomplete="off">
  <input name="form_key" type="hidden" value="k2">
  <input type="text" id="username" name="login[username]" placeholder="user name">
  <input type="text" name="dummy" id="dummy" style="display: none">
  <input type="password" id="login" name="login[password]" placeholder="password">
  <button class="action-login action-primary"><span>Sign in</span></button></form>"""
_REDDIT_FORM = """<form action="/login_check" method="POST" class="form">
  <input type="hidden" name="_csrf_token" value="k3">
  <label for="login-username">Username</label>
  <input autofocus type="text" name="_username" id="login-username" required>
  <label for="login-password">Password</label>
  <input type="password" name="_password" id="login-password" required>
  <button type="submit" class="button">Log in</button></form>"""
_GITLAB_FORM = """<form class="gl-show-field-errors" action="/users/sign_in" method="post">
  <input type="hidden" name="authenticity_token" value="k4">
  <input type="text" name="user[login]" id="user_login" data-testid="username-field" required>
  <input type="password" name="user[password]" id="user_password" data-testid="password-field">
  <button type="button">Show password</button>
  <button type="submit" data-testid="sign-in-button"><span>Sign in</span></button></form>"""


@dataclass
class StubSite:
    """One site, and who is logged in, by cookie."""

    name: SiteName
    cookie: str
    known: set[str] = field(default_factory=set[str])
    logins: int = 0
    broken: bool = False
    locked: bool = False

    def knows(self, request: Request) -> bool:
        return request.cookies.get(self.cookie) in self.known

    def let_in(self, username: object, password: object, to: str, back: str) -> Response:
        account = ACCOUNTS[self.name]
        if self.locked or (username, password) != (account.username, account.password):
            return RedirectResponse(back, 303)
        self.logins += 1
        token = uuid4().hex
        self.known.add(token)
        response = RedirectResponse(to, 303)
        response.set_cookie(self.cookie, token, httponly=True)
        return response


def _page(text: str) -> HTMLResponse:
    return HTMLResponse(f"<!doctype html><title>Stub</title><body>{text}</body>")


@dataclass
class Stubs:
    """The stub sites that run, and their addresses."""

    sites: Sites
    shopping: StubSite
    shopping_admin: StubSite
    reddit: StubSite
    gitlab: StubSite


def _app(
    site: StubSite,
    form: str,
    login: str,
    post: str,
    own: str,
    *,
    names: tuple[str, str],
    more: Mapping[str, Resource],
) -> Starlette:
    async def show_form(request: Request) -> Response:
        return RedirectResponse(own) if site.knows(request) else _page(form)

    async def take(request: Request) -> Response:
        sent = await request.form()
        return site.let_in(sent.get(names[0]), sent.get(names[1]), own, login)

    async def own_page(request: Request) -> Response:
        if site.broken:
            return Response("out of order", 503)
        return _page(f"This is {site.name}") if site.knows(request) else RedirectResponse(login)

    def shown(resource: Resource) -> Callable[[Request], Awaitable[Response]]:
        async def show(request: Request) -> Response:
            if not isinstance(resource, str):
                return await resource(request)
            who = "somebody" if site.knows(request) else "nobody"
            return _page(f'{resource} <p id="who">{who}</p>')

        return show

    routes = [
        Route(login, show_form, methods=["GET"]),
        Route(post, take, methods=["POST"]),
        Route(own, own_page),
        *(Route(path, shown(each), methods=["GET", "POST"]) for path, each in more.items()),
    ]
    return Starlette(routes=routes)


_SHOP_PAGES: dict[str, Resource] = {
    "/": '<h1>One Stop Market</h1><a href="/tea.html">Tea</a>',
    "/tea.html": "<h1>Green tea</h1><p>$3.99</p>",
    "/cup.html": "<h1>Cup</h1><p>$5.00</p>",
}
_REDDIT_PAGES: dict[str, Resource] = {
    "/": '<h1>Reddit</h1><a href="/f/books">books</a>',
    "/f/books": "<h1>books</h1>",
}
_GITLAB_PAGES: dict[str, Resource] = {
    "/": '<h1>Projects</h1><a href="/dashboard/todos">To-Do List</a>',
    "/dashboard/todos": "<h1>To-Do List</h1><p class='todo'>Review &amp; merge</p>",
}
_ADMIN_PAGES: dict[str, Resource] = {"/admin/orders": "<h1>Orders</h1>"}


@contextmanager
def serve_stubs(
    cookies: Mapping[str, str] | None = None,
    pages: Mapping[str, Mapping[str, Resource]] | None = None,
) -> Generator[Stubs]:
    """Serve all of them.

    `cookies` gives other names to their cookies, so that they may clash; `pages` adds pages, or
    puts them in the place of others, by site and path.
    """
    added: Mapping[str, Mapping[str, Resource]] = {} if pages is None else pages
    named = {"reddit": "PHPSESSID", "shopping": "shop", "shopping_admin": "admin"} | dict(
        cookies or {}
    )
    shop = StubSite("shopping", named["shopping"])
    admin = StubSite("shopping_admin", named["shopping_admin"])
    reddit = StubSite("reddit", named["reddit"])
    gitlab = StubSite("gitlab", "_gitlab_session")
    magento = ("login[username]", "login[password]")
    apps = (
        _app(
            shop,
            _SHOP_FORM,
            "/customer/account/login/",
            "/customer/account/loginPost/",
            "/customer/account/",
            names=magento,
            more={**_SHOP_PAGES, **added.get("shopping", {})},
        ),
        _app(
            admin,
            _ADMIN_FORM,
            "/admin",
            "/admin",
            "/admin/dashboard",
            names=magento,
            more={**_ADMIN_PAGES, **added.get("shopping_admin", {})},
        ),
        _app(
            reddit,
            _REDDIT_FORM,
            "/login",
            "/login_check",
            "/user/MarvelsGrantMan136/account",
            names=("_username", "_password"),
            more={**_REDDIT_PAGES, **added.get("reddit", {})},
        ),
        _app(
            gitlab,
            _GITLAB_FORM,
            "/users/sign_in",
            "/users/sign_in",
            "/-/profile",
            names=("user[login]", "user[password]"),
            more={**_GITLAB_PAGES, **added.get("gitlab", {})},
        ),
    )
    with ExitStack() as stack:
        urls = [stack.enter_context(serve_app(app)) for app in apps]
        sites = Sites(
            shopping=urls[0], shopping_admin=f"{urls[1]}/admin", reddit=urls[2], gitlab=urls[3]
        )
        yield Stubs(sites, shop, admin, reddit, gitlab)
