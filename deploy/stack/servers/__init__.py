"""The servers of the stack, in the order they start. Adding one: a file here, a recipe, a configuration."""

from deploy.stack.server import Server
from deploy.stack.servers.jaeger import Jaeger
from deploy.stack.servers.kafka import Kafka
from deploy.stack.servers.loki import Loki
from deploy.stack.servers.prometheus import Prometheus

__all__ = ["SERVERS", "Jaeger", "Kafka", "Loki", "Prometheus"]

SERVERS: tuple[type[Server], ...] = (Kafka, Loki, Jaeger, Prometheus)
