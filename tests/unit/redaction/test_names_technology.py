"""Programs, chips, methods and languages that are called like people, among others of their kind."""

from __future__ import annotations

import pytest

from redaction.names.detector import NamesDetector
from redaction.names.technology import is_technology
from redaction.redactor import Redactor
from redaction.spans import Field
from tests.shipped import shipped_redactor


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return shipped_redactor("default")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Haskell and Ada and Julia and Ruby and Swift", "Julia"),
        ("Prometheus, Grafana, Loki and Tempo", "Loki and Tempo"),
        ("import numpy as np\nfrom jax import grad", "np"),
        ("Compare Blackwell, Ampere and Ada Lovelace GPUs", "Ada Lovelace"),
        ("Use Dijkstra or Bellman-Ford; Bayes, Markov, Monte Carlo", "Bellman-Ford"),
        ("Translate to German: The weather is nice", "German"),
        ("iPhone 16 Pro Max", "Max"),
        ("Ruby, Perl, Scala and Julia", "Julia"),
        ("Claude, Gemini and Mistral", "Claude"),
        ("is written in Ada, Pascal or Julia", "Pascal"),
        ("programming languages: Ruby, Pascal and Ada", "Pascal"),
        ("CPU iPhone OS 18_1 like Mac OS X) AppleWebKit", "Mac OS X"),
    ],
)
def test_technology_among_its_kind_stays(text: str, name: str) -> None:
    """Another program, chip or method stands by, or a preposition of languages."""
    start = text.index(name)
    assert is_technology(text, start, start + len(name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada and Julia went home", "Julia"),
        ("Ruby called about the refund", "Ruby"),
        ("Ask Julia Smith about the GPU", "Julia Smith"),
        ("German Lopez wrote Python", "German Lopez"),
        ("Dr. Newton and Mrs. Ford", "Ford"),
        ("Max wrote to Pascal", "Pascal"),
        ("Attendees: Ruby, Pascal, Claude", "Ruby"),
        ("Customers: Julia, Ruby, Ada, Pascal", "Ada"),
        ("Julia and Ruby and Pascal went to school", "Julia"),
        ("from Pascal and Julia to Ada", "Pascal"),
        ("Students: Grace, Hopper, Ada", "Ada"),
        ("Dear Ruby, Tempo and Max", "Max"),
    ],
)
def test_people_called_so_go(text: str, name: str) -> None:
    """Alone, among first names, in a list of people, or with a name that no program has."""
    start = text.index(name)
    assert not is_technology(text, start, start + len(name))


def test_languages_of_a_list_stay() -> None:
    """The whole detector."""
    text = "Compare Haskell, Ada, Julia and Ruby in Python terms"
    assert NamesDetector().detect([Field(text, names=True)]) == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "Turn the Jupyter notebook into a Streamlit app",
        "Convert this Pandas code to Polars",
        "Which is faster, Bun, Deno or Node?",
        "Log level DEBUG in Log4j, Logback and Serilog",
        "Train the XGBoost model with Optuna",
        "Debug my Rust lifetime error in Tokio",
        "How does Raft differ from Paxos?",
    ],
)
def test_tools_beside_tools_are_no_names(redactor: Redactor, text: str) -> None:
    """Nobody is called like these, so one of them beside another is enough."""
    assert redactor.redact_text(text).text == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Travis fixed the nginx config for us", "Travis"),
        ("Ask Winston about the Kibana dashboard, please", "Winston"),
        ("Thanks, Gemma! The Ollama setup works.", "Gemma"),
        ("Kelvin Moore wrote the Terraform module with Keycloak", "Kelvin Moore"),
    ],
)
def test_who_works_with_tools_is_somebody(redactor: Redactor, text: str, name: str) -> None:
    """A first name stays one beside them."""
    assert name not in redactor.redact_text(text).text
