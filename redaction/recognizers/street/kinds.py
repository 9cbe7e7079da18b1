"""Kinds of streets, and what stands around them, as patterns and as gates. Part of `redaction.recognizers.street.recognizer`."""

# ruff: noqa: E501  # a pattern is read as a whole

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from redaction.recognizers.street.tails import CAPITAL, HOUSE, INITIAL, INNER
from redaction.words import streets

__all__ = [
    "BOX",
    "BOX_GATE",
    "BOX_NUMBER",
    "COMPOUND",
    "COMPOUND_GATES",
    "FRENCH",
    "FRENCH_GATE",
    "HOUSE_BEHIND",
    "MILITARY",
    "MILITARY_GATE",
    "NUMBERED",
    "NUMBER_FIRST",
    "NUMBER_FIRST_GATES",
    "PLAIN",
    "PREPOSED",
    "PREPOSED_GATE",
    "SHORT",
    "SMALL",
    "STREET_AND_NUMBER",
    "TYPE_FIRST",
    "TYPE_FIRST_GATE",
    "TYPE_WORD",
    "UNIT",
]

_BEFORE: Final = r"(?<![\w$\u20ac\u00a3%/.#+-])(?<![0-9][,:])"
# Of the names of streets: whole, as their articles follow in one order only.
_PARTICLES: Final = r"(?:de la|de los|de las|de l['\u2019]|des|de|du|della|delle|dello|degli|del|dei|dell['\u2019]|d['\u2019]|da|das|do|dos|la|el|los|las|le|les)"

# -- A number, a name, and then what kind of street it is.
PLAIN: Final = streets.PLAIN
"""In small letters: words that are seldom anything else. The others are nouns and verbs of programs, too."""
SHORT: Final = streets.SHORT
"""Those that are written with a full stop."""
_SMALL_WORDS: Final = "street|road|avenue|lane|boulevard|drive|ave|blvd|rd|st"


def _forms(words: Iterable[str], *, small: bool = False) -> list[str]:
    forms = {form for word in words for form in (word.title(), word.upper(), *([word] if small else []))}
    return sorted(forms, key=lambda form: (-len(form), form))


def _gates(before: str, words: Sequence[str], behind: str) -> tuple[str, ...]:
    """Several gates for many words: of a longer alternation Hyperscan makes thirty times as much."""
    pieces = (words[at : at + _MOST_WORDS] for at in range(0, len(words), _MOST_WORDS))
    return tuple(f"{before}(?:{'|'.join(piece)}){behind}" for piece in pieces)


_MOST_WORDS: Final = 32
_PLAIN_FORMS: Final = "|".join(_forms(PLAIN, small=True))
_OTHER_FORMS: Final = "|".join(_forms(streets.NOUNS))
_KINDS: Final = f"{_PLAIN_FORMS}|{_OTHER_FORMS}"
_DIRECTION: Final = "(?:North|South|East|West|NE|NW|SE|SW|N|S|E|W)"
_ORDINAL: Final = "[0-9]{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)"
_NUMBER: Final = r"(?P<house>(?:[0-9]{1,4}/)?[0-9]{1,5}(?:[A-Za-z](?!\w)|-[0-9]{1,4}(?!\w)| 1/2(?!\w))?),? "
NUMBER_FIRST: Final = re.compile(
    rf"{_BEFORE}{_NUMBER}(?:{_DIRECTION}\.? )?"
    rf"(?P<name>(?:{CAPITAL}\.?|{_ORDINAL}) (?:(?:{CAPITAL}\.?|{_ORDINAL}|of|the|de|la) ){{0,3}}?)"
    rf"(?P<kind>{_PLAIN_FORMS}|(?:{_OTHER_FORMS})(?! (?:{_KINDS})\b))\b(?:\.(?!\w))?(?: {_DIRECTION}\b\.?)?"
)
SMALL: Final = re.compile(
    rf"{_BEFORE}{_NUMBER}(?P<name>(?:(?:[a-z]{{3,14}}|{_ORDINAL}) ){{1,2}}?)(?P<kind>{_SMALL_WORDS})\b"
)
NUMBER_FIRST_GATES: Final = _gates("[ ]", _KINDS.split("|"), "[^A-Za-z]")

# -- Words that end like a street, and then a number.
_SURE: Final = (
    "[Ss]tra\u00dfe|[Ss]trasse|[Ss]traat|[Ss]tr\\.|[Gg]asse|[Aa]llee|gracht|[Ll]aan|plein|gatan|v\u00e4gen|veien|vegen|vejen|vej|"
    "gade|[Aa]ll\u00e9|katu|kuja|polku|intie|STRASSE|STRA\u1e9eE|STRAAT"
)
_UNSURE: Final = (
    "[Ww]eg|[Pp]latz|[Dd]amm|[Uu]fer|[Gg]raben|[Ss]teig|[Hh]of|[Mm]arkt|[Cc]haussee|[Gg]\u00e4rten|quai|kade|"
    "dijk|steeg|singel|dreef|gata|v\u00e4g|torg|aukio"
)
_RING: Final = "(?<![aeioupt])ring|(?<=st|dt)ring|Ring"
_OLD: Final = "Alte|Alter|Neue|Neuer|Gro\u00dfe|Gro\u00dfer|Kleine|Kleiner|Obere|Untere|Lange|Breite|Hohe|Oude|Nieuwe|Lille|Store|Stora|Lilla|Vestre|\u00d8stre"
COMPOUND: Final = re.compile(
    rf"(?<![\w/.@-])(?:(?:{_OLD}) )?(?:(?P<word>{INITIAL}{INNER}{{2,30}}?(?:(?P<sure>{_SURE})|{_RING}|{_UNSURE}))"
    rf"|(?:{CAPITAL} )?(?P<first>{CAPITAL}) (?:(?P<apart>Stra\u00dfe|Strasse|Str\.|Gasse|Allee|utca|\u00fatja)|gate|gata|vei|[Aa]ll\u00e9|Weg|Platz|Damm|Ufer|Ring|\u00fat|t\u00e9r)) \Z"
)
STREET_AND_NUMBER: Final = re.compile(
    rf"(?:{CAPITAL}|[a-z]{{2,4}})(?:[ -](?:{CAPITAL}|[a-z]{{2,4}})){{0,3}},? (?P<house>{HOUSE})(?!\w)"
)
HOUSE_BEHIND: Final = re.compile(rf"(?P<house>{HOUSE})(?![\w%]|[.:,/][0-9])")
# What is counted, not numbered.
UNIT: Final = re.compile(
    r" ?(?:[%\u20ac$\u00b0]|(?:[KMGT]i?B|[km]?m\u00b2?|kg|g|ms|s|h|min|Uhr|Euro|EUR|Jahre|Mal|mal|x|px|St\u00fcck|Prozent)\b)"
)
COMPOUND_GATES: Final = _gates(
    "", f"{_SURE}|[Rr]ing|{_UNSURE}|vei|gate|utca|\u00fatja|\u00fat|t\u00e9r".split("|"), "[ ][0-9]"
)

# A preposition and a name, where a code and a town follow: Am Alten Markt 3, 39104 Magdeburg.
PREPOSED: Final = re.compile(
    rf"(?<![\w/.@-])(?:Am|An der|An den|Auf der|Auf dem|Im|In der|In den|Zum|Zur|Unter den|Vor dem|Vor der|Hinter der|Bei der) "
    rf"(?:{CAPITAL}[ -]){{0,2}}{CAPITAL} [0-9]{{1,4}}[a-z]?, \Z"
)
PREPOSED_GATE: Final = "[a-z][ ][0-9]{1,4}[a-z]?, [0-9]{4}"

# -- A number, and then the kind of street: French.
_FRENCH_SURE: Final = "[Rr]ue|RUE|avenue|boulevard|impasse|all\u00e9e|chemin|faubourg|venelle|Jalan"
# Lessons, places in a row, routes and passages of a text: nothing but a code with a town, or a word before, shows a street.
_FRENCH_WEAK: Final = "[Pp]lace|[Cc]ours|[Rr]oute|[Pp]assage"
_FRENCH_UNSURE: Final = (
    f"[Aa]v\\.|[Bb]d|quai|square|Avenue|Boulevard|Impasse|All\u00e9e|Chemin|Quai|Square|{_FRENCH_WEAK}"
)
_FRENCH_HOUSE: Final = "[0-9]{1,4}(?: ?(?:bis|ter|quater|[A-Da-d]))?"
FRENCH: Final = re.compile(
    rf"{_BEFORE}(?P<house>{_FRENCH_HOUSE}),? (?P<kind>(?P<sure>{_FRENCH_SURE})|(?P<weak>{_FRENCH_WEAK})|{_FRENCH_UNSURE}) "
    rf"(?:(?P<particle>{_PARTICLES})(?<=['\u2019])|(?P<apart>{_PARTICLES}) )?"
    rf"(?:{CAPITAL}(?: (?:(?:de|la|du|des|et) )?{CAPITAL}){{0,3}}"
    r"|(?P<small>(?:(?<=[dl]['\u2019])|(?<=des )|(?<=du )|(?<=de )|(?<=la ))\w{3,20}))(?!\w)"
)
FRENCH_GATE: Final = f"[0-9][ ]?(?:bis|ter|quater|[A-Da-d])?,?[ ](?:{_FRENCH_SURE}|{_FRENCH_UNSURE})[ ]"

# -- The kind of street, its name, its number.
_FIRST_SURE: Final = (
    "[Cc]alle|CALLE|[Aa]venida|AVENIDA|[Aa]vda\\.?|[Cc]arrer|Rua|RUA|rua|Travessa|Viale|viale|Piazza|piazza|Piazzale|Vicolo|vicolo|"
    "[Uu]l\\.|[Uu]lica|Bulevardul|Calea|Jalan|Jl\\."
)
_FIRST_UNSURE: Final = (
    "Rue|rue|Avenue|avenue|Boulevard|boulevard|Chauss\u00e9e|chauss\u00e9e|Place|Quai|[Pp]aseo|[Pp]laza|[Cc]amino|[Rr]onda|Alameda|Estrada|Pra\u00e7a|Largo|largo|Strada|Av\\.|[Cc]/|[Aa]l\\.|[Pp]l\\.|Carrera|"
    "Cra\\.|Transversal|Diagonal|Bd\\.|Str\\."
)
TYPE_WORD: Final = re.compile(rf"(?<![\w/.-])(?:{_FIRST_SURE}|[Vv]ia|VIA|[Cc]orso|{_FIRST_UNSURE}) \Z")
_SIGN: Final = "n\\.?[\u00ba\u00b0o]\\.? ?|n\\. ?|n\u00fam\\.? ?|nr\\.? ?|No\\.? ?|#"
TYPE_FIRST: Final = re.compile(
    rf"(?:(?P<sure>{_FIRST_SURE})|(?P<via>[Vv]ia|VIA|[Cc]orso)|{_FIRST_UNSURE}) "
    rf"(?:(?P<particle>{_PARTICLES})(?:(?<=['\u2019])| ))?"
    rf"(?P<name>{CAPITAL}\.?(?: (?:(?:de|la|del|y|e|et|di|von|i|do|da|dos) )?{CAPITAL}\.?){{0,4}}?)"
    rf"(?P<gap>,? (?P<sign>{_SIGN})?|,)(?P<house>[0-9]{{1,5}}(?:[A-Za-z](?!\w)|[/-][0-9]{{1,4}}[A-Za-z]?(?!\w)| ?bis)?)(?![\w%]|[.:,][0-9])"
)
# Streets that have numbers themselves: Calle 93 # 11-27.
NUMBERED: Final = re.compile(
    r"(?:[Cc]alle|Carrera|Cra\.|Transversal|Diagonal|[Aa]venida) [0-9]{1,3} ?[A-Z]?(?: (?:[Bb]is|[Ss]ur|[Nn]orte|[Ee]ste|[Oo]este))? "
    r"(?:#|No\.? ?|N[\u00ba\u00b0] ?) ?[0-9]{1,3} ?[A-Z]? ?- ?[0-9]{1,3}(?![\w-])"
)
TYPE_FIRST_GATE: Final = f"[^A-Za-z](?:{_FIRST_SURE}|Via|VIA|in via|[Cc]orso|{_FIRST_UNSURE})[ ]"

# -- Boxes.
_BOXES: Final = (
    "p\\.?[ ]?o\\.?[ ]?box|post office box|gpo box|private bag|postbus|caixa postal|boite postale|bo\u00eete postale|"
    "apartado de correos|apartado postal|casilla de correo|casilla postal|case postale|skrytka pocztowa|postfach|postboks"
)
BOX: Final = re.compile(rf"(?<![\w-])(?:{_BOXES})(?: no\.?)?[ :]{{0,2}}#?\Z", re.IGNORECASE)
BOX_NUMBER: Final = re.compile(r"[0-9]{1,6}(?: [0-9]{2,3}){0,2}(?![\w%]|[.:/][0-9])")
BOX_GATE: Final = f"(?i)(?:{_BOXES})(?: no\\.?)?[ :]{{0,2}}#?[0-9]"
# Of the armed forces, with their own towns and states.
MILITARY: Final = re.compile(
    r"(?<!\w)(?:(?:PSC|CMR|Unit) [0-9]{1,5},? Box [0-9]{1,5}|US(?:NS|S|NV|CGC) [\w.' -]{1,30})[,\s]{1,3}[AFD]PO,? A[AEP] \Z",
    re.IGNORECASE,
)
MILITARY_GATE: Final = "(?i)[afd]po,?[ ]a[aep][ ][0-9]"
