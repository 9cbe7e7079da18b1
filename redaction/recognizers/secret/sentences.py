"""Passwords in sentences that say more than `the password is ...`: for what it is, since when, in other languages.

`Hasło do panelu to ...`, `the password for the router is now ...`, `mit dem Passwort ...`, `mot de passe : ...`.
Each language has its own words for being and for what a password is of; a value must look like a password, the more
so the less the words before it say. What is said of passwords (`das Passwort ist falsch`) are words, and stays. Part
of `redaction.recognizers.secret.assignments`, beside `redaction.recognizers.secret.said_passwords`.
"""

# ruff: noqa: RUF001  # letters of many alphabets are part of what is matched

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from redaction.names.word_set import word_set
from redaction.recognizers.alphabets import cased, in_bytes
from redaction.recognizers.detector import Detector
from redaction.recognizers.letters import in_lower_case, matches, places
from redaction.recognizers.secret.generated import mixes_kinds
from redaction.recognizers.secret.said_passwords import TRAILING
from redaction.recognizers.secret.values import is_no_secret, looks_given, looks_typed, mixes
from redaction.spans import Span

__all__ = ["DETECTORS"]


class _Language(NamedTuple):
    """How a password is spoken of.

    Attributes:
        words: For a password, in lower case; endings may follow.
        says: What stands between it and the value.
        of: What leads to whose or what for it is.
        adverbs: What may stand behind `says`.
    """

    words: str
    says: str
    of: str
    adverbs: str = ""


_ENGLISH: Final = _Language(
    "password|passphrase|passcode|pwd|pw",
    "(?:(?:is|was|has|been|be|and|then|now) ){0,2}(?:set|changed|reset|updated) to|is|was|will be|remains|stays"
    "|è|era|sarà|resta",
    "for|of|to|on|at|in|from|you|we|i|that|into|di|del|della|per|al|alla|su|voor|van|op|zu|zum|für",
    "now|currently|still|actually|just|simply|always|again|temporarily|ora|adesso|attualmente|nu",
)
_LANGUAGES: Final = (
    _ENGLISH,
    _Language(
        "passwort|kennwort",
        "ist|lautet|war|heißt|heisst|bleibt|wäre|ist gesetzt auf|wurde auf",
        "für|fuer|zu|zum|zur|von|vom|des|der|im|am|auf|in|bei|meines|unseres|seines|ihres",
        "übrigens|jetzt|nun|aktuell|derzeit|momentan|weiterhin|noch|immer|ab|sofort|also|einfach|wieder|neu",
    ),
    _Language(
        "contraseña|contrasena|contrasenya",
        "es|era|será|fue|sigue siendo|queda|és",
        "de|del|para|en|al|por|per",
        "ahora|actualmente|todavía|aún|siempre|simplemente|ara",
    ),
    _Language(
        "senha|palavra-passe",
        "é|era|será|foi|ficou|continua",
        "de|do|da|dos|das|para|no|na",
        "agora|atualmente|ainda|sempre|apenas",
    ),
    _Language(
        "mot de passe|mdp",
        "est|était|c'est|reste|sera",
        "de|du|des|pour|à|au|aux|sur",
        "maintenant|actuellement|désormais|toujours|encore|donc",
    ),
    _Language(
        "hasło|haslo|hasła|hasłem|haslem",
        "to|brzmi|jest|było|będzie",
        "do|dla|od|na|w|z",
        "teraz|obecnie|nadal|wciąż|po prostu",
    ),
    _Language(
        "heslo|hesla|heslem",
        "je|zní|bylo|bude|znie|bolo",
        "k|ke|ku|do|pro|pre|na|od|z",
        "teď|nyní|stále|teraz|momentálne",
    ),
    _Language(
        "wachtwoord", "is|luidt|was|blijft|wordt", "voor|van|op|in|bij", "nu|momenteel|nog|steeds|gewoon"
    ),
    _Language("lösenord|losenord", "är|var|blir|lyder", "till|för|på|av|i", "nu|fortfarande|just"),
    _Language(
        "passord|adgangskode|kodeord",
        "er|var|blir|bliver|lyder",
        "til|for|på|av|af|i",
        "nå|nu|fortsatt|stadig",
    ),
    _Language("salasana", "on|oli", "palveluun|tilille", "nyt|edelleen"),
    _Language("jelsz", "az|ez|most|lesz|volt", "a|az", "most"),
    _Language("şifre|sifre", "şu|şudur|bu|budur", "için", "şimdi|şu anda"),
    _Language(
        "парол|лозинка",
        "это|был|будет|теперь|це|буде|е|беше|је",
        "от|для|к|на|в|до|від|за",
        "теперь|сейчас|зараз|сега",
    ),
    _Language("lozinka|lozink", "je|bila|glasi|bit će", "za|od|na", "sada|trenutno"),
    _Language("slaptažod", "yra|buvo|bus", "į|nuo", "dabar"),
    _Language("parola|parolă", "este|e|era|va fi", "de|la|pentru|din|a", "acum|încă"),
    _Language("mật khẩu", "là", "của|cho|để", "bây giờ"),
    _Language("kata sandi|katalaluan", "adalah|ialah|yaitu", "untuk|akun|di", "sekarang"),
    _Language("κωδικό", "είναι|ήταν", "για|του|της|πρόσβασης", "τώρα"),
    _Language("كلمة المرور|كلمة السر|رمز عبور", "هي|هو|كانت|است", "ل|الخاصة|إلى", "الآن"),
    _Language("סיסמ", "היא|הוא|הייתה", "של|ל", "עכשיו"),
    _Language("पासवर्ड", "है", "का|के|की", "अब"),
    _Language("รหัสผ่าน", "คือ|เป็น", "ของ|สำหรับ", ""),
    _Language("비밀번호", "바로", "는|은", "지금"),
)
_B: Final = "[ \t\u00a0]{1,2}"
_QUOTE: Final = r"(?P<quote>\*\*|[\"'`„“”«»‘’「]?)"
_VALUE: Final = (
    rf"{_QUOTE}(?P<value>(?=[!-~]{{0,63}}(?:[0-9!@#$%^&*?+~]|(?-i:[a-z][A-Z]|[A-Z]{{2}}[a-z])))"
    r"[^\s\"'`„“”«»‘’「」<>\x00,;\u0600-\u06ff\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]{6,128})"
)
_WORD: Final = r"[^\s,;:!?()<>\x00]{0,39}[^\s,;:!?()<>.\x00]"
_SMALL: Final = r"(?-i:[^\W\d_A-Z]{1,16})"
_SUFFIX: Final = r"[^\W\d_]{0,6}"


def _patterns(language: _Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a sentence says, and a value right behind the word."""
    # Compounds of English are written apart, and mean no password: `password policy ...`.
    other = "" if language is _ENGLISH else f"(?:{_B}{_WORD})?"
    suffix = "" if language is _ENGLISH else _SUFFIX
    adverbs = rf"(?:{_B}(?:{language.adverbs}))" if language.adverbs else rf"(?:{_B}(?!))"
    word = rf"(?:{language.words}){suffix}"
    of = rf"(?:{language.of}){_B}|(?:d|dell|all|l)['’]"
    whose = rf"(?:{other}{_B}(?:{of}){_WORD}(?:{_B}{_WORD}){{0,3}}?)"
    said = (
        rf"{word}(?:(?:(?P<of>{whose})|{other}){_B}(?:{language.says})(?P<adverbs>{adverbs}{{0,3}})"
        rf"(?P<free>(?:{_B}{_SMALL}){{0,2}}?)[ ]?:?|(?P<named>{whose})(?:{_B})?(?:[:=–—-]|->)){_B}{_VALUE}"
    )
    flags = re.IGNORECASE
    return re.compile(said, flags), re.compile(rf"{word}{_B}{_VALUE}", flags)


_Rule: TypeAlias = tuple[tuple[str, ...], re.Pattern[str], re.Pattern[str], bool]
_RULES: Final[tuple[_Rule, ...]] = tuple(
    (tuple(rule.words.split("|")), *_patterns(rule), rule is _ENGLISH) for rule in _LANGUAGES
)
_LED: Final = re.compile(
    r"(?<![^\W_])(?:with|use|using|my|your|his|her|their|our|and|enable|temporary|temp|initial|new|old|current"
    r"|(?:user|username|login)[ ][^\s]{1,40})[ ,]{1,2}(?:the[ ]|this[ ]|a[ ])?\Z",
    re.IGNORECASE,
)
"""Behind which a password is named: `username eva password ...`, `log in with the password ...`."""
_LED_REACH: Final = 64
_USERS: Final = word_set(
    "user username users account login name id email e-mail mail host server benutzer benutzername konto "
    "nutzer usuario correo cuenta utilisateur compte utente utilizador conta użytkownika gebruiker användare "
    "bruker"
)
"""What a sign behind it is followed by who that is, and not by the password."""
_NEAR: Final = 720
_FOLDED: Final = frozenset("\u0130\u0131\u017f\u212a")
"""Letters beyond ASCII that are small letters of it to a search, and not to a gate."""
_LIKELY: Final = re.compile(r"[0-9!@#$%^&*?+~]|[a-z][A-Z]|[A-Z]{2}[a-z]")
"""In every value."""
_REACH: Final = 520
_LONGEST_WORD: Final = 16
_FEWEST_DIGITS: Final = 2
_FEWEST_LETTERS: Final = 10
_FEWEST_CASES: Final = 6
_CASE: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[a-z])")
_PIECE: Final = re.compile(r"[A-Z]+[a-z]*|[a-z]+")
_VOWEL: Final = re.compile(r"[aeiouy]", re.IGNORECASE)


def _is_gibberish(value: str) -> bool:
    """Whether letters alone make no words: capitals anywhere, and pieces that nobody can say."""
    if len(value) < _FEWEST_LETTERS or not value.isalpha() or len(_CASE.findall(value)) < _FEWEST_CASES:
        return False
    pieces = [piece for piece in _PIECE.findall(value) if len(piece) > 1]
    return sum(_VOWEL.search(piece) is None for piece in pieces) > 1


def _is_bare(value: str, *, certain: bool) -> bool:
    """Whether a value right behind the word can be nothing but a password.

    Args:
        value: The value.
        certain: Whether it is no English word beside a noun, `password Base64Encoder`.
    """
    if mixes(value) or _is_gibberish(value) or looks_typed(value):
        return True
    digits = sum(map(str.isdigit, value))
    return certain and digits >= _FEWEST_DIGITS and looks_given(value) and mixes_kinds(value, capitals_from=1)


def _in_english(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    yield from _find(text, _RULES[:1])


def _abroad(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    yield from _find(text, _RULES[1:])


def _find(text: str, rules: tuple[_Rule, ...]) -> Iterator[Span]:
    lower, plain = in_lower_case(text), text.isascii()
    for words, said, bare, english in rules:
        begins = [
            at
            for at in places(lower, words)
            if (plain or _FOLDED.isdisjoint(text[at : at + _LONGEST_WORD]))
            and _LIKELY.search(text, at + 2, at + _REACH)
            and not (english and lower[at : at + 2] == "pw" and lower[max(0, at - 1) : at].isalnum())
        ]
        if not begins:
            continue
        for match in matches(said, text, begins):
            if _is_said(match, _value(match)):
                yield _span(match, "sentence.password")
        for match in matches(bare, text, begins):
            value = _value(match)
            at, quoted = match.start(), bool(match["quote"])
            certain = not english or quoted or _LED.search(text, max(0, at - _LED_REACH), at) is not None
            if _is_bare(value, certain=certain) and not is_no_secret(value, quoted=quoted):
                yield _span(match, "sentence.password")


def _is_said(match: re.Match[str], value: str) -> bool:
    if is_no_secret(value, quoted=bool(match["quote"])):
        return False
    if match["named"] is not None:
        return looks_given(value) and match["named"].split()[-1].lower() not in _USERS
    return mixes(value) or looks_typed(value) if match["free"] else looks_given(value)


def _value(match: re.Match[str]) -> str:
    value = match["value"].rstrip(TRAILING)
    return value.removesuffix("**") if match["quote"] == "**" else value


def _span(match: re.Match[str], rule: str) -> Span:
    begin = match.start("value")
    return Span(begin, begin + len(_value(match)), "PASSWORD", 0.7, rule, "ScrublineAssignmentRecognizer")


def _gates(rules: tuple[_Rule, ...]) -> tuple[str, ...]:
    """One for each word: a scan is fastest with gates that begin with letters of their own."""
    words = sorted({word for rule in rules for word in rule[0]})
    return tuple(rf"(?i){in_bytes(cased(word))}[a-z\x80-\xff]{{0,24}}(?:[ \t]|\xc2\xa0)" for word in words)


DETECTORS: Final = (
    Detector("sentence.password", "PASSWORD", _gates(_RULES[:1]), _in_english, near=_NEAR),
    Detector("sentence.password.abroad", "PASSWORD", _gates(_RULES[1:]), _abroad, near=_NEAR),
)
