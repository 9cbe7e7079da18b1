"""App `traces`: clean span messages to Tempo, Jaeger or any OTLP/HTTP endpoint, joined without decoding."""

from __future__ import annotations

from typing import Final

from stream.apps.deliver import DeliverApp, Unreadable
from stream.config.settings import Settings
from stream.config.topic_names import CLEAN_SPANS
from stream.errors import SettingsFault
from stream.messages import CleanMessage
from stream.sinks.otlp import OtlpTraceSink
from stream.worker.context import AppSpec, WorkerContext

__all__ = ["sink_of", "spec"]

_JOIN_BYTES: Final = 2_000_000


def sink_of(settings: Settings) -> OtlpTraceSink:
    """The OTLP endpoint that the settings name.

    Raises:
        SettingsFault: None is named.
    """
    if settings.traces_url is None:
        raise SettingsFault(
            "SCRUBLINE_TRACES_URL: not set: give an OTLP/HTTP base address, for example http://tempo:4318"
        )
    return OtlpTraceSink(settings.traces_url)


def spec(context: WorkerContext) -> AppSpec[CleanMessage | Unreadable]:
    """The app of this worker.

    Raises:
        SettingsFault: The settings name no usable endpoint.
    """
    return DeliverApp(context, "traces", CLEAN_SPANS, sink_of(context.settings), _JOIN_BYTES).spec()
