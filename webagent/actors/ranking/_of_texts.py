"""What is known of a text that is typed, or answered with, as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._quantities import number_in
from ._task import dates_in
from ._words import stems

if TYPE_CHECKING:
    from ._common import Common
    from ._options import Option
    from ._sight import Element


def write_span(f: dict[str, float], common: Common, option: Option, element: Element) -> None:
    """Write what is known of words of the task that are typed into a field."""
    span = option.span
    assert span is not None
    task = common.scene.task
    fit = common.scene.matching.of_span(span, element)
    text = option.text
    held = (element.node.value or "").strip()
    f["span_quoted"] = span.quoted
    f["span_words"] = span.last - span.first + 1
    f["span_digits"] = sum(c.isdigit() for c in text) / max(len(text), 1)
    f["span_capital"] = text[:1].isupper()
    f["span_email"] = "@" in text
    f["span_crossing"] = span.crossing
    f["span_whole"] = span.whole
    f["span_before"] = fit.before
    f["span_after"] = fit.after
    f["span_own"] = fit.own
    f["span_nearest"] = fit.nearest
    f["span_used"] = fit.used
    f["span_is_control"] = text.strip().casefold() in common.controls
    f["value_same"] = held == text
    f["value_empty"] = not held
    if common.quotes_left and span.quoted:
        starts = [q.first for q in common.quotes_left]
        f["span_order"] = starts.index(span.first) if span.first in starts else -1
    f["field_order"] = sum(e.order < element.order for e in common.empty)
    f["order_same"] = span.quoted and f.get("span_order", -1) == f["field_order"]
    before = task.words[span.first - 1].text.casefold() if span.first > 0 else ""
    after = task.words[span.last + 1].text.casefold() if span.last + 1 < len(task.words) else ""
    f["prev_in"] = before in {"in", "into", "to", "at", "from", "on", "by", "of"}
    f["prev_named"] = before in {"named", "called", "labeled", "titled", "is", "says"}
    f["prev_for"] = before in {"for", "about"}
    f["prev_as"] = before in {"as", "with", "="}
    f["prev_verb"] = span.first > 0 and task.words[span.first - 1].clause in task.clause_verbs
    f["next_in"] = after in {"in", "into", "to", "as", "for"}
    f["next_end"] = not after or (
        task.words[span.last + 1].clause != task.words[span.last].clause
        if span.last + 1 < len(task.words)
        else True
    )
    f["ahead"] = span.first > common.scene.past.last_used
    clause = task.words[span.first].clause if span.first < len(task.words) else 0
    for verb in task.clause_verbs.get(clause, ()):
        f[f"at:{verb}"] = 1.0
    f["words_before_unused"] = sum(p < span.first for p in common.left)


def write_fact(f: dict[str, float], common: Common, option: Option) -> None:
    """Write what is known of a text of the page that is typed or answered with."""
    fact = option.fact
    if fact is None:
        return
    match = common.match
    text = option.text
    f["fact"] = 1.0
    key, column, entry, own = (
        match(fact.key), match(fact.column), match(fact.entry), match(fact.value)
    )  # fmt: skip
    f["fact_key"] = key.cover
    f["near:gain"] = key.gain
    f["near:exact"] = key.exact
    f["near:concept"] = key.concept
    f["fact_column"] = max(column.cover, column.concept)
    f["fact_entry"] = entry.gain
    f["entry:cover"] = entry.cover
    f["fact_in_task"] = own.cover
    f["fact_number"] = number_in(text) is not None
    f["fact_money"] = any(sign in text for sign in "$£€")
    f["fact_date"] = bool(dates_in(text))
    f["fact_capital"] = text[:1].isupper()
    f["fact_length"] = len(text.split())
    f["fact_order"] = fact.order
    f["fact_cell"] = bool(fact.column)
    if option.element is not None:
        label = set(stems(option.element.name))
        told = set(stems(fact.key))
        f["fact_label"] = len(label & told) / len(label | told) if label and told else 0.0
        f["fact_label_same"] = bool(label) and label == told
        f["value_same"] = (option.element.node.value or "").strip() == text.strip()
        f["value_empty"] = not option.element.node.value
        f["field_order"] = sum(e.order < option.element.order for e in common.empty)
