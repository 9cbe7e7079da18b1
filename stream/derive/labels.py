"""Label values: which ones a metric may carry. Bounded by construction, the rest is `other` and counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from emitters import genai

__all__ = ["OTHER", "UNKNOWN", "AllowedLabels", "Labelling", "status_class"]

OTHER: Final = "other"
"""Stands for every value that is not allowed."""
UNKNOWN: Final = "unknown"
"""Stands for a value that the record does not have."""

OPERATIONS: Final = frozenset(
    {"chat", "text_completion", "generate_content", "embeddings", "retrieval", "execute_tool", "invoke_agent"}
)
PROVIDERS: Final = frozenset(
    {
        *("anthropic", "aws.bedrock", "azure.ai.inference", "azure.ai.openai", "cohere", "deepseek"),
        *("gcp.gemini", "gcp.gen_ai", "gcp.vertex_ai", "groq", "ibm.watsonx.ai", "mistral_ai", "openai"),
        *("perplexity", "x_ai", "vllm", "sglang", "tgi", "triton", "nim", "ollama", "litellm"),
    }
)
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"})
SIDES: Final = frozenset({"client", "server"})

_SERVER_SET: Final = re.compile(r"[\x21-\x7e]{1,200}")


@dataclass(frozen=True)
class AllowedLabels:
    """Which label values are allowed.

    Attributes:
        models: Model names; any other becomes `other`.
        tenants: Tenants shown in labels; the label is absent where this is empty.
        features: The same for features.
        providers: Provider names.
        max_server_set: How many different values a label may take that servers set (route templates, host
            names): the first ones seen in the log.
    """

    models: frozenset[str] = frozenset()
    tenants: frozenset[str] = frozenset()
    features: frozenset[str] = frozenset()
    providers: frozenset[str] = PROVIDERS
    max_server_set: int = 500


@dataclass(slots=True)
class Labelling:
    """Chooses the label values of one record and notes which labels had to say `other`."""

    labels: AllowedLabels
    admitted: dict[str, set[str]]
    replaced: list[str] = field(default_factory=list)

    def model(self, requested: object, responded: object) -> str:
        """The model name: the requested one if allowed, else the responding one if allowed."""
        for value in (requested, responded):
            if isinstance(value, str) and value in self.labels.models:
                return value
        return self._other("model_name") if requested or responded else UNKNOWN

    def tenant(self, value: object) -> str:
        """The tenant, "" where tenants are not shown."""
        return self._listed("tenant", value, self.labels.tenants) if self.labels.tenants else ""

    def feature(self, value: object) -> str:
        """The feature, "" where features are not shown."""
        return self._listed("feature", value, self.labels.features) if self.labels.features else ""

    def status(self, value: object) -> str:
        """The outcome of a call, of `genai.STATUSES`."""
        return self._listed("status", value, _STATUSES)

    def operation(self, value: object) -> str:
        """The GenAI operation."""
        return self._listed("gen_ai_operation_name", value, OPERATIONS)

    def provider(self, value: object) -> str:
        """The GenAI provider."""
        return self._listed("gen_ai_provider_name", value, self.labels.providers)

    def method(self, value: object) -> str:
        """The HTTP method."""
        return self._listed("http_request_method", value, METHODS)

    def server_set(self, label: str, value: object) -> str:
        """A value that only servers can set: the first `max_server_set` different ones of the log."""
        if value is None:
            return UNKNOWN
        if isinstance(value, str) and _SERVER_SET.fullmatch(value):
            known = self.admitted.setdefault(label, set())
            if value in known:
                return value
            if len(known) < self.labels.max_server_set:
                known.add(value)
                return value
        return self._other(label)

    def _listed(self, label: str, value: object, allowed: frozenset[str]) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        return UNKNOWN if value is None else self._other(label)

    def _other(self, label: str) -> str:
        self.replaced.append(label)
        return OTHER


_STATUSES: Final[frozenset[str]] = frozenset(genai.STATUSES)


def status_class(value: object) -> str:
    """The class of an HTTP status code, as `2xx`; `unknown` for what is none."""
    if isinstance(value, int) and not isinstance(value, bool) and 100 <= value < 600:
        return f"{value // 100}xx"
    return UNKNOWN
