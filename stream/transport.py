"""The strict transport: Faust's aiokafka driver with the consumer, the producer and the window of this project."""

from __future__ import annotations

from typing import Any, ClassVar

from faust.transport.drivers import aiokafka as driver
from yarl import URL

from stream.consumer import ConsumerHooks, StrictConsumer, Tp
from stream.producer import StrictProducer
from stream.window import Window

__all__ = ["StrictTransport"]


class StrictTransport(driver.Transport):
    """Install with `app.transport = app.producer_transport = StrictTransport(app, urls, window, hooks)`."""

    Consumer: ClassVar[type[StrictConsumer]] = StrictConsumer
    Producer: ClassVar[type[StrictProducer]] = StrictProducer

    def __init__(self, app: Any, urls: list[URL], window: Window[Tp], hooks: ConsumerHooks) -> None:
        self.window = window
        self.hooks = hooks
        super().__init__(urls, app)
