"""One pass of many patterns over a whole batch: where in which field could something be?"""

from __future__ import annotations

from redaction.scan.database import BACKENDS, Candidates, PatternDatabase, open_database

__all__ = ["BACKENDS", "Candidates", "PatternDatabase", "open_database"]
