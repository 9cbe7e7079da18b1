"""The closed list of entity types that Scrubline reports.

Policies, findings, counters and documentation take their names from here; a name that Presidio already has keeps
Presidio's spelling. Entities of stock or user-supplied Presidio recognizers come on top, under their own names.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

__all__ = ["ENTITIES", "NAME_ENTITIES", "OPTIONAL_ENTITIES", "STRUCTURED_ENTITIES"]

ENTITIES: Final = MappingProxyType(
    {
        # Reach a person
        "EMAIL_ADDRESS": "E-mail address, internal and quoted forms included",
        "PHONE_NUMBER": "Telephone number, international or national, with extension",
        "USERNAME": "User name in a home directory, profile path or line of a login, under its key or behind `user=`",
        "USER_ID": "Id of a user under a key that says so, such as `user.id`, or behind `user_id=`",
        "USER_URL": "URL that carries a user: profile page, mail address or user name in path or query",
        "DATE_OF_BIRTH": "Date of birth, named as such nearby",
        "STREET_ADDRESS": "Street address that its form or key shows; where names are looked for, others too",
        # Money
        "CREDIT_CARD": "Payment card number, 12-19 digits, issuer range and Luhn",
        "IBAN_CODE": "International bank account number, country length and mod 97",
        "CRYPTO": "Wallet address: Bitcoin, Ethereum, Litecoin, XRP, Dogecoin, Tron, Cardano, Stellar, Monero",
        "US_BANK_NUMBER": "US bank account number, named as such nearby",
        "ABA_ROUTING_NUMBER": "US bank routing number, checksum and named as such nearby",
        # Government and health ids
        "US_SSN": "US social security number",
        "US_ITIN": "US individual taxpayer id",
        "US_PASSPORT": "US passport number, named as such nearby",
        "US_DRIVER_LICENSE": "US driver licence number, named as such nearby",
        "US_MBI": "US Medicare beneficiary id",
        "US_NPI": "US national provider id, checksum and named as such nearby",
        "UK_NHS": "UK National Health Service number, checksum and named as such nearby",
        "UK_NINO": "UK national insurance number",
        # Machines and where they stand
        "IP_ADDRESS": "IPv4 or IPv6 address",
        "MAC_ADDRESS": "Hardware address of a network card",
        "IMEI": "Mobile device id (Luhn), subscriber id or SIM card number, named as such nearby",
        "VIN": "Vehicle identification number, check digit and named as such nearby",
        "URL": "Any absolute URL",
        "UUID": "Universally unique id",
        # Secrets
        "API_KEY": "Key or token in a format that its vendor publishes",
        "JWT": "JSON Web Token",
        "PRIVATE_KEY": "Private key (PEM, OpenSSH, PGP, age), key or recovery phrase of a wallet",
        "AUTH_HEADER": "Credentials of an Authorization or Cookie header",
        "CREDENTIAL_URL": "URL or connection string with a password in it",
        "PASSWORD": "Value assigned to a password-like name",
        # The text itself in another spelling
        "MODEL_TOKENS": "Token ids, log probabilities or pieces of a streamed answer, written into a text",
        # Names and what goes with them (redaction.names)
        "PERSON": "Name of a person",
        "LOCATION": "Place",
        "ORGANIZATION": "Company, institution or group",
        "DATE_TIME": "Date or point in time",
        "AGE": "Age of a person",
        "ZIP_CODE": "Postal code beside a place or an address",
        "CASE_NUMBER": "Number of a court's case or application",
        "NRP": "Nationality, religion or political group of a person",
    }
)

NAME_ENTITIES: Final = frozenset(
    {"PERSON", "LOCATION", "ORGANIZATION", "DATE_TIME", "AGE"} | {"ZIP_CODE", "CASE_NUMBER", "NRP"}
)
# An operator needs these to read a log at all, and alone they name nobody; a policy switches them on.
OPTIONAL_ENTITIES: Final = frozenset({"URL", "UUID"})
STRUCTURED_ENTITIES: Final = frozenset(ENTITIES) - NAME_ENTITIES
