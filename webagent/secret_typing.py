"""Putting secrets into what is typed, at the very moment, where they belong and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError
from webagent_actions import ActionRefused, Type
from webagent_observation import StaleRef

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle
    from webagent_actions import Action
    from webagent_observation import Registry

    from webagent.secrets import Secrets

_FIELD = """field => ({
  password: field.type === "password",
  room: typeof field.maxLength === "number" ? field.maxLength : -1,
})"""


async def with_secrets(action: Action, registry: Registry, secrets: Secrets) -> Action:
    """Return the action with its secrets filled in; only `type` takes any.

    Raises:
        ActionRefused: a secret is not for the document that the field is in, or the field is gone
            or has not enough room.
    """
    if not isinstance(action, Type) or not secrets.named_in(action.text):
        return action
    try:
        element = await registry.element(action.ref)
        address = await _address_of(element)
        field: dict[str, Any] = await element.evaluate(_FIELD)
    except (StaleRef, PlaywrightError) as error:
        gone = f"[{action.ref}] is gone. Choose from the page as it is now."
        raise ActionRefused("stale_ref", gone) from error
    refusal = secrets.refusal(action.text, address, password=field["password"])
    if refusal is not None:
        raise ActionRefused("not_applicable", f"{refusal[0].upper()}{refusal[1:]}.")
    text = secrets.fill(action.text)
    if 0 <= field["room"] < len(text):
        # Half a secret is of no use, and could not be recognized where the page shows it.
        raise ActionRefused("not_applicable", "The field has no room for the whole secret.")
    return replace(action, text=text)


async def _address_of(element: ElementHandle) -> str:
    """Return where the document of an element comes from, as the browser knows it, not the page."""
    frame = await element.owner_frame()
    while frame is not None and frame.parent_frame and frame.url.startswith("about:"):
        # A document without an address of its own belongs to the one that made it.
        frame = frame.parent_frame
    return "" if frame is None else frame.url
