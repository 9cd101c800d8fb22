"""The names of all that is known of an option, in the order of the model file."""

from __future__ import annotations

from ._quantities import MEASURES
from ._task import VERB_NAMES
from ._words import concepts, stems

KINDS = (
    "click", "type", "select", "check", "set_date", "set_range", "press", "hover", "scroll",
    "go_back", "goto", "switch_tab", "drag", "dialog", "stop_done", "stop_unable", "stop_answer",
)  # fmt: skip
ROLES = (
    "button", "link", "tab", "checkbox", "radio", "textbox", "searchbox", "combobox", "option",
    "listitem", "menuitem", "clickable", "cell", "gridcell", "row", "img", "switch", "list",
    "treeitem", "slider", "spinbutton", "heading", "columnheader",
)  # fmt: skip
LAST = ("", "click", "type", "check", "select", "set_date", "scroll", "hover", "go_back")
SIGNS = {
    "submit": "submit", "next": "next", "previous": "previous", "close": "close",
    "cancel": "cancel", "accept": "accept", "search": "search", "menu": "menu", "open": "open",
    "delete": "delete", "add": "add", "reply": "reply", "cart": "cart", "login": "login",
    "home": "home", "checkout": "checkout",
}  # fmt: skip
"""What controls do, by a word for it."""
SORTS = ("price", "time", "date", "rating", "size")
"""What superlatives go by."""
TEXTS = ("name", "entry", "before", "after", "heading", "near", "description")
"""The texts of and around an element that are compared with the task."""
TEXT_PARTS = (
    "exact", "unused", "quoted", "written", "cover", "gain", "place", "length", "concept",
    "negated", "starts", "ends",
)  # fmt: skip
"""Fields of `Match`."""
_SINGLE = """
step failed left left_share quotes_left of_all least most asks modal_open options same_page
fields_empty fields new_any order nth of own_name hinted no_name modal beside_modal covered
expanded collapsed selected checked focused haspopup readonly submits in_form invalid clicked
clicked_name vain is_last is_new after_last ordinal ordinal_list ordinal_any role_said
number_said day_match month_ahead date_match entry_place list_place list_length in_list
last_clause same_clause ahead words_before_unused best_gain best_exact best_concept best_entry
first_unused gain_rank ties on_value prefix_of_typed typed_in_name value_held value_same
value_empty span_quoted span_words span_digits span_capital span_email span_crossing span_whole
span_before span_after span_own span_nearest span_used span_is_control span_order field_order
order_same best_span best_field prev_in prev_named prev_for prev_as prev_verb next_in next_end
fact fact_key fact_label fact_column fact_entry fact_number fact_money fact_date fact_capital
fact_length fact_in_task fact_order fact_best fact_cell question_who question_when
question_where question_count question_price number_type email_type password_type search_type
date_type multi_line said_done status_done last_sign_submit url_changed tabs dialog_open
can_scroll empties_before options_of_kind task_words task_quotes task_numbers
entry_unused_quotes entries_match list_gain key_forward key_enter gap fact_label_same up down
drag_places drag_to_ordinal drag_order concept_new concept_left concept_here did_any
value_wanted open_named open_quoted open_gain open_entry open_concept peers peers_fit like_done
like_done_fit absent_share absent_quotes clauses clauses_left clauses_untouched unsent winner:left
"""


def _names() -> tuple[str, ...]:
    """Return the names of all features, in the order they are written by the model file."""
    names = [f"kind:{kind}" for kind in KINDS]
    names += [f"role:{role}" for role in ROLES]
    names += [f"last:{verb}" for verb in LAST]
    names += [f"task:{verb}" for verb in VERB_NAMES]
    names += [f"at:{verb}" for verb in VERB_NAMES]
    names += [f"sign:{sign}" for sign in SIGNS]
    names += [f"wanted:{sign}" for sign in SIGNS]
    names += [f"{text}:{part}" for text in TEXTS for part in TEXT_PARTS]
    names += [f"did:{sign}" for sign in SIGNS]
    names += [f"winner:{measure}" for measure in (*MEASURES, "own", "keyed")]
    names += [f"super:{sort}" for sort in SORTS]
    return (*names, *_SINGLE.split())


def sign_of(name: str) -> frozenset[int]:
    """Return what a control of this sign stands for, as numbers of concepts."""
    return concepts(stems(SIGNS[name]))


NAMES = _names()
INDEX = {name: number for number, name in enumerate(NAMES)}
