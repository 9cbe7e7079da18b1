"""A user's recognizer registry of Presidio in YAML: read, checked, and turned into recognizers.

Presidio drops an entry in a language that the file does not name and one that is a bare name, and stumbles over a file
without languages. Here every entry that is not switched off becomes a recognizer or a fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from presidio_analyzer import EntityRecognizer
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider

from redaction.errors import PolicyError
from redaction.policy.yaml_reader import read_yaml

__all__ = ["MODEL_RECOGNIZERS", "load_registry"]

MODEL_RECOGNIZERS: Final = frozenset({"SpacyRecognizer", "StanzaRecognizer", "TransformersRecognizer"})
"""They would only repeat what a model found, and none is loaded."""
_TYPES: Final = ("custom", "predefined")
_OF_CUSTOM: Final = ("patterns", "deny_list")


def load_registry(path: Path) -> list[EntityRecognizer]:
    """The recognizers of a registry file, but for those around a model; each reads texts of any language as `en`.

    Raises:
        PolicyError: With every fault that can be known before Presidio reads the file, or with what Presidio says.
    """
    name = f"registry {path}"
    try:
        document = read_yaml(path.read_text("utf-8"), name)
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyError(f"{name}: cannot be read ({type(error).__name__})") from None
    recognizers = document.get("recognizers") if isinstance(document, dict) else None
    if not isinstance(recognizers, list) or not recognizers:
        raise PolicyError(f"{name}: needs recognizers: a list of at least one")
    top = document.get("supported_languages")
    faults = [
        f"{name}: recognizers.{at}{_called(entry)}: {fault}"
        for at, entry in enumerate(recognizers)
        for fault in _faults(entry, has_languages=bool(top))
    ]
    if faults:
        raise PolicyError(*faults)
    languages = sorted({*(top or ()), *(one for entry in recognizers for one in _languages(entry))})
    whole = {**document, "supported_languages": languages}
    whole.setdefault("global_regex_flags", 26)
    try:
        registry = RecognizerRegistryProvider(registry_configuration=whole).create_recognizer_registry()
    except Exception as error:
        raise PolicyError(f"{name}: {_said(error)}") from error
    found = [one for one in registry.recognizers if type(one).__name__ not in MODEL_RECOGNIZERS]
    for recognizer in found:
        recognizer.supported_language = "en"
    return found


def _faults(entry: Any, *, has_languages: bool) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield "must be a mapping: {name: ..., type: predefined}"
        return
    if not isinstance(entry.get("name"), str):
        yield "needs name"
    kind = entry.get("type")
    if kind is None and not any(part in entry for part in _OF_CUSTOM):
        yield "needs type: custom or predefined"
    elif kind is not None and kind not in _TYPES:
        yield f"type must be one of {', '.join(_TYPES)}"
    if not has_languages and not _languages(entry):
        yield "needs supported_languages, here or for the whole file: [en]"


def _languages(entry: Any) -> list[str]:
    listed = entry.get("supported_languages") or [entry.get("supported_language")]
    found = [one.get("language") if isinstance(one, dict) else one for one in listed]
    return [one for one in found if isinstance(one, str)]


def _called(entry: Any) -> str:
    name = entry.get("name") if isinstance(entry, dict) else entry
    return f" ({name})" if isinstance(name, str) else ""


def _said(error: BaseException) -> str:
    """What Presidio said, and what made it say so, in one line."""
    parts = [str(one) for one in (error, error.__cause__) if one is not None and str(one)]
    return " ".join(": ".join(parts or [type(error).__name__]).split())
