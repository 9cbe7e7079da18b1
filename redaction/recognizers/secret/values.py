"""Whether what stands behind the name of a secret is one: no template, no code, no stand-in, no word about it.

Code stands outside of quotes; within them there are templates and references to where a secret lies. Both are told by
their whole form: a password may begin with `$`, `#` or `Config`, and hold a bracket or the word "sample". Read by
`redaction.recognizers.secret.assignments`.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from redaction.names.word_set import word_set
from redaction.patterns import UUID
from redaction.recognizers.context import key_words
from redaction.recognizers.secret.generated import holds_both, is_varied, mixes_kinds, takes_turns
from redaction.words.stand_ins import MARKERS

__all__ = [
    "SIGN",
    "could_be_password",
    "is_generated",
    "is_no_secret",
    "is_word",
    "looks_chosen",
    "looks_given",
    "looks_random",
    "looks_typed",
    "mixes",
    "stands_alone",
]

# A list of its own: a word that is added to another one may be a password behind a key.
_NO_VALUE: Final = word_set(
    "null none nil true false undefined empty unset yes no string str required optional invalid incorrect "
    "wrong missing expired password secret token hidden masked redacted protected changed reset updated "
    "not must should the a an is too at please your my this that in for and or on set very correct needed "
    "weak strong short long ok failed failure error success accepted denied valid it be input text bytes "
    "int object any default disabled enabled unknown n/a na - ... used stored never also only "
    "case-sensitive being something always still same you configured new"
)
_WORDS_OF_CODE: Final = (
    "env environment config configuration configmap settings getenv await async lambda function secretstr "
    "securestring flag option argument parameter"
)
_CODE_WORDS: Final = frozenset(_WORDS_OF_CODE.split())
_VARIABLE: Final = r"(?:[A-Z_][A-Z0-9_]*|[A-Za-z_]+[0-9]?)"
_VARIABLE_OR_FIELD: Final = re.compile(rf"[A-Za-z_]+[:=].*|{_VARIABLE}|[a-z_]+(?:\.[a-z_]+[0-9]?)+")
_TEMPLATE: Final = re.compile(
    r"\$+[{(]"
    rf"|\$(?:env:)?{_VARIABLE}(?:[/.:@)\]}}|+\- ][^0-9]*)?\Z|\$[0-9]\Z"
    r"|%[A-Za-z_][A-Za-z0-9_]*%|%[({]|%[-+#0-9.]{0,8}[A-Za-z]\Z"
    r"|\{\{|\{[A-Za-z_.]*[0-9]?(?:![rsa])?(?::[^{}]{0,16})?\}(?![A-Za-z0-9$])"
    r"|\[[A-Za-z_ .\-*]*\]?\Z|\([A-Za-z_ .\-*]*\)?\Z"
    r"|<[^<>]*>\Z|<[A-Za-z_ |/\-]*\Z"
    r"|\*[A-Za-z_.]*\Z|\*{3}|#+(?:\{|[A-Za-z]*\Z)"
)
_PLACES: Final = (
    "os|env|process|self|this|config|cfg|conf|settings|args|request|req|ctx|context|opts|options|params"
)
_REFERENCE: Final = re.compile(
    r"(?:arn|vault|op|env|ssm|secretsmanager|keyvault|awssm|gcpsm):"
    rf"|(?:{_PLACES})(?:\.|->|::)[a-z_]\w*(?:\Z|[.\[()\]?|])"
    r"|(?:env|config|settings)[_\-:/][a-z_.:/\-]*\Z",
    re.IGNORECASE | re.ASCII,
)
_TAG: Final = re.compile(
    r"!{1,2}(?:[A-Za-z]*\Z|(?i:vault|secret|env|ref|sub|getatt)\b)|&[A-Za-z0-9_]*\Z|:[A-Za-z_]"
)
_DOTTED: Final = re.compile(r"(?:[A-Za-z_]+[0-9]?(?:\.|->|::))+[A-Za-z_]+\Z")
_OBJECTS: Final = (
    "config configuration settings conf cfg self this os env environ process args arg opts options opt request req res "
    "response ctx context user users account data form forms params param body event app secrets vault credentials "
    "creds input inputs state store props module modules model models schema types values row record item obj object "
    "session client server db database connection conn cls super crate std kwargs flags var vars local locals each "
    "errors error messages message validation java javax kotlin org com sun proptypes datatypes sequelize faker "
    "constants defaults utils helpers auth login query payload result json yaml node root window document"
)
_OF_CODE: Final = frozenset(_OBJECTS.split())
_LAST_WORDS: Final = (
    "password passwd passphrase secret token key value pwd credential credentials string str text hash required "
    "isrequired"
)
_OF_SECRETS: Final = frozenset(_LAST_WORDS.split())
_CLASS: Final = re.compile(r"[A-Z][a-z]+[A-Za-z_]*(?:::)|.*->", re.ASCII)
_JOINT: Final = re.compile(r"\.|->|::")
_HEAD: Final = re.compile(r"[A-Za-z_$][\w$]*(?:(?:\.|->|::)[A-Za-z_$][\w$]*)*[(\[{]", re.ASCII)
_PIECE: Final = re.compile(r"[\w$]+", re.ASCII)
_NAME: Final = re.compile(r"[A-Za-z_$]+(?:[0-9]{1,4}[A-Za-z_$]*)?|[0-9]+")
_NOT_IN_CODE: Final = re.compile(r"[#^~!\\]")
_FILLER_WORDS: Final = (
    "your my me the a an this with here real actual some any password passwd pass secret token key api value user "
    "change to access test goes it is for string text"
)
_MARKERS: Final = MARKERS | {"replaceme"}
_FILLERS: Final = _MARKERS | frozenset(_FILLER_WORDS.split())
_OF_A_NAME: Final = re.compile(r"[A-Za-z_.\- ]+")
_OF_A_LONG_NAME: Final = re.compile(r"[A-Za-z0-9_.\- ]+")
_WORD: Final = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9_.\- ]")
_CROSSED_OUT: Final = re.compile("x{4,}|\\.{3,}|\\*{3,}")
_DOCUMENTED: Final = re.compile(r"[A-Za-z0-9/+]{10,}EXAMPLE(?:KEY)?\Z")
_LETTERS: Final = "abcdef(?:g(?:h(?:i(?:j[k-z]*)?)?)?)?"
# Behind a prefix: `sk-1234567890abcdef`.
_SERIES: Final = re.compile(
    rf"(?:[a-z]{{1,8}}[_\-])*(?:0?1234567890?(?:{_LETTERS})|{_LETTERS}0?123456789?0?|{_LETTERS}){{1,8}}"
)
_FEW: Final = 6
_RUN: Final = re.compile("[0-9]+")
SIGN: Final = re.compile(r"[!@#$%^&*?+~]")
"""That people put into passwords."""
_DIGIT: Final = re.compile("[0-9]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_NOT_IN_PASSWORDS: Final = re.compile(r"[/:.=]")
_ANY_SIGN: Final = re.compile(r"[^A-Za-z0-9]")
_OTHER_FORM: Final = re.compile(
    # A URL, a path, an address, a host, a file, a date, a number with its unit, another name with its value.
    r".*://|[~.]{0,2}/|[A-Za-z]:\\|[^@]+@[^@]+\.[A-Za-z]{2,}\Z|(?:[a-z0-9\-]+\.)+[a-z]{2,8}\Z|[0-9][0-9.,:/\-]*[A-Za-z]{0,4}\Z|[0-9]+-[a-z]+\Z|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|[A-Za-z_][A-Za-z_.\-]*[=:](?![!#%^&*?+~=])",
    re.ASCII,
)
_METHODS: Final = word_set(
    "sha md aes des rsa ecdsa ed hmac base utf bcrypt scrypt argon argonid argoni argond pbkdf oauth oauthv "
    "openid scram hs rs es ps tls ssl ntlm mschap mschapv chap pap crc blake hash ntlmv gcm cbc ctr cfb "
    "varchar nvarchar char nchar string str text int uint float binary varbinary http https ipv pkcs otp totp "
    "hotp fido webauthn saml ldap mfa fa level version step type role v mysql native caching plus mb x"
)
"""Of types and methods: what stands beside a number in their names."""
_METHOD_PARTS: Final = re.compile(r"[-_/+.,:()]+")
_FIRST_LETTERS: Final = re.compile(r"[0-9]*([a-z]*)")
_UUID: Final = re.compile(UUID, re.IGNORECASE)
_LETTERS_GIVEN: Final = 20
_FEWEST_CASES: Final = 6
_CASE: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[a-z])")


def is_word(value: str) -> bool:
    """Whether a whole value is what is said about a secret, or nothing."""
    return value.lower().strip("*.") in _NO_VALUE


def is_no_secret(value: str, *, quoted: bool) -> bool:
    """Whether a value is no secret, whatever its name.

    Args:
        value: Without its quotes.
        quoted: Whether it stood in quotes, where no code is.
    """
    if not value or _TEMPLATE.match(value) or _REFERENCE.match(value):
        return True
    if value[0] in "{[(" and not (_DIGIT.search(value) and _LETTER.search(value)):
        return True  # what follows is a list or an object
    if is_word(value) or not value.strip("*.•xX-_") or _stands_in(value):
        return True
    if "%" in value and (decoded := unquote(value)) != value:
        return not decoded.strip("*.•xX-_") or is_word(decoded) or _TEMPLATE.match(decoded) is not None
    return not quoted and _is_code(value)


def _is_code(value: str) -> bool:
    """A call, an index, a dotted name or a tag of YAML: of names alone, in which digits stand once at most."""
    if value.lower().strip("*.") in _CODE_WORDS or _TAG.match(value):
        return True
    if _DOTTED.match(value) and _is_name(value):
        return True
    if _HEAD.match(value) is None or _NOT_IN_CODE.search(value):
        return False
    return all(_NAME.fullmatch(piece) for piece in _PIECE.findall(value))


def _is_name(value: str) -> bool:
    """Whether the first part of a dotted value names an object, or its last one a secret: words are passwords too."""
    parts = [key_words(part.rstrip("0123456789")).split() for part in _JOINT.split(value)]
    first, last = parts[0][-1:], parts[-1][-1:]
    return (
        _CLASS.match(value) is not None or not _OF_CODE.isdisjoint(first) or not _OF_SECRETS.isdisjoint(last)
    )


def _stands_in(value: str) -> bool:
    """Whether a value stands for a secret: `your_password`, `example-key`, `sk-xxxxxxxx`, `aaaaaaaa`."""
    if len(value) < _FEW:
        return False
    if len(set(value)) < min(_FEW, len(value) // 2):
        return True
    lower = value.lower()
    if 2 * len(_CROSSED_OUT.sub("", lower)) <= len(lower) or _DOCUMENTED.match(value):
        return True
    if lower.startswith(("your_", "your-")):
        return _OF_A_LONG_NAME.fullmatch(value) is not None
    words = _WORD.findall(lower)
    if _MARKERS.isdisjoint(words):
        return False
    # `sample_db_password`; with other signs or digits only if nothing but usual words stands beside them.
    return _OF_A_NAME.fullmatch(value) is not None or all(
        word in _FILLERS or (word.isdigit() and len(word) < _FEW) for word in words
    )


def could_be_password(value: str, shortest: int) -> bool:
    """Whether letters and digits stand in a value, and nothing that joins a path or a number."""
    return len(value) >= shortest and holds_both(value) and _NOT_IN_PASSWORDS.search(value) is None


def looks_random(value: str) -> bool:
    """Whether a value could have come from a generator: long enough, varied, not a word, a number or a series."""
    if len(value) < 8 or value.isdigit() or not any(c.isdigit() for c in value):
        return len(value) >= 20 and value.isalnum() and is_varied(value) and not value.islower()
    if "***" in value or _SERIES.fullmatch(value.lower()):
        return False
    return is_varied(value, fewest_characters=5) and any(c.isalpha() for c in value)


def stands_alone(value: str) -> bool:
    """Whether a value within brackets is no variable, field of an object or message: letters and digits, no blank."""
    return holds_both(value) and _VARIABLE_OR_FIELD.fullmatch(value) is None and " " not in value


def mixes(value: str) -> bool:
    """Whether a value in a sentence can be nothing but a password: digits among letters twice, or beside signs."""
    return (
        could_be_password(value, 6)
        and (bool(SIGN.search(value)) or len(_RUN.findall(value)) > 1)
        and bool(SIGN.search(value) or (any(map(str.isupper, value)) and any(map(str.islower, value))))
    )


def looks_chosen(value: str) -> bool:
    """Whether a value is written as passwords are: letters beside digits or signs, and no other thing's form."""
    if len(value) < _FEW or not value.isascii() or _OTHER_FORM.match(value) or not _LETTER.search(value):
        return False
    if could_be_password(value, _FEW):
        return True
    if SIGN.search(value.rstrip("!?")):
        return holds_both(value) or (any(map(str.isupper, value)) and any(map(str.islower, value)))
    kinds = (any(map(str.isdigit, value)), any(map(str.isupper, value[1:])), any(map(str.islower, value)))
    return all(kinds)


def is_generated(value: str) -> bool:
    """Whether only a generator wrote a value: letters and digits in turns, or small letters and capitals."""
    if not is_varied(value, fewest_characters=_FEW) or _SERIES.fullmatch(value.lower()):
        return False
    if "://" in value or value[0] in "/~." or _UUID.fullmatch(value):
        return False
    return takes_turns(value) or (len(value) >= _LETTERS_GIVEN and len(_CASE.findall(value)) >= _FEWEST_CASES)


def looks_given(value: str) -> bool:
    """Whether a value that a password's name stands before, with no sign between, can be one: two digits or a sign.

    Other than `looks_chosen` it must be no name of a method (`SHA-256`) or a type (`varchar2`).
    """
    if not looks_chosen(value) or _is_method(value):
        return False
    if SIGN.search(value.rstrip("!?")) or mixes_kinds(value, capitals_from=1):
        return True
    return sum(map(str.isdigit, value)) > 1


def looks_typed(value: str) -> bool:
    """Whether capitals, small letters, a digit and two signs stand in a value that has no other thing's form."""
    return (
        looks_chosen(value)
        and len(_ANY_SIGN.findall(value)) > 1
        and bool(SIGN.search(value))
        and mixes_kinds(value, capitals_from=1)
    )


def _is_method(value: str) -> bool:
    parts = [part for part in _METHOD_PARTS.split(value.lower()) if part]
    firsts = [match[1] for part in parts if (match := _FIRST_LETTERS.match(part))]
    return all(not first or first in _METHODS for first in firsts)
