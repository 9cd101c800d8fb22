"""Giving the page a file of the user's."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from .._errors import ActionRefused
from ._click import click
from ._drop import drop_file
from ._page import page_function
from ._performed import Performed
from ._stage import ACTION_TIMEOUT_MS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import ElementHandle
    from webagent_observation import Node

    from ..verbs import Upload
    from ._stage import Stage

_CHOOSER_MS = 1_500


async def upload(action: Upload, node: Node, stage: Stage) -> Performed:
    """Give a file to a file field, to the field a drop zone or button stands for, or drop it there.

    Raises:
        ActionRefused: there is no such file, it is not of the kind asked for, or nothing takes it.
        StaleRef: the element is gone.
    """
    try:
        path = stage.file(action.file)
    except KeyError:
        raise ActionRefused(
            "not_applicable", f"there is no file “{action.file}” among those that were given"
        ) from None
    element = await stage.registry.element(action.ref)
    field = (await element.evaluate_handle(page_function("files", "fieldOf"))).as_element()
    if field is not None:
        return await _give(field, path)
    if await element.evaluate(page_function("files", "takesDrops")):
        return await drop_file(element, path, stage)
    return await _choose(action.ref, node, path, stage)


async def _give(field: ElementHandle, path: Path) -> Performed:
    told = await field.evaluate(
        page_function("files", "askedFor"),
        {"name": path.name, "type": mimetypes.guess_type(path.name)[0] or ""},
    )
    if told["directory"]:
        raise ActionRefused("not_applicable", "the field takes a folder, no file")
    if not told["fits"]:
        raise ActionRefused("not_applicable", f"the field takes only files of {told['accept']}")
    await field.set_input_files(path, timeout=ACTION_TIMEOUT_MS)
    held: list[str] = await field.evaluate("(field) => [...field.files].map((file) => file.name)")
    said: list[str] = []
    if told["held"] and path.name not in told["held"]:
        said.append(f"it takes the place of {', '.join(told['held'])}")
    if path.name not in held:
        # Upload widgets take the file over and empty the field for the next one.
        said.append("the page took the file and emptied the field")
    return Performed(tuple(said))


async def _choose(ref: int, node: Node, path: Path, stage: Stage) -> Performed:
    """Click what opens the window in which a person would choose the file."""
    try:
        async with stage.page.expect_file_chooser(timeout=_CHOOSER_MS) as waiting:
            await click(ref, node, stage)
        chooser = await waiting.value
    except PlaywrightError as error:
        if "file chooser" not in error.message and "filechooser" not in error.message:
            raise
        raise ActionRefused(
            "not_applicable", f"[{ref}] is a {node.role} that takes no file: nothing asked for one"
        ) from error
    return await _give(chooser.element, path)
