"""The login forms of the sites, filled as a person fills them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from webagent.errors import EnvironmentFailure

from ._sites import ACCOUNTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.async_api import BrowserContext, Page

    from ._sites import SiteName, Sites

TIMEOUT_MS = 60_000
"""For one page: the first that such a site shows after its start takes long."""


@dataclass(frozen=True, slots=True)
class LoginForm:
    """Where a site asks who one is, and where it shows what only somebody known may see."""

    path: str
    """Of the page with the form, after the address of the site."""
    username: str
    """The name of the field; no page of somebody who is logged in has one of that name."""
    password: str
    own_page: str
    """Path of a page that leads those to the form who are not logged in."""


LOGIN_FORMS: Mapping[SiteName, LoginForm] = {
    # Magento, the shop and its back office
    "shopping": LoginForm(
        "/customer/account/login/", "login[username]", "login[password]", "/customer/account/"
    ),
    "shopping_admin": LoginForm("", "login[username]", "login[password]", "/dashboard"),
    # Postmill
    "reddit": LoginForm(
        "/login", "_username", "_password", f"/user/{ACCOUNTS['reddit'].username}/account"
    ),
    "gitlab": LoginForm("/users/sign_in", "user[login]", "user[password]", "/-/profile"),
}


async def is_logged_in(context: BrowserContext, sites: Sites, name: SiteName) -> bool:
    """Whether a site knows who the cookies of a context belong to: one request, without a page.

    Raises:
        EnvironmentFailure: the site does not answer, or says that it is out of order.
    """
    form, site = LOGIN_FORMS[name], sites.url(name)
    try:
        response = await context.request.get(f"{site}{form.own_page}", timeout=TIMEOUT_MS)
        text = await response.text()
    except PlaywrightError as error:
        raise _silent(name, site, error) from error
    if response.status >= 500:
        raise EnvironmentFailure(f"The site {name} at {site} answers HTTP {response.status}.")
    return response.ok and f'name="{form.username}"' not in text


async def log_in(page: Page, sites: Sites, name: SiteName) -> None:
    """Fill in and send the login form of a site, and wait until the site knows who it was.

    Raises:
        EnvironmentFailure: it has no such form, or does not let the account in.
        playwright.async_api.Error: the page can't be used.
    """
    form, site, account = LOGIN_FORMS[name], sites.url(name), ACCOUNTS[name]
    try:
        # Scripts may put fields of their own in the place of those that came with the page.
        await page.goto(f"{site}{form.path}", wait_until="load", timeout=TIMEOUT_MS)
    except PlaywrightError as error:
        raise _silent(name, site, error) from error
    username = page.locator(f'input[name="{form.username}"]')
    fields = page.locator("form").filter(has=username)
    if not await fields.count():
        raise EnvironmentFailure(
            f"{page.url} has no login form with a field {form.username}: is it the site {name}?"
        )
    await username.fill(account.username, timeout=TIMEOUT_MS)
    await fields.locator(f'input[name="{form.password}"]').fill(account.password)
    send = fields.locator('button:not([type="button"]), input[type="submit"]')
    try:
        # Asked earlier, a site could answer with new cookies in place of those of the login.
        async with page.expect_navigation(wait_until="domcontentloaded", timeout=TIMEOUT_MS):
            await send.first.click(timeout=TIMEOUT_MS)
    except PlaywrightTimeoutError as error:
        raise EnvironmentFailure(f"The login form of {name} at {site} sends nothing.") from error
    if not await is_logged_in(page.context, sites, name):
        raise EnvironmentFailure(
            f"The site {name} at {site} does not let {account.username} in; the account and its "
            "password are those of the published image."
        )


def _silent(name: SiteName, site: str, error: PlaywrightError) -> EnvironmentFailure:
    reason = error.message.splitlines()[0]
    return EnvironmentFailure(f"The site {name} at {site} does not answer: {reason}")
