"""The Presidio recognizers that a policy asks for: of other countries, of a registry file, of the user's own code.

They run beside ours. What cannot be loaded is a fault, and so is an entity type that nothing looks for. Nothing here
loads Presidio unless the policy has a registry or recognizers: it takes two seconds.
"""

from __future__ import annotations

import hashlib
import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from redaction.entities import ENTITIES, NAME_ENTITIES
from redaction.errors import PolicyError
from redaction.policy.faults import entries, known, table
from redaction.stock_entities import STOCK_ENTITIES, stock_class

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

__all__ = ["OwnRecognizers", "stock_classes"]


def stock_classes(entities: frozenset[str]) -> list[str]:
    """Class names of the Presidio recognizers for some types, sorted; none for types that ours find."""
    return sorted(stock_class(entity) for entity in entities & STOCK_ENTITIES - ENTITIES.keys())


@dataclass(frozen=True, slots=True)
class OwnRecognizers:
    """A user's own recognizers.

    Attributes:
        recognizers: Those of the registry, then those of the code; all read every text, so all are of language `en`.
        identity: Names what they are made of: the registry's text, the files of the classes, Presidio. "" without any.
        faults: What could not be loaded, and what of the policy nothing looks for.
    """

    recognizers: list[EntityRecognizer] = field(default_factory=list)
    identity: str = ""
    faults: tuple[str, ...] = ()

    @classmethod
    def load(cls, document: Any, folder: Path | None) -> OwnRecognizers:
        """Load what a policy names.

        Args:
            document: The policy as it was written or validated; parts of the wrong shape are passed over.
            folder: Where the path of the registry begins; the working directory if None.
        """
        recognizers: list[EntityRecognizer] = []
        digest, faults = hashlib.sha256(), []
        registry = table(document).get("registry")
        classes = [name for name in entries(document, "recognizers") if isinstance(name, str) and ":" in name]
        if isinstance(registry, str) and registry:
            try:
                recognizers += _of_registry((folder or Path()) / registry, digest)
            except PolicyError as error:
                faults += [f"registry: {fault}" for fault in error.faults]
        for at, name in enumerate(classes):
            try:
                recognizers.append(_of_class(name, digest))
            except PolicyError as error:
                faults += [f"recognizers.{at}: {fault}" for fault in error.faults]
        named = {entity for recognizer in recognizers for entity in recognizer.supported_entities}
        faults += [
            f"{recognizer.name} names {entity}, which is no entity of the policy: declare it in custom_entities"
            for recognizer in recognizers
            for entity in sorted(set(recognizer.supported_entities) - known(document))
        ]
        faults += _unfound(document, named, complete=not faults)
        if recognizers:
            digest.update(version("presidio-analyzer").encode())
        return cls(recognizers, digest.hexdigest()[:16] if recognizers else "", tuple(faults))


def _of_registry(path: Path, digest: Any) -> list[EntityRecognizer]:
    from redaction.presidio.registry import load_registry  # noqa: PLC0415 - loads Presidio

    recognizers = load_registry(path)
    digest.update(path.read_bytes())
    return recognizers


def _of_class(name: str, digest: Any) -> EntityRecognizer:
    """An instance of a class, and what it is made of into the digest."""
    from presidio_analyzer import EntityRecognizer  # noqa: PLC0415 - takes two seconds

    module, _, wanted = name.partition(":")
    try:
        found: Any = getattr(importlib.import_module(module), wanted, None)
        if not (isinstance(found, type) and issubclass(found, EntityRecognizer)):
            raise PolicyError(f"{name}: is no subclass of Presidio's EntityRecognizer")
        make: Any = found
        recognizer: EntityRecognizer = make()
    except PolicyError:
        raise
    except Exception as error:
        raise PolicyError(f"{name}: cannot be loaded ({type(error).__name__}: {error})") from error
    recognizer.supported_language = "en"
    digest.update(name.encode())
    for base in found.__mro__:
        file = getattr(sys.modules.get(base.__module__), "__file__", None)
        if file is not None and base.__module__.partition(".")[0] != "presidio_analyzer":
            digest.update(Path(file).read_bytes())
    return recognizer


def _unfound(document: Any, named: set[str], *, complete: bool) -> Iterator[str]:
    """Types that the policy wants and nothing looks for; of its own types nothing is said unless all was loaded."""
    rules = table(document, "entities")
    content = table(document).get("unknown") == "scan+names" or any(
        table(rule).get("action") == "scan+names" for rule in entries(document, "fields")
    )
    for name, rule in rules.items():
        if table(rule).get("enabled") is True and name in NAME_ENTITIES - named and not content:
            yield f"entities.{name}: nothing looks for it: no field has the action scan+names"
    custom = [name for name in entries(document, "custom_entities") if isinstance(name, str)]
    for name in sorted(set(custom) - named - ENTITIES.keys() - STOCK_ENTITIES) if complete else ():
        if table(rules, name).get("enabled") is not False:
            yield f"custom_entities: nothing looks for {name}: no recognizer of registry or recognizers names it"
