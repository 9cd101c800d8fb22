"""What Chromium's accessibility tree and the observation say of the same element.

Both are joined by the element's place in document order: `DOM.getDocument` gives the backend node
id of every element in it, shadow roots included, and the page script finds the place of any
element it numbered. So the product needs nothing for the comparison that it has no use for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from playwright.async_api import Error as PlaywrightError
from webagent_observation._registry import page_script

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.async_api import CDPSession, Frame, Page
    from webagent_observation import Document, Node, Observation, Registry

_IN_ORDER = """
  const elements = [];
  const visit = (node) => {
    elements.push(node);
    if (node.shadowRoot) for (const child of node.shadowRoot.children) visit(child);
    for (const child of Element.prototype.querySelectorAll.call(node, ":scope > *")) visit(child);
  };
  visit(document.documentElement);
"""
_PLACES = f"""(find, sought) => {{
  {_IN_ORDER}
  const places = new Map(elements.map((element, place) => [element, place]));
  return sought.map((one) => places.get(find(one)) ?? -1);
}}"""
# The page script's own functions on every element; what is told as content counts as its name.
_SAID = (
    """({ roleOf, nameOf, contentOf, parentOf }, told) => {
  const more = `table, input, select, textarea, progress, meter,
    [role=progressbar], [role=slider]`;
  const readable = () => false;
  const hidden = new Map();
  const isHidden = (element) => {
    if (!element) return false;
    if (!hidden.has(element)) {
      const own = element.matches("[aria-hidden=true], [inert]");
      hidden.set(element, own || isHidden(parentOf(element)));
    }
    return hidden.get(element);
  };
  const said = (element) => {
    const excluded = isHidden(element);
    const shown = element.checkVisibility({ visibilityProperty: true }) && !excluded;
    const role = shown ? roleOf(element) : "";
    const one = { tag: element.localName, role, name: "", told: "", mixed: false, excluded };
    if (!role) return one;
    one.name = nameOf(element, role, readable);
    const given = one.name && (element.ariaLabel || element.hasAttribute("aria-labelledby"));
    if (told.includes(role) && !given) {
      one.told = contentOf(element, role, readable);
      one.mixed = element.querySelector(more) !== null;
    }
    return one;
  };
"""
    + _IN_ORDER
    + "return elements.map(said); }"
)
_FUNCTIONS = "return { roleOf, nameOf, contentOf, parentOf };\n}"

TOLD_AS_CONTENT = ("cell", "columnheader", "gridcell", "rowheader", "term")
"""Roles whose text is told as what is in them, where Chromium makes it their name."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one side says of an element."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What both say of one element; `None` where a side says nothing of it."""

    tag: str
    ours: Said | None
    theirs: Said | None
    ref: int | None = None
    mixed: bool = False
    """It is told as content, and there is more in it than text."""
    excluded: bool = False
    """It or something around it is `aria-hidden` or `inert`."""


async def pairs_of(page: Page, registry: Registry, observation: Observation) -> list[Pair]:
    """Pair up all elements, also those of frames in the page's own process, in document order.

    Raises:
        playwright.async_api.Error: the page changes, navigates or is closed meanwhile.
    """
    session = await page.context.new_cdp_session(page)
    try:
        answer = await _send(session, "DOM.getDocument", depth=-1, pierce=True)
        joining = _Joining(session, registry, observation)
        await joining.add(page.main_frame, answer["root"], {})
        return joining.pairs
    finally:
        await session.detach()


async def _send(session: CDPSession, method: str, **parameters: Any) -> dict[str, Any]:
    # Playwright leaves open what the protocol's answers hold.
    untyped: Any = session
    return await untyped.send(method, parameters)


class _Joining:
    def __init__(self, session: CDPSession, registry: Registry, observation: Observation) -> None:
        self._session = session
        self._registry = registry
        self._observation = observation
        self.pairs: list[Pair] = []

    async def add(self, frame: Frame, node: dict[str, Any], which: dict[str, str]) -> None:
        """Add the pairs of a frame, given its document in the protocol's words and its id."""
        root = next((child for child in node.get("children", ()) if child["nodeType"] == 1), None)
        if root is None:
            return
        elements = list(_elements(root))
        document = await self._registry.document(frame)
        await self._pair(document, elements, await self._theirs(which))
        for child in frame.child_frames:
            owner = await self._owner(child, elements)
            if owner is not None and "contentDocument" in owner:
                await self.add(child, owner["contentDocument"], {"frameId": owner["frameId"]})

    async def _owner(self, frame: Frame, elements: list[dict[str, Any]]) -> dict[str, Any] | None:
        try:
            handle = await frame.frame_element()
            place: int = await handle.evaluate(
                f"(sought) => ({_PLACES})((one) => one, [sought])[0]"
            )
        except PlaywrightError:
            # It was taken out of the page.
            return None
        return elements[place] if place >= 0 else None

    async def _theirs(self, which: dict[str, str]) -> Mapping[int, Said]:
        answer = await _send(self._session, "Accessibility.getFullAXTree", **which)
        return {
            node["backendDOMNodeId"]: Said(
                node["role"]["value"], str(node.get("name", {}).get("value", ""))
            )
            for node in answer["nodes"]
            if not node["ignored"] and "backendDOMNodeId" in node
        }

    async def _pair(
        self, document: Document, elements: list[dict[str, Any]], theirs: Mapping[int, Said]
    ) -> None:
        # The same script with another interface: the functions that the observation is made with.
        own, _, _ = page_script().rpartition("return {")
        functions = await document.frame.evaluate_handle(own + _FUNCTIONS)
        said = cast("list[dict[str, Any]]", await functions.evaluate(_SAID, list(TOLD_AS_CONTENT)))
        if [one["tag"] for one in said] != [element["localName"] for element in elements]:
            raise PlaywrightError(f"{document.frame.url} changed while it was looked at")
        shown = await self._observed(document)
        for place, (element, one) in enumerate(zip(elements, said, strict=True)):
            node = shown.get(place)
            role = node.role if node else one["role"]
            name = one["told"] or (node.name if node else one["name"])
            ours = Said(role, name) if role else None
            ref = node.ref if node else None
            found = theirs.get(element["backendNodeId"])
            self.pairs.append(Pair(one["tag"], ours, found, ref, one["mixed"], one["excluded"]))

    async def _observed(self, document: Document) -> Mapping[int, Node]:
        """Return what was observed with a ref, by its place in the document."""
        numbers = list(document.refs)
        places = await document.script.evaluate(
            f"(script, numbers) => ({_PLACES})(script.find, numbers)", numbers
        )
        nodes = self._observation.refs
        return {
            place: nodes[ref]
            for ref, place in zip(document.refs.values(), places, strict=True)
            if place >= 0 and ref in nodes
        }


def _elements(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield an element and all below it, what is in open shadow roots first."""
    stack = [node]
    while stack:
        at = stack.pop()
        yield at
        below = [*at.get("children", ())]
        for root in at.get("shadowRoots", ()):
            if root["shadowRootType"] == "open":
                below = [*root.get("children", ()), *below]
        stack.extend(reversed([one for one in below if one["nodeType"] == 1]))
