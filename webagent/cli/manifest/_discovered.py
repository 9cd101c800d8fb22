"""What `webagent manifest discover` found, for programs and for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from webagent_manifests import Decision, PolicyStatus, SitePolicy
    from webagent_manifests.discovery import Discovery, Freshness, Place
    from webagent_manifests.robots import RobotsPolicy
    from webagent_manifests.signals import Signals


@dataclass(frozen=True, slots=True)
class Report:
    """A page, the manifests that speak for it, and what else its site says.

    `page_status` is None if the page was not opened; `verdict` is what robots.txt says of going
    there, None if nobody asked it.
    """

    url: str
    page_status: int | None
    discovery: Discovery
    body_links: tuple[str, ...]
    robots: RobotsPolicy
    verdict: Decision | None
    signals: Signals
    warnings: tuple[str, ...]

    @property
    def status(self) -> PolicyStatus:
        """What holds for the page: what is in trouble first, then what is there."""
        from webagent_manifests import PolicyStatus

        policy = self.discovery.policy
        statuses = [policy.status, *(other.status for other in policy.also)]
        calm = {PolicyStatus.PRESENT, PolicyStatus.ABSENT}
        troubled = [status for status in statuses if status not in calm]
        if troubled:
            return troubled[0]
        return PolicyStatus.PRESENT if PolicyStatus.PRESENT in statuses else PolicyStatus.ABSENT

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        from webagent.result import SCHEMA_VERSION

        policy, robots, verdict = self.discovery.policy, self.robots, self.verdict
        return {
            "schema_version": SCHEMA_VERSION,
            "url": self.url,
            "page_status": self.page_status,
            "status": self.status.value,
            "manifests": [_policy_json(one) for one in (policy, *policy.also)],
            "places": [place.to_json() for place in self.discovery.places],
            "body_links": list(self.body_links),
            "warnings": list(self.warnings),
            "robots": {
                "status": robots.status.value,
                "mode": robots.mode.value,
                "product": robots.product,
                "detail": robots.detail,
                "verdict": None if verdict is None else verdict.verdict.word,
                "reason_code": None if verdict is None else verdict.reason_code.value,
                "reason": None if verdict is None else verdict.reason,
                "crawl_delay": robots.crawl_delay,
                "freshness": None if robots.freshness is None else robots.freshness.to_json(),
            },
            "signals": self.signals.to_json(),
        }

    def lines(self) -> list[str]:
        """Return it in words."""
        policy, status = self.discovery.policy, self.status
        # What the first word is about comes first.
        policies = sorted((policy, *policy.also), key=lambda one: one.status is not status)
        lines: list[str] = []
        for one in policies:
            lines.append(f"{'and also' if lines else status.value}: {one.detail}")
            if one.rules is not None:
                lines.append(f"  {_contents(one)}")
        if status.value not in ("present", "absent"):
            lines.append("  As long as that is so, agents may read; all else needs a person's yes.")
        lines += ["", "Looked at"]
        lines += [f"  {_place(place)}" for place in self.discovery.places]
        lines += ["", "robots.txt"]
        lines += [f"  {line}" for line in _robots(self.robots, self.verdict)]
        said = _signals(self.signals)
        if said:
            lines += ["", "Said elsewhere, which decides nothing here"]
            lines += [f"  {line}" for line in said]
        if self.warnings or self.body_links:
            lines += ["", "Warnings"]
            lines += [f"  {warning}" for warning in self.warnings]
            lines += [f"  ignored: {link}" for link in self.body_links]
        return lines


def _policy_json(policy: SitePolicy) -> dict[str, Any]:
    found: dict[str, Any] = {
        "status": policy.status.value,
        "url": policy.url,
        "detail": policy.detail,
        "warnings": list(policy.warnings),
        "contents": None,
    }
    if policy.rules is not None:
        manifest = policy.rules.manifest
        found["contents"] = {
            "strict": manifest.strict,
            "rules": len(manifest.resource_rules),
            "guidelines": len(manifest.action_guidelines),
            "api": len(manifest.api),
        }
    return found


def _contents(policy: SitePolicy) -> str:
    if policy.rules is None:
        return ""
    manifest = policy.rules.manifest
    default = "forbidden" if manifest.strict else "allowed"
    counts = (
        _count(len(manifest.resource_rules), "rule", "rules"),
        _count(len(manifest.action_guidelines), "guideline", "guidelines"),
        _count(len(manifest.api), "API entry", "API entries"),
    )
    return f"{', '.join(counts)}; what no rule names is {default}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _place(place: Place) -> str:
    answer = place.answer
    kind = {"head_link": "link in the head", "link_header": "Link header"}.get(
        place.kind.value, "well-known"
    )
    parts = [f"{kind} {place.asked}: {answer.status.value}"]
    if answer.url != place.asked:
        parts[0] += f" (at {answer.url})"
    if not place.applies:
        # Nothing above speaks of it.
        parts.append(answer.detail)
    elif place.restricts_only:
        parts.append("can only restrict")
    if answer.freshness is not None:
        parts.append(_freshness(answer.freshness))
    return "; ".join(parts)


def _freshness(freshness: Freshness) -> str:
    source = {
        "network": "fetched now",
        "cache": f"kept since {freshness.since:%Y-%m-%d %H:%M} UTC",
        "revalidated": "kept, and confirmed now",
        "stale": f"a copy of {freshness.since:%Y-%m-%d %H:%M} UTC",
    }[freshness.origination.value]
    if freshness.until is None:
        return f"{source}, to be asked for each time"
    return f"{source}, fresh until {freshness.until:%Y-%m-%d %H:%M:%S} UTC"


def _robots(robots: RobotsPolicy, verdict: Decision | None) -> list[str]:
    if verdict is None:
        return [robots.detail]
    reason = verdict.reason.removeprefix("goto: ")
    lines = [reason[:1].upper() + reason[1:]]
    if robots.status.value not in ("present", "absent"):
        lines.append(robots.detail)
    if robots.crawl_delay is not None:
        lines.append(f"It asks for {robots.crawl_delay:g} seconds between two visits.")
    return lines


def _signals(signals: Signals) -> list[str]:
    lines = [
        f"Content-Usage: {one.category} {'y' if one.allowed else 'n'} ({', '.join(one.sources)})"
        for one in signals.content_usage
    ]
    if signals.tdm is not None:
        reserved = "reserved" if signals.tdm.reserved else "not reserved"
        terms = f", see {signals.tdm.policy}" if signals.tdm.policy else ""
        lines.append(f"TDMRep: text and data mining is {reserved} ({signals.tdm.source}){terms}")
    lines += [
        f"robots ({tag.source}{'' if tag.agent is None else f', {tag.agent}'}): "
        f"{', '.join(tag.directives)}"
        for tag in signals.robots_tags
    ]
    lines += [f"RSL licence: {one.url} ({one.source})" for one in signals.rsl]
    files = (signals.llms_txt, signals.security_txt)
    return [*lines, *(f"{url} exists" for url in files if url is not None)]
