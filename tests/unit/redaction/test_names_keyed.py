"""Names under keys of records that say whose they are."""

# ruff: noqa: RUF001  # letters are those of their languages

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.shipped import shipped_redactor

_REDACTOR = shipped_redactor("default")


@pytest.mark.parametrize(
    ("record", "name"),
    [
        ({"customer": {"name": "Ana Ruiz"}}, "Ana Ruiz"),
        ({"passengers": [{"name": "Ana Ruiz"}]}, "Ana Ruiz"),
        ({"passengerName": "Ana Ruiz"}, "Ana Ruiz"),
        ({"displayName": "Ana Ruiz"}, "Ana Ruiz"),
        ({"cardholder": "ANA RUIZ"}, "ANA RUIZ"),
        ({"name": {"first": "Ana", "last": "Ruiz"}}, "Ruiz"),
        ({"speaker": "Ana Ruiz", "text": "hello"}, "Ana Ruiz"),
        ({"mothers_maiden_name": "Lopez"}, "Lopez"),
        ({"first_name": "Will"}, "Will"),
        ({"firstName": "jun-ho"}, "jun-ho"),
        ({"full_name": "J.R.R. Tolkien"}, "Tolkien"),
        ({"full_name": "ana.ruiz"}, "ruiz"),
        ({"guest_name": "anne-marie"}, "marie"),
        ({"contact_name": "Dr.Ruiz"}, "Ruiz"),
        ({"last_name": "de La Tour"}, "de La Tour"),
        ({"full_name": "王小明"}, "王小明"),
        ({"message": json.dumps({"nachname": "Öztürk"}, ensure_ascii=False)}, "Öztürk"),
        ({"nazwisko": "Kowalska", "miasto": "Łódź"}, "Łódź"),
        ({"imię": "kasia"}, "kasia"),
        ({"prénom": "Ana"}, "Ana"),
        ({"příjmení": "Dvořák"}, "Dvořák"),
        ({"efternamn": "Åberg"}, "Åberg"),
        ({"soyadı": "Yılmaz"}, "Yılmaz"),
        ({"fullName": "Ana Ruiz", "cidade": "Lisboa"}, "Lisboa"),
        ({"nom": "Lefèvre"}, "Lefèvre"),
        ({"nome": "João"}, "João"),
        ({"naam": "Bakker"}, "Bakker"),
        ({"ad": "Oğuz Erdem"}, "Erdem"),
        ({"ville": "Genève"}, "Genève"),
        ({"wohnort": "Bad Oldesloe"}, "Oldesloe"),
        ({"city": "leeds"}, "leeds"),
        ({"ort": "Gent"}, "Gent"),
        ({"zaměstnavatel": "Novák Stavby s.r.o."}, "Stavby"),
        ({"empresa": "Transportes Ruiz Lda."}, "Transportes"),
        ({"hospital": "St. Mary's Hospital"}, "Mary"),
        ({"facility": "Lakeview Medical Center"}, "Lakeview"),
        ({"reviewer": "Ana Ruiz"}, "Ana Ruiz"),
        ({"attendees": ["Ana Ruiz", "Jun Ito"]}, "Jun Ito"),
        ({"assignee": "Katarzyna"}, "Katarzyna"),
        ({"endereço": "Av. Paulista, 188"}, "Paulista"),
        ({"endereco": "Largo Augusto 115"}, "Augusto"),
        ({"adres": "Kerkweg 109"}, "Kerkweg"),
    ],
    ids=lambda value: None if isinstance(value, str) else next(iter(value)),
)
def test_what_a_key_calls_a_name_goes(record: dict[str, Any], name: str) -> None:
    """Alone, and among records with the same keys."""
    for records in ([record], [record] * 6):
        assert name not in json.dumps(_REDACTOR.redact_records(records).records, ensure_ascii=False)


@pytest.mark.parametrize(
    "record",
    [
        {"service.name": "vllm", "model": {"name": "Claude Opus"}, "name": "vllm"},
        {"displayName": "Default"},
        {"display_name": "Claude Opus 4"},
        {"displayName": "Production EU"},
        {"speaker": "assistant"},
        {"speaker": "SPEAKER_00"},
        {"first_name": "string"},
        {"last_name": "required"},
        {"first_name": "N/A"},
        {"first_name": {"type": "string", "description": "The given name", "maxLength": 50}},
        {"first_name": "First name of the user"},
        {"full_name": "google.protobuf.Struct"},
        {"fullName": "com.acme.orders.OrderService"},
        {"full_name": "public.users"},
        {"full_name": "my-index"},
        {"guest_name": "kvm-guest"},
        {"contact_name": "oncall"},
        {"customer": {"name": "acme-prod-1"}},
        {"nom": "Serveur 3", "nome": "api", "nombre": "Orange", "naam": "Onbekend"},
        {"ad": "Summer Sale", "isim": "banner-1"},
        {"ad": "Banner"},
        {"ort": "Homeoffice", "stad": "online"},
        {"ciudad": "desconocida", "city": "unknown"},
        {"ville": "eu-west-3"},
        {"company": "acme-prod-1", "empresa": "acme", "firma": "9f86d081884c7d65"},
        {"facility": "kern"},
        {"facility": "LOCAL0"},
        {"facility": "Warehouse"},
        {"author": "dependabot[bot]", "reviewer": "jdoe", "assignee": "platform-oncall"},
        {"author": "Google", "approved_by": "Platform"},
        {"adres": "0x7ffe1c", "adresse": "localhost"},
        {"adresse": "COM3"},
        {"assignee": {"type": "User", "plan": "Enterprise", "site_admin": False}},
        {"company": {"id": 7, "plan": "Enterprise", "size": "Large", "currency": "USD", "status": "Active"}},
    ],
    ids=str,
)
def test_what_is_no_name_under_such_a_key_stays(record: dict[str, Any]) -> None:
    """Models, plans, roles, schemas, placeholders and identifiers."""
    assert _REDACTOR.redact_records([record]).records == [record]
