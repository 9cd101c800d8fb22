"""libwebarena's own evaluators, one case for each line on stdin: `_oracle.py` says how.

Two things are put in from outside: what its judge (GPT-4, hosted) replies, and the length of its
sleep after a page was loaded, in all cases but those that are there to compare the waiting.
"""
# Runs in an environment of its own, whose packages are not there when the types are checked.
# pyright: basic, reportMissingImports=false, reportAttributeAccessIssue=false

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
import warnings
from itertools import cycle
from types import SimpleNamespace

_SITES = ("REDDIT", "SHOPPING", "SHOPPING_ADMIN", "GITLAB", "WIKIPEDIA", "MAP", "HOMEPAGE")


class Replies:
    """What the judge replies, in the place of the hosted model."""

    def __init__(self, verdicts) -> None:
        self._verdicts = cycle(verdicts)

    def __call__(self, *, messages, **_settings) -> str:
        """Reply in the words that WebArena's prompts ask for."""
        of_answer, of_reason = next(self._verdicts)
        return of_reason if "unachievable reason" in messages[-1]["content"] else of_answer


def main() -> None:
    """Score what comes, until there is no more."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--site", required=True)
    parser.add_argument("--browser", required=True)
    options = parser.parse_args()
    os.environ.update({name: f"{options.site}/{name.lower()}" for name in _SITES})
    warnings.simplefilter("ignore")
    from playwright.sync_api import sync_playwright
    from webarena.evaluation_harness import evaluators, helper_functions

    with sync_playwright() as playwright, tempfile.NamedTemporaryFile("w+") as file:
        browser = playwright.chromium.launch(executable_path=options.browser)

        def scored(case, page):
            scores = []
            for verdicts in case["verdicts"]:
                helper_functions.generate_from_openai_chat_completion = Replies(verdicts)
                try:
                    evaluate = evaluators.evaluator_router(file.name)
                    scores.append(evaluate([{"answer": case["answer"]}], file.name, page, None))
                except Exception as error:
                    scores.append("error")
                    sys.stderr.write(f"{type(error).__name__}: {str(error)[:200]}\n")
            return scores

        for line in sys.stdin:
            case = json.loads(line)
            evaluators.time = time if case["sleeps"] else SimpleNamespace(sleep=lambda _: None)
            file.seek(0)
            file.truncate()
            json.dump(case["task"], file)
            file.flush()
            if case["page"]:
                context = browser.new_context()
                page = context.new_page()
                page.goto(case["page"])
                scores = scored(case, page)
                context.close()
            else:
                scores = scored(case, helper_functions.PseudoPage(None, case["url"]))
            sys.stdout.write(json.dumps({"scores": scores}) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
