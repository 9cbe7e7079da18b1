"""The shipped name model, as a detector and as a Presidio recognizer."""

# ruff: noqa: RUF001  # names are written as their bearers write them

from __future__ import annotations

import pytest

from redaction.names import weights as weights_module
from redaction.names.detector import NamesDetector
from redaction.names.recognizer import NamesRecognizer
from redaction.spans import Field


@pytest.fixture(scope="module")
def detector() -> NamesDetector:
    """One detector for the module: reading the model takes a moment."""
    return NamesDetector()


def _found(detector: NamesDetector, text: str) -> list[tuple[str, str]]:
    [spans] = detector.detect([Field(text, names=True)])
    return [(text[s.start : s.end], s.entity) for s in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "My name is Ingrid Halvorsen and I live in Trondheim.",
            {"Ingrid Halvorsen": "PERSON", "Trondheim": "LOCATION"},
        ),
        ("Mrs. Okonkwo-Reyes was discharged yesterday.", {"Okonkwo-Reyes": "PERSON"}),
        (
            "He works for Brandt Logistics GmbH in Leipzig.",
            {"Brandt Logistics GmbH": "ORGANIZATION", "Leipzig": "LOCATION"},
        ),
        ("Regards,\nTomasz Wiśniewski", {"Tomasz Wiśniewski": "PERSON"}),
        ("my name is rajesh kumar, i live in chennai", {"rajesh kumar": "PERSON", "chennai": "LOCATION"}),
        (
            "The report was sent to J.K. and to the Tartu Remand Prison.",
            {"J.K.": "PERSON", "Tartu Remand Prison": "ORGANIZATION"},
        ),
        (
            "He complained to the Ministry of Transport and Trade and to the Pärnu Administrative Court.",
            {
                "Ministry of Transport and Trade": "ORGANIZATION",
                "Pärnu Administrative Court": "ORGANIZATION",
            },
        ),
        ("She was sent back to the Republic of Ghana.", {"Republic of Ghana": "LOCATION"}),
        (
            "The applicant, Mr Mehmet Demirtaş, was born in 1967 and lives in Diyarbakır.",
            {"Diyarbakır": "LOCATION"},
        ),
        ("[09:15] Ines: is the van back?", {"Ines": "PERSON"}),
        ("what papers does marek novak need for a visit?", {"marek novak": "PERSON"}),
        ("> Ana Paz\n> 12 Mill Road", {"Ana Paz": "PERSON", "12 Mill Road": "STREET_ADDRESS"}),
        ("She was moved to Clínica Herrera on Monday.", {"Clínica Herrera": "ORGANIZATION"}),
        (
            "surname,name,town\nOkoye,Grace,Enugu",
            {"Okoye": "PERSON", "Grace": "PERSON", "Enugu": "LOCATION"},
        ),
    ],
)
def test_names_of_many_languages_and_registers_are_found(
    detector: NamesDetector, text: str, expected: dict[str, str]
) -> None:
    """Letters, chats, court prose and lower case: the name is found with its type and its exact bounds."""
    assert dict(_found(detector, text)).items() >= expected.items()


@pytest.mark.parametrize(
    "text",
    [
        "def compute_total(items: list[int]) -> int:\n    return sum(len(i) for i in items)",
        '{"level": "INFO", "message": "request finished", "status": 200}',
        "INFO Starting consumer group rebalance for partition 3, generation 12",
        "How do I sort a list of numbers in Python?",
        "GET /api/v1/items/123 HTTP/1.1 200",
        "stream.worker.supervise",
        "redact",
        "SIGTERM",
        "INFO Recorded new KRaft controller, from now on node 2 (org.example.RaftManager)",
        'ts=2025-03-12T07:33:01Z level=info msg="Replaying WAL, this may take a while"',
        "2024-11-02 23:10:55 status half-installed libssl-dev:amd64 3.0.11-1",
        "The Court considers that the complaint is not manifestly ill-founded.",
        "The court awarded 3,000 euros (EUR) in respect of costs.",
        "bench.clean.logs",
        "listener.security.protocol.map = PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "INFO [QuorumController id=1] Registering periodic task writeNoOpRecord (o.a.k.PeriodicTaskControlManager)",
        "INFO [QuorumController id=1] Replayed a FeatureLevelRecord setting feature group.version to 1",
        "Created data-plane acceptor for endpoint : ListenerName(PLAINTEXT) (kafka.network.SocketServer)",
        "",
        "   \n\n  ",
    ],
)
def test_code_logs_and_plain_questions_hold_no_names(detector: NamesDetector, text: str) -> None:
    """Nothing is reported where nobody is named."""
    assert _found(detector, text) == []


@pytest.mark.parametrize(
    ("text", "entity"),
    [("alice", "PERSON"), ("Paris", "LOCATION"), ("MANCHESTER", "LOCATION"), ("Siemens", "ORGANIZATION")],
)
def test_a_lone_word_of_the_lists_is_a_name(detector: NamesDetector, text: str, entity: str) -> None:
    """What the guard against words of programs lets through, whatever its case."""
    assert _found(detector, text) == [(text, entity)]


def test_fields_without_names_are_left_alone(detector: NamesDetector) -> None:
    """The policy decides where names are looked for."""
    assert detector.detect([Field("My name is Ingrid Halvorsen")]) == [[]]


def test_the_batch_changes_nothing(detector: NamesDetector) -> None:
    """Equal fields give equal spans, alone or among others, first or after many other words."""
    texts = [
        f"Please call {name} Novak in Prague about order {n}"
        for n, name in enumerate(("Petra", "Jan", "Ola"))
    ]
    fields = [Field(text, names=True) for text in texts]
    together = detector.detect(fields * 3)
    assert together == [NamesDetector().detect([field])[0] for field in fields * 3]


def test_memory_stays_bounded_by_forgetting_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of words met are dropped once there are many, and the spans stay the same."""
    monkeypatch.setattr(weights_module, "_CAPACITY", 300)
    small = NamesDetector()
    field = Field("I met Petra Novak in Prague.", names=True)
    before = small.detect([field])
    for n in range(20):
        small.detect([Field(" ".join(f"word{n}x{k}" for k in range(100)), names=True)])
    tables = small._loaded[0] if small._loaded else None
    assert tables is not None
    assert len(tables.rows) <= 1000
    assert small.detect([field]) == before


def test_offsets_are_code_points(detector: NamesDetector) -> None:
    """Characters outside the basic plane count as one."""
    text = "\U0001f600\U0001f600 thanks, Ingrid Halvorsen"
    assert "Ingrid Halvorsen" in dict(_found(detector, text))


def test_the_identity_names_the_weights(detector: NamesDetector) -> None:
    """The plan hash changes with the model."""
    assert detector.identity == NamesDetector().identity
    assert detector.identity.startswith("names-crf/")
    assert len(detector.identity) > len("names-crf/")


def test_the_recognizer_gives_what_the_detector_gives(detector: NamesDetector) -> None:
    """In a Presidio registry the same names are found, limited to the entities asked for."""
    recognizer = NamesRecognizer(detector=detector)
    text = "My name is Ingrid Halvorsen and I live in Trondheim."
    results = recognizer.analyze(text, ["PERSON"])
    assert [(r.entity_type, text[r.start : r.end]) for r in results] == [("PERSON", "Ingrid Halvorsen")]
