"""The tasks on the demo shop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ._suite_file import SuiteFile

if TYPE_CHECKING:
    from ._own_suite import OwnSuite

DEMO_SHOP = Path(__file__).with_name("demo-shop.yaml")
"""The suite file."""


def demo_shop_suite() -> OwnSuite:
    """Return the suite of tasks on the demo shop: reading, going places, changing things, what is
    impossible, what is not permitted, and several tabs."""
    return SuiteFile.load(DEMO_SHOP)
