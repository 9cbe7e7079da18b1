"""What every test relies on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture(scope="module", autouse=True)
def structlog_as_imported() -> Iterator[None]:
    """Structlog's configuration is the process's: no module of tests inherits another's."""
    structlog.reset_defaults()
    yield
    structlog.reset_defaults()
