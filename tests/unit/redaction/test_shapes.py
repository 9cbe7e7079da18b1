"""Rules of shapes: many texts at once are judged as each alone."""

from __future__ import annotations

import random

import pytest

from redaction.policy.selectors import Routes
from redaction.policy.shapes import SHAPES, joined_shapes
from tests.shipped import shipped_policy, shipped_redactor

_TEXTS = (
    "4bf92f3577b34da6a3ce929d0e0e4736",
    "4BF92F3577B34DA6A3CE929D0E0E4736",
    "4bf92f3577b34da6a3ce929d0e0e473",
    "4bf92f3577b34da6a3ce929d0e0e4736a",
    "4bf92f3577b34da6a3ce929d0e0e473é",
    "alice@example.com and more 123456",
    "00f067aa0ba902b7",
    "00F067AA0BA902B7",
    "00f067aa0ba902bg",
    "2026-11-21T23:31:34.123456Z",
    "4111111111111111",
    "41111111111111114111111111111111",
    "0000000000000000",
    "",
)


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_many_at_once_as_each_alone(name: str) -> None:
    """One test of some texts, each followed by NUL, is true exactly if each of them has the shape."""
    rng = random.Random(3)
    together = joined_shapes((name,))
    for _ in range(300):
        texts = rng.choices(_TEXTS if rng.random() < 0.5 else _TEXTS[:2] + _TEXTS[6:8], k=rng.randrange(1, 5))
        expected = all(SHAPES[name](text) for text in texts)
        assert bool(together("\0".join((*texts, "")))) == expected


@pytest.mark.parametrize("name", ["timestamp", "record_uid", "trace_id", "span_id"])
def test_one_odd_character_at_any_place(name: str) -> None:
    """Of texts of one length one has another character, one more or one less: many at once are as each alone."""
    together = joined_shapes((name,))
    usual = (
        "2026-11-21T23:31:34Z",
        "2026-11-21T23:31:34.123456789Z",
        "2026-11-21 00:59:60.1z",
        "2026-11-21T23:31:34.123+01:00",
        "a23456789012345f-7",
        "fedcba9876543210-123456789012",
        "fedcba9876543210-1234567r000012",
        "fedcba9876543210-12345r678901",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "00f067aa0ba902b7",
    )
    for whole in filter(SHAPES[name], usual):
        for at in range(len(whole) + 1):
            for odd in ("", *"0123456789afgAFTtZz.:- \0\n@\u0663\xe9"):
                for changed in (whole[:at] + odd + whole[at + 1 :], whole[:at] + odd + whole[at:]):
                    for texts in ((whole, changed, whole), (changed, whole)):
                        expected = all(SHAPES[name](text) for text in texts)
                        assert bool(together("\0".join((*texts, "")))) == expected, changed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("version", "212.555.0134"),
        ("version", "123.45.6789"),
        ("version", "4111.111111.111111"),
        ("name", "pod.10.1.2.3"),
        ("name", "node-203.0.113.9"),
        ("name", "node-212-555-013"),
        ("name", "x-123.456.7"),
        ("name", "ab-cd-ef-12-34-56"),
        ("name", "ab:cd:ef:12:34:56"),
        ("span_id", "4111111111111111"),
        ("trace_id", "41111111111111114111111111111111"),
        ("uuid", "41111111-1111-1111-1111-111111111111"),
        ("record_uid", "a000000000000000-4111111111111111"),
        ("pci_address", "12345678:90:12.3"),
    ],
)
def test_a_number_of_a_person_has_no_shape(name: str, value: str) -> None:
    """What could be somebody's number or address is not kept, alone or beside values that are."""
    assert not SHAPES[name](value)
    assert not joined_shapes((name,))(f"{value}\0")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("version", "1.27.0"),
        ("version", "v1.10"),
        ("version", "2024.11.22"),
        ("version", "3.11.4-rc.1"),
        ("name", "gpt-4-2024-08-06"),
        ("name", "claude-3-5-sonnet-20241022"),
        ("name", "llama-3.1-70b-instruct"),
        ("name", "team/chat/app-1.2.3"),
        ("name", "NVIDIA-H100-80GB"),
        ("span_id", "0000000000000000"),
        ("span_id", "411111111111111a"),
        ("trace_id", "4BF92F3577B34DA6A3CE929D0E0E4736"),
        ("uuid", "00000000-0000-0000-0000-000000000000"),
        ("uuid", "123e4567-e89b-12d3-a456-426614174000"),
        ("record_uid", "a000000000000000-999999999999"),
        ("record_uid", "a000000000000000-170012345678r000499"),
        ("pci_address", "00000000:17:00.0"),
    ],
)
def test_names_versions_and_ids_keep_their_shape(name: str, value: str) -> None:
    """Ordinary values of services pass unscanned."""
    assert SHAPES[name](value)
    assert joined_shapes((name,))(f"{value}\0")


def test_what_has_no_shape_is_scanned() -> None:
    """A number in the place of a version or an id is found like anywhere else."""
    record = {
        "service.version": "212.555.0134",
        "span_id": "4111111111111111",
        "service.instance.id": "n-203.0.113.9",
    }
    assert shipped_redactor("structured").redact_records([record]).records == [
        {
            "service.version": "<PHONE_NUMBER>",
            "span_id": "<CREDIT_CARD>",
            "service.instance.id": "n-<IP_ADDRESS>",
        }
    ]


@pytest.mark.parametrize("key", ["span_id", "level"])
def test_which_of_many_stand_out(key: str) -> None:
    """Wherever in a long column values stand out, it is told of these and of no others."""
    route = Routes(shipped_policy("structured"), "logs").root("record").child(key)
    rng = random.Random(5)
    usual = ("info", "error") if key == "level" else [f"{rng.getrandbits(64):016x}" for _ in range(50)]
    odd = ("4111111111111111", "a\0b", "", "jane@corp.io")
    for length in (1, 31, 32, 33, 64, 700):
        for share in (0.0, 0.003, 0.1, 1.0):
            column = [rng.choice(odd if rng.random() < share else usual) for _ in range(length)]
            expected = [at for at, value in enumerate(column) if not route.keeps(value)]
            assert route.odd(column) == expected
