"""An engine with the recognizers that it has by default."""

import pytest

from redaction.engines.batch import BatchEngine


@pytest.fixture(scope="session")
def engine() -> BatchEngine:
    return BatchEngine()
