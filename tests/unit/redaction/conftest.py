"""An engine with the recognizers that it has by default, and one model for all tests of names."""

import pytest

from redaction.engines.batch import BatchEngine
from redaction.names.detector import NamesDetector


@pytest.fixture(scope="session")
def engine() -> BatchEngine:
    return BatchEngine()


@pytest.fixture(scope="session")
def detector() -> NamesDetector:
    return NamesDetector()
