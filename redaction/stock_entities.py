"""Entity types beside our own list: what Presidio's shipped recognizers name, and what the walk itself leaves.

A span of a type that is neither here, nor in `redaction.entities`, nor declared in the policy
(`custom_entities`) is treated as a failed engine, so that a typo can never let a value through.
"""

from __future__ import annotations

from typing import Final

__all__ = ["BASE64", "DATA_URI", "FAILED", "FIELD", "STOCK_ENTITIES", "WALK_ENTITIES", "stock_class"]

FAILED: Final = "REDACTION_ERROR"
"""Stands for a text that could not be examined."""
FIELD: Final = "FIELD"
"""Stands for a field that the policy dropped or measured."""
DATA_URI: Final = "DATA_URI"
BASE64: Final = "BASE64"
"""A long base64 run that is no text."""

WALK_ENTITIES: Final = frozenset((BASE64, DATA_URI, FAILED, FIELD))

STOCK_ENTITIES: Final = frozenset((
    "CREDIT_CARD", "CRYPTO", "DATE_TIME", "EMAIL_ADDRESS", "IBAN_CODE", "IP_ADDRESS", "LOCATION", "MAC_ADDRESS",
    "MEDICAL_LICENSE", "NRP", "ORGANIZATION", "PERSON", "PHONE_NUMBER", "URL", "UUID",
    "ABA_ROUTING_NUMBER", "AU_ABN", "AU_ACN", "AU_MEDICARE", "AU_TFN", "CA_POSTAL_CODE", "CA_SIN", "DE_BSNR",
    "DE_FUEHRERSCHEIN", "DE_HANDELSREGISTER", "DE_HEALTH_INSURANCE", "DE_ID_CARD", "DE_KFZ", "DE_LANR",
    "DE_PASSPORT", "DE_PLZ", "DE_SOCIAL_SECURITY", "DE_TAX_ID", "DE_TAX_NUMBER", "DE_VAT_ID", "ES_NIE", "ES_NIF",
    "ES_PASSPORT", "FI_PERSONAL_IDENTITY_CODE", "IN_AADHAAR", "IN_GSTIN", "IN_PAN", "IN_PASSPORT",
    "IN_VEHICLE_REGISTRATION", "IN_VOTER", "IT_DRIVER_LICENSE", "IT_FISCAL_CODE", "IT_IDENTITY_CARD",
    "IT_PASSPORT", "IT_VAT_CODE", "KR_BRN", "KR_DRIVER_LICENSE", "KR_FRN", "KR_PASSPORT", "KR_RRN", "NG_NIN",
    "NG_VEHICLE_REGISTRATION", "PH_PASSPORT", "PH_TIN", "PH_UMID", "PL_PESEL", "SE_ORGANISATIONSNUMMER",
    "SE_PERSONNUMMER", "SG_NRIC_FIN", "SG_UEN", "TH_TNIN", "TR_LICENSE_PLATE", "TR_NATIONAL_ID",
    "UK_DRIVING_LICENCE", "UK_NHS", "UK_NINO", "UK_PASSPORT", "UK_POSTCODE", "UK_VEHICLE_REGISTRATION",
    "US_BANK_NUMBER", "US_CLAIM_NUMBER", "US_DRIVER_LICENSE", "US_HEALTH_INSURANCE_MEMBER_ID", "US_ITIN",
    "US_MBI", "US_NPI", "US_PASSPORT", "US_PRESCRIPTION_NUMBER", "US_PRIOR_AUTHORIZATION_NUMBER",
    "US_PROVIDER_TAX_ID", "US_REFERRAL_NUMBER", "US_SSN", "ZA_COMPANY_REGISTRATION", "ZA_DRIVER_LICENSE",
    "ZA_ID_NUMBER", "ZA_INCOME_TAX_NUMBER", "ZA_LICENSE_PLATE", "ZA_MOBILE_NUMBER", "ZA_PASSPORT",
    "ZA_TELEPHONE_NUMBER", "ZA_TRAFFIC_REGISTER_NUMBER", "ZA_VAT_NUMBER",
))  # fmt: skip
"""What the recognizers of presidio-analyzer can name, all countries."""

_CLASSES: Final = {"SG_NRIC_FIN": "SgFinRecognizer"}


def stock_class(entity: str) -> str:
    """Class name of the Presidio recognizer that finds a type of one country or profession."""
    return _CLASSES.get(entity) or "".join(part.capitalize() for part in entity.split("_")) + "Recognizer"
