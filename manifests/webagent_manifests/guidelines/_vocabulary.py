"""The deeds that guidelines forbid and controls carry, and the words they go by.

English first, with the commonest German, French and Spanish words. All patterns are for text from
`plain_words`.
"""

from __future__ import annotations

from enum import StrEnum


class Deed(StrEnum):
    """Something an agent can do on a site, as people call it."""

    CAPTCHA = "solve a CAPTCHA"
    SUBSCRIBE = "subscribe"
    REGISTER = "create an account"
    LOG_IN = "log in"
    LOG_OUT = "log out"
    CANCEL = "cancel"
    DELETE = "delete"
    CART = "fill the cart"
    BUY = "buy"
    BOOK = "book"
    BID = "bid"
    VOTE = "vote"
    RATE = "rate"
    MESSAGE = "send a message"
    POST = "publish"
    SHARE = "share"
    LIKE = "like"
    FOLLOW = "follow"
    INVITE = "invite"
    APPLY = "apply"
    ACCEPT = "accept"
    CHANGE = "change"
    UPLOAD = "upload"
    DOWNLOAD = "download"
    SEARCH = "search"
    PLAY = "play media"
    COPY = "copy"
    SCRIPT = "run a script"
    SUBMIT = "send a form"
    FILL = "fill in a field"
    CLICK = "click"


_ORDERS = "orders?|purchases?|payments?|checkouts?|compras?|pedidos?|commandes?|achats?"
_POSTS = (
    "comments?|reviews?|posts?|repl(?:y|ies)|articles?|ratings?|testimonials?|feedback|avis|"
    "commentaires?|comentarios?|resenas?|opinion(?:es)?"
)
_NOTES = "messages?|dms?|e ?mails?|mensajes?"
_SMALL = r"(?:[\w']+ ){0,3}?"

# With the verb first, as English, French and Spanish put it.
VERB_FIRST: dict[Deed, str] = {
    Deed.CAPTCHA: (
        r"(?:solv(?:e|ing)|bypass(?:ing)?|answer(?:ing)?|complet(?:e|ing)|pass(?:ing)?) "
        rf"{_SMALL}captchas?|captchas?|i'?m not a robot|i am not a robot|verify you are human|"
        "je ne suis pas un robot|no soy un robot"
    ),
    Deed.SUBSCRIBE: (
        r"subscrib(?:e|ing)|sign(?:ing)? (?:\w+ )?up (?:\w+ ){0,3}newsletters?|newsletter sign ?up|"
        r"s'inscrire (?:\w+ ){0,3}newsletters?|"
        r"(?:s')?abonn(?:er|ez)|(?:me )?suscrib(?:ir|irse|ete|irme)"
    ),
    Deed.REGISTER: (
        r"sign(?:ing)? (?:\w+ )?up|signups?|register(?:ing)?|join(?:ing)?(?: now| us| free)?$|"
        r"(?:creat(?:e|ing)|open(?:ing)?|set(?:ting)? up|mak(?:e|ing)|generat(?:e|ing)) "
        r"(?:an? |new |your |my |user |customer |any |multiple |fake |free )*(?:accounts?|"
        r"profiles?)|(?:automated |automatic )?account (?:creation|registration)|"
        r"(?:s')?inscri(?:re|vez)(?: vous)?|"
        r"creer (?:un |mon |des |votre )?comptes?|registrar(?:se|te)|registrate|"
        r"crear (?:una? |mi |tu )?(?:nueva )?cuentas?"
    ),
    Deed.LOG_IN: (
        r"log(?:ging)? ?in(?:to)?|sign(?:ing)? ?in(?:to)?|log(?:ging)? ?on(?:to)?|logins?|"
        r"authenticat(?:e|ing)|(?:se )?connect(?:er|ez)(?: vous)?|connexion|"
        r"inici(?:ar|a) (?:la )?sesion|acceder|entrar"
    ),
    Deed.LOG_OUT: (
        r"log(?:ging)? ?out|sign(?:ing)? ?out|logout|(?:se )?deconnecter|cerrar (?:la )?sesion"
    ),
    Deed.CANCEL: r"cancel(?:l?ing)?|terminat(?:e|ing)|resilier|annuler|cancelar|anular",
    Deed.DELETE: (
        r"delet(?:e|ing)|remov(?:e|ing)|eras(?:e|ing)|supprimer|effacer|eliminar|borrar|"
        r"close (?:my |your |the )?account"
    ),
    Deed.CART: (
        rf"(?:add|put|adding|putting) (?:\w+ ){{0,4}}?(?:to|in|into) {_SMALL}(?:cart|basket|bag)|"
        r"fill(?:ing)? (?:the |a )?carts?|ajouter (?:\w+ ){0,3}?panier|"
        r"(?:anadir|agregar) (?:\w+ ){0,3}?(?:carrito|cesta)"
    ),
    Deed.BUY: (
        r"buy(?:ing)?|purchas(?:e|ing)|pay(?:ing)?|donat(?:e|ing)|check(?:ing)? ?out|"
        rf"spend(?:ing)? {_SMALL}money|"
        rf"(?:mak(?:e|ing)|plac(?:e|ing)|submit(?:ting)?|complet(?:e|ing)|confirm(?:ing)?|"
        rf"initiat(?:e|ing)|finali[sz](?:e|ing)|passer|valider|realizar|hacer|confirmar|"
        rf"finalizar) {_SMALL}(?:{_ORDERS})|"
        r"order(?:ing)?|achet(?:er|ez)|command(?:er|ez)|payer|payez|comprar|pagar"
    ),
    Deed.BOOK: (
        rf"mak(?:e|ing) {_SMALL}(?:reservations?|bookings?|appointments?)|book(?:ing)?|"
        r"reserv(?:e|ing|er|ez|ar)|schedul(?:e|ing)"
    ),
    Deed.BID: rf"(?:plac(?:e|ing)|mak(?:e|ing)|submit(?:ting)?) {_SMALL}bids?|bid(?:ding)?",
    Deed.VOTE: r"vot(?:e|ing|er|ez|ar)|upvote|downvote",
    Deed.RATE: r"rat(?:e|ing)|noter|notez|calificar|valorar",
    Deed.MESSAGE: (
        rf"(?:send(?:ing)?|writ(?:e|ing)|envoyer|ecrire|enviar|mandar|"
        rf"escribir) {_SMALL}(?:{_NOTES})|"
        r"messag(?:e|ing)|dm(?:ing)?|contact(?:ing)?(?! (?:us|info\w*|details|forms?|"
        r"page)\b)(?= \w)|e ?mail(?:ing)?(?= \w)(?! address)|contact(?:er|ez)|contactar"
    ),
    Deed.POST: (
        rf"(?:writ(?:e|ing)|submit(?:ting)?|leav(?:e|ing)|add(?:ing)?|send(?:ing)?|mak(?:e|ing)|"
        rf"laisser|ecrire|ajouter|escribir|dejar|anadir|enviar) {_SMALL}(?:{_POSTS})|"
        r"post(?:ing)?|publish(?:ing)?|comment(?:ing)?|reply(?:ing)?|publi(?:er|ez)|comment(?:er|"
        r"ez)|publicar|comentar"
    ),
    Deed.SHARE: r"shar(?:e|ing)|partag(?:er|ez)|compartir",
    Deed.LIKE: r"lik(?:e|ing)(?: this)?|aimer|me gusta",
    Deed.FOLLOW: r"(?:un)?follow(?:ing)?(?! links?| the link)|suivre|seguir",
    Deed.INVITE: r"invit(?:e|ing|er|ez|ar)",
    Deed.APPLY: r"apply(?:ing)? (?:for|to)|apply now|postuler",
    Deed.ACCEPT: r"accept(?:ing|er|ez|ar)?|agree(?:ing)? to|i agree|allow all",
    Deed.CHANGE: (
        r"chang(?:e|ing)|edit(?:ing)?|modify(?:ing)?|updat(?:e|ing)|reset(?:ting)?|modifi(?:er|ez)|"
        r"cambiar|modificar|editar"
    ),
    Deed.UPLOAD: r"upload(?:ing)?|televerser|subir (?:\w+ )?archivos?",
    Deed.DOWNLOAD: r"download(?:ing)?|telecharg(?:er|ez)|descargar",
    Deed.SEARCH: r"search(?:ing)?|us(?:e|ing) (?:the )?(?:\w+ )?search|(?:re)?chercher|buscar",
    Deed.PLAY: r"play(?:ing)?|stream(?:ing)?|lire|reproducir",
    Deed.COPY: r"copy(?:ing)?|copier|copiar",
    Deed.SCRIPT: rf"(?:execut(?:e|ing)|run(?:ning)?|inject(?:ing)?) {_SMALL}(?:scripts?|"
    rf"javascript|code)",
    Deed.SUBMIT: r"submit(?:ting)?|send(?:ing)?(?= (?:\w+ ){0,3}forms?)|(?:envoyer|soumettre|"
    r"enviar)",
    Deed.FILL: (
        r"fill(?:ing)?(?: in| out)?|complet(?:e|ing)(?= (?:\w+ ){0,2}forms?)|typ(?:e|ing)|"
        r"enter(?:ing)?(?! the site| the page)|remplir|rellenar"
    ),
    Deed.CLICK: r"click(?:ing)?(?: on)?|press(?:ing)?|tap(?:ping)?|cliqu(?:er|ez)(?: sur)?|"
    r"hacer clic",
}
# With the verb last, as German puts it.
VERB_LAST: dict[Deed, str] = {
    Deed.SUBSCRIBE: r"abonnieren|newsletter anmelden",
    Deed.REGISTER: (
        r"registrieren|(?:konto|konten|account|accounts|benutzerkonto) "
        r"(?:erstellen|anlegen|eroffnen)"
    ),
    Deed.LOG_IN: r"anmelden|einloggen|anmeldung",
    Deed.LOG_OUT: r"abmelden|ausloggen",
    Deed.CANCEL: r"stornieren|kundigen",
    Deed.DELETE: r"loschen|entfernen",
    Deed.CART: r"in den (?:warenkorb|einkaufswagen)(?: legen)?",
    Deed.BUY: r"kaufen|bestellen|bezahlen|bestellung(?:en)? (?:aufgeben|abschicken|abschliessen)",
    Deed.BOOK: r"buchen|reservieren",
    Deed.VOTE: r"abstimmen",
    Deed.MESSAGE: r"(?:nachricht|nachrichten|e ?mails?) (?:senden|schreiben|schicken|verschicken)",
    Deed.POST: (
        r"veroffentlichen|kommentieren|posten|bewerten|"
        r"(?:kommentare?|bewertung(?:en)?) (?:schreiben|abgeben|senden|absenden|verfassen)"
    ),
    Deed.SHARE: r"teilen",
    Deed.INVITE: r"einladen",
    Deed.ACCEPT: r"akzeptieren|zustimmen",
    Deed.CHANGE: r"andern|bearbeiten",
    Deed.UPLOAD: r"hochladen",
    Deed.DOWNLOAD: r"herunterladen",
    Deed.SEARCH: r"suchen",
}
# For wishes that name the deed by a noun alone: “no unsolicited messages”.
NOUNS: dict[Deed, str] = {
    Deed.MESSAGE: rf"(?:{_NOTES})|spam",
    Deed.BUY: rf"{_ORDERS}",
    Deed.POST: rf"{_POSTS}",
    Deed.REGISTER: r"registrations?",
    Deed.DOWNLOAD: r"downloads?",
    Deed.UPLOAD: r"uploads?",
}
# The rest of a label that makes it speak of a deed instead of doing it.
SPEAKS_OF = (
    "history|help|method|methods|policy|policies|settings|details|status|by|number|summary|of|"
    "issue|issues|problem|problems|faq|rules|about|info|information|tips|guide|prices|options|"
    "filter|filters|requirements|terms|confirmation|limits|count|log"
)
LEAD_IN = (
    r"^(?:(?:please|now|then|yes|ok|first|next|i|i'?ll|i am|will|need to|want to|have to|must|"
    r"let me|going to|try to|attempt to|to|so|and|click|press|submit|here|the button|proceed to|"
    r"continue to|go to|or|quick|jetzt) )+(?=\w)"
)
# In front of the verb of a wish, and verbs that say nothing of the deed.
NO_DEED = (
    "agents|agent|bots|bot|they|it|you|do|not|don't|never|must|should|shall|may|can|refrain|"
    "from|avoid|abstain|attempt|attempting|to|try|trying|automatically"
)
TOO_WIDE = (
    "use|using|interact|access|make|be|have|get|take|perform|engage|participate|visit|go|open|"
    "see|view|read|browse|show|any|all|the|a|an|no|unsolicited|automated|private|direct|fake"
)

_PASSWORD = r"\b(?:password|passwort|kennwort|mot de passe|contrasena|passphrase)\b"
PURPOSES = (
    (Deed.SUBSCRIBE, r"\bnewsletter\b"),
    (Deed.BUY, r"\b(?:card number|cvv|cvc|iban|kartennummer|numero de (?:carte|tarjeta))\b"),
    (
        Deed.REGISTER,
        rf"\b(?:confirm|repeat|retype|wiederholen|bestatigen|confirmer|confirmar)\b.*{_PASSWORD}|"
        rf"{_PASSWORD}.*{_PASSWORD}|{_PASSWORD}.*\b(?:confirm|repeat|wiederholen|bestatigen)\b|"
        rf"\b(?:first name|last name|full name|date of birth|birthday)\b.*{_PASSWORD}",
    ),
    (Deed.LOG_IN, _PASSWORD),
    (
        Deed.POST,
        r"\b(?:comments?|reviews?|kommentar|commentaire|comentario|bewertung|avis|resena)\b",
    ),
    (
        Deed.MESSAGE,
        r"\b(?:message|recipient|nachricht|empfanger|destinataire|mensaje|destinatario)\b",
    ),
    (
        Deed.SEARCH,
        r"^(?:\w+ )?(?:search|query|suche|suchbegriff|recherche|busqueda|buscar|q)(?: \w+)?$",
    ),
)
