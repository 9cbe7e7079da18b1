"""The digest of the program: another program has another plan, the same program the same, wherever it lies."""

import ast
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import redaction
from redaction.addresses import AddressesDetector
from redaction.build import build_redactor
from redaction.dates import DatesDetector
from redaction.engines.batch import BatchEngine
from redaction.engines.layered import LayeredEngine
from redaction.names.detector import NamesDetector
from redaction.names.weights import load
from redaction.policy.document import load_policy
from redaction.presidio.engine import PresidioEngine
from redaction.redactor import Redactor
from redaction.sources import digest_of, program_digest
from redaction.testing import KeywordEngine

PACKAGE = Path(redaction.__file__).parent
NOT_COUNTED = ("analyzer", "cli", "integrations", "testing")
"""Decides nothing: `redaction.sources` says why."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Redaction in another folder."""
    shutil.copytree(PACKAGE, tmp_path / "redaction", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "redaction"


@pytest.mark.parametrize(
    "file",
    [
        *(
            "redactor.py",
            "examine.py",
            "resolve.py",
            "substitute.py",
            "context_words.py",
            "dates.py",
            "addresses.py",
        ),
        *(
            "months.py",
            "embedded.py",
            "findings.py",
            "lines.py",
            "stream_redactor.py",
            "tenants.py",
            "keys.py",
        ),
        *("walk/columns.py", "walk/rewrite.py", "otlp/walk.py", "engines/run_reader.py", "scan/joined.py"),
        *(
            "recognizers/__init__.py",
            "recognizers/phone/shapes.py",
            "disguises/evasions.py",
            "operators/mask.py",
        ),
        *("policy/selectors.py", "policy/recognizers.py", "presidio/traps.py", "names/street_shapes.py"),
        *("names/model.npz", "names/gazetteers/given.txt", "names/gazetteers/words_known.txt"),
    ],
)
def test_a_byte_more_is_another_program(copy: Path, file: str) -> None:
    """Whatever decides counts: code, model and lists."""
    with (copy / file).open("ab") as stream:
        stream.write(b"\n")
    assert digest_of(copy) != program_digest()


def test_a_module_more_or_elsewhere_is_another_program(copy: Path) -> None:
    """Names of files count as their bytes do."""
    (copy / "walk" / "plain.py").rename(copy / "walk" / "simple.py")
    renamed = digest_of(copy)
    (copy / "recognizers" / "own.py").touch()
    assert len({renamed, digest_of(copy), program_digest()}) == 3


def test_what_lies_about_does_not_count(copy: Path) -> None:
    """Compiled files, notes and what decides nothing are no other program."""
    (copy / "__pycache__").mkdir()
    (copy / "__pycache__" / "redactor.py").write_text("stale")
    (copy / "names" / "notes.md").touch()
    (copy / "cli" / "own.py").touch()
    (copy / "testing.py").unlink()
    assert digest_of(copy) == program_digest()


def test_an_archive_in_any_order_is_the_same_program(tmp_path: Path) -> None:
    """A zip file, as a wheel is, has the digest of the checkout it was made of, and redacts by the same plan."""
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    for order in (sorted(files), sorted(files, reverse=True)):
        archive = tmp_path / f"{order[0].stem}.zip"
        with zipfile.ZipFile(archive, "w") as made:
            for path in order:
                made.write(path, path.relative_to(PACKAGE.parent))
        assert digest_of(zipfile.Path(archive, "redaction/")) == program_digest()
    code = (
        f"import sys; sys.path.insert(0, {str(archive)!r})\n"
        "import redaction\nassert '.zip' in redaction.__file__\n"
        "print(redaction.build_redactor('structured').plan_hash)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == build_redactor("structured").plan_hash


@pytest.mark.parametrize("module", ["redaction.walk.columns", "redaction.walk", "redaction.redactor"])
def test_a_missing_source_is_said(copy: Path, module: str) -> None:
    """What runs without its source has no name: the first such module is told, and no digest made."""
    digest_of(copy, [module, "redaction.testing", "redaction.cli.commands"])
    path = copy.parent.joinpath(*module.split("."))
    (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).unlink()
    with pytest.raises(ImportError, match=f"{module}: its source is not installed"):
        digest_of(copy, [module])


def imports(path: Path) -> set[str]:
    """Modules that a file names in its imports, those within its functions too; what may be one is given too."""
    named: set[str] = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            named |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return named


def test_nothing_that_counts_needs_what_does_not() -> None:
    """What is left out of the digest cannot decide: no module that is in it imports any of that."""
    apart = tuple(f"redaction.{name}" for name in NOT_COUNTED)
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0].removesuffix(".py") not in NOT_COUNTED:
            needed = {
                name for name in imports(path) if f"{name}.".startswith(tuple(f"{one}." for one in apart))
            }
            assert (path, needed) == (path, set())


def test_every_engine_and_every_plan_names_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each identity and the plan hash change with the program, of engines that are not ours the plan hash."""
    weights = load()

    def names() -> list[str]:
        engine = KeywordEngine()
        return [
            BatchEngine(entities={"URL"}).identity,
            LayeredEngine(engine, ()).identity,
            NamesDetector(weights).identity,
            AddressesDetector().identity,
            DatesDetector().identity,
            PresidioEngine().identity,
            Redactor(load_policy("structured"), engine).plan_hash,
        ]

    before = names()
    assert names() == before
    for module in (
        "engines.batch",
        "engines.layered",
        "names.detector",
        "addresses",
        "dates",
        "presidio.engine",
        "redactor",
    ):
        monkeypatch.setattr(f"redaction.{module}.program_digest", lambda: "another")
    assert [one == other for one, other in zip(names(), before, strict=True)] == [False] * len(before)


def test_other_numbering_plans_are_another_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which digits are a telephone number is the metadata's word."""
    before = BatchEngine().identity
    monkeypatch.setattr("phonenumbers.__version__", "0")
    assert BatchEngine().identity != before
