"""One episode on a page of MiniWoB++: how it begins, and what the page says of its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Page

# As BrowserGym does: seeded, practically without a time limit, goal and reward off the page. What
# a goal shows as a picture is put into words. The goal keeps its room, since some pages reckon
# with it where they draw.
_BEGIN = """async (seed) => {
  Math.seedrandom(seed);
  core.EPISODE_MAX_TIME = 1000000;
  core.startEpisodeReal();
  while (!WOB_TASK_READY) await new Promise((resolve) => setTimeout(resolve, 10));
  const style = document.createElement("style");
  style.textContent =
    "#reward-display, #click-canvas, #sync-task-cover { display: none !important }" +
    "#query, #query * { visibility: hidden !important }";
  document.head.append(style);
  const query = document.getElementById("query");
  for (const icon of query.querySelectorAll(".ui-icon")) {
    icon.textContent = `"${icon.className.split(" ")[1]}"`;
  }
  for (const sample of query.querySelectorAll(".cc")) {
    sample.textContent = sample.style.backgroundColor;
  }
  const goal = core.getUtterance();
  return typeof goal === "string" ? goal : goal.utterance;
}"""
_REWARDS = """() => typeof WOB_DONE_GLOBAL === "undefined" ? null
  : [WOB_DONE_GLOBAL, WOB_RAW_REWARD_GLOBAL,
     typeof WOB_REWARD_GLOBAL === "undefined" ? WOB_RAW_REWARD_GLOBAL : WOB_REWARD_GLOBAL]"""


@dataclass(frozen=True, slots=True)
class Rewards:
    """What a page says of its episode."""

    done: bool = False
    raw: float = 0.0
    """-1 to 1; 0 until the episode is done."""
    timed: float = 0.0
    """The same, less on pages that take the time used off it."""


async def begin_episode(page: Page, seed: int) -> str:
    """Begin the episode of a seed on a page that was loaded, and return its goal.

    Raises:
        playwright.async_api.Error: the page is none of MiniWoB's make, or broken.
    """
    return str(await page.evaluate(_BEGIN, seed))


async def rewards_of(page: Page) -> Rewards:
    """Return how the episode stands; a page that is no longer one of MiniWoB's gives nothing.

    Raises:
        playwright.async_api.Error: the page can't be asked.
    """
    told = await page.evaluate(_REWARDS)
    if told is None:
        return Rewards()
    done, raw, timed = told
    return Rewards(bool(done), float(raw), float(timed)) if done else Rewards()
