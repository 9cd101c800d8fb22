"""Logins are made by the forms of the sites, kept for their owner, and renewed when forgotten."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks._webarena_stubs import serve_stubs
from webagent.errors import EnvironmentFailure, SiteUnreachable
from webagent.evaluation.webarena import Logins, Play, Sites, open_start

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks._webarena_stubs import Stubs
    from tests.webagent.evaluation.webarena.conftest import OpenSession
    from webagent.evaluation.webarena import SiteName

ALL: tuple[SiteName, ...] = ("shopping", "shopping_admin", "reddit", "gitlab")


async def _who(
    stubs: Stubs, open_one: OpenSession, logins: Logins, names: tuple[SiteName, ...]
) -> list[str]:
    """Return whom each of these sites takes the agent for, as a task begins on them."""
    sites = stubs.sites
    session = await open_one(Play().conditions(sites).browser)
    pages = [f"{sites.url(name)}/{'orders' * (name == 'shopping_admin')}" for name in names]
    await open_start(session, pages, logins, names)
    return [await page.locator("#who").inner_text() for page in session.page.context.pages]


@pytest.mark.slow
async def test_each_site_is_logged_in_to_once_and_known_afterwards(
    stubs: Stubs, open_one: OpenSession, tmp_path: Path
) -> None:
    logins = Logins(stubs.sites, tmp_path / "kept")
    for _ in range(2):
        assert await _who(stubs, open_one, logins, ALL) == ["somebody"] * 4
    made = [stubs.shopping.logins, stubs.shopping_admin.logins, stubs.reddit.logins]
    assert [*made, stubs.gitlab.logins] == [1] * 4
    path = logins.path(ALL)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(json.loads(path.read_text())["cookies"]) == 4


@pytest.mark.slow
async def test_a_login_is_renewed_when_one_site_has_forgotten_it(
    stubs: Stubs, open_one: OpenSession, tmp_path: Path
) -> None:
    logins = Logins(stubs.sites, tmp_path)
    names: tuple[SiteName, ...] = ("gitlab", "reddit")
    assert await _who(stubs, open_one, logins, names) == ["somebody"] * 2
    stubs.gitlab.known.clear()
    await _who(stubs, open_one, logins, names)
    assert stubs.gitlab.logins == 2
    logins.path(("reddit", "gitlab")).write_text("{")
    await _who(stubs, open_one, logins, names)
    assert stubs.gitlab.logins == 3


async def test_logins_that_end_each_other_are_told_with_the_way_out(
    open_one: OpenSession, tmp_path: Path
) -> None:
    with serve_stubs({"shopping": "PHPSESSID"}) as stubs:
        logins = Logins(stubs.sites, tmp_path)
        with pytest.raises(EnvironmentFailure, match="different host names"):
            await _who(stubs, open_one, logins, ("shopping", "reddit"))
        assert not logins.path(("shopping", "reddit")).exists()


async def test_an_account_that_is_not_let_in_is_named(
    stubs: Stubs, open_one: OpenSession, tmp_path: Path
) -> None:
    logins = Logins(stubs.sites, tmp_path)
    stubs.gitlab.locked = True
    with pytest.raises(EnvironmentFailure, match=r"gitlab at .* does not let byteblaze in"):
        await _who(stubs, open_one, logins, ("gitlab",))


async def test_a_site_that_is_out_of_order_is_no_failure_of_the_agent(
    stubs: Stubs, open_one: OpenSession, tmp_path: Path
) -> None:
    stubs.reddit.broken = True
    with pytest.raises(EnvironmentFailure, match=r"reddit at .* answers HTTP 503"):
        await _who(stubs, open_one, Logins(stubs.sites, tmp_path), ("reddit",))


async def test_a_site_that_does_not_run_is_named(
    stubs: Stubs, open_one: OpenSession, tmp_path: Path
) -> None:
    gone = replace(stubs, sites=Sites(gitlab="http://127.0.0.1:1024"))
    with pytest.raises(
        EnvironmentFailure, match=r"The site gitlab at http://127\.0\.0\.1:1024 does"
    ):
        await _who(gone, open_one, Logins(gone.sites, tmp_path), ("gitlab",))


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://127.0.0.1:9/", "its port is not for the web"),
        ("__MAP__/", "no __map__/: addresses"),
    ],
)
async def test_a_page_that_can_not_be_opened_is_told(
    open_one: OpenSession, tmp_path: Path, url: str, why: str
) -> None:
    sites = Sites(map="http://127.0.0.1:9")
    session = await open_one(Play().conditions(sites).browser)
    with pytest.raises(SiteUnreachable, match=why):
        await open_start(session, [url], Logins(sites, tmp_path), [])
