"""Smoke test of the built wheel: installed into empty environments, used from an empty directory.

Run by `make smoke`. The first environment holds only the locked dependencies of the base install, so a missing
one is found; the second sees the development environment's libraries, but the wheel's own packages come first, and it
must have the checkout's plan hash.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

EMIT = """
import pathlib, sys
import emitters, structlog
from emitters.testing import MemoryTransport
assert pathlib.Path(emitters.__file__).is_relative_to(sys.prefix), emitters.__file__
transport = MemoryTransport()
emitters.configure(service_name="smoke", transport=transport)
structlog.get_logger().info("hello", answer=42)
emitters.shutdown(timeout_seconds=5)
body = b"".join(message.value for message in transport.messages)
assert b'"event":"hello"' in body and b'"answer":42' in body, body
assert "faust" not in sys.modules and "presidio_analyzer" not in sys.modules
print("emitters: ok")
"""

REDACT = """
import pathlib, sys
import redaction
from redaction import Redactor, load_policy
assert pathlib.Path(redaction.__file__).is_relative_to(sys.prefix), redaction.__file__
redactor = redaction.build_redactor("structured")
text = redactor.redact_text("write to jane.doe@example.com").text
assert "jane" not in text and "EMAIL" in text, text
print("redaction: ok, plan", redactor.plan_hash)
"""


def run(*command: str | Path, cwd: Path, expect: int = 0, says: str = "") -> None:
    """Run a command in an empty directory; stop with its output when it does not do as expected."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    output = done.stdout + done.stderr
    if done.returncode != expect or says not in output:
        sys.exit(f"{command[0]} ended with {done.returncode}, expected {expect} and {says!r}:\n{output}")
    sys.stdout.write(done.stdout)


def environment(at: Path) -> Path:
    """Make a virtual environment and return its `bin`."""
    venv.create(at, with_pip=False)
    return at / "bin"


def install(environment: Path, *what: str | Path) -> None:
    """Install into an environment that has no pip of its own."""
    pip = (sys.executable, "-m", "pip", "--python", environment / "python", "install", "--quiet")
    subprocess.run([str(part) for part in (*pip, "--disable-pip-version-check", *what)], check=True)


def plan_of_checkout() -> str:
    """The hash of a plan as the sources beside this file have it."""
    code = "import redaction; print(redaction.build_redactor('structured').plan_hash)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def main(wheel: Path) -> None:
    """Check the wheel in both environments."""
    wheel = wheel.resolve()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        empty = scratch / "empty"
        empty.mkdir()

        base = environment(scratch / "base")
        install(base, "--require-hashes", "-r", ROOT / "requirements" / "emitters.txt")
        install(base, "--no-deps", wheel)
        run(base / "python", "-c", EMIT, cwd=empty)
        run(base / "scrubline", "worker", "redact", cwd=empty, expect=1, says="scrubline[worker]")

        full = environment(scratch / "full")
        install(full, "--no-deps", wheel)
        libraries = next(Path(sys.prefix).glob("lib/python3.*/site-packages"))
        own = next((scratch / "full").glob("lib/python3.*/site-packages"))
        (own / "libraries.pth").write_text(f"{libraries}\n")
        run(full / "python", "-c", REDACT, cwd=empty, says=f"redaction: ok, plan {plan_of_checkout()}\n")
        run(full / "scrubline", "--help", cwd=empty, says="worker")
        run(full / "scrubline", "check", cwd=empty, expect=78, says="SCRUBLINE_KAFKA_BOOTSTRAP")
    sys.stdout.write("smoke: 5 passed, 0 failed\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
