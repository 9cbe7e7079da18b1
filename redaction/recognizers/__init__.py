"""The recognizers of Scrubline: the source of the batch engine's patterns, each also to be had for Presidio.

`redaction.presidio.recognizers` makes Presidio `EntityRecognizer` classes of them, under the same names. These begin
with Scrubline because Presidio looks classes up by name among all subclasses: an `IpRecognizer` of ours would take
the place of the stock one in every registry of the process.
"""

from __future__ import annotations

from typing import Final

from redaction.kept import Kept
from redaction.recognizers.card.recognizer import ScrublinePaymentCardRecognizer
from redaction.recognizers.context import LONGEST_KEY, MAX_KEYS, key_words
from redaction.recognizers.crypto import ScrublineCryptoRecognizer
from redaction.recognizers.detector import NUMBER_TAILS, Detector, FieldRecognizer, KeyRule, KeyWords
from redaction.recognizers.device import ScrublineDeviceRecognizer, ScrublineUuidRecognizer
from redaction.recognizers.email import ScrublineEmailRecognizer
from redaction.recognizers.iban import ScrublineIbanRecognizer
from redaction.recognizers.internals import ScrublineInternalsRecognizer
from redaction.recognizers.network.recognizer import ScrublineIpRecognizer, ScrublineMacRecognizer
from redaction.recognizers.paths import ScrublineUsernameRecognizer
from redaction.recognizers.personal import ScrublineBirthRecognizer, ScrublineUserIdRecognizer
from redaction.recognizers.phone.recognizer import ScrublinePhoneRecognizer
from redaction.recognizers.secret.assignments import ScrublineAssignmentRecognizer
from redaction.recognizers.secret.command_lines import ScrublineCommandLineRecognizer
from redaction.recognizers.secret.credentials import ScrublineCredentialRecognizer
from redaction.recognizers.secret.keys import ScrublineSecretKeyRecognizer
from redaction.recognizers.secret.recovery import ScrublineRecoveryRecognizer
from redaction.recognizers.secret.tokens import ScrublineSecretTokenRecognizer
from redaction.recognizers.social_security import ScrublineSocialSecurityRecognizer
from redaction.recognizers.street.recognizer import ScrublineStreetRecognizer
from redaction.recognizers.table.recognizer import ScrublineTableRecognizer
from redaction.recognizers.uk_ids import ScrublineUkRecognizer
from redaction.recognizers.urls import ScrublineUrlRecognizer
from redaction.recognizers.us_ids import (
    ScrublineUsBankRecognizer,
    ScrublineUsHealthRecognizer,
    ScrublineUsIdentityRecognizer,
)

__all__ = [
    "KEY_RULES",
    "RECOGNIZERS",
    "Detector",
    "FieldRecognizer",
    "KeyRule",
    "names_a_number",
    "rules_for",
]

RECOGNIZERS: Final[tuple[type[FieldRecognizer], ...]] = (
    ScrublineEmailRecognizer,
    ScrublinePaymentCardRecognizer,
    ScrublineIbanRecognizer,
    ScrublinePhoneRecognizer,
    ScrublineIpRecognizer,
    ScrublineMacRecognizer,
    ScrublineCryptoRecognizer,
    ScrublineUrlRecognizer,
    ScrublineUsernameRecognizer,
    ScrublineUsIdentityRecognizer,
    ScrublineUsBankRecognizer,
    ScrublineUsHealthRecognizer,
    ScrublineSocialSecurityRecognizer,
    ScrublineUkRecognizer,
    ScrublineBirthRecognizer,
    ScrublineUserIdRecognizer,
    ScrublineStreetRecognizer,
    ScrublineDeviceRecognizer,
    ScrublineUuidRecognizer,
    ScrublineSecretTokenRecognizer,
    ScrublineCredentialRecognizer,
    ScrublineAssignmentRecognizer,
    ScrublineSecretKeyRecognizer,
    ScrublineRecoveryRecognizer,
    ScrublineCommandLineRecognizer,
    ScrublineTableRecognizer,
    ScrublineInternalsRecognizer,
)


KEY_RULES: Final = tuple(rule for recognizer in RECOGNIZERS for rule in recognizer.KEY_RULES)
"""The rules of all of them for values under certain keys."""


def rules_for(words: KeyWords) -> tuple[KeyRule, ...]:
    """Those of `KEY_RULES` that look at the values of a key."""
    return _rules_for[words]


def _find_rules(words: str) -> tuple[KeyRule, ...]:
    return tuple(rule for rule in KEY_RULES if rule.is_for(KeyWords(words)))


_rules_for: Final = Kept(_find_rules, MAX_KEYS, LONGEST_KEY)


def names_a_number(key: str) -> bool:
    """Whether the values of a key are somebody's number, such as `userPhoneNumber` or `ssn_1`."""
    return any(rule.tails is NUMBER_TAILS for rule in rules_for(key_words(key)))
