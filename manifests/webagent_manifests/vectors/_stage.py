"""The sites of a vector, served on this machine."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ._vector import SITE, WELL_KNOWN, Question, Response

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping
    from datetime import datetime

_ORIGIN = re.compile(r"https://(?:[a-z]+\.)*example(?![a-z.])")
_REASONS = {200: "OK", 301: "Moved Permanently", 304: "Not Modified", 404: "Not Found"}


@dataclass(slots=True)
class Stage:
    """A vector whose origins are ports of this machine, and the servers behind them.

    `question` has every `https://….example` of the vector replaced; `moment` is the time that the
    servers go by. `asked` are the addresses that were asked for, in order.
    """

    question: Question
    origins: Mapping[str, str]
    moment: datetime
    asked: list[str]

    def times_asked(self) -> int:
        """Return how often a manifest was asked for."""
        site = self.origins[SITE]
        places = {f"{site}{WELL_KNOWN}", *(each.url for each in self.question.manifest_http)}
        return sum(url in places for url in self.asked)

    def unstaged(self, text: str) -> str:
        """Return a text with the origins that the vector has."""
        for written, real in self.origins.items():
            text = text.replace(real, written)
        return text

    def respond(self, url: str, tag: str | None) -> Response:
        """Return what is said to a request that carries this entity tag."""
        question = self.question
        page = urlsplit(question.url)._replace(fragment="").geturl()
        fitting = [
            each
            for each in question.manifest_http
            if each.url == url
            and (each.since is None or each.since <= self.moment)
            and each.if_none_match in {None, tag}
        ]
        if fitting:
            return fitting[-1]
        if url == page:
            return _document(200, question.headers, question.html)
        if url in question.documents:
            document = question.documents[url]
            return _document(document.status, document.headers, document.body)
        if url == f"{self.origins[SITE]}{WELL_KNOWN}" and question.manifest is not None:
            return Response(
                url=url, headers={"Content-Type": "application/json"}, body=question.manifest
            )
        if url == f"{self.origins[SITE]}/robots.txt" and question.robots is not None:
            return Response(url=url, headers={"Content-Type": "text/plain"}, body=question.robots)
        return Response(url=url, status=404, headers={"Content-Type": "text/plain"}, body="")


@asynccontextmanager
async def staged(question: Question) -> AsyncGenerator[Stage]:
    """Serve the sites of a vector at `http://127.0.0.1`, each origin at its own port."""
    text = question.model_dump_json()
    # `https://site.example` is in every vector, and never the beginning of another origin.
    written = sorted({SITE, *_ORIGIN.findall(text)})
    async with AsyncExitStack() as stack:
        origins: dict[str, str] = {}
        stage = Stage(question, origins, question.now, [])
        for origin in written:
            server = await asyncio.start_server(_handler(stage), "127.0.0.1", 0)
            stack.callback(server.close)
            origins[origin] = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        for origin, real in origins.items():
            text = text.replace(origin, real)
        stage.question = Question.model_validate_json(text)
        yield stage


def _document(status: int, headers: Mapping[str, str], body: str) -> Response:
    """Return a document; HTML gets the doctype that vectors leave out."""
    kind = {"Content-Type": "text/html; charset=utf-8"}
    said = {**kind, **headers}
    if said["Content-Type"].startswith("text/html"):
        body = f"<!doctype html>{body}"
    return Response(url="", status=status, headers=said, body=body)


class _Handler:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            writer.write(self._answer(head))
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            # A browser opens connections that it then has no use for.
            pass
        finally:
            writer.close()

    def _answer(self, head: str) -> bytes:
        first, *lines = head.split("\r\n")
        headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines if line)
        }
        url = f"http://{headers.get('host', '')}{first.split(' ')[1]}"
        self._stage.asked.append(url)
        response = self._stage.respond(url, headers.get("if-none-match"))
        body = (
            response.body if isinstance(response.body, str) else json.dumps(response.body)
        ).encode()
        said = {
            **response.headers,
            "Connection": "close",
            **({} if response.status == 304 else {"Content-Length": str(len(body))}),
        }
        status = f"HTTP/1.1 {response.status} {_REASONS.get(response.status, 'Other')}"
        text = "\r\n".join([status, *(f"{name}: {value}" for name, value in said.items()), "", ""])
        return text.encode("latin-1") + (b"" if response.status == 304 else body)


def _handler(stage: Stage) -> _Handler:
    return _Handler(stage)
