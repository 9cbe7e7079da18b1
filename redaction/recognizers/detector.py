"""What every recognizer of Scrubline is made of: detectors, each a cheap gate and an exact finder.

The gate is a regular expression in the subset that Hyperscan, RE2 and `re` share; the batch engine puts the gates of
all detectors in one database and scans a whole batch once. The finder is asked only where a gate matched, and alone
decides what is reported. So the three scan backends cannot differ, and a recognizer gives the same findings in a
stock Presidio `AnalyzerEngine`, where it runs ungated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import ClassVar, Final, NewType, TypeAlias

from redaction.recognizers.digit_runs import QuietRuns, RunFinder
from redaction.spans import Span

__all__ = [
    "NUMBER_TAILS",
    "VALUE_TAILS",
    "Detector",
    "FieldRecognizer",
    "Finder",
    "KeyRule",
    "KeyWords",
    "PlaceFinder",
    "is_name_of",
]

Finder: TypeAlias = Callable[[str, int, str], Iterable[Span]]
"""`(text, start, key) -> spans`: every finding of the text that starts at or after what the gate first saw.

`start` is a hint only: `finder(text, 0, key)` gives the same spans.
"""

KeyWords = NewType("KeyWords", str)
"""The words of a key in lower case, with one space before, between and behind: ` customer phone number `.

`redaction.recognizers.context.key_words` makes them.
"""

PlaceFinder: TypeAlias = Callable[[str, Sequence[int], str], Iterable[Span]]
"""`(text, ends, key) -> spans`: every finding of a text of which is known where the matches of its gates end.

`ends` are code points, in order; each match of a gate is among them.
"""


@dataclass(frozen=True, slots=True)
class Detector:
    """One thing to look for.

    Attributes:
        rule: Name of the rule in findings, unique among all detectors.
        entity: Entity type it reports.
        gates: Byte patterns (written as str, Latin-1) of which at least one matches wherever the finder would find
            something. None may match the separator byte NUL inside, save as a leading boundary.
        find: The exact finder.
        reach: How far before the end of the first match of any of `gates` a finding may start, in bytes; 0 for
            "anywhere".
        also: Further entity types that the finder may report.
        words: Of a recognizer of runs: further gates, which say what the runs of a field are.
        in_run: Finds the same as `find`, in runs of digits; such a detector has no gates, it sees every run.
        quiet: Which runs need not be shown to `in_run`.
        near: How far, in code points, from the end of a match of a gate or word a finding, and all that decides
            about it but the key, stands; 0 for "anywhere".
        at: Finds the same as `find`, and is shown where the gates matched.
        lengths: Texts of so many code points are shown to `find`, whatever stands in them.
    """

    rule: str
    entity: str
    gates: tuple[str, ...]
    find: Finder
    _: KW_ONLY
    reach: int = 0
    also: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    in_run: RunFinder | None = None
    quiet: QuietRuns | None = None
    near: int = 0
    at: PlaceFinder | None = None
    lengths: frozenset[int] = frozenset()


VALUE_TAILS: Final = frozenset({"value", "values", "raw", "plain"})
"""Words behind the name of anything that only say that its value stands here."""
NUMBER_TAILS: Final = VALUE_TAILS | {
    *(
        "number",
        "numbers",
        "num",
        "no",
        "nr",
        "text",
        "str",
        "string",
        "field",
        "digits",
        "original",
        "orig",
        "input",
    ),
    *(
        "normalized",
        "normalised",
        "formatted",
        "national",
        "international",
        "e164",
        "display",
        "clean",
        "compact",
        "dashed",
        "unformatted",
        "full",
    ),
    *("home", "work", "office", "main", "primary", "secondary", "alt", "alternate", "other", "old", "new"),
}
"""Words behind the name of a number that leave it the name of that number."""


def is_name_of(
    words: KeyWords, phrases: frozenset[str], tails: frozenset[str] = NUMBER_TAILS, *, plural: bool = True
) -> bool:
    """Whether a name is or ends with one of some phrases.

    Args:
        words: The name.
        phrases: In lower case, one space between words; of a number they may be written as one word, too.
        tails: Words that may follow; a count may follow a number's name, too.
        plural: Whether a number's name may be a plural.
    """
    parts = words.split()
    while parts:
        ends = {parts[-1]}
        if tails is NUMBER_TAILS:
            bare = parts[-1].rstrip("0123456789")
            ends |= {bare, bare.removesuffix("s")} if plural else {bare}
            if any(phrase.replace(" ", "") in ends for phrase in phrases):
                return True
        lines = [" ".join(["", *parts[:-1], last]) for last in ends]
        if any(line.endswith(f" {phrase}") for line in lines for phrase in phrases):
            return True
        if ends.isdisjoint(tails) and "" not in ends:
            return False
        del parts[-1]
    return False


@dataclass(frozen=True, slots=True)
class KeyRule:
    """Looks at values because of the key they stand under, with no gate before it.

    Attributes:
        rule: Name of the rule in findings.
        entity: Entity type it reports.
        words: Keys it is for: the key is or ends with one of these phrases (lower case, one space between words).
        find: Finds within the value; called with start 0.
        tails: Words that may follow these; a count may follow a number's name too, and it may be a plural.
        asked_for: Whether one of the words in a question asks for such a value.
        of_many: Whether every key below such a key may be the name of one.
    """

    rule: str
    entity: str
    words: frozenset[str]
    find: Finder
    tails: frozenset[str] = NUMBER_TAILS
    _: KW_ONLY
    asked_for: bool = True
    of_many: bool = False

    def is_for(self, words: KeyWords) -> bool:
        """Whether this rule looks at the values of a key."""
        return is_name_of(words, self.words, self.tails)


class FieldRecognizer:
    """What one recognizer is made of: its findings are a pure function of one text and its key.

    Subclasses list their detectors; nothing else is needed to run in the batch engine. As Presidio recognizers they
    are built by `redaction.presidio.recognizers`, so that who does not ask for Presidio does not wait for it.
    """

    DETECTORS: ClassVar[tuple[Detector, ...]] = ()
    KEY_RULES: ClassVar[tuple[KeyRule, ...]] = ()
