"""What becomes of the prose of a vector's manifest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .._errors import ManifestError
from .._profile import Profile
from .._read import read_manifest
from ..guidelines import GuidelineMonitor, brief
from ..page import StaticPage
from ._sites import locate
from ._vector import SITE, WELL_KNOWN

if TYPE_CHECKING:
    from .._manifest import Manifest
    from ..guidelines import SiteBrief
    from ._vector import Question


def warned_of(question: Question) -> list[int]:
    """Return the guidelines that read like an injection."""
    return [each.index for each in _brief(question).guidelines if each.suspicious]


def offered(question: Question) -> list[dict[str, Any]]:
    """Return the APIs that a planner hears of, and whether something speaks against each."""
    return [
        {"url": api.endpoint, "flagged": not api.usable or bool(api.suspicious)}
        for api in _brief(question).apis
    ]


async def reported(question: Question) -> list[dict[str, Any]]:
    """Return which guidelines the action goes against, at the severity that is logged."""
    if question.manifest is None or question.frame:
        return []
    try:
        manifest = _read(question)
    except ManifestError:
        return []
    if not manifest.action_guidelines:
        return []
    page = StaticPage.parse(question.html, question.url)
    element = page.elements[await locate(page, question.target)]
    label = next((one for one in page.elements if one.control == element.index), element)
    value = question.args.get("value")
    fields = {element.attributes.get("name", ""): value} if isinstance(value, str) else {}
    found = GuidelineMonitor(manifest).observe(
        question.action or question.verb or "",
        f'{element.tag} "{element.text or label.text}"',
        fields=fields,
    )
    return [{"guideline": each.guideline, "severity": each.level} for each in found]


def _read(question: Question) -> Manifest:
    manifest = question.manifest
    text = manifest if isinstance(manifest, str) else json.dumps(manifest)
    return read_manifest(text, profile=Profile(question.profile)).manifest


def _brief(question: Question) -> SiteBrief:
    return brief(_read(question), origin=SITE, manifest_url=f"{SITE}{WELL_KNOWN}")
