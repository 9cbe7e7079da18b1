"""The sentence around an address of the name model, given back: "meldt storing op adres Kerkweg 109 sinds".

Beside a house number the model labels what stands close, in languages that it was not trained on whole clauses. A verb
or another small word of the sentence has no capital and is no part of an address, unless the address is written small
itself. Part of `redaction.names.detector`.
"""

# ruff: noqa: E501, RUF001  # a list is read as a list; letters are those of their languages

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from redaction.names import gazetteers as gz
from redaction.names.address_edges import NAME_WORDS, Token, is_outside, names_of, names_street
from redaction.names.word_set import word_set
from redaction.words import german

__all__ = ["without_sentence"]

_JOINING: Final = german.OF_PLACE | word_set("dem zum zur und aan aux au och i på ob")
"""Small words inside the names of streets and towns, on which no address ends."""
_PARTS: Final = _JOINING | word_set(
    "'t ved bis ter quater "
    "apt apartment suite ste flat floor unit room building bldg block lot box no nr n n. nº n.º nº. num núm número numéro "
    "bâtiment bât bat escalier esc étage appartement appt porte résidence hall piso planta puerta portal bloque escalera izquierda "
    "derecha izda dcha bajo ático interno int scala piano palazzina lotto andar apto bloco casa lote sala fundos lojas loja "
    "wohnung whg etage stock og eg hinterhaus vorderhaus stiege tür top bus kamer verdieping lokal mieszkanie m klatka piętro "
    "u út útja utca tér körút sor köz em terrasse terrass straede stræde "
    "byt patro vchod daire kat blok mah mahallesi sok sokak sokağı cad caddesi bulvarı apartmanı no: lgh vån tr th tv mf sal"
)
"""Small words that stand inside addresses."""
_CROSSINGS: Final = word_set("corner intersection esquina ecke angle angolo hoek hörnet")
"""Where two streets meet, a sentence's word stands between them."""
_EDGES: Final = NAME_WORDS | _JOINING
_ORDINARY: Final = gz.ORDINARY_ANYWHERE
_NAMES: Final = gz.NAMED
_MOST_BETWEEN: Final = 3
"""Small words of a street's name between its kind and its number."""

_MOST_INSIDE: Final = 2
"""Small words inside an address that no list has."""
_NEXT: Final = 2
"""Words behind them in which the number stands."""
_LONGEST_LINK: Final = 3
"""Letters of a small word inside a town's name: "nad"."""


def without_sentence(
    text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int]
) -> list[Sequence[Token]]:
    """Part the tokens of an address where words of a sentence stand; of a part that is no address its names are left.

    Args:
        text: The field.
        tokens: What the model labelled as one address.
        gazetteer: Flags by lower-cased word.

    Returns:
        The parts, in order: all tokens in one if no such word is among them, or the address has no capitals.
    """
    words = [word for _, _, word in tokens]
    stops = [at for at, word in enumerate(words) if word[0].islower() and _is_said(words, at, gazetteer)]
    if not stops or not _CROSSINGS.isdisjoint(words):
        return [tokens]
    parts = _parts(tokens, stops)
    addresses = [part for part in parts if _is_address(part)]
    if not addresses or not all(any(word[0].isupper() for _, _, word in part) for part in addresses):
        return [tokens]
    return [
        left for part in parts for left in ([_trimmed(part)] if _is_address(part) else names_of(text, part))
    ]


def _parts(tokens: Sequence[Token], stops: Sequence[int]) -> list[Sequence[Token]]:
    """The tokens between small words, but for those inside an address: "Ostrov nad Ohrí 56655"."""
    parts: list[tuple[int, int]] = []
    begin = 0
    is_address = False
    for at in [*stops, len(tokens)]:
        if at > begin:
            if parts and _goes_on(tokens, parts[-1][1], begin):
                # What goes on was an address: nothing behind it makes it none.
                is_address = is_address or _is_address(tokens[slice(*parts[-1])])
            else:
                is_address = False
            if parts and is_address:
                parts[-1] = (parts[-1][0], at)
            else:
                parts.append((begin, at))
        begin = at + 1
    return [tokens[start:end] for start, end in parts]


def _goes_on(tokens: Sequence[Token], end: int, behind: int) -> bool:
    """Whether an address may go on behind small words: they are no words of a sentence, and a number follows."""
    between = [word for _, _, word in tokens[end:behind]]
    if len(between) > _MOST_INSIDE or any(map(is_outside, between)) or tokens[end - 1][2] == ",":
        return False
    following = [word for _, _, word in tokens[behind : behind + _NEXT]]
    numbered = any(word[0].isdigit() for word in following) or names_street(following[0])
    linked = len(between) == 1 and len(between[0]) <= _LONGEST_LINK and following[0][0].isupper()
    return numbered or linked


def _is_said(words: Sequence[str], at: int, gazetteer: Mapping[str, int]) -> bool:
    """Whether a small word is one of a sentence: no part of a street or a house, no town or street in small letters."""
    word = words[at]
    if word in NAME_WORDS or word in _PARTS:
        return False
    if len(word) == 1 or names_street(word):
        return is_outside(word)
    flags = gazetteer.get(word, 0)
    if flags & _NAMES and not flags & _ORDINARY:
        return False
    return is_outside(word) or not _is_between(words, at)


def _is_between(words: Sequence[str], at: int) -> bool:
    """Whether a small word stands between a number and the kind of a street: "12 high street", "rue lafayette 12"."""
    low, high = at, at + 1
    while low and at - low < _MOST_BETWEEN and words[low - 1].islower() and not names_street(words[low - 1]):
        low -= 1
    while (
        high < len(words)
        and high - at <= _MOST_BETWEEN
        and words[high].islower()
        and not names_street(words[high])
    ):
        high += 1
    before, behind = words[low - 1] if low else "", words[high] if high < len(words) else ""
    return bool(before and behind) and (
        (before[0].isdigit() and names_street(behind)) or (names_street(before) and behind[0].isdigit())
    )


def _is_address(tokens: Sequence[Token]) -> bool:
    """Whether a part has the kind of a street, or a number and a name."""
    words = [word for _, _, word in tokens]
    if any(map(names_street, words)):
        return True
    return any(any(map(str.isdigit, word)) for word in words) and any(word[0].isupper() for word in words)


def _trimmed(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without small words of the sentence before and behind."""
    begin, end = 0, len(tokens)
    while begin < end - 1 and tokens[begin][2] in _EDGES:
        begin += 1
    while end > begin + 1 and tokens[end - 1][2] in _EDGES:
        end -= 1
    return tokens[begin:end]
