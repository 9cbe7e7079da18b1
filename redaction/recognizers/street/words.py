"""Words beside a number and a street: which say that it is an address, which that it is something else.

Part of `redaction.recognizers.street.recognizer`.
"""

# ruff: noqa: E501  # a list is read as a list

from __future__ import annotations

import re
from typing import Final

from redaction.words.numbers import TIMES

__all__ = [
    "NO_NAMES",
    "NO_STREETS",
    "ends_there",
    "is_cued",
    "is_italian",
    "is_listed",
    "is_of_a_plant",
    "is_said",
    "is_said_in_french",
    "is_strongly_said",
    "is_year",
    "may_name",
    "words_of",
]


def words_of(*lines: str) -> frozenset[str]:
    """The words of some lines."""
    return frozenset(" ".join(lines).split())


NO_NAMES: Final = TIMES | words_of(
    # lanes and roads of machines, plans and sayings
    "pcie serdes data bus traffic memory fast slow event feedback one two three way off cross rail dirt point",
    "product bug bounty critical happy yellow brick tobacco silk sesame coronation street road lane avenue no new",
    "avg std mean max min ave top best next last total average open dead hard disk flash tape solid state optical usb ssd",
    "test backup spare shared network google one cloud map level stage error warning info debug fatal http https api gpu cpu",
    "not found bad gateway request requests response thread queue batch worker node server client job task step epoch retry",
    "mile miles percent",
    "supreme district circuit federal european soviet western credit random audit file class windows",
    "wrong right left different same other another many several few more less these those this that",
    # a month beside a day
    "jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august september october",
    "november december monday tuesday wednesday thursday friday saturday sunday am pm",
)  # fmt: skip
"""In small letters: what no street is called."""
NO_STREETS: Final = words_of(
    "bundesstraße bundesstrasse schnellstraße schnellstrasse milchstraße milchstrasse einbahnstraße einbahnstrasse",
    "kreisstraße staatsstraße wasserstraße datenstraße datenstrasse seidenstraße seidenstrasse waschstraße waschstrasse",
    "sackgasse brigade renegade fregade brygade instr. constr. konstr. registr. regstr.",
    "demonstr. magistr. illustr. administr. ministr. minstr. maxstr. bitstr. substr. järnvägen",
    "motorvägen omvejen motorvejen jernbanevejen motorveien jernbaneveien",
    "speicherplatz arbeitsplatz steckplatz startplatz stellplatz sitzplatz parkplatz tabellenplatz liegeplatz spielplatz",
    "festplatz listenplatz bauplatz schlafplatz ausbildungsplatz studienplatz umweg ausweg rechtsweg rückweg versandweg",
    "lieferweg übertragungsweg hinweg heimweg arbeitsweg schulweg postweg zahlungsweg string substring bahnhof friedhof",
    "flughafen supermarkt arbeitsmarkt flohmarkt aktienmarkt gerichtshof barrikade blockade arkade dekade kaskade",
)  # fmt: skip
"""In small letters: words that end like a street and are none."""

# A line of machines is a street in German, too; the whole word counts: some streets are called after Pressburg.
_PLANT: Final = re.compile(
    r"(?:[a-zäöüß]{2,16}?(?:s|n)?)??(?:(?:verpack|sortier|kommissionier|fertig|bearbeit|behandl|beschicht|reinig|abfüll|lackier|produktion|trockn|schwei(?:ß|ss)|härt|etikettier|palettier|bestück|entgrat|zerleg|vered|prüf|stanz)"
    r"(?:ungs|lungs|elungs|s|e)?|(?:end|vor)?montage|roboter|transfer|produktions|galvanik|recycling|walz|abpack|test|glüh|löt)str(?:a(?:ß|ss)e|\.)"
    r"|(?:press|pressen|misch|pack|walzen|druck|gieß|form|förder|spritz|back)(?:werks)?str(?:a(?:ß|ss)e|\.)",
    re.IGNORECASE,
)
_SAINTS: Final = ("san", "santa", "sant", "santo", "xx", "iv", "de", "della", "del", "dei", "di")
_ITALIAN: Final = words_of(
    "roma milano torino venezia napoli firenze genova bologna palermo trieste trento bari verona garibaldi mazzini",
    "cavour dante alighieri verdi rossini puccini marconi matteotti gramsci manzoni leopardi carducci petrarca galilei",
    "galileo volta galvani colombo vespucci vittorio emanuele umberto giuseppe giovanni giacomo giacinto aldo moro",
    "alessandro antonio francesco guglielmo leonardo michelangelo raffaello nazionale appia aurelia tuscolana emilia",
    "cassia flaminia nomentana salaria tiburtina prenestina casilina togliatti berlinguer kennedy repubblica libertà",
    "indipendenza resistenza martiri caduti roosevelt piave isonzo montello pascoli foscolo boccaccio ariosto tasso",
    "bellini donizetti cristoforo luigi carlo pietro paolo enrico mario andrea cesare augusto ugo camillo goffredo",
    "nazario oberdan battisti filzi sauro diaz cadorna bixio crispi rattazzi buonarroti palestro magenta solferino",
)  # fmt: skip
"""In small letters: after whom or what most streets of Italy are called."""
_MIXED: Final = re.compile(r"[a-z][A-Z]")
_PREFIXES: Final = ("Mc", "Mac", "De", "Di", "La", "Le", "Van", "O'", "D'")
_WORD: Final = re.compile(r"[^\W_]+")
_QUOTES: Final = "\"'`\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"
_OPENS: Final = re.compile(rf"(?:\A|[\n\r\t{_QUOTES}(\[{{<>|;=]|[^\d\s][,:] |[a-z]{{4}}[.!?] )[ ]{{0,8}}\Z")
_CUES: Final = (
    "at|to|from|near|address|addr|adress|residence|residing|property|home|house|office|hq|ship|shipping|deliver|delivery|"
    "pickup|dropoff|billing|mailing|visit|visiting|lives?|living|place is|(?:unit|flat|apt|apartment|suite|level|floor|room|house|shop|lot)\\.? [0-9]{1,4}[A-Za-z]?,|located|location|resides?|flat|rent|outside"
)
_CUE: Final = re.compile(rf"(?<![\w-])(?:{_CUES})(?:(?: is)?:? {{1,4}}|[:=] {{0,4}})\Z", re.IGNORECASE)
_STRONG: Final = re.compile(
    r"(?<![\w-])(?:(?:address|addr|adresse|direcci[o\u00f3]n|domicilio|indirizzo|endere[\u00e7c]o|adres|residence|domicile)(?: (?:is|was|to))?[:=]?"
    r"|(?:liv(?:e|es|ed|ing)|resid(?:e|es|ed|ing)|located|staying|deliver(?:y|ed)?|ship(?:ped|ping)?|mail(?:ed)?|"
    r"moved|moving|sent|send it|send them|come|head|drive|driver|courier|ambulance|police|taxi|uber|pick me up|"
    r"drop (?:it|me|off)|ship it|mail it|deliver it) (?:at|to|from|near|over to)|home (?:is|at)|vivo en|vive en|j'?habite|demeurant|abito in|residente in|anschrift:?|wohn(?:e|t|haft):?(?: (?:in|im|am|an|in der|an der))?|i ?'?m at)"
    rf" {{0,4}}[{_QUOTES}]?\Z",
    re.IGNORECASE,
)
_FRENCH: Final = re.compile(
    r"(?<!\w)(?:(?:habit|demeur|r[ée]sid|log)(?:e|es|ons|ez|ent|ait|ant)|domicili[ée]+s?|situ[ée]+s?|d[ée]m[ée]nag[ée]\w{0,3}|livr(?:er|ez|[ée]e?|aison)|exp[ée]di(?:er|ez|[ée]e?)|adresse(?: postale)?|domicile|si[èe]ge(?: social)?)"
    rf"(?: (?:est|actuellement|maintenant))?[ ,:=]{{0,3}}(?:(?:au|à|chez moi|chez nous)[ :,]{{1,2}})?[{_QUOTES}]?\Z",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"\Z|[\n\r\t{_QUOTES})\]}}<>|;,!?\\]|\.(?!\w)|:(?!\d)|[ ](?:[-\u2013\u2014(&|<>\"'#@]|\w{{1,24}}=|(?:and|or|on|at|in|to|"
    r"for|from|by|with|near|is|was|are|please|last|this|today|tomorrow|tonight|yesterday|but|so|because|if|when|where|since|"
    r"until|till|before|after|next|between|behind|opposite|around|then|as|who|which|that|has|had|will|would|can|could|not|"
    r"now|via|apt|unit|suite|floor|thanks|thank|asap|my|his|her|our|their|we|i|it|he|she|they|tel|phone|zip|under|into|"
    r"again|soon|also|only|too|right|just|does|did|the|a|an|instead)\b)"
)
_LISTED: Final = re.compile(r"(?:[^\W\d],|\n)[ \t]{0,8}\Z")
_YEAR: Final = re.compile(r"(?:1[89]|20)[0-9]{2}(?:-[0-9]{1,4})?\Z")
_REACH: Final = 40


def is_said(text: str, start: int) -> bool:
    """Whether a house number may stand at `start`: behind an opening, or a word that addresses follow."""
    return is_cued(text, start) or _OPENS.search(text, max(0, start - _REACH), start) is not None


def is_cued(text: str, start: int) -> bool:
    """Whether a word stands before `start` that addresses follow."""
    return _CUE.search(text, max(0, start - _REACH), start) is not None


def is_strongly_said(text: str, start: int) -> bool:
    """Whether words before `start` say that an address follows."""
    return _STRONG.search(text, max(0, start - _REACH), start) is not None


def is_said_in_french(text: str, start: int) -> bool:
    """Whether words before `start` say, in French or otherwise, that an address follows."""
    return is_strongly_said(text, start) or _FRENCH.search(text, max(0, start - _REACH), start) is not None


def is_of_a_plant(word: str) -> bool:
    """Whether a word that ends like a street is a line of production by its first part (`Sortierstraße`)."""
    return _PLANT.fullmatch(word) is not None


def is_listed(text: str, start: int) -> bool:
    """Whether a comma or a line end stands before `start`: an address often follows a name."""
    return _LISTED.search(text, max(0, start - _REACH), start) is not None


def ends_there(text: str, end: int) -> bool:
    """Whether a street may end at `end`: no noun follows, of which it would be a part."""
    return _AFTER.match(text, end) is not None


def is_year(house: str) -> bool:
    """Whether a house number could be a year."""
    return _YEAR.match(house) is not None


def may_name(name: str) -> bool:
    """Whether words with capitals may be what a street is called."""
    if not NO_NAMES.isdisjoint(_WORD.findall(name.lower())):
        return False
    return not any(_MIXED.search(word) and not word.startswith(_PREFIXES) for word in name.split())


def is_italian(text: str, match: re.Match[str]) -> bool:
    """Whether what follows `via`, also a word of English, is what streets of Italy are called.

    Args:
        text: The text.
        match: Of the whole address, with the groups `via`, `particle` and `name`.
    """
    first, *more = match["name"].lower().split()
    called = (
        first in _ITALIAN
        or (bool(more) and first in _SAINTS)
        or match["particle"] not in {None, "de", "do", "la", "le"}
    )
    return called and (
        match["via"].lower() != match["via"] or text.endswith(("in ", "In "), 0, match.start())
    )
