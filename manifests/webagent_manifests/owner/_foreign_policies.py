"""Policies in other formats, read into claims.

The formats seen at the well-known path share a few sections; a document is read section by section,
whichever of them it has.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .._text import quote
from ._claims import Claim, Stance, phrase, stance_of
from ._narrowing import (
    APPROVAL_KEYS,
    HANDLED,
    HANDLED_ABOVE,
    NARROWING,
    RATE_KEYS,
    STANCE_KEYS,
    is_empty,
    is_required,
    narrowing,
    requirement,
    unread,
)
from ._publisher import (
    first_of,
    read_interfaces,
    read_publisher,
    read_site_limits,
)
from ._rates import read_rate
from ._vocabulary import is_use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .._json import Json
    from .._manifest import RateLimit
    from ._claims import Findings

_ANYONE = frozenset(("*", "all", "any", "default", "defaults", "everyone"))
_NEGATION = re.compile(r"\s*(?:do not|don[’']t|never|must not|no)\s+", re.IGNORECASE)


def sections(document: dict[str, Json]) -> list[str]:
    """Return the sections of a document that state permissions in a known way."""
    return [key for key in document if key in _READERS]


def read_policy(document: dict[str, Json], findings: Findings) -> None:
    """Read every section of a document that is known; the rest is named in a note."""
    read_publisher(document, findings)
    for key, value in document.items():
        reader = _READERS.get(key)
        if reader is not None:
            reader(value, findings)
        elif phrase(key) in RATE_KEYS:
            read_site_limits(value, findings)
    read_interfaces(document, findings)
    ignored = [key for key in document if key not in _READERS and phrase(key) not in HANDLED]
    if ignored:
        names = ", ".join(quote(key) for key in ignored[:20])
        findings.notes.append(f"Left out, since a manifest has no place for it: {names}.")


def _read_uses(stance: Stance) -> Callable[[Json, Findings], None]:
    def read(value: Json, findings: Findings) -> None:
        for word in _texts(value, findings):
            findings.claims.append(Claim(word, stance))

    return read


def _read_allowed_tasks(value: Json, findings: Findings) -> None:
    tasks = list(_texts(value, findings))
    for task in tasks:
        findings.ask("SHOULD", f"Keep to the tasks that this site lists, one of which is: {task}")
    if tasks:
        findings.notes.append(
            f"Allowed tasks ({len(tasks)}) are prose, which no rule can say: they became "
            "guidelines. Allow by selector what they need."
        )


def _read_disallowed_tasks(value: Json, findings: Findings) -> None:
    tasks = list(_texts(value, findings))
    for task in tasks:
        rest = _NEGATION.sub("", task, count=1)
        if rest != task and not re.search(r"[;.]\s", task):
            findings.ask("MUST NOT", rest[:1].upper() + rest[1:])
        elif rest != task:
            # What follows the first clause is no longer forbidden: only the whole says it.
            findings.ask("MUST", task)
        else:
            findings.ask("MUST NOT", task)
    if tasks:
        findings.notes.append(
            f"Disallowed tasks ({len(tasks)}) are prose, which no rule can say: they became "
            "guidelines, which nothing enforces. Forbid by selector what carries them out."
        )


def _read_map(value: Json, findings: Findings) -> None:
    _read_members(value, findings, prefix="", narrowed=None, limit=None)


def _read_members(
    value: Json,
    findings: Findings,
    *,
    prefix: str,
    narrowed: str | None,
    limit: RateLimit | None,
) -> None:
    """Read `{word: stance}`, where a stance may be an object of its own, or `{word: {word: …}}`."""
    if not isinstance(value, dict):
        findings.notes.append(f"{quote(str(value))} states no permission that could be read.")
        return
    members = {phrase(key): member for key, member in value.items()}
    bound = narrowed or narrowing(members, findings.hosts) or requirement(members)
    skipped = HANDLED | NARROWING.keys() if prefix else HANDLED_ABOVE | NARROWING.keys()
    for word, stated in value.items():
        if phrase(word) not in skipped:
            _read_member(f"{prefix} {word}".strip(), stated, findings, bound, limit)


def _read_member(
    word: str, stated: Json, findings: Findings, bound: str | None, limit: RateLimit | None
) -> None:
    sentence = f"{phrase(word)[:1].upper()}{phrase(word)[1:]}"
    stance = stance_of(stated)
    if is_required(word, stated):
        findings.ask("MUST", f"{sentence}.")
    elif stance is not None:
        findings.claims.append(_turned(Claim(word, stance, bound, limit)))
    elif isinstance(stated, dict):
        _read_stated(word, stated, findings, bound, limit)
    elif isinstance(stated, str) and is_use(word):
        findings.ask("SHOULD", f"{sentence}: {stated}")
    elif isinstance(stated, str):
        findings.claims.append(Claim(word, Stance.DENY, bound))
        findings.notes.append(
            f"{quote(word)} is {quote(stated)}, which is neither yes nor no: taken as no."
        )


def _turned(claim: Claim) -> Claim:
    """Read `resale_prohibited: true` as what it says of resale."""
    for ending in (" prohibited", " forbidden", " disallowed", " not allowed"):
        if claim.phrase.endswith(ending):
            stance = Stance.DENY if claim.stance is Stance.ALLOW else Stance.ALLOW
            return replace(claim, word=claim.phrase.removesuffix(ending), stance=stance)
    return claim


def _read_stated(
    word: str,
    stated: dict[str, Json],
    findings: Findings,
    narrowed: str | None,
    limit: RateLimit | None,
) -> None:
    members = {phrase(key): member for key, member in stated.items()}
    stances = [stance_of(members[key]) for key in STANCE_KEYS if key in members]
    known = [stance for stance in stances if stance is not None]
    if members.get("allowed for agents") is False:
        known.append(Stance.DENY)
    own_limit = _limit(members, findings)
    bound = narrowed or narrowing(members, findings.hosts)
    if members.get("disallowed agents"):
        # One of the agents that the manifest speaks to is refused, and it speaks to all alike.
        findings.claims.append(Claim(word, Stance.DENY, "to named agents"))
    if not known:
        if not stances:
            _read_members(stated, findings, prefix=word, narrowed=bound, limit=own_limit or limit)
            return
        known.append(Stance.DENY)
        findings.notes.append(f"{quote(word)} is neither allowed nor denied plainly: taken as no.")
    bound = bound or unread(members)
    stance = max(known)
    if stance is Stance.ALLOW and any(members.get(key) for key in APPROVAL_KEYS):
        stance = Stance.ASK
    findings.claims.append(Claim(word, stance, bound, own_limit or limit))
    # Members beside the stance are statements of their own: `contact_form: {…}`.
    for key, member in stated.items():
        if isinstance(member, dict) and phrase(key) not in HANDLED | NARROWING.keys():
            _read_stated(f"{word} {key}", member, findings, bound, own_limit or limit)


def _read_rules(value: Json, findings: Findings) -> None:
    """Read `[{resource, actions, effect, …}]`."""
    for rule in value if isinstance(value, tuple) else ():
        if not isinstance(rule, dict):
            findings.notes.append("A rule that is no object was left out.")
            continue
        members = {phrase(key): member for key, member in rule.items()}
        stance = stance_of(members.get("effect"))
        if stance is None:
            stance = Stance.DENY
            findings.notes.append(
                f"The effect {quote(str(members.get('effect')))} is not known: taken as deny."
            )
        if stance is Stance.ALLOW and any(members.get(key) for key in APPROVAL_KEYS):
            stance = Stance.ASK
        # A rule that names no action is on all of them.
        actions = members.get("actions") or members.get("action") or "everything"
        for action in actions if isinstance(actions, tuple) else (actions,):
            if isinstance(action, str):
                narrowed = narrowing(members, findings.hosts) or unread(members)
                findings.claims.append(Claim(action, stance, narrowed, _limit(members, findings)))


def _read_default(value: Json, findings: Findings) -> None:
    if isinstance(value, dict):
        _read_map(value, findings)
    elif stance_of(value) is not Stance.DENY:
        findings.notes.append(
            "The default was to allow; the manifest is strict instead, and allows by rules only."
        )


def _read_agents(value: Json, findings: Findings) -> None:
    """Read `{agent: {allow, deny, …}}` or `[{name, allow, deny, …}]`; `*` is every agent."""
    listed: list[tuple[str, Json]] = []
    if isinstance(value, dict):
        listed = list(value.items())
    elif isinstance(value, tuple):
        listed = [
            (str(first_of(each, ("name", "agent", "user_agent", "id")) or ""), each)
            for each in value
            if isinstance(each, dict)
        ]
    named: list[str] = []
    for agent, stated in listed:
        anyone = phrase(agent) in _ANYONE or agent in _ANYONE
        if not anyone:
            named.append(agent)
        _read_agent(stated, findings, narrowed=None if anyone else "to a named agent")
    if named:
        findings.notes.append(
            f"A manifest speaks to all agents alike: what was allowed to {_listed(named)} alone is "
            "not, and what was denied to one of them is denied to all. Single agents are for "
            "robots.txt."
        )


def _read_agent(stated: Json, findings: Findings, *, narrowed: str | None) -> None:
    if not isinstance(stated, dict):
        stance = stance_of(stated)
        findings.claims.append(Claim("access", Stance.DENY if stance is None else stance, narrowed))
        return
    members = {phrase(key): member for key, member in stated.items()}
    limit = _limit(members, findings)
    if limit is not None:
        findings.limits.append(limit)
    bound = narrowed or narrowing(members, findings.hosts) or requirement(members)
    for key, stance in (
        ("allow", Stance.ALLOW), ("allowed", Stance.ALLOW), ("deny", Stance.DENY),
        ("denied", Stance.DENY), ("disallow", Stance.DENY), ("disallowed", Stance.DENY),
        ("require_approval", Stance.ASK),
    ):  # fmt: skip
        words = stated.get(key)
        for word in words if isinstance(words, tuple) else ():
            if isinstance(word, str):
                findings.claims.append(Claim(word, stance, bound, limit))
    others: dict[str, Json] = {
        key: each for key, each in stated.items() if not isinstance(each, tuple)
    }
    _read_members(others, findings, prefix="", narrowed=bound, limit=limit)


def _read_bots(value: Json, findings: Findings) -> None:
    blocked = value.get("blocked") if isinstance(value, dict) else None
    if blocked:
        findings.claims.append(Claim("access", Stance.DENY, "to named agents"))
        names = list(_texts(blocked, findings))
        findings.notes.append(
            f"{_listed(names)} may not read; a manifest speaks to all agents alike, so none may. "
            "Name them in robots.txt, and allow read_content by hand if the others may read."
        )


def _texts(value: Json, findings: Findings) -> Iterator[str]:
    """Yield the texts of a list of texts, or of objects that describe themselves."""
    for each in value if isinstance(value, tuple) else (value,):
        text = first_of(each, ("description", "name", "id")) if isinstance(each, dict) else each
        if isinstance(text, str) and text.strip():
            yield " ".join(text.split())
        else:
            findings.notes.append(f"{quote(str(each))} is no text and was left out.")


def _listed(names: list[str]) -> str:
    shown = [quote(name) for name in names[:5]]
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")


def _limit(members: dict[str, Json], findings: Findings) -> RateLimit | None:
    written = [members[key] for key in RATE_KEYS if not is_empty(members.get(key))]
    for value in written:
        limit = read_rate(value)
        if limit is not None:
            return limit
        read_site_limits(value, findings)
    return None


_READERS: dict[str, Callable[[Json, Findings], None]] = {
    "agent_access": _read_map,
    "agents": _read_agents,
    "allowed_tasks": _read_allowed_tasks,
    "allowed_uses": _read_uses(Stance.ALLOW),
    "bots": _read_bots,
    "default": _read_default,
    "defaults": lambda value, findings: _read_agent(value, findings, narrowed=None),
    "disallowed_tasks": _read_disallowed_tasks,
    "disallowed_uses": _read_uses(Stance.DENY),
    "interactions": _read_map,
    "permissions": _read_map,
    "rules": _read_rules,
}
