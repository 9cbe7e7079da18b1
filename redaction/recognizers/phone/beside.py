"""What stands directly before digits and decides what they are: another number, another name, an e-mail address."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from redaction.patterns import DAY
from redaction.recognizers.phone import plan as phone_plan
from redaction.recognizers.phone.runs import OF_OTHERS, Candidate
from redaction.recognizers.phone.words import IN_SEGMENT, LABELLED, STRONG, TELEPHONE, WEAK, may_go_on
from redaction.words.being import IS
from redaction.words.numbers import NUMBER, NUMBERED
from redaction.words.particles import OF

__all__ = [
    "EPOCH",
    "LINE_ENDS",
    "above",
    "is_behind_contact",
    "is_beside_mail",
    "is_counted",
    "is_in_segment",
    "is_joined",
    "is_listed",
    "is_near_mail",
    "is_of_another",
    "is_taken",
    "says_otherwise",
    "stands_beside_mail",
]

_FAR_LETTER: Final = 12
_FAR_LISTED: Final = 40
_FAR_LINE: Final = 100
_FAR_ROW: Final = 200
_MOST_ROWS: Final = 4
"""Lines above one in which its headings are looked for: from further up no word reaches down to it."""
_FAR_MAIL: Final = 160
_FAR_SEGMENT: Final = 400
_SEPARATORS: Final = frozenset("|*+")
_FEWEST_OF_ANOTHER: Final = 7
EPOCH: Final = re.compile(r"1[5-9][0-9]{8}")
"""Seconds since 1970, from 2017 on."""
_AND: Final = (
    r"(?:or|and|not|then|to|now|new|old|und|oder|nicht|neu|alt|jetzt|ou|et|o|y|e|non|of|en|lub|albo|i|eller|och|og"
    r"|tai|ja|veya|ve|\u0438\u043b\u0438|\u0438|nebo|a|vagy|sau)"
)
# Said again, as on the telephone.
_AGAIN: Final = r"(?:(?:so|once|i[ ]repeat|repeating)[ ]|again,?[ ]|that(?:'s|\u2019s|[ ]is|[ ]was)[ ])"
_FOR: Final = r"(?:for|from|with|on|at|f\u00fcr|von|pour|de|para|per|voor|van|dla|f\u00f6r)"
# A number before another, with nothing between them but what joins the two or tells them apart.
_DIGIT: Final = re.compile("[0-9]")
_LISTED: Final = re.compile(
    r"(?P<number>\+?\(?[0-9](?:[ ().\-/]{0,2}[0-9]){6,14})"
    rf"[ ]?[,;/|&]?[ ]?(?P<and>(?:{_AND}[ :]{{1,2}}){{0,2}}{_AGAIN}{{0,3}}(?:{_FOR}[ ])?)[+(]{{0,2}}\Z",
    re.IGNORECASE,
)
# Between the cells of a row, the lines of a signature, the two ways to reach somebody.
_BETWEEN: Final = rf"[\"'>)]?(?:[ ]?[,;|\t/\u00b7\u2022][ ]?|[ ][\-\u2013\u2014][ ]|[ ]{_AND}[ ])[\"'<(]?"
_MAIL_BEFORE: Final = re.compile(rf"@[\w.\-]{{2,60}}[^\W\d_](?:{_BETWEEN}|>?[ ])\Z")
_MAIL_BEHIND: Final = re.compile(rf"(?:{_BETWEEN}|[ ]<?)(?:mailto:)?[\w.+\-]{{1,64}}@[^\W_]")
_CONTACT: Final = re.compile(
    r"(?:^|[^0-9A-Za-z])contacts?[ ]?[:=\-]?[ ]?[\"'<(]?[\w.+\-]{1,64}@[\w.\-]{2,60}[^\W\d_]"
    rf"(?:{_BETWEEN}|>?[ ])[+(]?\Z",
    re.IGNORECASE,
)
_A_DAY: Final = re.compile(rf"{DAY}(?:[0-9]{{2}})?")
# A number alone on its line, and an address alone on the next or on the one before.
_MAIL_ABOVE: Final = re.compile(r"@[\w.\-]{2,60}[^\W\d_][ \t]*\r?\n[ \t]*\Z")
_MAIL_BELOW: Final = re.compile(r"[ \t]*\r?\n[ \t]*[\w.+\-]{1,64}@[^\W_]")
_IN_CELL: Final = re.compile(r"[,;|\t\"'/][ ]?\Z")
_LINE_BEGINS: Final = re.compile(r"(?:^|\n)[ \t]*\Z")
LINE_ENDS: Final = re.compile(r"[ \t]*(?:\r?\n|\Z)")
"""Behind a value that is the last of its line."""
_ROW_OF_VALUES: Final = re.compile(r"values[ \r\n\t]*\([ \r\n\t]*\Z", re.IGNORECASE)
_INTO: Final = re.compile(
    r"(?<![^\W_])(?:insert|into)[ \r\n\t]+[\w.\"`\[\]]{1,60}[ \r\n\t]*"
    r"(?:\([ \r\n\t\"`\[]*(?P<first>\w{1,60})[^()]{0,180}\)[ \r\n\t]*)?values[ \r\n\t]*\([ \r\n\t]*\Z",
    re.IGNORECASE,
)
_CELL_ENDS: Final = re.compile(r"[^\W\d](?P<by>[,;|\t])[^\W\d]")
_CELL: Final = re.compile(r"[ \"']*[^\W\d]\w*(?P<second>[ ]\w+)?[ \"']*")
_COUNTED: Final = NUMBERED | {"customer number", "customer no", "case number"}
_COMPOUND: Final = re.compile(
    r"(?:kunden?|bestell|auftrags|rechnungs|vertrags|artikel|serien|konto|vorgangs|ticket|referenz|mitglieds|steuer"
    r"|order|ordre|klant|factuur|faktura|ärende|sags|kunde)(?:nummeret|nummer|nr|no)"
    # Inflected.
    r"|(?:bestilling|beställning|ärende|tilau|zamówieni|objednáv|rendelés|sipariş|fatura|παραγγελί|τιμολόγι|заказ|договор"
    r"|замовленн|рахун|comand|faktur|klient|umow|polis|przesyłk|paczk|seryjn|rachunk|zgłoszen|transakc|reklamac"
    r"|zákazn|smlouv|účt|zásilk|müşteri|işlem|takip|hesap|pelanggan|transaksi|tagihan|rekening|contract|factur)\w{0,6}|kont[aou]"
)
# The same where no blank stands between words, up to the particle that leads on to the number.
_COUNTED_JOINED: Final = re.compile(
    r"(?:注文|予約|受付|会員|伝票|請求|問い合わせ|管理|订单|訂單|发票|發票|工单|工單|会员|會員|合同|快递|주문|예약|송장|회원|접수|계약)"
    r"(?:番号|编号|編號|号码|號碼|单号|單號|번호|号|號)?[はがのを은는이가\uff1a:是为為 #]{0,3}[A-Z\-]{0,6}\Z"
)
_FAR_JOINED: Final = 20
# A number of something else, in languages that join words.
_OF_ANYTHING: Final = re.compile(r"[^\W\d_]{3,}(?:nummer(?:et|n)?|numret|numero)")
_NUMBERS: Final = frozenset({"número", "numéro", "numero", "numéros", "números"})
_OF: Final = OF | {"d", "dell", "dello"}
_NEUTRAL: Final = NUMBER | IS | {"id", "numaras\u0131"}


def is_near_mail(text: str, start: int, end: int) -> bool:
    """Whether the sign of an e-mail address stands so near `text[start:end]` that the two may belong together."""
    return text.find("@", max(0, start - _FAR_MAIL), end + _FAR_MAIL) >= 0


def is_listed(text: str, start: int) -> bool:
    """Whether the number before `text[start:]`, joined to it by `or` or a comma, is called a telephone number."""
    far = max(0, start - _FAR_LISTED)
    before = None if _DIGIT.search(text, far, start) is None else _LISTED.search(text, far, start)
    if before is None:
        return False
    words = STRONG.before(text, before.start())
    if STRONG.among(words) or (before["number"][0] == "+" and WEAK.among(words)):
        return True
    return LABELLED.search(text, max(0, before.start() - _FAR_LETTER), before.start()) is not None


def is_joined(text: str, start: int) -> bool:
    """Whether a number with a country code stands before `text[start:]`, joined to it by `and` or `or`."""
    far = max(0, start - _FAR_LISTED)
    if text.find("+", far, start) < 0:
        return False
    before = _LISTED.search(text, far, start)
    return before is not None and before["number"][0] == "+" and bool(before["and"])


def is_in_segment(text: str, start: int) -> bool:
    """Whether a message of fixed segments has a telephone number at `text[start:]`."""
    return (
        not _SEPARATORS.isdisjoint(text[max(0, start - 3) : start])
        and IN_SEGMENT.search(text, max(0, start - _FAR_SEGMENT), start) is not None
    )


def stands_beside_mail(text: str, number: Candidate) -> bool:
    """Whether digits are written like a number and an e-mail address stands beside them, as in a row or a signature.

    Ids stand beside addresses too: digits in one group are a number there only behind something in their line.
    """
    digits, sizes, start = number.digits, number.sizes, number.start
    if sizes in OF_OTHERS:
        return False
    if not phone_plan.is_written(digits, sizes):
        if not phone_plan.could_be(digits, sizes, number.written):
            return False
        if len(sizes) == 1 and (
            _IN_CELL.search(text, max(0, start - 3), start) is None
            or _LINE_BEGINS.search(text, max(0, start - 8), start) is not None
        ):
            return False
    return is_beside_mail(text, start, number.end)


def is_beside_mail(text: str, start: int, end: int) -> bool:
    """Whether an e-mail address stands beside `text[start:end]`, as in a row or a signature."""
    if not is_near_mail(text, start, end):
        return False
    start -= text[start - 1 : start] == "("
    return (
        _MAIL_BEFORE.search(text, max(0, start - _FAR_LINE), start) is not None
        or _MAIL_BEHIND.match(text, end) is not None
        or (
            _MAIL_BELOW.match(text, end) is not None
            and _LINE_BEGINS.search(text, max(0, start - 8), start) is not None
        )
        or (
            LINE_ENDS.match(text, end) is not None
            and _MAIL_ABOVE.search(text, max(0, start - _FAR_LINE), start) is not None
        )
    )


def is_behind_contact(text: str, start: int, end: int) -> bool:
    """Whether a contact is an e-mail address and `text[start:end]`, with nothing else between: no day, no moment."""
    if text.find("@", max(0, start - _FAR_LINE), start) < 0:
        return False
    if _CONTACT.search(text, max(0, start - _FAR_LINE), start) is None or not may_go_on(text, end):
        return False
    return EPOCH.fullmatch(text, start, end) is None and _A_DAY.fullmatch(text, start, end) is None


def above(text: str, start: int) -> int:
    """From where on the words before `text[start:]` speak of it.

    The names of other columns say nothing of the first value of a row: not those of `INSERT INTO t (id, phone) VALUES`,
    and not headings, which are told from a sentence by the rows below: they have as many cells.

    Returns:
        A code point, at most `_FAR_LETTER` before `start`; 0 if all that stands before may speak of it.
    """
    if _ROW_OF_VALUES.search(text, max(0, start - _FAR_LETTER), start):
        return start if _is_inserted(text, start) else 0
    line = text.rfind("\n", max(0, start - _FAR_LETTER), start) + 1
    if not line or text[line:start].strip():
        return 0
    begin = max(0, line - 1 - _FAR_ROW)
    lines = text[begin : line - 1].split("\n")[bool(begin) :]
    row, ended, _ = text[start : start + _FAR_ROW].partition("\n")
    if not ended and start + _FAR_ROW < len(text):
        return 0
    above_row = (each.rstrip("\r") for each in lines[-_MOST_ROWS:])
    return line if any(_are_headings(each, row.rstrip("\r")) for each in above_row) else 0


def _is_inserted(text: str, start: int) -> bool:
    """Whether a statement puts a row of values into a table, and its first column is no telephone number."""
    into = _INTO.search(text, max(0, start - _FAR_ROW), start)
    if into is None:
        return False
    first = (into["first"] or "").replace("_", " ")
    return not STRONG.among(STRONG.before(first, len(first)))


def _are_headings(heading: str, row: str) -> bool:
    """Whether a line names the columns of the row below, the first of them no telephone number.

    Two cells are named in one word each, more in one or two: "Hi,my phone is" names none.
    """
    ends = _CELL_ENDS.search(heading)
    if ends is None:
        return False
    cells = heading.split(ends["by"])
    if len(row.split(ends["by"])) != len(cells) or STRONG.among(STRONG.before(cells[0], len(cells[0]))):
        return False
    names = [_CELL.fullmatch(cell) for cell in cells]
    return all(name is not None and (len(cells) > 2 or name["second"] is None) for name in names)


def is_taken(words: list[str]) -> bool:
    """Whether of some words before digits those that say telephone number speak of a number between.

    Args:
        words: In lower case.

    Returns:
        True only where seven digits and more stand among the words and behind them no word says it again.
    """
    last = max((at for at, word in enumerate(words) if word.isdigit()), default=-1)
    digits = sum(len(word) for word in words if word.isdigit())
    return digits >= _FEWEST_OF_ANOTHER and not STRONG.among(words[last + 1 :])


def is_of_another(words: list[str]) -> bool:
    """Whether of some words before digits those that say number say of what, and it is no telephone."""
    if TELEPHONE.among(words):
        return False
    return says_otherwise(words) or any(
        word in _NUMBERS and behind in _OF for word, behind in pairwise(words)
    )


def is_counted(text: str, start: int) -> bool:
    """Whether a word for an order or the like, in a script without blanks, leads to `text[start:]`."""
    return not text.isascii() and _COUNTED_JOINED.search(text, max(0, start - _FAR_JOINED), start) is not None


def says_otherwise(words: list[str]) -> bool:
    """Whether the last of some words before digits, in lower case, name them: an order, an invoice."""
    at = len(words)
    while at and words[at - 1] in _NEUTRAL:
        at -= 1
    if not at:
        return False
    last = words[at - 1]
    return (
        last in _COUNTED
        or " ".join(words[at - 1 : at + 1]) in _COUNTED
        or _COMPOUND.fullmatch(last) is not None
        or (_OF_ANYTHING.fullmatch(last) is not None and not STRONG.among([last]))
    )
