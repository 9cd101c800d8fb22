"""Whether everything that can be acted on has a ref, by an independent judge.

    python -m benchmarks.observation.recall [--json] PAGES…

Each page is a file or an address. Expected is what Playwright's locators find by tag, role, image
map and keyboard, and what the DevTools protocol says hears the pointer, as far as it is visible and
enabled. An element is represented by its own ref or by that of its label; one that is expected for
listening or for the keyboard alone also by what holds it or stands in it, since that is one click:
a box that listens for the buttons in it is no control.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import async_playwright
from webagent_observation import PageUnreadable, Registry, observe

from benchmarks.observation._browsing import SETTLED, launch
from benchmarks.observation._expected_controls import expected_controls, listening_elements

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playwright.async_api import Frame, JSHandle, Page
    from webagent_observation import Observation

_SHOWN = 10
_HELD = "(script, numbers) => numbers.map((number) => script.find(number))"
_JUDGE = """({ expected, held, loosely }) => {
  const shown = new Set(held);
  const parentOf = (element) =>
    element.assignedSlot ?? element.parentElement ?? element.getRootNode().host ?? null;
  const anyAround = (element, test) => {
    for (let at = element; at; at = parentOf(at)) if (test(at)) return true;
    return false;
  };
  const holders = new Set();
  for (const element of held) anyAround(element, (at) => (holders.add(at), false));
  const isUsable = (element) =>
    !element.matches(":disabled") &&
    !anyAround(element, (at) => at.matches("[aria-disabled=true], [inert]")) &&
    // Taken out of both the keyboard's and the reader's way: a twin of something else.
    !(element.tabIndex < 0 && anyAround(element, (at) => at.matches("[aria-hidden=true]")));
  const isRepresented = (element) =>
    shown.has(element) ||
    [...(element.labels ?? [])].some((label) => shown.has(label)) ||
    (element.localName === "option" && shown.has(element.closest("select"))) ||
    (loosely && (holders.has(element) || anyAround(element, (at) => shown.has(at))));
  const usable = expected.filter(isUsable);
  return {
    expected: usable.length,
    missing: usable.filter((one) => !isRepresented(one)).map((one) => one.outerHTML),
  };
}"""
_LOOSELY = frozenset({"keyboard", "listener"})
_MARKUP = 160


@dataclass(frozen=True, slots=True)
class Missing:
    """One element that can be acted on and has no ref."""

    kind: str
    """What says that it can be: `tag`, `role`, `area`, `keyboard` or `listener`."""
    frame: str
    markup: str


@dataclass(frozen=True, slots=True)
class Recall:
    """How much of what can be acted on has a ref."""

    expected: Mapping[str, int]
    """How many elements were expected, by kind; some for several reasons."""
    missing: tuple[Missing, ...]

    @property
    def share(self) -> float:
        """Return the share of expected elements that are represented."""
        total = sum(self.expected.values())
        return 1 - len(self.missing) / total if total else 1.0


async def recall(page: Page, registry: Registry) -> Recall:
    """Observe a page, and find what it says nothing of.

    Raises:
        PageUnreadable: the page could not be observed.
        playwright.async_api.Error: the page changed meanwhile.
    """
    observation = await observe(page, registry)
    listening = await listening_elements(page)
    expected = Counter[str]()
    missing: list[Missing] = []
    for frame in page.frames:
        if not await _is_shown(frame):
            continue
        held = await _held(frame, registry, observation)
        kinds = {**await expected_controls(frame), "listener": listening[frame]}
        for kind, elements in kinds.items():
            verdict = await _judge(frame, elements, held, kind)
            expected[kind] += verdict["expected"]
            missing += [
                Missing(kind, frame.url, " ".join(markup.split())[:_MARKUP])
                for markup in verdict["missing"]
            ]
    return Recall(dict(expected), tuple(missing))


async def _is_shown(frame: Frame) -> bool:
    at = frame
    while at.parent_frame is not None:
        if not await (await at.frame_element()).is_visible():
            return False
        at = at.parent_frame
    return True


async def _held(frame: Frame, registry: Registry, observation: Observation) -> JSHandle:
    document = await registry.document(frame)
    numbers = [number for number, ref in document.refs.items() if ref in observation.refs]
    return await document.script.evaluate_handle(_HELD, numbers)


async def _judge(frame: Frame, elements: JSHandle, held: JSHandle, kind: str) -> Mapping[str, Any]:
    return await frame.evaluate(
        _JUDGE, {"expected": elements, "held": held, "loosely": kind in _LOOSELY}
    )


def _url(address: str) -> str:
    return address if "://" in address else Path(address).resolve().as_uri()


async def _measure(addresses: Sequence[str]) -> dict[str, Recall]:
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        found: dict[str, Recall] = {}
        for address in addresses:
            page = await browser.new_page()
            try:
                await page.goto(_url(address))
                await page.evaluate(SETTLED)
                found[address] = await recall(page, Registry())
            except (PageUnreadable, PlaywrightError) as error:
                sys.stderr.write(f"{address}: not measured: {error}\n")
            await page.close()
        await browser.close()
    return found


def _as_json(found: Mapping[str, Recall]) -> str:
    return json.dumps(
        {
            address: {
                "share": round(one.share, 4),
                "expected": dict(one.expected),
                "missing": [[item.kind, item.markup] for item in one.missing],
            }
            for address, one in found.items()
        },
        indent=1,
    )


def _as_text(found: Mapping[str, Recall]) -> str:
    lines: list[str] = []
    for address, one in found.items():
        counts = ", ".join(f"{count} by {kind}" for kind, count in one.expected.items() if count)
        lines.append(f"{one.share:7.2%}  {address}  ({counts})")
        lines += [f"          {item.kind}: {item.markup}" for item in one.missing[:_SHOWN]]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the recall; 1 if anything is missing on any page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.observation.recall")
    parser.add_argument("pages", nargs="+", metavar="PAGE", help="a file or an address")
    parser.add_argument("--json", action="store_true", help="as JSON")
    chosen = parser.parse_args(arguments)
    found = asyncio.run(_measure(chosen.pages))
    sys.stdout.write((_as_json if chosen.json else _as_text)(found) + "\n")
    return int(any(one.missing for one in found.values()))


if __name__ == "__main__":
    sys.exit(main())
