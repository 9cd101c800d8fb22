"""An action on the documents of a vector, decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from .._decision import Verdict
from .._origin import origin_of
from ..page import ACTIONS, Need, decide_needs, href, on_verb, required
from ._sites import locate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from .._ledger import Ledger
    from ..page import ActionDecision, Page, StaticPage
    from ._sites import Sites
    from ._stage import Stage
    from ._vector import Approval, Document


@dataclass(frozen=True, slots=True)
class Deed:
    """An action word or a verb, on an element, with its arguments."""

    action: str
    target: str | None
    args: Mapping[str, Any]


class Doer:
    """Decides actions in the documents that a vector's target is in."""

    def __init__(self, stage: Stage, sites: Sites, ledger: Ledger) -> None:
        self._stage = stage
        self._sites = sites
        self.ledger = ledger

    async def decide(
        self, deed: Deed, *, now: datetime, approved: bool | None = None, last: bool = False
    ) -> ActionDecision:
        """Decide on an action; the `last` one is taken on the page as it has become meanwhile.

        A frame of another origin also has to satisfy the documents around it, as if everything were
        done to the iframe element.
        """
        pages = await self._sites.documents()
        page = pages[0]
        if last and self._stage.question.changes:
            page = self._sites.page(page.url, self._stage.question.changes)
        documents = self._stage.question.documents
        needs = needs_of(deed, page, await locate(page, deed.target), documents)
        destination = next((need.destination for need in needs if need.destination), None)

        async def ask(where: StaticPage, what: Sequence[Need]) -> ActionDecision:
            return await decide_needs(
                where,
                what,
                await self._sites.contributors(where.url, destination),
                now=now,
                ledger=self.ledger,
                args=deed.args,
                approved=approved,
            )

        decisions = [await ask(page, needs)]
        for depth, outer in enumerate(pages[1:], start=1):
            if origin_of(outer.url) != origin_of(pages[depth - 1].url):
                frame = await locate(outer, self._stage.question.frame[-depth])
                around = [Need(need.verb, (frame,), need.incidental) for need in needs]
                decisions.append(await ask(outer, around))
        return max(decisions, key=lambda decision: decision.verdict)

    async def dispatch(
        self, deed: Deed, *, now: datetime, approved: bool = False, settled: bool = True
    ) -> None:
        """Count an action as dispatched; raises ValueError if it is not allowed."""
        decided = await self.decide(deed, now=now, approved=approved or None)
        allowed = decided.verdict is Verdict.ALLOW
        claim = self.ledger.claim(decided.uses, when=now) if allowed else None
        if claim is None:
            raise ValueError(f"The vector has an earlier action that is refused: {decided.reason}")
        if settled:
            self.ledger.release(claim)


def needs_of(
    deed: Deed, page: Page, index: int, documents: Mapping[str, Document]
) -> tuple[Need, ...]:
    """Return what a deed takes on a page; `documents` say which links lead to files."""
    if deed.action not in ACTIONS:
        return on_verb(deed.action, page, index)
    action = deed.action
    if action == "click" and _offers_file(page, index, documents):
        # Only the response tells that following this link saves a file.
        action = "download"
    key, url = deed.args.get("key"), deed.args.get("url")
    return required(
        action,
        page,
        index,
        key=key if isinstance(key, str) else None,
        url=url if isinstance(url, str) else None,
    )


def said_of(approvals: Iterable[Approval], deed: Deed) -> bool | None:
    """Return what the person of a vector says of a deed, None if nobody is there to say it."""
    for approval in approvals:
        asked = (approval.action, approval.target, approval.args)
        if approval.action is None or asked == (deed.action, deed.target, dict(deed.args)):
            return approval.answer == "approve"
    return None


def _offers_file(page: Page, index: int, documents: Mapping[str, Document]) -> bool:
    document = documents.get(urljoin(page.url, href(page.elements[index]) or ""))
    return document is not None and any(
        name.lower() == "content-disposition" and value.lower().startswith("attachment")
        for name, value in document.headers.items()
    )
