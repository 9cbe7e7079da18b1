"""One list for one idea: word lists of the package do not repeat each other, and patterns do not either."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from redaction import patterns
from redaction.words import (
    being,
    companies,
    courtesies,
    english,
    german,
    numbers,
    particles,
    stand_ins,
    streets,
)
from tests.shipped import shipped_redactor

PACKAGE = Path(patterns.__file__).parent
FEWEST_WORDS = 10
MOST_SHARED = 0.6
# The name model was trained with these: a word more or less there needs a newly trained model.
OF_THE_MODEL = {"names/features.py", "names/cues.py", "names/gazetteers.py"}
# Pairs of lists that say different things with the same words.
EXCEPTIONS = {
    frozenset(
        ("names/divided.py:_AND", "recognizers/lists.py:_WORDS")
    ): "what joins names, and values of a list",
    frozenset(("recognizers/countries.py:COUNTRIES", "recognizers/email.py:_KNOWN_TOP_LEVEL")): (
        "countries, and the domains of countries and others"
    ),
    frozenset(
        ("names/contacts.py:_FAMILIES_FIRST", "names/german_words.py:NAMESAKES")
    ): "nouns that are names, and those of them that are mostly names behind a label of persons",
    frozenset(("names/foreign_words.py:FUNCTION_WORDS", "names/spoken.py:_ELSEWHERE")): (
        "what no name holds lacks particles, what tells a language lacks the words of two"
    ),
    frozenset(("names/foreign_words.py:FUNCTION_WORDS", "words/being.py:IS")): "is, in what no name holds",
    frozenset(("names/spoken.py:_ELSEWHERE", "words/being.py:IS")): "is, in what tells a language",
    frozenset(("recognizers/detector.py:NUMBER_TAILS", "recognizers/phone/own_keys.py:FORMS")): (
        "words that leave the name of a number what it is, and those that say nothing as a key of their own"
    ),
    frozenset(("recognizers/lists.py:_WORDS", "recognizers/phone/other.py:OF_PEOPLE")): (
        "what joins two numbers of any kind, and what tells apart those of one person"
    ),
    frozenset(("recognizers/countries.py:COUNTRIES", "recognizers/iban_countries.py:OF_DIGITS")): (
        "countries, and those whose account numbers have no letters"
    ),
    frozenset(("recognizers/phone/names.py:NAMES", "recognizers/phone/words.py:_ENGLISH")): (
        "how names in programs end, and what sentences say"
    ),
    frozenset(
        ("recognizers/phone/names.py:_SAID", "words/numbers.py:COUNTS")
    ): "those that say so in a sentence, too",
    frozenset(("recognizers/phone/other.py:OF_ANY", "walk/questions.py:SPEECH")): (
        "names of anything, and keys of messages in their order"
    ),
}
# Lists of what is shown or cut off. A word that others have is not added to them: there it may be a value.
LETTING_PASS = {
    "names/clauses.py:_WITH",
    "names/no_addresses.py:_BETWEEN",
    "names/no_addresses.py:_CURRENCIES",
    "names/no_addresses.py:_INSIDE",
    "names/no_addresses.py:_TITLES",
    "names/request_words.py:CALLED_LIKE_DAYS",
    "names/request_words.py:DAYS",
    "names/request_words.py:MONTHS",
    "names/said_elsewhere.py:_BESIDE_NAMES",
    "names/address_edges.py:_OUTSIDE",
    "names/foreign_words.py:GERMAN",
    "names/german_words.py:LEADS",
    "names/ordinary.py:_LINKING",
    "names/said_elsewhere.py:_GREETINGS",
    "recognizers/personal.py:_NOBODY",
    "recognizers/secret/headers.py:_STAND_INS",
    "recognizers/secret/passphrases.py:_SPEECH",
    "recognizers/secret/values.py:_NO_VALUE",
    "recognizers/stated_users.py:_NOBODY",
    "words/courtesies.py:BEFORE_NAMES",
}
WORD = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*\.?")
BLANKS = re.compile(r"\s")


def texts_of(node: ast.AST) -> Iterator[str]:
    """The words of a literal, with those of the literals that are unpacked in it."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.Starred(value=value):
            yield from texts_of(value)
        case ast.Set(elts=elements) | ast.Tuple(elts=elements) | ast.List(elts=elements):
            for element in elements:
                yield from texts_of(element)
        case _:
            pass


def literals(node: ast.AST) -> Iterator[set[str]]:
    """The word sets that an expression spells out; what is taken away from another set is none."""
    match node:
        case ast.BinOp(op=ast.Sub(), left=left):
            yield from literals(left)
        case ast.Set() | ast.Tuple() | ast.List():
            yield {text.lower() for text in texts_of(node) if WORD.fullmatch(text)}
            for element in ast.iter_child_nodes(node):
                if isinstance(element, ast.Starred) and not any(texts_of(element)):
                    yield from literals(element.value)
        case ast.Call(func=func, args=args):
            yield from literals(func)
            parts = [text for each in args if isinstance(each, ast.Constant) for text in texts_of(each)]
            if isinstance(func, ast.Name) and func.id == "phrase_set":
                yield {phrase for text in parts for phrase in text.lower().split("|")}
            else:
                yield {word.lower() for text in parts for word in text.split() if WORD.fullmatch(word)}
            for each in args:
                yield from literals(each)
        case ast.Constant(value=str() as text) if BLANKS.search(text):
            yield {word.lower() for word in text.split() if WORD.fullmatch(word)}
        case _:
            for child in ast.iter_child_nodes(node):
                yield from literals(child)


def word_sets(source: str) -> Iterator[tuple[str, set[str]]]:
    """The name that a literal word set is given, and its words."""
    for statement in ast.parse(source).body:
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ) if name != "__all__":
                yield from ((name, words) for words in literals(value) if len(words) >= FEWEST_WORDS)
            case _:
                pass


def repeated(sources: dict[str, str]) -> set[frozenset[str]]:
    """The pairs of word sets, by module and name, of which more than the allowed share of the smaller is in both."""
    found = [
        (f"{path}:{name}", words) for path, source in sources.items() for name, words in word_sets(source)
    ]
    return {
        frozenset((one, other))
        for (one, words), (other, more) in combinations(found, 2)
        if one != other and len(words & more) > MOST_SHARED * min(len(words), len(more))
    }


def test_no_list_repeats_another() -> None:
    """Of two word sets of ten words and more no more than 60 % of the smaller stands in both."""
    sources = {
        name: path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.rglob("*.py"))
        if (name := path.relative_to(PACKAGE).as_posix()) not in OF_THE_MODEL
    }
    every = repeated(sources)
    found = {pair for pair in every if LETTING_PASS.isdisjoint(pair)}
    assert sorted(LETTING_PASS - frozenset().union(*every)) == []
    assert sorted(map(sorted, found - set(EXCEPTIONS))) == []
    assert sorted(map(sorted, set(EXCEPTIONS) - found)) == []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ('A = frozenset({*("a", "b", "c", "d", "e", "f"), *("g", "h", "i", "j")})', {"A"}),
        ('A: Final = word_set("a b c d e f " "g h i j")', {"A"}),
        ('A = "a b c d e f g h i j".split()', {"A"}),
        ('A = word_set("a b c d e f g h i j") | {"k"}', {"A"}),
        ('A = B - word_set("a b c d e f g h i j")', set()),
        ('A = (*(B - word_set("a b c d e f g h i j")), "k")', set()),
        ('A = (*word_set("a b c d e f g h i j"), "k")', {"A"}),
        ('A = phrase_set("a b|b c|c d|d e|e f|f g|g h|" "h i|i j|j k")', {"A"}),
        ('A = "a|b|c|d|e|f|g|h|i|j"', set()),
        ('A = ("a", "b", "c", "d", "e", "f", "g", "h", "i")', set()),
    ],
)
def test_literal_word_sets(source: str, names: set[str]) -> None:
    """Sets, tuples and split texts of ten words are word sets; patterns and what is taken away are none."""
    assert {name for name, _ in word_sets(source)} == names


def test_a_repeated_list_is_seen() -> None:
    """Seven of ten words in common are too many, six are not."""
    one = 'A = word_set("a b c d e f g h i j")'
    assert repeated({"m": one, "n": 'B = word_set("a b c d e f g x y z")'}) == {frozenset(("m:A", "n:B"))}
    assert repeated({"m": one, "n": 'B = word_set("a b c d e f w x y z")'}) == set()


@pytest.mark.parametrize("name", patterns.__all__)
def test_patterns_stand_once(name: str) -> None:
    """What `redaction.patterns` spells out no other module spells out again."""
    written = getattr(patterns, name)
    again = [path.name for path in PACKAGE.rglob("*.py") if written in path.read_text(encoding="utf-8")]
    assert again in ([], ["patterns.py"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("UUID", "6f1c2a4e-0b7d-4c53-9e21-5d8f3a7b6c10"),
        ("DAY", "20240229"),
        ("BASE58", "z"),
        ("DATA_URI", "data:image/png;base64,iVBORw0KGgo="),
        ("UUID_FROM_SECOND", "F1C2A4E-0B7D-4C53-9E21-5D8F3A7B6C10"),
    ],
)
def test_patterns(name: str, text: str) -> None:
    """Each matches what it is called after, whole."""
    assert re.fullmatch(getattr(patterns, name), text)
    assert not re.fullmatch(getattr(patterns, name), f"{text}0 l")


@pytest.mark.parametrize(
    "module", [being, companies, courtesies, english, german, numbers, particles, stand_ins, streets]
)
def test_words_are_in_small_letters(module: object) -> None:
    """Finders compare words in small letters, so a list holds no others."""
    for name, words in vars(module).items():
        if isinstance(words, frozenset):
            assert {word for word in words if word != word.lower()} == set(), name


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("last_name=des Roches locale=en", "last_name=<PERSON> locale=en"),
        ("guten abend, hier ist murat", "guten abend, hier ist <PERSON>"),
    ],
)
def test_one_list_is_known_everywhere(text: str, clean: str) -> None:
    """Particles and greetings that one finder knew are known to those of keys and introductions."""
    assert shipped_redactor("default").redact_text(text).text == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ('{"password":"Removed"}', '{"password":"<PASSWORD>"}'),
        ("password=DELETED", "password=<PASSWORD>"),
        ("Passwort: Pending", "Passwort: <PASSWORD>"),
        ("password: 'refused'", "password: '<PASSWORD>'"),
        ("my password is 'refused'", "my password is '<PASSWORD>'"),
        *(
            (f'{{"password":"{word}"}}', '{"password":"<PASSWORD>"}')
            for word in ("blank", "granted", "forbidden", "will", "may", "when", "from")
        ),
        ("passphrase=when purple or staple", "passphrase=<PASSWORD> purple or staple"),
        ("my passphrase is 'shall battery nor staple'", "my passphrase is '<PASSWORD> battery nor staple'"),
        ("Authorization: removed", "Authorization: <AUTH_HEADER>"),
        *((f"user={word}", "user=<USERNAME>") for word in ("refused", "protected", "rejected")),
        *(
            (f'{{"login":"{word}"}}', '{"login":"<USERNAME>"}')
            for word in ("granted", "allowed", "forbidden", "blank")
        ),
        ('{"user_id":"blank"}', '{"user_id":"<USER_ID>"}'),
    ],
)
def test_a_word_of_another_list_is_a_value(text: str, clean: str) -> None:
    """What one recognizer shows as no value of its own is a password, a login or an id to the others."""
    assert shipped_redactor("structured").redact_text(text).text == clean


@pytest.mark.parametrize(
    "word", ["null", "denied", "failed", "hidden", "redacted", "disabled", "the", "your"]
)
def test_what_says_nothing_is_no_password(word: str) -> None:
    """The words that stand for a secret or say how it went are shown."""
    assert shipped_redactor("structured").redact_text(f"password: {word}").text == f"password: {word}"


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Regards\n", "Dias Pereira"),
        ("Cordialement\n", "Moi Nguyen"),
        ("", "Abend Roth"),
        ("", "Tardes Silva"),
        ("", "Selam Bekele"),
        ("Regards\n", "Ola Nordmann"),
        ("Regards\n", "Hei Chen"),
        ("Regards\n", "Caro Emerald"),
        ("first_name=", "Blank"),
    ],
)
def test_a_piece_of_a_greeting_is_a_name(before: str, name: str) -> None:
    """The words of "bom dia", "buenos dias" and "guten abend" greet nobody alone; names like greetings are names."""
    assert shipped_redactor("default").redact_text(f"{before}{name}").text == f"{before}<PERSON>"
