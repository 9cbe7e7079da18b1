"""The recognizers of Scrubline: each a Presidio `EntityRecognizer`, and the source of the batch engine's patterns."""

from __future__ import annotations

from typing import Final

from redaction.recognizers.assignments import AssignmentRecognizer
from redaction.recognizers.credentials import CredentialRecognizer
from redaction.recognizers.crypto import CryptoRecognizer
from redaction.recognizers.detector import Detector, FieldRecognizer, KeyRule
from redaction.recognizers.device import DeviceRecognizer, UuidRecognizer
from redaction.recognizers.email import EmailRecognizer
from redaction.recognizers.iban import IbanRecognizer
from redaction.recognizers.network import IpRecognizer, MacRecognizer
from redaction.recognizers.paths import UsernameRecognizer
from redaction.recognizers.payment_card import PaymentCardRecognizer
from redaction.recognizers.phone import PhoneRecognizer
from redaction.recognizers.secret_tokens import SecretTokenRecognizer
from redaction.recognizers.uk_ids import UkRecognizer
from redaction.recognizers.urls import UrlRecognizer
from redaction.recognizers.us_ids import UsBankRecognizer, UsHealthRecognizer, UsIdentityRecognizer

__all__ = ["RECOGNIZERS", "Detector", "FieldRecognizer", "KeyRule"]

RECOGNIZERS: Final[tuple[type[FieldRecognizer], ...]] = (
    EmailRecognizer,
    PaymentCardRecognizer,
    IbanRecognizer,
    PhoneRecognizer,
    IpRecognizer,
    MacRecognizer,
    CryptoRecognizer,
    UrlRecognizer,
    UsernameRecognizer,
    UsIdentityRecognizer,
    UsBankRecognizer,
    UsHealthRecognizer,
    UkRecognizer,
    DeviceRecognizer,
    UuidRecognizer,
    SecretTokenRecognizer,
    CredentialRecognizer,
    AssignmentRecognizer,
)
