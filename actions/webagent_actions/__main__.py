"""`python -m webagent_actions > docs/actions.md` writes the reference of the action space."""

from __future__ import annotations

import sys

from .reference import reference

sys.stdout.write(reference())
