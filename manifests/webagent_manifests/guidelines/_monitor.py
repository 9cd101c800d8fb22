"""Whether what an agent does goes against a guideline, as far as words can tell.

Guidelines are prose: nothing here blocks, and nothing here proves that one was kept. A finding says
that the deed a site asked to leave is, by its name, the deed that was done.
Source: LAS-WG agent-permissions.json draft, logging of violations; it gives MUST no level, and an
error is the stricter reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

from .._manifest import Directive
from .._text import quote
from ._cleaning import clean
from ._deeds import deeds_of_label, plain_words, purpose, verbs_of_label
from ._demand import prohibits
from ._duty import Affix, affix_of
from ._prohibition import Done, Forbidden, forbidden_deeds
from ._stems import stems
from ._vocabulary import Deed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .._manifest import ActionGuideline, Manifest

Level: TypeAlias = Literal["error", "warning", "info"]

_LEVELS: dict[Directive, Level] = {
    Directive.MUST: "error",
    Directive.MUST_NOT: "error",
    Directive.SHOULD_NOT: "warning",
    Directive.SHOULD: "info",
}
_NO_FIELDS: Mapping[str, str] = MappingProxyType({})
# What the draft's verbs and an agent's own words are by themselves.
_BY_ACTION: dict[str, Deed | None] = {
    "click": Deed.CLICK,
    "click_element": Deed.CLICK,
    "check": Deed.CLICK,
    "follow_link": Deed.CLICK,
    "press": None,
    "press-enter": Deed.SUBMIT,
    "select": Deed.FILL,
    "submit": Deed.SUBMIT,
    "submit_form": Deed.SUBMIT,
    "type": Deed.FILL,
    "set_input_value": Deed.FILL,
    "upload": Deed.UPLOAD,
    "upload_file": Deed.UPLOAD,
    "download": Deed.DOWNLOAD,
    "download_file": Deed.DOWNLOAD,
    "copy": Deed.COPY,
    "copy_to_clipboard": Deed.COPY,
    "execute_script": Deed.SCRIPT,
    "script": Deed.SCRIPT,
    "play": Deed.PLAY,
    "play_media": Deed.PLAY,
}
_ENTERING = frozenset({"type", "set_input_value", "select"})
_UNNAMED = re.compile(
    r"(?:|continue|next|submit|send|ok|go|confirm|done|save|finish|yes|proceed|form|weiter|senden|"
    r"absenden|bestatigen|continuer|suivant|envoyer|valider|confirmer|continuar|siguiente|enviar|"
    r"aceptar|confirmar)"
)
# Names and reasons that are longer say no more of the deed, and pages write some of them.
_LONGEST = 300
_MOST_FIELDS = 40
_TARGET = re.compile(r"(?P<role>[\w-]+)(?: \"(?P<name>.*)\")?", re.DOTALL)
_ABOUT_FORMS: dict[Deed | None, frozenset[str]] = {Deed.BUY: stems("payment card")}


@dataclass(frozen=True, slots=True)
class Violation:
    """A guideline that an action seems to go against; `guideline` is its place in the manifest."""

    guideline: int
    directive: Directive
    level: Level
    why: str


@dataclass(frozen=True, slots=True)
class _Watched:
    index: int
    directive: Directive
    shown: str
    exceptions: str | None
    forbidden: tuple[Forbidden, ...]
    affix: Affix | None


@dataclass(frozen=True, slots=True)
class _Action:
    word: str
    target: str
    reason: str
    fields: Mapping[str, str]

    @property
    def role_and_name(self) -> tuple[str, str]:
        parts = _TARGET.fullmatch(self.target.strip())
        return ("", self.target) if parts is None else (parts["role"], parts["name"] or "")


class GuidelineMonitor:
    """Compares actions with the guidelines of one manifest. It never enforces: see the module."""

    def __init__(self, manifest: Manifest) -> None:
        self._watched = tuple(
            watched
            for index, guideline in enumerate(manifest.action_guidelines)
            if (watched := _watch(index, guideline)) is not None
        )

    def observe(
        self, action: str, target: str, reason: str = "", fields: Mapping[str, str] = _NO_FIELDS
    ) -> tuple[Violation, ...]:
        """Return what an action goes against, in the manifest's order.

        `action` is a verb of the format or an agent's word such as `click`; `target` the element's
        role and name, such as `button "Log in"`; `reason` what the agent says it is doing; `fields`
        the values that are entered or sent, by the names of their fields, with placeholders for
        secrets.
        """
        word = action.split(maxsplit=1)[0].casefold() if action.strip() else ""
        if word not in _BY_ACTION:
            return ()
        observed = _Action(
            word,
            target[:_LONGEST],
            reason[:_LONGEST],
            {name[:_LONGEST]: value for name, value in islice(fields.items(), _MOST_FIELDS)},
        )
        done = _done(observed)
        return tuple(
            Violation(each.index, each.directive, _LEVELS[each.directive], f"{why}{_unless(each)}")
            for each in self._watched
            if (why := _against(each, observed, done)) is not None
        )


def _watch(index: int, guideline: ActionGuideline) -> _Watched | None:
    """Return what can be watched of a guideline, None if nothing can."""
    # Cleaned first, so that neither what is matched nor what is logged holds anything unseen.
    description = clean(guideline.description)
    forbidden: tuple[Forbidden, ...] = ()
    affix = None
    if prohibits(guideline.directive, description):
        forbidden = tuple(forbidden_deeds(description))
    else:
        affix = affix_of(guideline.description)
    if not forbidden and affix is None:
        return None
    return _Watched(
        index,
        guideline.directive,
        description,
        clean(guideline.exceptions or "") or None,
        forbidden,
        affix,
    )


def _done(action: _Action) -> Done:
    """Return what an action is, by its word, its control, its form and what is said of it."""
    role, name = action.role_and_name
    label, names = plain_words(name), plain_words(" ".join(action.fields))
    form = purpose(names)
    by_itself = _BY_ACTION[action.word]
    deeds = set[Deed]() if by_itself is None else {by_itself}
    verbs = frozenset[str]()
    # What stands at a field says what is asked, not what is done.
    if action.word not in _ENTERING or role in {"checkbox", "radio", "switch"}:
        verbs = verbs_of_label(name)
        if form is Deed.SUBSCRIBE:
            deeds.add(form)
        elif role == "form" or _UNNAMED.fullmatch(label):
            # The control does not say what it does; the agent or the form may.
            deeds |= deeds_of_label(action.reason) or ({form} if form else set[Deed]())
        else:
            deeds |= deeds_of_label(name)
    spoken = stems(" ".join((label, names, plain_words(action.reason))))
    about = _ABOUT_FORMS.get(form, frozenset())
    return Done(frozenset(deeds), verbs, spoken | about, bare=" " not in label)


def _against(watched: _Watched, action: _Action, done: Done) -> str | None:
    if any(forbidden.is_done_by(done) for forbidden in watched.forbidden):
        return (
            f"{quote(watched.shown)} is not wanted here, and {action.word} on "
            f"{quote(action.target)} seems to be that."
        )
    if watched.affix is None:
        return None
    field = _without(watched.affix, action)
    if field is None:
        return None
    where = "end with" if watched.affix.ends else "begin with"
    return (
        f"The value of {quote(field)} does not {where} {quote(watched.affix.text)}, as asked here."
    )


def _without(affix: Affix, action: _Action) -> str | None:
    """Return the field whose value lacks the affix."""
    if _BY_ACTION[action.word] not in {Deed.FILL, Deed.SUBMIT, Deed.CLICK}:
        return None
    said = deeds_of_label(action.reason)
    form = purpose(plain_words(" ".join(action.fields)))
    if affix.on_registering and Deed.REGISTER not in said and Deed.LOG_IN in {form, *said}:
        return None
    _, name = action.role_and_name
    for field, value in action.fields.items():
        meant = action.word not in _ENTERING or len(action.fields) == 1 or field == name
        if meant and value.strip() and affix.concerns(field) and not affix.kept_by(value):
            return field
    return None


def _unless(watched: _Watched) -> str:
    if watched.exceptions is None:
        return ""
    return f" Excepted, which is not judged here: {quote(watched.exceptions)}."
