"""Telephone numbers as programs, switches and messengers write them, and what has only a word of one in its name."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field
from tests.shipped import shipped_redactor


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["PHONE_NUMBER"])


def found(engine: BatchEngine, text: str) -> list[str]:
    """The numbers found in a text, in order."""
    return [
        text[span.start : span.end]
        for span in sorted(engine.detect([Field(text)])[0], key=lambda span: span.start)
    ]


@pytest.mark.parametrize(
    "written", ["{}={}", 'body={{"{}":"{}"}} sent', "lead {}: {}", "<{0}>{1}</{0}>", "{}('{}')"]
)
@pytest.mark.parametrize(
    "name",
    [
        *(
            "mobileNo",
            "contactNumber",
            "phoneNo",
            "phone1",
            "homePhone2",
            "telephoneNumber",
            "telephonenumber",
        ),
        *(
            "phoneE164",
            "fromNumber",
            "toNumber",
            "customerMobileNumber",
            "userMsisdn",
            "recipientNumber",
            "mob_no",
        ),
        *("callerNumber", "setContactNo", "PHONENumber", "primaryPhone", "altTel", "fax1"),
    ],
)
def test_the_name_of_a_number_says_so(engine: BatchEngine, name: str, written: str) -> None:
    """A name of several words, and one that is counted, as the whole words do."""
    assert found(engine, written.format(name, "4155552671")) == ["4155552671"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ('"Ana" <sip:4155552671@10.1.2.3>;tag=as5f', "4155552671"),
        ("REGISTER sips:14155552671 SIP/2.0", "14155552671"),
        ('From: "4155552671" <sip:trunk@pbx>;tag=1', "4155552671"),
        ("SIP/4155552671-00000a1b answered", "4155552671"),
        ("PJSIP/4155552671@carrier rings", "4155552671"),
        ("Dial(SIP/carrier/14155552671,30)", "14155552671"),
        ("sofia/gateway/carrier/14155552671 hung up", "14155552671"),
        ("dialing Local/4155552671@outbound", "4155552671"),
        ("-- Executing [4155552671@from-internal:1] Dial", "4155552671"),
        ("ANI=4155552671", "4155552671"),
        ('"ani":"14155552671"', "14155552671"),
        ("participant identity=sip_14155552671 joined", "14155552671"),
        ('wa_id: "14155552671"', "14155552671"),
        ('contacts=[{"waId":"447700900123"}]', "447700900123"),
        ("s3://calls/2026/11/14155552671.wav", "14155552671"),
        ("recording_14155552671_20261123.wav", "14155552671"),
        ("monitor/out-4155552671-101-20261123-1732330000.17.mp3", "4155552671"),
        ("sending OTP to 4155552671", "4155552671"),
        ('"SET" "otp:4155552671" "x" "EX" "300"', "4155552671"),
        ("微信同号13812345678", "13812345678"),
        ("Convert to E.164: 6122727780", "6122727780"),
    ],
)
def test_switches_and_messengers_write_numbers(engine: BatchEngine, text: str, number: str) -> None:
    """What stands directly around bare digits says that they can be called."""
    assert found(engine, text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "messageNumber=4155552671",
            "partNumber=4155552671",
            "buildNumber=4155552671",
            "sessionNumber=4155552671",
        ),
        *(
            "mobileNode=4155552671",
            "phoneCount=4155552671",
            "phoneNumberId=123456789012345",
            "mobileNoSeq=4155552671",
        ),
        *(
            "phone_lookup_latency_us=4155552671",
            "cell_id=4155552671",
            '"call_id": "4155552671"',
            "sms_id: 4155552671",
        ),
        *("mobile_sessions=4155552671", "mobileSessions: 4155552671"),
        *("message id 4155552671 delivered", "call id 12345678901 timed out", "fax queue length 4155552671"),
        *("text length 4155552671", "call graph depth 14155552671 nodes", "dial timeout 30000000000"),
        *("mobile build 2410051234 uploaded", "phone model: Pixel 9 Pro build AP3A.241105.008"),
        *("sip:100@pbx", "SIP/trunk-00000a1b", "SIP/2.0 200 OK", "Local/100@outbound", "extension 2671"),
        *("wa_id wamid.HBgLMTQxNTU1NTI2NzE=", "otp:1732330000", "otp:1732330000123", "sip_1732330000"),
        *(
            "rec_1732330000.wav",
            "audio_4155552671.wav",
            "calls/202611231205.wav",
            "AppData/Local/4155552671/x",
        ),
        *("recordings/0000004155.wav", "[1732330000@x] done", "wa_id: 1234567"),
    ],
)
def test_what_only_has_a_word_of_one_stays(engine: BatchEngine, text: str) -> None:
    """Counts, times, ids, builds, extensions and the names of other files."""
    assert found(engine, text) == []


@pytest.mark.parametrize("text", ["caller id 4155552671", "Caller ID: 4155552671", "caller_id=4155552671"])
def test_the_id_of_a_caller_is_a_number(engine: BatchEngine, text: str) -> None:
    """Among ids, that of who calls can be called."""
    assert found(engine, text) == ["4155552671"]


@pytest.mark.parametrize(
    "key",
    [
        "contactNo",
        "caller_id",
        "mob_no",
        "from_number",
        "to_number",
        "nationalNumber",
        "ani",
        "wa_id",
        "phone1",
    ],
)
def test_a_number_under_a_key_is_one(key: str) -> None:
    """A record's integer under the name of a telephone number is read as one, a small one is none."""
    redactor = shipped_redactor("structured")
    [record] = redactor.redact_records([{key: 4155552671}]).records
    assert record == {key: "<PHONE_NUMBER>"}
    [record] = redactor.redact_records([{key: 512}]).records
    assert record == {key: 512}


@pytest.mark.parametrize("key", ["caller_id", "dnis"])
def test_an_id_that_no_plan_has_stays(key: str) -> None:
    """Programs call others, too."""
    [record] = shipped_redactor("structured").redact_records([{key: 123456789}]).records
    assert record == {key: 123456789}
