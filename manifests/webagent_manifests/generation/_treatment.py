"""What a draft does about each kind of control, and why."""

from __future__ import annotations

from enum import IntEnum

from ._intent import Intent


class Treatment(IntEnum):
    """How a control is left to agents, from the laxest to the strictest."""

    ALLOW = 0
    HUMAN = 1
    DENY = 2


_TREATMENTS: dict[Intent | None, tuple[Treatment, str]] = {
    Intent.ACCOUNT_DELETION: (
        Treatment.DENY,
        "deletes an account, which nothing brings back; agents are kept out",
    ),
    Intent.PURCHASE: (Treatment.HUMAN, "spends the visitor's money; a person confirms it"),
    Intent.CART: (Treatment.ALLOW, "fills or empties the cart, which binds nobody"),
    Intent.CANCELLATION: (Treatment.HUMAN, "ends an order or a contract; a person confirms it"),
    Intent.DELETION: (Treatment.HUMAN, "deletes something; a person confirms it"),
    Intent.UNSUBSCRIPTION: (Treatment.HUMAN, "ends a subscription; a person confirms it"),
    Intent.LOGOUT: (Treatment.HUMAN, "ends the visitor's session; a person confirms it"),
    Intent.REGISTRATION: (Treatment.HUMAN, "signs the visitor up; a person confirms it"),
    Intent.LOGIN: (Treatment.HUMAN, "logs the visitor in; a person confirms it"),
    Intent.PUBLICATION: (
        Treatment.HUMAN,
        "publishes in the visitor's name; a person confirms it (deny it if agents may not post)",
    ),
    Intent.MESSAGE: (Treatment.HUMAN, "sends in the visitor's name; a person confirms it"),
    Intent.PREFERENCE: (Treatment.ALLOW, "only changes how things are shown"),
    Intent.SEARCH: (Treatment.ALLOW, "only searches"),
    None: (
        Treatment.HUMAN,
        "sends data, and what comes of it could not be told; a person confirms it (allow it if it "
        "is harmless)",
    ),
}


def treatment_of(intent: Intent | None) -> tuple[Treatment, str]:
    """Return how a control of this kind is treated, and the reason as the rest of a sentence."""
    return _TREATMENTS[intent]
