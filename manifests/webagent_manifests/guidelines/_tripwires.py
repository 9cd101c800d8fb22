"""The words by which an injection gives itself away, in English, German, French and Spanish.

Patterns are for text from `folded`: lower case, no accents.
Source: Greshake et al., "Not what you've signed up for", arXiv 2302.12173, on the forms of attack.
"""

from __future__ import annotations

_INSTRUCTIONS = (
    "instructions?|prompts?|rules?|guidelines?|directions?|commands?|orders|polic(?:y|ies)|"
    "constraints?|restrictions?|safeguards?|safety|guardrails?|training|"
    "anweisung(?:en)?|befehle?|vorgaben?|regeln?|instruktion(?:en)?|richtlinien?|auftrag|"
    "consignes?|directives?|regles?|ordres?|"
    "instruccion(?:es)?|indicacion(?:es)?|ordenes|reglas?|directrices"
)
_DISREGARD = (
    "ignor(?:e|es|ed|ing|iere|ieren|iert|ez|er|a|ar|en|ad)|disregard(?:ing)?|forget|overrid(?:e|"
    "ing)"
    "|bypass(?:ing)?|circumvent|violate|neglect|"
    "vergiss|vergesst|vergessen|missachte[nt]?|uberschreibe[nt]?|umgehe[nt]?|"
    "oubli(?:e|er|ez)|contourne[zr]?|outrepasse[zr]?|ne (?:tiens|tenez) (?:pas|aucun) compte|"
    "olvid(?:a|ar|e|en)|omit(?:e|ir)|descart(?:a|ar|e)|(?:haz|hacer|haga) caso omiso|salt(?:ate|"
    "arse)"
)
_SECRET = (
    "system ?prompt|initial prompt|hidden prompt|api[ -]?keys?|secret keys?|private keys?|"
    "passwords?|"
    "passphrases?|passcodes?|cookies?|session ?(?:ids?|tokens?)|(?:access|auth|bearer|api) tokens?|"
    "credentials|login data|secrets|credit card(?: numbers?| data| details)?|card numbers?|cvv|"
    "seed phrase|one[ -]time (?:codes?|passwords?)|otp|2fa codes?|environment variables|"
    "passwort|passworter|kennwort|kennworter|api[ -]?schlussel|zugangsdaten|anmeldedaten|"
    "kreditkarten?(?:nummer|daten)|systemanweisung(?:en)?|"
    "mots? de passe|cles? (?:d')?api|identifiants|jetons?|(?:invite|prompt) (?:du )?systeme|"
    "numeros? de carte|"
    "contrasenas?|claves? (?:de )?(?:la )?api|credenciales|(?:prompt|instrucciones) del sistema|"
    "numeros? de tarjeta"
)
_DIVULGE = (
    "reveal|show|print|send|repeat|output|give|tell|share|disclose|leak|paste|include|provide|"
    "expose|post|e-?mail|submit|upload|forward|transmit|display|return|write|put|append|attach|"
    "sende|senden|schicke|schicken|verrate|verraten|zeige|zeigen|nenne|nennen|gib|ubermittle|"
    "ubermitteln|teile|teilen|preisgeben|mitteilen|weitergeben|"
    "envoi(?:e|es)|envoy(?:er|ez)|revele[rz]?|montre[rz]?|affiche[rz]?|donne[rz]?|communique[rz]?|"
    "transmet(?:s|tez|tre)|divulgue[rz]?|partage[rz]?|"
    "envi(?:a|ar|e|en)|revel(?:a|ar|e|en)|muestr(?:a|e)|mostrar|dime|dar|comparta|compartir|"
    "manda[r]?|imprim(?:e|ir)|facilita[r]?"
)
_MATTER = (
    "data|information|contents?|conversations?|histor(?:y|ies)|pages?|chats?|everything|results?|"
    "files?|documents?|context|details|screenshots?|"
    "daten|informationen|inhalte?|gesprach|verlauf|seite|alles|dateien|"
    "donnees|informations|contenus?|historique|tout|fichiers|"
    "datos|informacion|contenidos?|historial|todo|archivos"
)
_CARRY = (
    "send|e-?mail|mail|post|upload|forward|transmit|exfiltrate|copy|report|leak|relay|"
    "senden?|schicken?|mailen?|ubermitteln?|ubertragen?|leiten?|"
    "envoi(?:e|es)|envoy(?:er|ez)|transmet(?:s|tez|tre)|transfer(?:e|er|ez)|"
    "envi(?:a|ar|e|en)|mandar?|transmit(?:e|ir)|reenvi(?:a|ar|e)"
)
_PERSON = (
    "users?|humans?|persons?|people|owners?|operators?|customers?|anyone|anybody|"
    "nutzer[n]?|benutzer[n]?|menschen|kunden|niemandem|"
    "utilisateurs?|humains?|personne|clients?|usuarios?|humanos?|nadie|personas?"
)
_ADDRESS = (
    r"(?:[a-z]{2,10}://|www\.|[\w.+-]{1,64}@\w|\w\.(?:com|net|org|io|ru|cn|xyz|example|test)\b)"
)

OVERRIDES = "tells the agent to disregard its instructions"
RECASTS = "gives the agent another role"
SECRETS = "asks for secrets"
CARRIES = "sends data away"
CALLS = "calls for a tool"
IMITATES = "imitates the frame of a prompt"
EXCLUDES = "keeps the user out"
HIDES = "hides text"
ENCODES = "holds encoded text"
MIXES = "mixes alphabets within a word"


PATTERNS = (
    (OVERRIDES, rf"\b(?:{_DISREGARD})\b.{{0,40}}\b(?:{_INSTRUCTIONS})\b"),
    (OVERRIDES, r"\b(?:ignore|disregard|forget) (?:all |everything )?(?:of )?(?:the )?above\b"),
    (
        OVERRIDES,
        r"\b(?:new|updated|real|actual|true|neue|nouvelles?|nuevas?) "
        r"(?:instructions?|task|goal|objective|system prompt|anweisung(?:en)?|aufgabe|consignes?|"
        r"instrucciones|tarea)(?: (?:is|are|ist|lautet|sind|est|sont|es|son)\b|\s*[:–])",
    ),
    (
        RECASTS,
        r"\byou(?:'re| are| will be)? (?:now|no longer|henceforth)\b|\bfrom now on\b|"
        r"\bpretend (?:to be|you|that)|\b(?:developer|god|admin|debug|dan) mode\b|"
        r"\bjailbr(?:eak|oken)|"
        r"\bact as (?:an? |the |if )?(?:admin|root|developer|unrestricted|system|different|you)|"
        r"\b(?:du bist|sie sind|ihr seid) (?:jetzt|nun|ab sofort)\b|\bab (?:jetzt|sofort) bist\b|"
        r"\b(?:tu es|vous etes) (?:maintenant|desormais)\b|\bdesormais,? (?:tu|vous)\b|"
        r"\b(?:ahora|desde ahora|a partir de ahora),? (?:tu )?(?:eres|seras|actua)\b|"
        r"\beres ahora\b",
    ),
    (SECRETS, rf"\b(?:{_DIVULGE})\b.{{0,60}}\b(?:{_SECRET})\b"),
    # German and the passive put the verb behind
    (
        SECRETS,
        rf"\b(?:{_SECRET})\b.{{0,60}}\b(?:{_DIVULGE}|sent|shared|revealed|included|shown)\b",
    ),
    (CARRIES, rf"\b(?:{_CARRY})\b.{{0,50}}\b(?:{_MATTER})\b.{{0,50}}\b(?:to|via|an|nach|a|al)\b"),
    (CARRIES, rf"\b(?:{_CARRY})\b.{{0,80}}{_ADDRESS}"),
    (CARRIES, rf"\b(?:{_MATTER})\b.{{0,60}}\b(?:to|an|a|via)\b.{{0,30}}{_ADDRESS}"),
    (
        CALLS,
        r"\b(?:call|invoke|trigger|rufe?|appelle[rz]?|llamar?|invocar?) (?:\w+ ){0,3}"
        r"(?:tools?|functions?|commands?|plugins?|werkzeuge?|funktion(?:en)?|outils?|fonctions?|"
        r"herramientas?|funcion(?:es)?)\b|"
        r"\b(?:use|run|execute|benutze|verwende|fuhre|utilise[rz]?|execute[rz]?|usar?|utilizar?|"
        r"ejecutar?) (?:the |your |a |an |this |das |dein |den |le |la |ton |votre |el |tu |su )"
        r"(?:\w+ )?(?:shell|terminal|tools|command|following code|script|befehl|skript|commande|"
        r"comando|herramientas|outils)\b|"
        r"\btool[_ ]?calls?\b|\bfunction[_ ]?call\b|\"(?:arguments|tool|function)\" ?:",
    ),
    (
        IMITATES,
        r"(?:^|[.!?>\])*\n-] ?)(?:system|assistant|developer|human)\s*[:∶꞉ː]|<\|[^|<>]{0,40}\|>|"
        r"\[/?inst\]|<</?sys>>|"
        r"</?(?:system|assistant|user|human|instructions?|tool\w*|function\w*)\b|"
        r"[=═-]{3,} ?(?:begin|end|start|stop|system|page)\b|\"role\" ?:|"
        r"#{2,} ?(?:system|instruction|response)|"
        r"\bend of (?:the )?(?:guidelines?|prompt|data|page)\b",
    ),
    (
        EXCLUDES,
        rf"\b(?:without|do not|don't|never|ohne|nicht|sans|ne|sin|no le) .{{0,30}}"
        rf"\b(?:tell|inform|ask|notif|alert|warn|consult|sag|informier|frag|benachrichtig|dire|demand|preven|"
        rf"avis|dig|pregunt)\w* .{{0,20}}\b(?:{_PERSON})\b|"
        rf"\b(?:ohne|sans que|sin que) (?:\w+ ){{0,2}}(?:{_PERSON})\b .{{0,20}}"
        r"\b(?:zu |es )?(?:fragen|informieren|benachrichtigen|erfahrt|merkt|sache|sepa)\b|"
        rf"\b(?:hide|conceal|keep) .{{0,40}}\bfrom the (?:{_PERSON})\b|\bsecretly\b|\bsilently\b|"
        r"\bheimlich\b|\ben secret\b|\ben secreto\b|\ba escondidas\b",
    ),
    (
        ENCODES,
        r"(?:\\x[0-9a-f]{2}){4}|(?:\\u[0-9a-f]{4}){3}|(?:%[0-9a-f]{2}){6}|"
        r"(?:&#x?[0-9a-f]{1,6};){4}|\b[0-9a-f]{48,}\b|\b(?:[01]{8} ){4}|"
        r"\b(?:decode|decodieren|dekodiere|decode[rz]|decodificar?) .{0,40}"
        r"\b(?:base ?64|rot ?13|hex)|\b(?:base ?64|rot ?13) ?:",
    ),
)
# A prohibition that stops the agent from asking, telling or stopping takes care away.
FORBIDS_CARE = (
    rf"^\W*(?:never |not |do not |don't |nicht |ne |no |nunca |jamais )?(?:to )?(?:(?:tell|inform|"
    rf"notify|warn|alert|ask|consult|involve|wait for|informieren|"
    rf"fragen|warnen|informer|demander|prevenir|avertir|informar|preguntar|avisar)\b.{{0,40}}"
    rf"\b(?:{_PERSON}|confirmation|permission|approval|consent)\b|(?:refuse|decline|question|doubt|"
    rf"verweigern|ablehnen|refuser|negarse|rechazar)\b)"
)
