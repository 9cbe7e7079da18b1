"""The strict transport, and the Faust app that runs on it.

Faust's aiokafka driver with the consumer, the producer and the window of this project. Everything that Faust is
configured with stands here.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, ClassVar, Final

import faust
from faust.transport.drivers import aiokafka as driver
from yarl import URL

from stream.config.settings import Settings
from stream.kafka.consumer import StrictConsumer
from stream.kafka.hooks import ConsumerHooks, Tp
from stream.kafka.producer import MAX_REQUEST_BYTES, StrictProducer
from stream.kafka.reach import client_options
from stream.kafka.window import Window

__all__ = ["StrictTransport", "faust_app"]

_METADATA_MAX_AGE_MS: Final = 10_000
"""A broker that has just started may not know a topic yet. A leader of a group that asks such a one gives nobody any
partition, and finds out when it asks again: in Faust after five minutes, in which all are ready and nothing is done."""


class StrictTransport(driver.Transport):
    """Faust's driver with our consumer and producer.

    Args:
        app: The Faust app.
        urls: Its brokers.
        window: The books that commits are made from.
        hooks: The process that it runs in.
    """

    Consumer: ClassVar[Any] = StrictConsumer
    Producer: ClassVar[Any] = StrictProducer

    def __init__(self, app: Any, urls: list[URL], window: Window[Tp], hooks: ConsumerHooks) -> None:
        self.window = window
        self.hooks = hooks
        super().__init__(urls, app)


class _App(faust.App):
    # A library's name, so that `ownlog` confines these records.
    logger = logging.getLogger("faust.app")

    def _create_directories(self) -> None:
        """Nothing: there are no tables, and Faust would make a folder in the working directory."""


def faust_app(
    settings: Settings,
    name: str,
    topics: tuple[str, ...],
    receive: Callable[[Any], Awaitable[None]],
    *,
    window: Window[Tp],
    hooks: ConsumerHooks,
) -> Any:
    """Make the Faust app of one worker, ready to start.

    Args:
        settings: The process's settings.
        name: The app; its consumer group is the topic prefix and this.
        topics: Full names of the topics to consume, as raw bytes.
        receive: The one agent. It must use the stream's `noack()` and never raise.
        window: The books that commits are made from.
        hooks: The process.

    Raises:
        SettingsFault: TLS files or SASL credentials are wrong or missing.
    """
    options = client_options(settings)
    urls = [URL(f"kafka://{server}") for server in options["bootstrap_servers"]]
    app = _App(
        settings.group(name),
        broker=urls,
        broker_credentials=_credentials(options),
        broker_client_id=f"scrubline-{name}",
        broker_session_timeout=settings.session_seconds,
        broker_heartbeat_interval=settings.heartbeat_seconds,
        # Faust asks that it be longer than the session.
        broker_request_timeout=max(40.0, settings.session_seconds + 10),
        broker_commit_interval=settings.commit_seconds,
        consumer_auto_offset_reset="earliest",
        consumer_metadata_max_age_ms=_METADATA_MAX_AGE_MS,
        producer_compression_type="zstd",
        # Every send is awaited, so waiting for company only costs time.
        producer_linger=0,
        producer_max_batch_size=1 << 20,
        producer_max_request_size=MAX_REQUEST_BYTES,
        # Faust's own buffer must never fill (it reacts at 80 %) before the window does.
        stream_buffer_maxsize=4096,
        stream_wait_empty=True,
        table_standby_replicas=0,
        topic_allow_declare=False,
        topic_disable_leader=True,
        web_enabled=False,
        datadir=Path(os.devnull).parent,
    )
    app.transport = app.producer_transport = StrictTransport(app, urls, window, hooks)
    topic = app.topic(*topics, key_type=bytes, key_serializer="raw", value_type=bytes, value_serializer="raw")
    app.agent(topic, name=f"{name}.receive")(receive)
    app.finalize()
    return app


def _credentials(options: dict[str, Any]) -> Any:
    if options["security_protocol"].startswith("SASL"):
        return faust.SASLCredentials(
            username=options["sasl_plain_username"],
            password=options["sasl_plain_password"],
            mechanism=options["sasl_mechanism"],
            ssl_context=options["ssl_context"],
        )
    return faust.SSLCredentials(options["ssl_context"]) if options["ssl_context"] is not None else None
