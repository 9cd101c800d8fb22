"""Verbs and modifiers as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._manifest import Verb
from .._time_window import TimeWindow
from ._selector_words import in_words, is_everything

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .._manifest import Modifiers, RateLimit

# What the verb does to some elements, and what it does wherever it may.
_PHRASES = {
    Verb.ALL: ("do anything with {}", "do anything"),
    Verb.READ_CONTENT: ("read {}", "read what the page shows"),
    Verb.READ_METADATA: (
        "read the metadata in {}",
        "read the page's metadata (title, description, structured data)",
    ),
    Verb.FOLLOW_LINK: ("follow {}", "follow links"),
    Verb.CLICK_ELEMENT: ("click {}", "click anything"),
    Verb.SCROLL_PAGE: ("scroll {}", "scroll"),
    Verb.SET_INPUT_VALUE: ("fill in {}", "fill in fields"),
    Verb.SUBMIT_FORM: ("submit {}", "submit forms"),
    Verb.EXECUTE_SCRIPT: ("run scripts on {}", "run scripts of their own"),
    Verb.PLAY_MEDIA: ("play {}", "play media"),
    Verb.PAUSE_MEDIA: ("pause {}", "pause media"),
    Verb.MUTE_MEDIA: ("mute {}", "mute media"),
    Verb.UNMUTE_MEDIA: ("unmute {}", "unmute media"),
    Verb.UPLOAD_FILE: ("upload files with {}", "upload files"),
    Verb.DOWNLOAD_FILE: ("download files with {}", "download files"),
    Verb.COPY_TO_CLIPBOARD: ("copy {} to the clipboard", "copy to the clipboard"),
}
_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


def action_words(verb: Verb, selectors: Sequence[str], conjunction: str = "and") -> str:
    """Return what is done to what, such as `click the element #buy and buttons with class go`."""
    some, anywhere = _PHRASES[verb]
    if any(is_everything(selector) for selector in selectors):
        return anywhere
    return some.format(in_words(selectors, conjunction))


def condition_words(modifiers: Modifiers) -> list[str]:
    """Return the conditions of a permission other than a person's approval, one phrase each."""
    phrases: list[str] = []
    limit = modifiers.rate_limit
    if limit is not None and limit.max_requests is not None:
        phrases.append(_rate_words(limit))
    if modifiers.burst is not None:
        phrases.append(f"at most {modifiers.burst} at a time")
    if modifiers.time_window is not None:
        phrases.append(_hours_words(modifiers.time_window))
    return phrases


def duration_words(seconds: int) -> str:
    """Return a duration in the largest unit that divides it: `an hour`, `90 seconds`."""
    size, unit = next(each for each in _UNITS if seconds % each[0] == 0)
    count = seconds // size
    if count == 1:
        return f"{'an' if unit == 'hour' else 'a'} {unit}"
    return f"{count:,} {unit}s"


def _rate_words(limit: RateLimit) -> str:
    times = "once" if limit.max_requests == 1 else f"{limit.max_requests:,} times"
    if limit.window_seconds is None:
        return f"at most {times} per session"
    return f"at most {times} in {duration_words(limit.window_seconds)}"


def _hours_words(window: str) -> str:
    if TimeWindow.parse(window) is None:
        return f"at no time (the time window “{window}” never opens)"
    return f"only between {window[0:5]} and {window[6:11]} UTC"
