"""Apache Kafka 4.1: one broker that is its own controller (KRaft)."""

from __future__ import annotations

import base64
import shutil
import socket
import subprocess
import uuid
from pathlib import Path
from typing import Any, ClassVar

from deploy.stack.errors import NotReadyError, StackError, ToolMissingError
from deploy.stack.places import configuration
from deploy.stack.ports import LOOPBACK
from deploy.stack.server import Server
from deploy.stack.toolchain import JAVA

__all__ = ["Kafka"]

# Asked again soon anyway.
_IMPATIENT: dict[str, Any] = {
    "bootstrap_timeout_ms": 2_000,
    "reconnect_backoff_max_ms": 200,
    "request_timeout_ms": 5_000,
}

_HEAP = ("-Xms128m", "-Xmx512m")


class Kafka(Server):
    """The broker between emitters and workers."""

    name: ClassVar[str] = "kafka"
    port_names: ClassVar[tuple[str, ...]] = ("client", "controller")

    @property
    def bootstrap(self) -> str:
        """host:port for clients."""
        return f"{LOOPBACK}:{self.ports['client']}"

    @property
    def endpoints(self) -> dict[str, str]:
        """The bootstrap address."""
        return {"bootstrap": self.bootstrap}

    @property
    def environment(self) -> dict[str, str]:
        """Where emitters and workers connect to."""
        return {"SCRUBLINE_KAFKA_BOOTSTRAP": self.bootstrap}

    def command(self) -> list[str]:
        """A JVM with the broker's main class."""
        return [*self._java(*_HEAP), "kafka.Kafka", str(self._properties)]

    @property
    def listeners(self) -> dict[str, str]:
        """Listener name to port name, of those that clients use; a subclass may add more."""
        return {"PLAINTEXT": "client"}

    def extra_properties(self) -> str:
        """Lines of a subclass for this run's properties."""
        return ""

    def format_options(self) -> list[str]:
        """Options of a subclass for the tool that makes the log directory, such as users."""
        return []

    def prepare(self) -> None:
        """Write this run's properties; format the log directory if it is new."""
        advertised = ",".join(
            f"{name}://{LOOPBACK}:{self.ports[port]}" for name, port in self.listeners.items()
        )
        listeners = f"{advertised},CONTROLLER://{LOOPBACK}:{self.ports['controller']}"
        shipped = configuration(self.name, "server.properties").read_text(encoding="utf-8")
        self._properties.write_text(
            f"{shipped}\n# This run\n"
            f"listeners={listeners}\n"
            f"advertised.listeners={advertised}\n"
            f"controller.quorum.voters=1@{LOOPBACK}:{self.ports['controller']}\n"
            f"log.dirs={self._data}\n"
            f"{self.extra_properties()}",
            encoding="utf-8",
        )
        if not (self._data / "meta.properties").exists():
            self._format()

    def check(self) -> None:
        """The port is open and metadata names a broker."""
        try:
            # First without the client: on a refused connection it leaks the socket, and backs off for up to 30 s.
            socket.create_connection((LOOPBACK, self.ports["client"]), timeout=2).close()
        except OSError as error:
            raise NotReadyError(f"{self.bootstrap} does not answer") from error
        # Imported here: they take longer to load than all the rest, and most commands do not ask the broker.
        from kafka import KafkaAdminClient  # noqa: PLC0415
        from kafka.errors import KafkaError  # noqa: PLC0415

        from emitters.kafka_socket import DIRECT_URL  # noqa: PLC0415

        closing: dict[str, Any] = {"proxy_url": DIRECT_URL}
        try:
            client = KafkaAdminClient(bootstrap_servers=self.bootstrap, **_IMPATIENT, **closing)
        except (KafkaError, OSError) as error:
            raise NotReadyError(f"{self.bootstrap} gives no metadata") from error
        try:
            brokers = client.describe_cluster()["brokers"]
        except (KafkaError, OSError) as error:
            raise NotReadyError(f"{self.bootstrap} gives no metadata") from error
        finally:
            client.close()
        if not brokers:
            raise NotReadyError("no broker has registered with the controller")

    @property
    def _properties(self) -> Path:
        return self.directory / "server.properties"

    @property
    def _data(self) -> Path:
        return self.directory / "data"

    def _java(self, *options: str) -> list[str]:
        java = shutil.which("java")
        if java is None:
            raise ToolMissingError(f"java is not on the PATH (Debian: apt-get install {JAVA.package})")
        logging = f"-Dlog4j2.configurationFile={configuration(self.name, 'log4j2.properties')}"
        return [java, *options, "-Djava.awt.headless=true", logging, "-cp", str(self.binaries() / "*")]

    def _format(self) -> None:
        # The first byte is fixed so that the id cannot begin with a dash and be taken for an option.
        cluster_id = base64.urlsafe_b64encode(b"S" + uuid.uuid4().bytes[1:]).rstrip(b"=").decode("ascii")
        command = [
            *self._java("-Xmx128m", "-XX:TieredStopAtLevel=1"),
            "kafka.tools.StorageTool",
            "format",
            f"--cluster-id={cluster_id}",
            f"--config={self._properties}",
            *self.format_options(),
        ]
        done = subprocess.run(
            command, env=self.process_environment(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise StackError(f"kafka: the log directory could not be formatted:\n{done.stdout}{done.stderr}")
