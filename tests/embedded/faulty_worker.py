"""A redact worker whose engine does what a text tells it to: raise, answer nonsense, hang, or end the process."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

from redaction import Redactor, load_policy
from redaction.spans import Field, Span
from redaction.testing import KeywordEngine
from stream.apps.redact import RedactApp
from stream.config.settings import load
from stream.worker import ownlog
from stream.worker.process import run


class ObedientEngine(KeywordEngine):
    """Finds addresses, unless a text says otherwise."""

    def detect(self, fields: Sequence[Field]) -> list[list[Span]]:
        """Look for orders first."""
        for field in fields:
            if "fault-raise" in field.text:
                raise RuntimeError(f"cannot read {field.text}")
            if "fault-nonsense" in field.text:
                return [[Span(-5, 10**9, "NO_SUCH", float("nan"), "", "")] for _ in fields[1:]]
            if "fault-hang" in field.text:
                while True:
                    pass
            if "fault-kill" in field.text:
                os.kill(os.getpid(), signal.SIGKILL)
        return super().detect(fields)


if __name__ == "__main__":
    ownlog.configure("INFO", service="scrubline", environment="test", app="redact")
    sys.exit(
        run(
            lambda context: RedactApp(context, Redactor(load_policy("structured"), ObedientEngine())).spec(),
            "redact",
            load(),
        )
    )
