"""Pages that want to be printed: headless there is no paper and no dialog, so it is told."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, cast

from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import CDPSession

_WORLD = "webagent_prints"


async def hear_prints(session: CDPSession, on_print: Callable[[], None]) -> None:
    """Hear of each time a page or a frame of its process asks to be printed (`beforeprint`).

    The listener lives in a world of its own, where the page can't see it.
    """
    protocol = cast("Any", session)
    name = f"print_{secrets.token_hex(8)}"

    def on_call(call: dict[str, Any]) -> None:
        if call["name"] == name:
            on_print()

    protocol.on("Runtime.bindingCalled", on_call)
    try:
        await protocol.send("Runtime.enable")
        await protocol.send("Page.enable")
        await protocol.send("Runtime.addBinding", {"name": name, "executionContextName": _WORLD})
        await protocol.send(
            "Page.addScriptToEvaluateOnNewDocument",
            {
                "source": f"addEventListener('beforeprint', () => {name}(''))",
                "worldName": _WORLD,
                "runImmediately": True,
            },
        )
    except PlaywrightError:
        # The page closed before anything could be printed.
        return
