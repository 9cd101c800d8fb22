"""What controls are for, by their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_manifests.generation import Intent, intent_of


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Delete my account", Intent.ACCOUNT_DELETION),
        ("Konto endgültig löschen", Intent.DELETION),
        ("Konto löschen", Intent.ACCOUNT_DELETION),
        ("Fermer mon compte", Intent.ACCOUNT_DELETION),
        ("Eliminar cuenta", Intent.ACCOUNT_DELETION),
        ("CLOSE THIS ACCOUNT", Intent.ACCOUNT_DELETION),
        ("Add to cart", Intent.CART),
        ("In den Warenkorb", Intent.CART),
        ("Go to checkout", Intent.CART),
        ("Place order", Intent.PURCHASE),
        ("Zahlungspflichtig bestellen", Intent.PURCHASE),
        ("Valider ma commande", Intent.PURCHASE),
        ("Realizar el pedido", Intent.PURCHASE),
        ("Cancel subscription", Intent.CANCELLATION),
        ("Abo kündigen", Intent.CANCELLATION),
        ("Annuler la commande", Intent.CANCELLATION),
        ("Remove", Intent.DELETION),
        ("Supprimer", Intent.DELETION),
        ("Se désabonner", Intent.UNSUBSCRIPTION),
        ("Sign out", Intent.LOGOUT),
        ("Cerrar sesión", Intent.LOGOUT),
        ("Sign up", Intent.REGISTRATION),
        ("Anmelden", Intent.LOGIN),
        ("Post", Intent.PUBLICATION),
        ("Post comment", Intent.PUBLICATION),
        ("Veröffentlichen", Intent.PUBLICATION),
        ("Envoyer", Intent.MESSAGE),
        ("Suche", Intent.SEARCH),
        ("Cancel", None),
        ("OK", None),
        ("", None),
        ("Researcher", None),
        ("Payload", None),
    ],
)
def test_labels(label: str, expected: Intent | None) -> None:
    assert intent_of(label=label) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("deleteAccount", Intent.ACCOUNT_DELETION),
        ("/account/delete", Intent.ACCOUNT_DELETION),
        ("/account/addresses/7/delete", Intent.DELETION),
        ("btn_log_out", Intent.LOGOUT),
        ("/posts/12", None),
    ],
)
def test_identifiers_and_addresses(name: str, expected: Intent | None) -> None:
    assert intent_of(name) is expected


def test_what_cannot_be_undone_comes_before_the_rest() -> None:
    assert intent_of("/cart/7/remove", label="Remove") is Intent.CART
    assert intent_of("search", label="Delete account") is Intent.ACCOUNT_DELETION
    assert next(iter(Intent)) is Intent.ACCOUNT_DELETION


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert intent_of(text, label=text) in {*Intent, None}
