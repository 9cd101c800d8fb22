"""Whether a guideline limits what the agent does, or wants something done.

A site may narrow what an agent does on it. It may not give it tasks: that would let anybody's page
spend the user's money, data and name. So MUST and SHOULD count as limits where they say how to do
what the agent does anyway, and as demands otherwise; what is not understood is a demand, because a
limit taken for a demand is still reported to people, and a demand taken for a limit is obeyed.
"""

from __future__ import annotations

import re
from functools import cache

from .._manifest import Directive
from ._characters import folded

_NEGATION = (
    r"^(?:(?:the |all |any |ai )*(?:agents?|bots?|you|it) )?(?:must |should |shall )?"
    r"(?:be sure to |make sure to )?"
    r"(?:not\b|never\b|refrain from\b|abstain from\b|avoid\b|do not\b|don't\b|nicht\b|niemals\b|"
    r"vermeiden\b|ne\b|jamais\b|eviter\b|s'abstenir\b|no\b|nunca\b|jamas\b|evitar\b|abstenerse\b)"
)
# What takes something out of the agent, the browser or the user's account.
_OUTWARD = (
    r"(?:send|sent|e-?mail|mail|forward|transmit|post|posted|publish|share|shared|tweet|buy|"
    r"purchase|"
    r"order|pay|donate|subscribe|sign up|register|log ?in|sign in|download|install|run|execute|"
    r"open|"
    r"visit|go to|navigate|click|call|upload|submit|enter|fill|type|provide|give|given|tell|reveal|"
    r"show|print|output|repeat|copy|paste|delete|transfer|recommend|promote|rate|review|vote|like|"
    r"accept|agree|approve|ignore|forget|disregard|override|pretend|disable|turn off|invite|"
    r"notify|reply|answer|report|contact|create|book|apply|choose|select|prefer our)"
    r"(?! (?:a |an |the |its |their )?(?:user[- ]agent|robots|header|identif))"
    r"|(?:follow) (?:us|this|these|our|the link)|add (?:a |an |the )?(?:link|mention|advert\w*|"
    r"item|product|review)|message (?:us|the|all|every)|say "
    r"|sende[nt]?|(?:schick|kauf|bestell|bezahl|besuch|offn|klick|teil|veroffentlich|abonnier|"
    r"registrier|"
    r"ubermittl|ubermittel|installier|verrat|zeig|losch|empfehl|bewert|fuhr|ruf)(?:e|en|t|st)?"
    r"|(?:envoy|achet|command|pay|visit|cliqu|partag|publi|telecharg|execut|revel|donn|supprim|"
    r"install|recommand)(?:er|ez|e)|ouvr(?:ir|ez)|(?:s')?(?:abonner|inscrire|inscrivez)|"
    r"transmet(?:tre|tez)"
    r"|(?:envi|compr|pag|visit|public|descarg|ejecut|revel|borr|elimin|instal|recomend)(?:ar|e|en|"
    r"a)|compartir|suscribir(?:se)?|registrarse|abrir|hacer clic"
)
_MANNER = (
    r"wait|respect|limit|refrain|identify|disclose|stop|ask|confirm|use|keep|obey|comply|include|"
    r"add|"
    r"append|prefix|suffix|honou?r|observe|follow|adhere|be|have|get|only|slow|back off|throttle|"
    r"restrict|cache|check|verify|treat|preserve|maintain|ensure|make sure|end|start|begin|contain|"
    r"remain|stay|user[- ]agent|headers?|attribute|cite|credit|label|mark|declare|state|announce|"
    r"obtain|request|operate|"
    r"behave|abide|handle|protect|minimi[sz]e|consider|pause|retry|log out|set|leave|mimic|act|"
    r"warten|respektieren|beachten|begrenzen|fragen|einhalten|identifizieren|kennzeichnen|nutzen|"
    r"verwenden|nur|hochstens|bestatigen|anhangen|"
    r"attendre|respecter|limiter|demander|utiliser|ajouter|(?:s')?identifier|confirmer|uniquement|"
    r"esperar|respetar|limitar|pedir|usar|utilizar|identificarse|anadir|agregar|confirmar|solo"
)
_MODAL = r"must|should|shall|has to|muss|mussen|soll|sollen|doit|doivent|debe|deben"
_CIRCUMSTANCE = (
    r"before|after|when|whenever|while|if|unless|until|prior to|during|between|per|than|upon|"
    r"for each|"
    r"bevor|nach|wenn|falls|wahrend|vor dem|zwischen|pro|avant|apres|quand|lorsque?|si|entre|par|"
    r"antes|despues|cuando|mientras|por"
)


def prohibits(directive: Directive, description: str) -> bool:
    """Whether a guideline forbids: by its directive, or as in MUST “never log in”."""
    if directive in {Directive.MUST_NOT, Directive.SHOULD_NOT}:
        return True
    return negated(folded(description))


def negated(words: str) -> bool:
    """Whether folded words begin with a negation, or with a verb of leaving something be."""
    return _compiled(_NEGATION).search(words) is not None


def demands(directive: Directive, description: str) -> bool:
    """Whether a guideline wants something done that nobody but the site asked for."""
    if prohibits(directive, description):
        return False
    text = folded(description)
    head = _main_clause(text)
    if _compiled(rf"\b(?:{_OUTWARD})\b").search(head):
        return True
    said_of = _compiled(rf"\S .*\b(?:{_MODAL})\b").search(text)
    return said_of is None and _compiled(rf"\b(?:{_MANNER})\b").search(head) is None


def _main_clause(text: str) -> str:
    """Return the text without the circumstances: “when posting, add `_bot`” is about adding."""
    opening = _compiled(rf"^(?:{_CIRCUMSTANCE})\b[^,:]*(?:[,:]|\b(?={_MODAL})\b)").match(text)
    rest = text if opening is None else text[opening.end() :]
    # Every sentence counts: a limit in front of it does not make a demand one.
    sentences = re.split(r"[.!?;]\s|\band\b|\bund\b|\bet\b|,\s", rest)
    return " . ".join(
        _compiled(rf"(?<=\w)\s+(?:{_CIRCUMSTANCE})\b.*").sub("", part) for part in sentences
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
