"""Plays scripted MiniWoB++ episodes in BrowserGym; run by the Python of its own environment.

It reads one JSON object, `{"pages", "browser", "episodes": [[task, seed, [code, …]], …]}`, and
prints one, `{"seconds", "solved", "played"}`: the seconds from before the first reset to after the
last step. One environment a task is made beforehand and reset for each of its episodes, which is
cheaper than an environment for each.
"""

from __future__ import annotations

import json
import os
import sys
from time import monotonic
from typing import Any


def main() -> None:
    """Play what standard input asks for."""
    asked: dict[str, Any] = json.load(sys.stdin)
    os.environ["MINIWOB_URL"] = f"{asked['pages']}/miniwob/"

    import browsergym.miniwob  # pyright: ignore  # noqa: F401 - registers the tasks
    import gymnasium  # pyright: ignore
    from playwright.sync_api import BrowserType

    launch: Any = BrowserType.launch

    def launch_given(self: Any, **settings: Any) -> Any:
        # Its chat window launches a second browser, and takes no program for that.
        return launch(self, **{"executable_path": asked["browser"], **settings})

    BrowserType.launch = launch_given  # pyright: ignore[reportAttributeAccessIssue]
    made: dict[str, Any] = {}
    for task, _, _ in asked["episodes"]:
        if task not in made:
            made[task] = gymnasium.make(f"browsergym/miniwob.{task}", action_mapping=None)  # pyright: ignore
    solved = played = 0
    began = monotonic()
    for task, seed, lines in asked["episodes"]:
        env = made[task]
        env.reset(seed=seed)
        reward = 0.0
        for code in lines:
            _, reward, done, _, _ = env.step(code)
            if done:
                break
        played += 1
        solved += reward > 0
    seconds = monotonic() - began
    sys.stdout.write(json.dumps({"seconds": seconds, "solved": solved, "played": played}) + "\n")
    for env in made.values():
        env.close()


if __name__ == "__main__":
    main()
