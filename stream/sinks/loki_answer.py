"""Read why Loki refused an entry: what is in the entry is dead, what is set wrong is waited for.

Loki answers both with 400. An entry that no setting would make acceptable goes to the dead letters; a refusal that
stands for every record, or will end when somebody mends a setting, must not bury the whole log. Texts are those of Loki
3.5 (pkg/validation/validate.go, pkg/distributor, pkg/chunkenc/interface.go).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

__all__ = ["Refusal", "limit_of", "refusal_of"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an entry was refused.

    Attributes:
        reason: From a closed list, safe to count and log.
        advice: What to mend, if the settings are at fault and the entry is not; None if the entry is.
    """

    reason: str
    advice: str | None = None


_TENANT: Final = Refusal(
    "tenant_refused", "set SCRUBLINE_LOKI_TENANT to one tenant that Loki knows: letters, digits and !-_.*'()"
)
_MISSING: Final = "missing required labels"
_RULES: Final = (
    ("too far behind", Refusal("too_far_behind")),
    ("out of order", Refusal("too_far_behind")),
    ("timestamp too old", Refusal("too_old")),
    ("timestamp too new", Refusal("too_new")),
    ("max entry size", Refusal("line_too_long")),
    ("structured metadata too large", Refusal("metadata_refused")),
    ("label value too long", Refusal("labels_refused")),
    ("error parsing labels", Refusal("labels_refused")),
    ("couldn't parse labels", Refusal("labels_refused")),
    (_MISSING, Refusal("labels_missing")),
    (
        "too many structured metadata labels",
        Refusal("metadata_limit", "raise Loki's max_structured_metadata_entries_count to 8 or more"),
    ),
    (
        "includes structured metadata, but this feature is disallowed",
        Refusal(
            "metadata_disallowed", "set allow_structured_metadata in Loki's limits_config, with schema v13"
        ),
    ),
    ("label names; limit", Refusal("too_many_labels", "name fewer fields in SCRUBLINE_LOKI_LABELS")),
    ("label name too long", Refusal("label_name_too_long", "name other fields in SCRUBLINE_LOKI_LABELS")),
    ("ingestion blocked", Refusal("ingestion_blocked", "Loki blocks ingestion for this tenant; unblock it")),
    ("was rejected because", Refusal("limit_exceeded", "raise the limit of this tenant in Loki")),
    ("no org id", _TENANT),
    ("multiple org ids", _TENANT),
    ("tenant id", _TENANT),
)
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
"""Values of labels, which stand in the texts of Loki and must not be taken for them."""
_NAMED: Final = re.compile(rf"(?i:{_MISSING}) (\S+) for user")


def refusal_of(body: bytes, labels: Collection[str]) -> Refusal | None:
    """Why a push of one entry was refused.

    Args:
        body: Of the answer; it may quote labels, so only the rule that it names is kept.
        labels: Names of the labels that records can have by our settings.

    Returns:
        The rule that the text names first, None if it names none that is known.
    """
    answer = _QUOTED.sub('""', body.decode("utf-8", "replace"))
    text = answer.lower()
    found = [(at, rule) for phrase, rule in _RULES if (at := text.find(phrase)) >= 0]
    if not found:
        return None
    _, refusal = min(found, key=lambda pair: pair[0])
    # Names of labels differ in capitals, so they are read from the answer as it came.
    named = _NAMED.search(answer)
    if refusal.reason == "labels_missing" and named and not set(named[1].split(",")) <= set(labels):
        return Refusal(
            "labels_not_set", "name the fields of the labels that Loki demands in SCRUBLINE_LOKI_LABELS"
        )
    return refusal


def limit_of(body: bytes) -> Refusal:
    """Which limit a 429 is about; none of them is an entry's fault.

    Args:
        body: Of the answer.
    """
    text = _QUOTED.sub('""', body.decode("utf-8", "replace")).lower()
    if "active stream limit" in text:
        return Refusal(
            "stream_limit", "name fields with fewer values in SCRUBLINE_LOKI_LABELS, or raise Loki's limit"
        )
    if "per stream rate limit" in text:
        return Refusal("stream_rate_limited", "raise Loki's per_stream_rate_limit")
    return Refusal("rate_limited", "raise Loki's ingestion_rate_mb if this goes on")
