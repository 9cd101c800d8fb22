"""Cookies, local storage and session storage, seen and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webagent.browser import ClientStorage

if TYPE_CHECKING:
    from tests.webagent.conftest import Browse, Serve

SHOWS = """<p id=shown></p><script>
shown.textContent = ["local " + localStorage.a, "session " + sessionStorage.b, document.cookie];
</script>"""
KEEP = """() => {
  localStorage.a = "1"; sessionStorage.b = "2"; document.cookie = "c=3; max-age=100";
}"""


async def test_all_of_it_counts_in_the_digest(browse: Browse, serve: Serve) -> None:
    session, _ = await browse(serve(SHOWS))
    digests: list[str] = []
    for script in ("", "localStorage.a = '1'", "sessionStorage.b = '2'", "document.cookie = 'c=3'"):
        await session.page.evaluate(script)
        storage = await session.ways_back.storage()
        assert storage is not None
        digests.append(storage.digest)
    assert len(set(digests)) == 4


def test_when_a_cookie_expires_does_not_count_in_the_digest() -> None:
    cookie = {"name": "a", "value": "b", "domain": "c.example", "path": "/", "expires": 1}
    later = ClientStorage({"cookies": [{**cookie, "expires": 2}], "origins": []})
    assert ClientStorage({"cookies": [cookie], "origins": []}).digest == later.digest


async def test_it_is_put_back(browse: Browse, serve: Serve) -> None:
    url = serve(SHOWS)
    session, _ = await browse(url)
    ways_back = session.ways_back
    await session.page.evaluate(KEEP)
    storage = await ways_back.storage()
    assert storage is not None
    await session.page.evaluate("localStorage.clear(); document.cookie = 'c=; max-age=0'")
    await ways_back.put_storage(storage)
    async with ways_back.aside() as aside:
        async with ways_back.with_session_storage(storage):
            await session.goto(url)
        seen = await session.look()
        assert "local 1,session 2,c=3" in seen.observation.text
        # What the page itself then does to it stays done.
        await session.page.evaluate("sessionStorage.clear()")
        await session.goto(url)
        assert "session undefined" in (await session.look()).observation.text
        aside.keep()
    now = await ways_back.storage()
    assert now is not None
    assert now.digest != storage.digest


async def test_a_session_beside_begins_with_it_and_shares_nothing(
    browse: Browse, serve: Serve
) -> None:
    url = serve(SHOWS)
    session, _ = await browse(url)
    await session.page.evaluate(KEEP)
    storage = await session.ways_back.storage()
    assert storage is not None
    async with session.ways_back.beside(storage) as other:
        await other.goto(url)
        seen = await other.look()
        assert "local 1,session undefined,c=3" in seen.observation.text
        await other.page.evaluate("localStorage.a = 'other'")
        assert not other.guard.exploring
    assert await session.page.evaluate("localStorage.a") == "1"
