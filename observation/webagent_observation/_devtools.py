"""What the browser tells its developer tools alone, handed to the page scripts of its documents.

It comes by the Chrome DevTools Protocol. Other browsers have none, and a page script does without:
it then knows of handlers set as `onclick` only, and of no closed shadow roots.

A page script lends its bridge, the object that takes what is handed over, under a name nobody can
guess, and the protocol takes it away from there: nothing of it is left for the page to see.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError

from ._cdp import open_session
from ._closed_roots import reveal

if TYPE_CHECKING:
    from playwright.async_api import Frame, JSHandle

    from ._cdp import Session

_LEND = "(script, name) => { script.lend(name); }"
_WITHDRAW = "name => { delete globalThis[name]; }"
# Only an evaluation of the protocol's own has `getEventListeners` (Console Utilities API).
_TAKE = """(() => {
  const bridge = globalThis[NAME];
  if (!bridge) return null;
  delete globalThis[NAME];
  bridge.listeners = getEventListeners;
  bridge.asking = bridge.asks();
  return bridge;
})()"""
_CAPTURE = "function (options) { return this.capture(options); }"


_ATTEMPTS = 2


@dataclass(frozen=True, slots=True)
class Bridge:
    """The way to one page script by the protocol alone.

    Playwright's own evaluation takes a quarter of a millisecond longer, which is a tenth of a look
    at a small page.
    """

    session: Session
    object_id: str

    async def capture(self, options: dict[str, Any]) -> str:
        """Return what the page script answers to a look.

        Raises:
            playwright.async_api.Error: the document was left, or the session is closed.
        """
        answer = await self.session.send(
            "Runtime.callFunctionOn",
            {
                "objectId": self.object_id,
                "functionDeclaration": _CAPTURE,
                "arguments": [{"value": options}],
                "returnByValue": True,
            },
        )
        if "exceptionDetails" in answer:
            raise PlaywrightError(answer["exceptionDetails"]["text"])
        return answer["result"]["value"]


@dataclass(slots=True)
class _Process:
    """A session with the process that a frame and others below it are in."""

    session: Session
    root: Frame
    lent: int = 0
    """How many page scripts have lent their bridge."""
    taken: int = 0
    """How many of those were visited."""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class DevTools:
    """Hands page scripts the listeners of their documents and the closed shadow roots they want.

    Each document costs one evaluation when it is first met. Whatever fails leaves a page script
    without; nothing is raised for what a page or a browser does.
    """

    def __init__(self) -> None:
        self.name = secrets.token_hex(16)
        """Under which a page script lends its bridge."""
        self._processes: dict[Frame, _Process] = {}
        self._bridges: dict[int, Bridge | None] = {}
        """Of the page scripts that were made and not asked for yet."""
        self._keys = count(1)

    def next_loan(self) -> dict[str, Any]:
        """Return under which name a new page script lends its bridge, and the key to know it by."""
        key = next(self._keys)
        self._bridges[key] = None
        return {"name": self.name, "key": key}

    def bridge(self, key: int) -> Bridge | None:
        """Return the bridge of a new page script, `None` if it could not be visited."""
        return self._bridges.pop(key, None)

    async def lend(self, frame: Frame, script: JSHandle) -> None:
        """Have the page script of a frame lend its bridge once more, and visit the frame."""
        try:
            await script.evaluate(_LEND, self.name)
        except PlaywrightError:
            return
        await self.visit(frame)

    async def visit(self, frame: Frame) -> None:
        """Take the bridge that the page script of a frame lends, and hand over what it asks for."""
        for _ in range(_ATTEMPTS):
            process = None
            try:
                process = await self._process(frame)
                await self._take(process, frame)
                return
            except PlaywrightError:
                # A frame may show its next document in another process.
                if process is None:
                    break
                self._processes.pop(process.root, None)
        try:
            await frame.evaluate(_WITHDRAW, self.name)
        except PlaywrightError:
            return

    async def close(self) -> None:
        """Close the sessions that were opened."""
        processes, self._processes = self._processes, {}
        await asyncio.gather(
            *(process.session.detach() for process in processes.values()), return_exceptions=True
        )

    async def _process(self, frame: Frame) -> _Process:
        """Return the process a frame is in: its own, or that of the nearest frame around it."""
        at = frame
        while at.parent_frame is not None:
            if at in self._processes:
                return self._processes[at]
            try:
                session = await open_session(at)
            except PlaywrightError:
                at = at.parent_frame
            else:
                return self._processes.setdefault(at, _Process(session, at))
        root = frame.page.main_frame
        if root not in self._processes:
            session = await open_session(frame.page)
            self._processes.setdefault(root, _Process(session, root))
        return self._processes[root]

    async def _take(self, process: _Process, frame: Frame) -> None:
        process.lent += 1
        mine = process.lent
        async with process.lock:
            if process.taken >= mine:
                # Whoever was first took those of the others too.
                return
            lent = process.lent
            if frame is process.root and lent == process.taken + 1:
                await self._take_at(process.session, {})
            else:
                documents = await _documents(process.session)
                await asyncio.gather(
                    *(self._take_at(process.session, document) for document in documents),
                    return_exceptions=True,
                )
            process.taken = lent

    async def _take_at(self, session: Session, document: dict[str, str]) -> None:
        answer = await session.send(
            "Runtime.evaluate",
            {
                "expression": _TAKE.replace("NAME", json.dumps(self.name)),
                "includeCommandLineAPI": True,
                # Tells the first fields of the bridge besides where to find it.
                "generatePreview": True,
                **document,
            },
        )
        found = answer["result"]
        if "objectId" not in found:
            return
        told = {field["name"]: field["value"] for field in found["preview"]["properties"]}
        if (key := int(told["key"])) in self._bridges:
            self._bridges[key] = Bridge(session, found["objectId"])
        if told["asking"] == "true":
            await reveal(session, found["objectId"])


async def _documents(session: Session) -> list[dict[str, str]]:
    """Return where to evaluate in each document of a process, in the world of its own scripts."""
    found: list[dict[str, str]] = []

    def note(event: dict[str, Any]) -> None:
        context = event["context"]
        if context["auxData"]["isDefault"]:
            found.append({"uniqueContextId": context["uniqueId"]})

    session.on("Runtime.executionContextCreated", note)
    # Whoever is told of a document when it comes is told of all there are first.
    await session.send("Runtime.enable")
    await session.send("Runtime.disable")
    session.remove_listener("Runtime.executionContextCreated", note)
    return found
