"""The recognizers of Scrubline: the source of the batch engine's patterns, each also to be had for Presidio.

`redaction.presidio.recognizers` makes Presidio `EntityRecognizer` classes of them, under the same names. These begin
with Scrubline because Presidio looks classes up by name among all subclasses: an `IpRecognizer` of ours would take
the place of the stock one in every registry of the process.
"""

from __future__ import annotations

from typing import Final

from redaction.recognizers.card.recognizer import ScrublinePaymentCardRecognizer
from redaction.recognizers.context import key_words
from redaction.recognizers.crypto import ScrublineCryptoRecognizer
from redaction.recognizers.detector import NUMBER_TAILS, Detector, FieldRecognizer, KeyRule
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

__all__ = ["RECOGNIZERS", "Detector", "FieldRecognizer", "KeyRule", "names_a_number"]

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


def names_a_number(key: str) -> bool:
    """Whether the values of a key are somebody's number, such as `userPhoneNumber` or `ssn_1`."""
    words = key_words(key)
    return any(
        rule.tails is NUMBER_TAILS and rule.is_for(words)
        for recognizer in RECOGNIZERS
        for rule in recognizer.KEY_RULES
    )
