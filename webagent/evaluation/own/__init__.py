"""Suites of a user's own: tasks in a YAML or TOML file, with what decides whether they were done.

suite = SuiteFile.load(Path("my-shop.yaml"))
"""

from __future__ import annotations

from ._demo_shop import DEMO_SHOP, demo_shop_suite
from ._own_suite import OwnSuite
from ._problem import Problem, SuiteInvalid, SuiteUnreadable
from ._schema import suite_schema
from ._suite_file import SuiteFile

__all__ = [
    "DEMO_SHOP",
    "OwnSuite",
    "Problem",
    "SuiteFile",
    "SuiteInvalid",
    "SuiteUnreadable",
    "demo_shop_suite",
    "suite_schema",
]
