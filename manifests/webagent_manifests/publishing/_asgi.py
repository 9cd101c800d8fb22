"""The manifest on an ASGI server: Starlette, FastAPI, Litestar, Quart, Django's own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import TYPE_CHECKING, Any, TypeAlias

from ._publisher import Answer, Headers, Publisher

if TYPE_CHECKING:
    from ._document import Source
    from ._inject import HeadInjector
    from ._publisher import MarkedResponse

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
ASGIApp: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]


class PermissionsMiddleware:
    """Publishes a manifest in front of an ASGI application; see Publisher for the options.

    Raises NotPublishable at once when the manifest is not valid.
    """

    def __init__(
        self,
        app: ASGIApp,
        manifest: Source,
        *,
        alias: bool = False,
        max_age: int = 3600,
        inject_link: bool = False,
        reload: bool = False,
    ) -> None:
        self._app = app
        self._publisher = Publisher(
            manifest, alias=alias, max_age=max_age, inject_link=inject_link, reload=reload
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the manifest; pass everything else on to the application."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        root = str(scope.get("root_path", "")).rstrip("/")
        path = str(scope["path"]).removeprefix(root)
        answer = self._publisher.answer(scope["method"], path, _lookup(scope["headers"]))
        if answer is not None:
            await _send_answer(answer, send)
            return
        sender = _MarkingSend(self._publisher, scope["method"], root, send)
        await self._app(scope, receive, sender)


class _MarkingSend:
    """The `send` that the application gets."""

    def __init__(self, publisher: Publisher, method: str, root: str, send: Send) -> None:
        self._publisher = publisher
        self._method = method
        self._root = root
        self._send = send
        # The start of a page waits here: its length is known once the injector has decided.
        self._waiting: tuple[Message, MarkedResponse, HeadInjector] | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._start(message)
        elif self._waiting is not None and message["type"] == "http.response.body":
            injector = self._waiting[2]
            body = injector.feed(message.get("body", b""))
            if not message.get("more_body", False):
                body += injector.finish()
            if injector.decided:
                await self._release()
                await self._send({**message, "body": body})
        else:
            await self._release()
            await self._send(message)

    async def _start(self, message: Message) -> None:
        headers = [
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, value in message.get("headers", ())
        ]
        marked = self._publisher.mark(self._method, message["status"], headers, self._root)
        if marked.injector is None:
            await self._send({**message, "headers": _encoded(marked.headers)})
        else:
            self._waiting = (message, marked, marked.injector)

    async def _release(self) -> None:
        if self._waiting is not None:
            (start, marked, _), self._waiting = self._waiting, None
            await self._send({**start, "headers": _encoded(marked.lengthened())})


def _lookup(headers: Iterable[tuple[bytes, bytes]]) -> Callable[[str], str | None]:
    def header(name: str) -> str | None:
        wanted = name.encode()
        values = [value.decode("latin-1") for key, value in headers if key.lower() == wanted]
        return ", ".join(values) if values else None

    return header


def _encoded(headers: Headers) -> list[tuple[bytes, bytes]]:
    # ASGI specification, "Response Start": header names are lower-cased byte strings.
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]


async def _send_answer(answer: Answer, send: Send) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": _encoded(answer.headers),
        }
    )
    await send({"type": "http.response.body", "body": answer.body})
