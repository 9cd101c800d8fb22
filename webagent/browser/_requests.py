"""What pages send because something was done, told apart from what they send by themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from webagent_actions import SentRequest, explain_failure

from ._traffic import BROKEN_OFF, address

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Page, Request, Response, WebSocket

    from ._listeners import Listeners
    from ._traffic import Traffic

MOST = 100
"""Requests that are kept of one action."""
DONE_BY_PAGES = frozenset({"document", "eventsource", "fetch", "other", "ping", "xhr"})
_HABIT = 2
"""How often a page must have sent the very same by itself for it to be nobody's doing."""
_KNOWN = 2_000


@dataclass(eq=False, slots=True)
class _Sent:
    """A request that is told of, completed as its answer comes."""

    method: str
    url: str
    kind: str
    status: int | None = None
    problem: str = ""

    def as_value(self) -> SentRequest:
        return SentRequest(self.method, self.url, self.kind, self.status, self.problem)


class Requests:
    """Keeps the requests of documents, forms and page scripts from an action to the next look.

    A page that asks for the same when nothing is done asks for it by itself. What may change
    something has to be alike in its content too, and to have been sent more than once: an action
    may do again what the page did late.
    """

    def __init__(self, listeners: Listeners, traffic: Traffic, clean: Callable[[str], str]) -> None:
        self._traffic = traffic
        self._clean = clean
        self._acting = False
        self._sent: list[_Sent] = []
        self._open: dict[Request, _Sent] = {}
        self._habits: Counter[tuple[str, str, bytes]] = Counter()
        self._awaited: list[_Sent] = []
        self._listeners = listeners
        listeners.on_context("page", self._on_page)
        listeners.on_context("request", self._on_request)
        listeners.on_context("response", self._on_response)
        listeners.on_context("requestfinished", self._on_end)
        listeners.on_context("requestfailed", self._on_failed)

    def begin(self) -> None:
        """Count what is sent from now on as sent because something is done."""
        self._acting = True

    def take(self) -> tuple[SentRequest, ...]:
        """Return what was sent since something was done; what comes now the page does by itself."""
        self._acting = False
        sent, self._sent = self._sent, []
        self._awaited += [
            each
            for each in sent
            if each.status is None and not each.problem and each.as_value().may_change
        ]
        return tuple(each.as_value() for each in sent)

    def late(self) -> tuple[str, ...]:
        """Return a sentence on each request that was told of unanswered and is answered now."""
        told: list[str] = []
        for each in tuple(self._awaited):
            if each.status is not None or each.problem:
                self._awaited.remove(each)
                told.append(f"of the action before: {each.as_value().told()}")
        del self._awaited[:-MOST]
        return tuple(told)

    def _on_page(self, page: Page) -> None:
        self._listeners.on(page, "websocket", self._on_websocket)

    def _on_request(self, request: Request) -> None:
        if request.resource_type not in DONE_BY_PAGES or self._traffic.is_channel(request):
            return
        sent = _Sent(request.method, self._clean(request.url), request.resource_type)
        if sent.as_value().may_change:
            content = _digest(request.post_data_buffer)
            by_itself = self._is_own((request.method, request.url, content), _HABIT)
        else:
            by_itself = self._is_own((request.method, address(request), b""), 1)
            # Who goes to a page has done so, also where it goes there by itself now and then.
            by_itself = by_itself and (sent.kind != "document" or not self._acting)
        if by_itself:
            return
        if len(self._sent) < MOST:
            self._sent.append(sent)
            self._open[request] = sent

    def _is_own(self, key: tuple[str, str, bytes], habit: int) -> bool:
        """Whether the page sends this by itself; learned while nothing is done."""
        if not self._acting:
            if len(self._habits) < _KNOWN or key in self._habits:
                self._habits[key] += 1
            return True
        return self._habits[key] >= habit

    def _on_response(self, response: Response) -> None:
        sent = self._open.get(response.request)
        if sent is not None:
            sent.status = response.status

    def _on_end(self, request: Request) -> None:
        self._open.pop(request, None)

    def _on_failed(self, request: Request) -> None:
        sent = self._open.pop(request, None)
        # A document that turns out to be a file is broken off once it has been answered.
        if sent is not None and sent.status is None:
            why = request.failure or BROKEN_OFF
            sent.problem = (
                "it was broken off" if why == BROKEN_OFF else explain_failure(PlaywrightError(why))
            )

    def _on_websocket(self, socket: WebSocket) -> None:
        url = self._clean(socket.url)

        def on_sent(payload: str | bytes) -> None:
            content = payload.encode(errors="replace") if isinstance(payload, str) else payload
            if self._is_own(("SEND", url, _digest(content)), 1) or len(self._sent) >= MOST:
                return
            sent = _Sent("GET", url, "websocket", 101)
            if all(each.url != url or each.kind != "websocket" for each in self._sent):
                self._sent.append(sent)

        self._listeners.on(socket, "framesent", on_sent)


def _digest(content: bytes | None) -> bytes:
    return blake2b(content or b"", digest_size=8).digest()
