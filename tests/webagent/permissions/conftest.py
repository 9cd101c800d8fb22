"""The gate on real pages whose sites have a manifest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from webagent_actions import parse

from webagent import ApprovalRequest, NeverApprove
from webagent.permissions import Gate, SitePolicies

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.async_api import Frame
    from webagent_actions import Action, Situation
    from webagent_observation import Observation, Registry

    from tests.support.site import Resource
    from tests.webagent.conftest import Browse, Serve
    from webagent import Approver
    from webagent.browser import Session
    from webagent.permissions import Permission


@dataclass(slots=True)
class Person:
    """An approver that notes what it was asked."""

    says: bool = True
    asked: list[ApprovalRequest] = field(default_factory=list[ApprovalRequest])

    async def approve(self, request: ApprovalRequest) -> bool:
        self.asked.append(request)
        return self.says


@dataclass(frozen=True, slots=True)
class Guarded:
    """A page under the gate."""

    gate: Gate
    session: Session
    page: Situation

    async def check(self, line: str) -> Permission:
        """Judge an action; `«name»` in it stands for the ref of the only element of that name."""
        return await self.gate.check(*self._asked(line))

    async def admit(self, line: str) -> Permission:
        """Judge an action and count it."""
        return await self.gate.admit(*self._asked(line))

    async def foresee(self, line: str) -> Permission:
        """Judge an action that is only thought of."""
        return await self.gate.foresee(*self._asked(line))

    def _asked(self, line: str) -> tuple[Action, Observation, Registry, Frame]:
        for ref, node in self.page.observation.refs.items():
            line = line.replace(f"«{node.name}»", str(ref))
        (action,) = parse(line)
        session = self.session
        return action, self.page.observation, session.registry, session.page.main_frame

    async def run(self, script: str) -> None:
        """Change the page, as its own scripts could."""
        await self.session.page.evaluate(script)


class Guard(Protocol):
    """Open the first page of a site under the gate."""

    async def __call__(
        self,
        resources: Mapping[str, Resource] | str,
        policy: Mapping[str, Any] | None = None,
        approver: Approver | None = None,
        **settings: Any,
    ) -> Guarded: ...


@pytest.fixture
def guard(browse: Browse, serve: Serve) -> Guard:
    async def open_guarded(
        resources: Mapping[str, Resource] | str,
        policy: Mapping[str, Any] | None = None,
        approver: Approver | None = None,
        **settings: Any,
    ) -> Guarded:
        gate = Gate(SitePolicies(), approver or NeverApprove(), **settings)
        session, page = await browse(serve(resources, policy), reading=gate.reading)
        return Guarded(gate, session, page)

    return open_guarded
