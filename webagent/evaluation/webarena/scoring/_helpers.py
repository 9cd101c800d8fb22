"""The five functions that WebArena's tasks call."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import urlparse

from webagent.evaluation.webarena._sites import Sites

from ._in_page import evaluated
from ._shop import latest_order_url, latest_review_author, latest_review_rating

if TYPE_CHECKING:
    from playwright.async_api import Page

    from ._call import Call

_ROLE = """(account) => {
  const shown = "td[data-label='Account'] span.gl-avatar-labeled-sublabel";
  const names = [...document.querySelectorAll(shown)];
  const place = names.findIndex((name) => name.outerText === `@${account}`);
  return document.querySelectorAll("td.col-max-role span")[place].outerText;
}"""


async def result_of(call: Call, page: Page, sites: Sites | None) -> str:
    """Return what a call gives.

    Raises:
        UsageError: the address of the shop is needed, and not known.
        webagent.errors.EnvironmentFailure: the shop can't be asked.
        playwright.async_api.Error: the page is closed or has crashed.
    """
    match call.function:
        case "reddit_get_post_url":
            return post_url(call.text(0))
        case "gitlab_get_project_memeber_role":
            return await member_role(page, call.text(1))
        case "shopping_get_latest_order_url":
            return await latest_order_url(_shop(sites))
        case "shopping_get_sku_latest_review_author":
            return await latest_review_author(_shop(sites), call.text(0))
        case _:
            return await latest_review_rating(_shop(sites), call.text(0))


def post_url(url: str) -> str:
    """Return the address of the post that a page of the forum is about.

    `/f/FORUM/POST/…` without what follows, and any other address as it is.
    """
    parsed = urlparse(url)
    match parsed.path.split("/"):
        case [_, "f", forum, post, *_]:
            return f"{parsed.scheme}://{parsed.netloc}/f/{forum}/{post}/"
        case _:
            return url


async def member_role(page: Page, account: str) -> str:
    """Return the role of a member in GitLab's list that a page shows; empty where there is none.

    Names and roles are counted, each by themselves, as in WebArena.

    Raises:
        playwright.async_api.Error: the page is closed or has crashed.
    """
    found = await evaluated(page, _ROLE, account)
    return found.text


def _shop(sites: Sites | None) -> str:
    sites = Sites.from_environment(os.environ) if sites is None else sites
    sites.require(["shopping"])
    return sites.shopping
