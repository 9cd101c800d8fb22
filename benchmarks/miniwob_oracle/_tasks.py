"""Which solution plays which task, and why some tasks have none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import (
    clicking,
    dates,
    dragging,
    editing,
    fields,
    looking,
    mail,
    pointing,
    reading,
    shapes,
    social,
)

if TYPE_CHECKING:
    from ._play import Solution

_ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Task:
    """How a task is played."""

    solution: Solution | None = None
    note: str = ""
    """What has to be known about it; without a solution, why it has none."""
    attempts: int = 1
    """How often an episode is begun again when it was lost."""
    looks: bool = False
    """Whether it needs what only the picture of the page shows."""


_STROKE = "a curve has to be drawn; a drag is one straight stroke"
_MARKED = "a text that is no field has to be marked; nothing of the action space marks one"
_FIRST_ITEM = (
    "the first item, which is selected from the start, takes no click of any mouse once the menu "
    "stands still: the page's library moves it in the document under every mouse event"
)
_BARE = "the area to point at is a bare box and no picture"
_WAITING = "waiting for a price needs a look without an action"

TASKS: dict[str, Task] = {
    "ascending-numbers": Task(clicking.ascending_numbers),
    "bisect-angle": Task(pointing.bisect_angle, looks=True),
    "book-flight": Task(dates.book_flight),
    "book-flight-nodelay": Task(dates.book_flight),
    "buy-ticket": Task(reading.best_offer),
    "choose-date": Task(dates.choose_date),
    "choose-date-easy": Task(dates.choose_date),
    "choose-date-medium": Task(dates.choose_date),
    "choose-date-nodelay": Task(dates.choose_date),
    "choose-list": Task(fields.choose_from_list),
    "circle-center": Task(pointing.find_centre, looks=True),
    "click-button": Task(clicking.click_named_button),
    "click-button-sequence": Task(clicking.click_button_sequence),
    "click-checkboxes": Task(fields.check_named),
    "click-checkboxes-large": Task(fields.check_named),
    "click-checkboxes-soft": Task(fields.check_similar),
    "click-checkboxes-transfer": Task(fields.check_named),
    "click-collapsible": Task(clicking.open_section),
    "click-collapsible-2": Task(clicking.find_link_in_sections),
    "click-collapsible-2-nodelay": Task(clicking.find_link_in_sections),
    "click-collapsible-nodelay": Task(clicking.open_section),
    "click-color": Task(looking.click_colour, looks=True),
    "click-dialog": Task(clicking.close_dialog),
    "click-dialog-2": Task(clicking.click_dialog_button),
    "click-link": Task(clicking.click_link),
    "click-menu": Task(clicking.click_menu),
    "click-menu-2": Task(clicking.click_menu_item),
    "click-option": Task(fields.choose_option),
    "click-pie": Task(clicking.click_pie),
    "click-pie-nodelay": Task(clicking.click_pie, _FIRST_ITEM),
    "click-scroll-list": Task(editing.choose_several),
    "click-shades": Task(looking.click_shades, looks=True),
    "click-shape": Task(looking.click_shape, looks=True),
    "click-tab": Task(clicking.click_tab),
    "click-tab-2": Task(clicking.find_link_in_tabs),
    "click-tab-2-easy": Task(clicking.find_link_in_tabs),
    "click-tab-2-hard": Task(clicking.find_link_in_tabs),
    "click-tab-2-medium": Task(clicking.find_link_in_tabs),
    "click-test": Task(clicking.click_only_button),
    "click-test-2": Task(clicking.click_named_button),
    "click-test-transfer": Task(clicking.click_named_button),
    "click-widget": Task(clicking.click_widget),
    "copy-paste": Task(reading.copy_text),
    "copy-paste-2": Task(reading.copy_nth_text),
    "count-shape": Task(looking.count_shapes, looks=True),
    "count-sides": Task(looking.count_sides, looks=True),
    "daily-calendar": Task(dates.create_event),
    "drag-box": Task(dragging.drag_box),
    "drag-circle": Task(shapes.drag_shape),
    "drag-cube": Task(note="only the button has a number, so nothing can be dragged to anything"),
    "drag-items": Task(dragging.drag_item),
    "drag-items-grid": Task(dragging.drag_item),
    "drag-shapes": Task(shapes.drag_shapes),
    "drag-shapes-2": Task(shapes.drag_shapes),
    "drag-single-shape": Task(shapes.drag_shape),
    "drag-sort-numbers": Task(dragging.sort_numbers),
    "draw-circle": Task(note=_STROKE),
    "draw-line": Task(shapes.draw_line, looks=True),
    "email-inbox": Task(mail.handle_mail),
    "email-inbox-delete": Task(mail.handle_mail),
    "email-inbox-forward": Task(mail.handle_mail),
    "email-inbox-forward-nl": Task(mail.handle_mail),
    "email-inbox-forward-nl-turk": Task(mail.handle_mail),
    "email-inbox-important": Task(mail.handle_mail),
    "email-inbox-nl-turk": Task(mail.handle_mail),
    "email-inbox-noscroll": Task(mail.handle_mail),
    "email-inbox-reply": Task(mail.handle_mail),
    "email-inbox-star-reply": Task(mail.handle_mail),
    "enter-date": Task(fields.enter_date),
    "enter-password": Task(fields.enter_password),
    "enter-text": Task(fields.enter_text),
    "enter-text-2": Task(fields.enter_text_in_case),
    "enter-text-dynamic": Task(fields.enter_text),
    "enter-time": Task(fields.enter_time),
    "find-greatest": Task(reading.find_greatest),
    "find-midpoint": Task(pointing.find_midpoint, looks=True),
    "find-word": Task(reading.nth_word),
    "focus-text": Task(clicking.focus_text),
    "focus-text-2": Task(clicking.focus_nth_text),
    "form-sequence": Task(dragging.set_slider_and_box),
    "form-sequence-2": Task(fields.fill_radio_and_text),
    "form-sequence-3": Task(fields.choose_and_press),
    "generate-number": Task(reading.generate_number),
    "grid-coordinate": Task(clicking.click_grid_point),
    "guess-number": Task(reading.guess_number),
    "highlight-text": Task(note=_MARKED),
    "highlight-text-2": Task(note=_MARKED),
    "hot-cold": Task(pointing.find_heat, _BARE, looks=True),
    "identify-shape": Task(looking.identify_shape),
    "login-user": Task(fields.login),
    "login-user-popup": Task(fields.login),
    "multi-layouts": Task(fields.search_movies),
    "multi-orderings": Task(fields.search_movies),
    "navigate-tree": Task(clicking.navigate_tree),
    "number-checkboxes": Task(fields.draw_number),
    "odd-or-even": Task(reading.odd_or_even),
    "order-food": Task(social.order_food),
    "phone-book": Task(reading.find_contact),
    "read-table": Task(reading.table_value),
    "read-table-2": Task(reading.table_values),
    "resize-textarea": Task(note="the handles it is resized by have no number"),
    "right-angle": Task(pointing.make_right_angle, looks=True),
    "scroll-text": Task(reading.last_word),
    "scroll-text-2": Task(editing.scroll_text),
    "search-engine": Task(reading.find_result),
    "sign-agreement": Task(editing.sign_agreement),
    "simple-algebra": Task(reading.algebra),
    "simple-arithmetic": Task(reading.arithmetic),
    "social-media": Task(social.click_on_post),
    "social-media-all": Task(social.click_on_posts),
    "social-media-some": Task(social.click_on_posts),
    "stock-market": Task(reading.buy_stock, _WAITING),
    "terminal": Task(editing.use_terminal),
    "text-editor": Task(editing.style_text),
    "text-transform": Task(reading.transformed_text),
    "tic-tac-toe": Task(
        looking.tic_tac_toe, "a lost game is begun again", attempts=_ROUNDS, looks=True
    ),
    "unicode-test": Task(clicking.click_named_button),
    "use-autocomplete": Task(dates.use_autocomplete),
    "use-autocomplete-nodelay": Task(dates.use_autocomplete),
    "use-colorwheel": Task(fields.pick_named_colour),
    "use-colorwheel-2": Task(fields.pick_shown_colour),
    "use-slider": Task(dragging.set_slider),
    "use-slider-2": Task(dragging.set_sliders),
    "use-spinner": Task(dragging.set_spinner),
    "visual-addition": Task(looking.add_blocks, looks=True),
}
"""Every task of BrowserGym's list (arXiv 2412.05467)."""
