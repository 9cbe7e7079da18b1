"""What starting costs: nobody waits for packages that the policy does not ask for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from redaction.policy.document import SHIPPED


def loaded_after(code: str) -> set[str]:
    """Top-level modules of a fresh interpreter after some code."""
    code += "\nimport sys\nprint(*{name.partition('.')[0] for name in sys.modules})"
    return set(
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        ).stdout.split()
    )


@pytest.mark.parametrize("policy", SHIPPED)
def test_a_shipped_policy_needs_no_presidio(policy: str) -> None:
    """Presidio, and spaCy behind it, take two seconds to import: only a Presidio recognizer is worth them."""
    code = f"import redaction\nredaction.build_redactor({policy!r}).redact_text('mail alice@example.com')"
    loaded = loaded_after(code)
    assert "redaction" in loaded
    assert loaded.isdisjoint({"presidio_analyzer", "spacy", "tldextract"})


def test_help_loads_no_engine() -> None:
    """The command line tells its options without numpy, Hyperscan or Presidio."""
    code = (
        "from typer.testing import CliRunner\n"
        "from redaction.cli.commands import app\n"
        "CliRunner().invoke(app, ['--help'])"
    )
    assert loaded_after(code).isdisjoint({"presidio_analyzer", "spacy", "numpy", "hyperscan", "pydantic"})
    workers = code.replace("redaction.cli.commands", "stream.cli")
    assert loaded_after(workers).isdisjoint(
        {"faust", "kafka", "structlog", "prometheus_client", "pydantic", "numpy"}
    )


def test_presidio_is_loaded_for_a_recognizer_of_its_own() -> None:
    """A stock recognizer beside ours is Presidio's own class, run by Presidio."""
    code = "from redaction.engines.batch import BatchEngine\nBatchEngine(stock=['InAadhaarRecognizer'])"
    assert "presidio_analyzer" in loaded_after(code)
