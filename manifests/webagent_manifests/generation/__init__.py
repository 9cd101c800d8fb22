"""A first manifest for a site, drafted from its pages."""

from __future__ import annotations

from ._draft import Draft, Note, draft
from ._intent import Intent, intent_of
from ._treatment import Treatment, treatment_of

__all__ = ["Draft", "Intent", "Note", "Treatment", "draft", "intent_of", "treatment_of"]
