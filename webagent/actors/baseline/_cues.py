"""What tells the errands apart, in whatever words a task is told: regular expressions."""

from __future__ import annotations

import re

BUY = re.compile(
    r"(?<!\bcan )(?<!\bcould )(?<!\bi )\b(?:buy|buying|purchas(?:e|ed|ing)|check(?:ing)? ?out)\b"
    r"|(?:^|[.,;:!?]\s*|\b(?:please|and|then|to|you|just|so|also|actually|kindly|now)\s+)"
    r"order\b(?! (?:\d|nothing|of|page|history|(?:\w+ )?by\b))"
    r"|\b(?:be|get|have|want|need|handle|like)\b.{0,40}\b(?:bought|ordered|the ordering)\b(?! by)"
    r"|\b(?:finali[sz]e|complete|place|make|put|do|one) (?:the |an? )?(?:complete )?order\b",
    re.IGNORECASE,
)
"""An order."""
REFRAINS = re.compile(
    r"\b(?:later|myself|order nothing|yet|nothing else)\b"
    r"|\b(?:not|n['’]t|dont|without|never)\b(?: \w+){0,2} (?:order|buy|check|purchas|pay)",
    re.IGNORECASE,
)
"""No order after all."""
SHOWS = re.compile(
    r"\b(?:show|shown|see(?! to)|view|display|open|look|review|pull|bring|take me|go to|head"
    r"|navigate|finish on|leave me|lemme)\b.{0,30}?\b(?:cart|basket|trolley|bag|it|there|lot)\b",
    re.IGNORECASE,
)
"""The cart is to be shown."""
PRICE = re.compile(
    r"\b(?:how much|how expensive|how many (?:pounds|euros|dollars)|prices?|priced|costs?|charge"
    r"|pay for|damage|set me back|(?:go|going|sell|selling) for|quote)\b",
    re.IGNORECASE,
)
"""A price."""
SEARCH = re.compile(
    r"\b(?:search\w*|looke?d? up|results?|hits|keyword|query|hunt|scour|matches)\b", re.IGNORECASE
)
"""A search."""
OPEN = re.compile(
    r"\b(?:page|open\w*|show|display\w*|pull|bring|see|look(?:ing)?|go|jump|fetch|call up|load"
    r"|screen|visit|view|read|take me)\b",
    re.IGNORECASE,
)
"""A page."""
CHEAPEST = re.compile(
    r"\b(?:cheapest|least (?:expensive|costly)|lowest[- ](?:priced?|cost)"
    r"|most (?:affordable|economical|budget-friendly)|priced lowest"
    r"|(?:smallest|lowest|best|least) prices?(?: tag)?|costs? (?:the )?least|costs? less than)\b",
    re.IGNORECASE,
)
"""What costs least."""
LEAST = re.compile(r"\b(?:smallest|littlest|tiniest|least)\b", re.IGNORECASE)
"""The smallest size."""
MOST = re.compile(r"\b(?:largest|biggest)\b", re.IGNORECASE)
"""The largest size."""
ON_CONTROLS = re.compile(
    r"\b(?:click\w*|press\w*|button|fields?|text ?box|checkbox(?:es)?|drop ?down|submit\w*|scroll"
    r"|drag|upload|log ?in|sign ?in|password|dates?|type|fill in|enter|tick|result|link|tabs?"
    r"|second|third|last|menu|dialog|pop ?up|message|e-?mail)\b|[\"“”«»`]",
    re.IGNORECASE,
)
"""Controls of a page, which only plain instructions are about."""
MORE = re.compile(
    r"\b(?:if (?!i |you )|unless|provided|as long as|except|instead|remove|delete|cancel|write"
    r"|change|gift|wrap\w*|express|compare|review (?!it|them|the)|take .{1,40} out|at most|up to"
    r"|(?:less|more|over|under|below) (?:than )?[£$€\d]"
    r"|set .{1,40} to \d|shortest|longest|fastest|earliest|latest|newest|oldest|nearest|each of"
    r"|every|all of|average|range|difference|other tabs?)\b|[£$€]\s?\d",
    re.IGNORECASE,
)
"""What a task may say that would be lost."""
OTHER = re.compile(
    r"\b(?:save|move|sort|select|choose|pick|check|mark|set|hide|copy|share|download|size|rating"
    r"|only|how|who|when|smallest|largest|biggest|best|worst)\b",
    re.IGNORECASE,
)
"""What more than looking is."""
