"""What the name model knows about one word: attributes, and two classes for the pair and triple features.

Every attribute depends on a single word and on the letter case of its field, never on its neighbours. That is
what makes the model cheap: `redaction.names.weights` adds up a word's attributes once and remembers the sum, and
a token's score is the sum of its neighbours' remembered rows plus class pairs and triples looked up in tables.
"""

# ruff: noqa: RUF001  # typographic quotes and dashes are part of what is matched

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from redaction.names import cues
from redaction.names import gazetteers as gz
from redaction.names.word_set import word_set

__all__ = ["LABELS", "PAD", "Mode", "Word", "describe", "is_body", "mode_of"]

Mode = Literal["n", "l", "u"]

LABELS = ("O", "PER", "LOC", "ORG", "ADR")

PAD = "\n"
"""Stands before the first and after the last token of a field."""


_FUNCTION = word_set(
    "a an the of in at on to from by with for and or but nor as is are was were be been am i you he she we "
    "they me him her us them my your his its our their this that it not no if so do did has have had will "
    "would can could about into near between against via per who what where when why how said says say told "
    "asked called named live lives lived living work works worked working meet met visit visited call contact "
    "dear hi hey hello thanks regards sincerely cheers love mr. de la van von der del di da "
)
_TITLES = word_set(
    "mr mrs ms miss dr prof professor sir madam lady lord rev reverend judge justice president senator governor mayor "
    "minister captain capt colonel col general gen sergeant sgt lieutenant lt officer nurse doctor king queen prince "
    "princess pope saint st sister brother father uncle aunt aunty grandma grandpa herr frau monsieur madame mme "
    "señor señora sr sra don doña mx inspector detective attorney chancellor secretary coach chef ceo cto cfo "
    "applicant patient plaintiff defendant witness"
)
_COMPANY = word_set(
    "inc llc ltd limited plc corp corporation co gmbh ag kg kgaa ohg gbr se sa sarl sas srl spa nv bv ab oy oyj as asa "
    "a/s aps kft zrt doo llp lp pty pvt lda ltda sl slu group holdings holding bros brothers sons partners associates "
    "company companies enterprises industries ventures labs technologies solutions systems software services "
    "consulting logistics capital media studios airlines motors pharmaceuticals realty realtors insurance insurers "
    "brewery roofing plumbing textiles robotics analytics telecom pharma optics estates interiors brokers builders "
    "spa ltda ev ek kk pte bhd jsc zao srls groupe groep gruppe grupo"
)
_INSTITUTION = word_set(
    "university college school academy institute institut universität université universidad hospital clinic bank "
    "court tribunal ministry department office agency bureau commission committee council authority board police "
    "federation foundation association society union party church club team fc league museum library orchestra band "
    "government parliament assembly senate army navy force service prosecutor's directorate administration center "
    "centre trust fund charity embassy newspaper times news press radio records theatre chamber prison hospice nursery "
    "kindergarten infirmary klinikum klinik krankenhaus hôpital clinique clínica ospedale università universidade "
    "universiteit uniwersytet politecnico école hochschule lycée polytechnic seminary conservatory municipality "
    "pharmacy surgery dental dentistry veterinary opticians hotel restaurant café bakery academy practice"
)
_STREET = word_set(
    "street st road rd avenue ave av lane ln drive dr boulevard blvd court ct place pl square sq terrace way highway "
    "hwy parkway pkwy circle crescent close alley trail route rue calle via piazza platz weg gasse allee straße "
    "strasse str laan straat plein rua avenida carrera camino plaza apt apartment suite ste unit flat floor box"
)
_CALENDAR = word_set(
    "january february march april june july august september october november december jan feb mar apr jun jul aug sep "
    "sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun "
    "christmas easter today tomorrow yesterday"
)
_GEOGRAPHIC = word_set(
    "city town village county district province region state republic kingdom island islands river lake mountain "
    "mountains valley park beach bay north south east west northern southern eastern western central upper lower "
    "new san los las santa port mount fort cape gulf ocean sea coast hills airport station bridge"
)
_SUFFIX_STREET = (
    "straße",
    "strasse",
    "straat",
    "gatan",
    "gata",
    "katu",
    "vägen",
    "veien",
    "gade",
    "gasse",
    "laan",
)

_FLAG_NAMES = (
    (gz.GIVEN, "G"),
    (gz.FAMILY, "F"),
    (gz.PLACE, "P"),
    (gz.PLACE_PART, "p"),
    (gz.ORGANISATION, "R"),
    (gz.ORGANISATION_PART, "r"),
    (gz.COMMON, "C"),
    (gz.KNOWN, "K"),
    (gz.FOREIGN, "X"),
    (gz.TECHNICAL, "T"),
)
_ORDINARY = gz.ORDINARY_ANYWHERE


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the model sees it.

    Attributes:
        centre: Attributes for the token itself.
        near: Attributes for the tokens beside it.
        far: Attributes for the tokens two places away.
        fine: Class for pair features.
        coarse: Class for triple features.
    """

    centre: tuple[str, ...]
    near: tuple[str, ...]
    far: tuple[str, ...]
    fine: str
    coarse: str


def mode_of(text: str) -> Mode:
    """Return the letter case of a whole field: `l` without capitals, `u` without small letters, else `n`."""
    if text.islower():
        return "l"
    return "u" if text.isupper() else "n"


def _shape(word: str) -> str:
    first = word[0]
    if word[-1] == "(" and len(word) > 1:
        return "call"
    if word.isalpha():
        if word.islower():
            return "low"
        if len(word) == 1:
            return "init"
        if word.isupper():
            return "caps"
        return "cap" if first.isupper() and word[1:].islower() else "mixed"
    if first == "\n":
        return "nl"
    if first.isalpha():
        if len(word) <= 2 and first.isupper() and (len(word) == 1 or word[1] == "."):
            return "init"
        if "@" in word:
            return "mail"
        if word.startswith(("http:", "https:", "www.")):
            return "url"
        if word.islower():
            if "." in word[:-1] and len(word) > 4:
                return "code"
            return (
                "low"
                if word.replace("-", "").replace("'", "").replace("’", "").replace(".", "").isalpha()
                else "id"
            )
        if any(c.isdigit() or c == "_" for c in word):
            return "id"
        if word.isupper():
            return "abbr" if "." in word else "caps"
        if word.istitle() or word[1:].islower():
            return "cap"
        return "mixed"
    if first.isdigit():
        if word.isdigit():
            if len(word) == 4 and first in "12":
                return "year"
            return "num" if len(word) < 5 else ("zip" if len(word) == 5 else "long")
        return "numx"
    if len(word) > 1:
        if first == "@":
            return "handle"
        if first == "#":
            return "tag"
        if first in "'’":
            return "pos"
        if first == "/":
            return "path"
        return "id"
    return "punct"


def _hump(word: str) -> str:
    """Return the last capitalised part of a word like `ValueError`, in small letters."""
    for n in range(len(word) - 1, 0, -1):
        if word[n].isupper():
            return word[n:].lower()
    return ""


def _kind(lower: str, shape: str) -> str:
    bare = lower.rstrip(".")
    if shape == "punct":
        return lower if lower in ".,:;!?()\"'-/&@#[]{}<>=_*|+$%“”‘’–—" else "sym"
    if lower in _FUNCTION and shape in {"low", "cap", "caps"}:
        return "w:" + lower
    if bare in _TITLES and shape != "init":
        return "title"
    if bare in _COMPANY or ("." in bare and bare.replace(".", "") in _COMPANY):
        return "company"
    if bare in _INSTITUTION:
        return "inst"
    if bare in _STREET or bare.endswith(_SUFFIX_STREET):
        return "street"
    if bare in _CALENDAR:
        return "cal"
    if bare in _GEOGRAPHIC:
        return "geo"
    if bare in cues.ORGANISATION_CUES:
        return "oc"
    if bare in cues.PERSON_CUES:
        return "pc"
    if bare in cues.PLACE_CUES:
        return "lc"
    return ""


def is_body(word: str) -> bool:
    """Whether a word says that a name is a company's or an institution's: a legal form, "Bank", "Society"."""
    bare = word.lower().rstrip(".")
    return bare in _COMPANY or bare in _INSTITUTION


def _coarse(shape: str, kind: str, flags: int) -> str:
    if kind:
        if kind.startswith("w:"):
            return kind if kind in {"w:the", "w:of", "w:in", "w:and", "w:at", "w:from"} else "fun"
        if shape == "punct":
            return kind if kind in '.,:"(' else "pct"
        return kind.capitalize() if shape != "low" and kind in {"geo", "oc", "pc", "lc"} else kind
    if shape in {"cap", "caps", "mixed", "abbr"}:
        if flags & (gz.PLACE | gz.PLACE_PART) and not flags & gz.COMMON:
            return "Place" if not flags & gz.PERSONAL else "PlName"
        if flags & _ORDINARY:
            return "Ord" if not flags & gz.PERSONAL else "OrdName"
        if flags & gz.PERSONAL:
            return "Name"
        return "Unk" if shape == "cap" else "Caps"
    if shape == "low":
        if flags & _ORDINARY:
            return "low"
        return "lname" if flags & gz.NAMED else "lunk"
    if shape in {"num", "year", "zip", "numx", "long"}:
        return "num"
    return shape


def describe(word: str, mode: Mode, gazetteer: Mapping[str, int]) -> Word:
    """Return everything the model uses of one token.

    Args:
        word: A token of `redaction.names.tokenise`.
        mode: Letter case of the field it stands in.
        gazetteer: Flags by lower-cased word (`redaction.names.gazetteers.load`).
    """
    lower = "\n" if word[0] == "\n" else word.lower()
    shape = _shape(word)
    flags = gazetteer.get(lower, 0)
    if not flags and "-" in lower and shape in {"cap", "caps", "mixed"}:
        for part in lower.split("-"):
            flags |= gazetteer.get(part, 0)
    kind = _kind(lower, shape)
    marks = "".join(name for bit, name in _FLAG_NAMES if flags & bit)
    if shape in {"low", "cap", "caps", "mixed", "abbr", "init"}:
        fine = (
            kind
            if kind.startswith("w:")
            else f"{shape}:{kind or marks.replace('X', 'K').replace('p', 'P').replace('r', 'R')}"
        )
        identity = lower
    else:
        fine = kind or shape
        identity = lower if shape in {"punct", "pos"} else shape
    coarse = _coarse(shape, kind, flags)
    centre = [f"w={identity}", f"{mode}s={shape}", f"{mode}c={fine}"]
    if shape in {"low", "cap", "caps", "mixed", "abbr"}:
        centre += [
            f"e2={lower[-2:]}",
            f"e3={lower[-3:]}",
            f"{shape}e4={lower[-4:]}",
            f"b2={lower[:2]}",
            f"b3={lower[:3]}",
        ]
        centre.append(f"{mode}n={min(len(lower), 9)}{shape}")
        if shape == "mixed":
            centre.append(f"h={_hump(word)}")
        centre += [f"{mode}{shape}{mark}" for mark in marks]
        if not marks:
            centre.append(f"{mode}{shape}?")
    near = (f"w={identity}", f"s={shape}", f"c={fine}", f"e3={lower[-3:] if shape in {'cap', 'low'} else ''}")
    far = (f"w={identity}", f"c={coarse}")
    return Word(tuple(centre), near, far, fine, coarse)
