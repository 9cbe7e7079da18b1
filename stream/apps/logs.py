"""App `logs`: clean log messages to Loki."""

from __future__ import annotations

from typing import Final

from stream.apps.deliver import DeliverApp, Unreadable
from stream.config.settings import Settings
from stream.config.topic_names import CLEAN_LOGS
from stream.errors import SettingsFault
from stream.messages import CleanMessage
from stream.sinks.loki import LokiSink
from stream.sinks.loki_push import Shape
from stream.worker.context import AppSpec, WorkerContext

__all__ = ["sink_of", "spec"]

_JOIN_BYTES: Final = 1_000_000
_SHORT_NAMES: Final = {"deployment.environment.name": "environment"}


def sink_of(settings: Settings) -> LokiSink:
    """The Loki that the settings name.

    Raises:
        SettingsFault: None is named, or a label name is unusable.
    """
    if settings.loki_url is None:
        raise SettingsFault(
            "SCRUBLINE_LOKI_URL: not set: give Loki's base address, for example http://loki:3100"
        )
    labels = {_SHORT_NAMES.get(field, field.replace(".", "_")): field for field in settings.loki_labels}
    return LokiSink(settings.loki_url, tenant=settings.loki_tenant, shape=Shape(labels=labels))


def spec(context: WorkerContext) -> AppSpec[CleanMessage | Unreadable]:
    """The app of this worker.

    Raises:
        SettingsFault: The settings name no usable Loki.
    """
    return DeliverApp(context, "logs", CLEAN_LOGS, sink_of(context.settings), _JOIN_BYTES).spec()
