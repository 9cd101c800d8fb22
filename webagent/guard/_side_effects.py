"""Addresses whose words say that merely asking for them changes something."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

_WORDS = frozenset(
    """
    logout logoff signout signoff delete destroy remove erase purge revoke deactivate unsubscribe
    optout confirm approve reject cancel activate upvote downvote addtocart buynow impersonate
    abmelden ausloggen loeschen entfernen kuendigen bestaetigen stornieren
    deconnexion supprimer retirer annuler confirmer desabonner
    cerrarsesion eliminar borrar cancelar confirmar
    uitloggen verwijderen opzeggen bevestigen
    scollegati elimina rimuovi annulla conferma
    sair excluir remover
    wyloguj usun anuluj potwierdz
    logga-ut tabort avbryt bekrafta
    """.replace("-", "").split()
)
_PAIRS = frozenset(
    {("log", "out"), ("log", "off"), ("sign", "out"), ("sign", "off"), ("opt", "out")}
    | {("add", "cart"), ("buy", "now"), ("cerrar", "sesion"), ("logga", "ut")}
)
_DOING = frozenset({"action", "act", "do", "cmd", "command", "op", "operation", "task", "method"})
_STATIC = re.compile(
    r"\.(?:js|mjs|css|map|json|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|mp4|webm|mp3|wasm)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]*")


def side_effect(target: str) -> str | None:
    """Return the word for which asking for an address may change something, if it has one.

    Words of the path and the names of query parameters count, and the values of those that say
    what to do (`?action=delete`). A plain file, such as `/icons/delete.svg`, is only a file.
    """
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    path = unquote(parts.path)
    file_name = path.rpartition("/")[2]
    if not parts.query and _STATIC.fullmatch(file_name[file_name.rfind(".") :] or "-"):
        return None
    texts = path.split("/")
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        texts.append(name)
        if name.lstrip("_").lower() in _DOING:
            texts.append(value)
    return next((word for text in texts if (word := _word_in(text))), None)


def _word_in(text: str) -> str | None:
    words = [part.lower() for part in _PARTS.findall(text)]
    for index, word in enumerate(words):
        following = words[index + 1 : index + 3]
        if word in _WORDS:
            return word
        if any((word, other) in _PAIRS for other in following):
            return " ".join([word, *following])
        if following and word + following[0] in _WORDS:
            return f"{word} {following[0]}"
    return None
