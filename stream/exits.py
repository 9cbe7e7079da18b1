"""How a worker process ends: the codes that the supervisor and an orchestrator decide by (names of sysexits.h)."""

from __future__ import annotations

from typing import Final

__all__ = ["EXIT_CONFIG", "EXIT_FAILED", "EXIT_OK", "EXIT_STUCK", "EXIT_UNAVAILABLE"]

EXIT_OK: Final = 0
"""Told to stop, and everything begun was finished and committed, or given back."""
EXIT_UNAVAILABLE: Final = 69
"""EX_UNAVAILABLE: no broker answers where one has answered before; a restart helps once it is back."""
EXIT_FAILED: Final = 70
"""EX_SOFTWARE: a step failed or an outcome is unknowable; a restart begins at the committed offset."""
EXIT_STUCK: Final = 75
"""EX_TEMPFAIL: one message took longer than the watchdog allows; a restart counts it as a strike."""
EXIT_CONFIG: Final = 78
"""EX_CONFIG: a restart will not help before somebody mends the settings."""
