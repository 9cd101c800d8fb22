"""`webagent manifest generate`."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from webagent.cli._options import flag
from webagent.errors import UsageError
from webagent.terminal import printable

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence

    from webagent_manifests.generation import Draft
    from webagent_manifests.page import Page

    from webagent.browser import BrowserOptions

_SUFFIXES = frozenset({".htm", ".html", ".xhtml"})


def generate(
    source: Annotated[
        str, typer.Argument(help="A site's address, an HTML file, or a folder of them.")
    ],
    pages: Annotated[
        int,
        flag("pages", min=1, max=200, help="How many pages of a site to look at."),
    ] = 10,
    strict: Annotated[
        bool, flag("strict", help="Forbid what no rule allows, and allow what is harmless.")
    ] = False,
    author: Annotated[str | None, flag("author", help="Who publishes it.")] = None,
    out: Annotated[Path | None, flag("out", help="The file to write. Default: printed.")] = None,
    engine: Annotated[
        str | None,
        flag("engine", help="browser, or static: without one. Default: static for a folder."),
    ] = None,
    browser: Annotated[
        str | None, flag("browser", help="Chromium or Chrome to use. Default: found by itself.")
    ] = None,
    storage_state: Annotated[
        Path | None,
        flag("storage-state", help="Cookies to start with, to see what visitors see logged in."),
    ] = None,
    force: Annotated[bool, flag("force", help="Write over a file that is there.")] = False,
    as_json: Annotated[bool, flag("json", help="Print one JSON object.")] = False,
) -> None:
    """Draft a manifest from a site's pages: what needs a person, and what agents must not do."""
    from webagent.authoring import MOST_PAGES
    from webagent.browser import BrowserOptions

    folder = _folder(source)
    engine = engine or ("browser" if folder is None else "static")
    if engine not in {"browser", "static"}:
        raise UsageError(f"“{engine}” is no engine: choose browser or static.")
    if engine == "static" and storage_state is not None:
        raise UsageError("--storage-state needs the browser engine.")
    if engine == "browser":
        if folder is not None and len(folder) > MOST_PAGES:
            raise UsageError(
                f"{source} has {len(folder)} pages, and the browser holds {MOST_PAGES} at once: "
                "use --engine static."
            )
        pages = min(pages, MOST_PAGES)
    if out is not None and (out.is_dir() or not out.parent.is_dir()):
        raise UsageError(f"{out} can't be written: name a file in a folder that is there.")
    if out is not None and out.exists() and not force:
        raise UsageError(f"{out} is there already: choose another name, or pass --force.")
    options = BrowserOptions(executable=browser, storage_state=storage_state)
    draft, read = asyncio.run(_draft(source, folder, pages, engine, options, strict, author))
    _tell(draft, read, engine, folder)
    if out is not None:
        try:
            out.write_text(draft.to_json(), encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{out} can't be written: {error.strerror}.") from error
        sys.stderr.write(
            f"Written to {out}. Before you publish it, read it:\n"
            f"  webagent manifest explain {out}\n"
        )
    if as_json:
        sys.stdout.write(json.dumps(_as_json(draft, read, engine), ensure_ascii=False) + "\n")
    elif out is None:
        sys.stdout.write(draft.to_json())


def _folder(source: str) -> list[Path] | None:
    """Return the pages in a folder, None if the source is none. Raises `UsageError`."""
    from webagent.authoring import is_address

    path = Path(source)
    if is_address(source) or not path.is_dir():
        return None
    found = sorted(
        file
        for file in path.rglob("*")
        if file.suffix.lower() in _SUFFIXES
        and file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
    )
    if not found:
        raise UsageError(f"{source} holds no HTML files.")
    return found


async def _draft(
    source: str,
    folder: list[Path] | None,
    most: int,
    engine: str,
    options: BrowserOptions,
    strict: bool,
    author: str | None,
) -> tuple[Draft, list[Page]]:
    from webagent_manifests.generation import draft

    from webagent.authoring import is_address, survey

    async with _reader(engine, options) as read, _robots(source) as may_visit:
        if folder is not None:
            pages = [await read(str(file)) for file in folder]
        elif is_address(source):
            pages = await survey(source, read, most=most, may_visit=may_visit, on_page=_progress)
        else:
            pages = [await read(source)]
        return await draft(pages, strict=strict, author=author), pages


@asynccontextmanager
async def _reader(
    engine: str, options: BrowserOptions
) -> AsyncGenerator[Callable[[str], Awaitable[Page]]]:
    from webagent.authoring import open_pages, read_static

    if engine == "static":
        yield read_static
        return
    async with open_pages(options) as read:
        yield read


@asynccontextmanager
async def _robots(source: str) -> AsyncGenerator[Callable[[str], Awaitable[bool]]]:
    """Yield whether robots.txt lets an address be visited; it does if it can't be had."""
    from webagent_manifests.discovery import SiteClient
    from webagent_manifests.robots import Robots

    from webagent.product import user_agent

    robots = Robots(SiteClient(user_agent()))

    async def may_visit(url: str) -> bool:
        policy = await robots.prepare(url)
        return policy is None or policy.allows(url) is not False

    yield may_visit


def _progress(url: str, trouble: str | None) -> None:
    sys.stderr.write(printable(f"{url}: left out, {trouble}\n" if trouble else f"{url}\n"))


def _tell(draft: Draft, pages: Sequence[Page], engine: str, folder: list[Path] | None) -> None:
    count = len(draft.document["resource_rules"])
    said = [f"{_counted(count, 'rule')} from {_counted(len(pages), 'page')}."]
    if engine == "static":
        said.append(
            "The pages were read without a browser: what scripts add was not seen, and selectors "
            "were matched by another engine."
        )
    if folder is None:
        said.append(
            "What is only shown after logging in or with something in the cart was not seen, "
            "unless --storage-state brought it."
        )
    said += [
        note.text if note.rule is None else f"rule {note.rule}: {note.text}" for note in draft.notes
    ]
    sys.stderr.write(printable("\n".join(said)) + "\n")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _as_json(draft: Draft, pages: Sequence[Page], engine: str) -> dict[str, object]:
    from webagent.result import SCHEMA_VERSION

    return {
        "schema_version": SCHEMA_VERSION,
        "manifest": draft.document,
        "notes": [{"rule": note.rule, "text": note.text} for note in draft.notes],
        "pages": [page.url for page in pages],
        "engine": engine,
    }
