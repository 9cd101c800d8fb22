"""Claims made into the rules of a manifest that is never laxer than they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._manifest import Verb
from ._claims import Stance
from ._rates import meet
from ._rule_words import duration_words
from ._vocabulary import Target, granted, is_enforceable, is_known, is_use, touched

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .._manifest import RateLimit
    from ._claims import Claim, Findings

# The verbs that make a browser send requests. Reading what has been loaded sends none.
_SENDING = (
    Verb.FOLLOW_LINK,
    Verb.CLICK_ELEMENT,
    Verb.SUBMIT_FORM,
    Verb.DOWNLOAD_FILE,
    Verb.UPLOAD_FILE,
    Verb.EXECUTE_SCRIPT,
)
_VERBS = frozenset(Verb) - {Verb.ALL}


def synthesize(findings: Findings) -> list[dict[str, Any]]:
    """Return resource rules for a strict manifest; guidelines and notes are added to `findings`.

    A verb is allowed only where some claim plainly allows it to everybody everywhere, and no claim
    forbids anything that the verb could carry out. Where one asks for a person, so does the rule.
    """
    ceilings = _ceilings(findings.claims)
    denied = _denied_by_name(findings.claims)
    allowed: dict[Target, list[Claim]] = {}
    for target, claims in _grants(findings.claims).items():
        if _ceiling(target, ceilings) is not Stance.DENY:
            allowed[target] = claims
        elif target not in denied and Target(target.verb) not in denied:
            findings.notes.append(
                f"{target.verb.value} stays forbidden: “{claims[0].phrase}” allows it, but "
                "something else that it could carry out is forbidden. Allow it by selector where "
                "it does no harm."
            )
    rates = _rates(findings, allowed)
    rules: list[dict[str, Any]] = []
    for target in allowed:
        rate = rates.get(target)
        if target in rates and rate is None:
            findings.notes.append(
                f"{target.verb.value} stays forbidden: the limit is too low to be shared out among "
                "the rules."
            )
            continue
        modifiers: dict[str, Any] = {}
        if rate is not None:
            modifiers["rate_limit"] = rate.model_dump()
        if findings.burst is not None and target.verb in _SENDING:
            modifiers["burst"] = findings.burst
        if _ceiling(target, ceilings) is Stance.ASK:
            modifiers["human_in_the_loop"] = True
        rule = _rule(target, allowed=True)
        rules.append({**rule, "modifiers": modifiers} if modifiers else rule)
    if {target.verb for target in denied if target == Target(target.verb)} >= _VERBS:
        denied = [Target(Verb.ALL)]
    rules.extend(_rule(target, allowed=False) for target in denied)
    _say_in_words(findings)
    return rules


def _grants(claims: Sequence[Claim]) -> dict[Target, list[Claim]]:
    grants: dict[Target, list[Claim]] = {}
    for claim in claims:
        if claim.stance is not Stance.DENY and claim.narrowed is None:
            for target in granted(claim.word):
                grants.setdefault(target, []).append(claim)
    return grants


def _ceilings(claims: Sequence[Claim]) -> dict[Target, Stance]:
    ceilings: dict[Target, Stance] = {}
    for claim in claims:
        if claim.stance is not Stance.ALLOW:
            for target in touched(claim.word):
                ceilings[target] = max(claim.stance, ceilings.get(target, Stance.ALLOW))
    return ceilings


def _ceiling(target: Target, ceilings: Mapping[Target, Stance]) -> Stance:
    return max(ceilings.get(target, Stance.ALLOW), ceilings.get(Target(target.verb), Stance.ALLOW))


def _denied_by_name(claims: Sequence[Claim]) -> list[Target]:
    return list(
        dict.fromkeys(
            target
            for claim in claims
            if claim.stance is Stance.DENY and is_known(claim.word)
            for target in touched(claim.word)
        )
    )


def _rates(
    findings: Findings, allowed: Mapping[Target, Sequence[Claim]]
) -> dict[Target, RateLimit | None]:
    """Share each limit out among the rules it is about: a manifest counts each rule by itself.

    None is for a rule that gets nothing of a limit; one that no limit is about is not there.
    """
    shared: list[tuple[RateLimit, list[Target]]] = []
    site = meet(findings.limits)
    if site is not None:
        shared.append((site, list(allowed)))
    by_claim: dict[tuple[str, RateLimit], list[Target]] = {}
    for target, claims in allowed.items():
        for claim in claims:
            if claim.limit is not None:
                by_claim.setdefault((claim.word, claim.limit), []).append(target)
    shared.extend((limit, targets) for (_, limit), targets in by_claim.items())
    for limit in dict.fromkeys(limit for limit, _ in shared):
        window = duration_words(limit.window_seconds or 1)
        findings.ask("MUST", f"Send at most {limit.max_requests} requests in {window}.")
    found: dict[Target, RateLimit | None] = {}
    for limit, targets in shared:
        for target, share in _shares(limit, targets).items():
            before = found.get(target)
            if target in found and (before is None or share is None):
                found[target] = None
            else:
                found[target] = share if before is None else meet([before, share or before])
    return found


def _shares(limit: RateLimit, targets: Sequence[Target]) -> dict[Target, RateLimit | None]:
    sending = [target for target in targets if target.verb in _SENDING]
    counted = sending or [target for target in targets if target.verb is Verb.READ_CONTENT]
    most = limit.max_requests or 1
    each = most // len(counted) if counted else 0
    if each:
        rate = limit.model_copy(update={"max_requests": each})
        return dict.fromkeys(counted, rate)
    once = limit.model_copy(update={"max_requests": 1})
    return {target: once if place < most else None for place, target in enumerate(counted)}


def _say_in_words(findings: Findings) -> None:
    """Make guidelines and notes of what no rule can say."""
    uses: list[str] = []
    vague: list[str] = []
    barred: dict[str, list[str]] = {}
    narrowed: dict[str, list[str]] = {}
    for claim in findings.claims:
        words = f"“{claim.phrase}”"
        if claim.stance is not Stance.DENY:
            if claim.narrowed is not None:
                narrowed.setdefault(claim.narrowed, []).append(words)
            elif is_use(claim.word):
                uses.append(words)
            elif not granted(claim.word):
                vague.append(words)
        if claim.stance is not Stance.ALLOW:
            _ask_for(claim, findings)
        if claim.stance is Stance.DENY and is_known(claim.word):
            verbs = dict.fromkeys(target.verb for target in touched(claim.word))
            told = "Everything is" if verbs.keys() >= _VERBS else f"{_listed(verbs)} are"
            barred.setdefault(told, []).append(words)
    _note(
        findings,
        "What is done with a text is said in a Content-Usage header, not in a manifest",
        uses,
    )
    for verbs, words in barred.items():
        _note(findings, f"{verbs} forbidden on every page, because of", words)
    _note(findings, "No verb of a manifest is meant plainly, so nothing is allowed for", vague)
    for bound, words in narrowed.items():
        _note(
            findings,
            f"Allowed only bound {bound}, which no rule can say (pages can link a manifest of "
            "their own), so not allowed here",
            words,
        )


def _ask_for(claim: Claim, findings: Findings) -> None:
    if is_use(claim.word):
        description = f"Use this site's content for: {claim.phrase}."
    else:
        description = f"{claim.phrase[:1].upper()}{claim.phrase[1:]}."
    if claim.stance is Stance.ASK:
        if not granted(claim.word) or not is_enforceable(claim.word):
            findings.ask("MUST NOT", description, "The person whom the agent works for asked.")
    elif not is_enforceable(claim.word):
        findings.ask("MUST NOT", description)


def _note(findings: Findings, sentence: str, words: Sequence[str]) -> None:
    if words:
        findings.notes.append(f"{sentence}: {', '.join(dict.fromkeys(words))}.")


def _listed(verbs: Iterable[Verb]) -> str:
    return ", ".join(verb.value for verb in verbs)


def _rule(target: Target, *, allowed: bool) -> dict[str, Any]:
    return {"verb": target.verb.value, "selector": target.selector, "allowed": allowed}
