"""The part of OpenAI's chat completion API that both example services speak."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["DONE", "FAULTS", "ChatError", "ChatRequest", "Fault", "Message", "error_body", "event"]

Fault = Literal["rate_limit", "server_error", "timeout", "generation_failure", "safety_refusal"]
"""Ways to fail on demand: `metadata: {"fault": "timeout"}` in the request."""
FAULTS: Final[tuple[Fault, ...]] = get_args(Fault)

DONE: Final = b"data: [DONE]\n\n"


class Message(BaseModel):
    """One message of a conversation."""

    model_config = ConfigDict(extra="ignore")

    role: Literal["system", "user", "assistant"] = "user"
    content: str


class ChatRequest(BaseModel):
    """Body of `POST /v1/chat/completions`; fields not listed are ignored."""

    model_config = ConfigDict(extra="ignore")

    model: str = Field(default="scribe-small", max_length=64)
    messages: list[Message] = Field(min_length=1)
    max_tokens: int = Field(default=256, ge=1, le=4096)
    stream: bool = False
    user: str | None = None
    metadata: dict[str, str] = Field(default_factory=dict)

    @property
    def fault(self) -> Fault | None:
        """The way to fail that the request asks for, if it is a known one."""
        asked = self.metadata.get("fault")
        return next((fault for fault in FAULTS if fault == asked), None)

    @property
    def conversation(self) -> list[dict[str, Any]]:
        """The messages as plain data."""
        return [message.model_dump() for message in self.messages]


class ChatError(Exception):
    """An answer that is an error: status and OpenAI-shaped body."""

    def __init__(self, status_code: int, body: Mapping[str, Any]) -> None:
        super().__init__(f"chat completion failed with HTTP {status_code}")
        self.status_code = status_code
        self.body = dict(body)


def error_body(code: str, message: str) -> dict[str, Any]:
    """An error in OpenAI's shape."""
    return {"error": {"message": message, "type": code, "code": code}}


def event(data: Mapping[str, Any]) -> bytes:
    """One server-sent event."""
    return f"data: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()
