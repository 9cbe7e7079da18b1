"""A Kafka broker with TLS and SASL listeners, and the certificates for it, made anew for each test session."""

from __future__ import annotations

import datetime as dt
import ipaddress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from deploy.stack.ports import LOOPBACK
from deploy.stack.servers import Kafka

__all__ = ["PASSWORD", "USER", "Authority", "SecureKafka"]

USER = "scrubline-user"
PASSWORD = "correct-horse-7b1d"


@dataclass(frozen=True)
class Authority:
    """A certificate authority of its own.

    Attributes:
        folder: Where its files lie; made if it does not exist.
    """

    folder: Path

    @property
    def certificate(self) -> Path:
        """PEM file that clients trust."""
        return self.folder / "ca.pem"

    def issue(self) -> Path:
        """Make the authority and a server certificate for loopback; gives a PEM file with key and chain for Kafka."""
        self.folder.mkdir(parents=True, exist_ok=True)
        key, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"authority {self.folder.name}")])
        authority = (
            _certificate(name, name, key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .sign(key, hashes.SHA256())
        )
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "broker")])
        server = (
            _certificate(subject, name, own.public_key())
            .add_extension(
                x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(LOOPBACK))]), critical=False
            )
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False
            )
            .sign(key, hashes.SHA256())
        )
        pem = serialization.Encoding.PEM
        self.certificate.write_bytes(authority.public_bytes(pem))
        store = self.folder / "broker.pem"
        store.touch(mode=0o600)
        store.write_bytes(
            own.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
            + server.public_bytes(pem)
            + authority.public_bytes(pem)
        )
        return store


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=1))
    )


class SecureKafka(Kafka):
    """The stack's broker with more listeners.

    TLS; TLS with a user and a password; TLS with a client certificate; and one that sends its clients on to an address
    where nobody is.
    """

    port_names: ClassVar[tuple[str, ...]] = ("client", "controller", "ssl", "sasl", "mutual", "astray")

    @property
    def listeners(self) -> dict[str, str]:
        """Plaintext stays: the broker talks to itself over it."""
        return {
            "PLAINTEXT": "client",
            "SSL": "ssl",
            "SASL_SSL": "sasl",
            "MUTUAL": "mutual",
            "ASTRAY": "astray",
        }

    @property
    def authority(self) -> Authority:
        """Who signed its certificate."""
        return Authority(self.directory / "authority")

    def address(self, listener: str) -> str:
        """host:port of a listener."""
        return f"{LOOPBACK}:{self.ports[self.listeners[listener]]}"

    def extra_properties(self) -> str:
        """Certificate, mechanisms, and the user of PLAIN; the user of SCRAM is in the log directory."""
        plain = "org.apache.kafka.common.security.plain.PlainLoginModule"
        scram = "org.apache.kafka.common.security.scram.ScramLoginModule"
        advertised = ",".join(
            f"{name}://{LOOPBACK}:{1 if name == 'ASTRAY' else self.ports[port]}"
            for name, port in self.listeners.items()
        )
        return (
            "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SSL:SSL,SASL_SSL:SASL_SSL,"
            "MUTUAL:SSL,ASTRAY:PLAINTEXT\n"
            f"advertised.listeners={advertised}\n"
            "ssl.keystore.type=PEM\n"
            f"ssl.keystore.location={self.authority.issue()}\n"
            "listener.name.mutual.ssl.client.auth=required\n"
            "listener.name.mutual.ssl.truststore.type=PEM\n"
            f"listener.name.mutual.ssl.truststore.location={self.authority.certificate}\n"
            "sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512\n"
            f'listener.name.sasl_ssl.plain.sasl.jaas.config={plain} required user_{USER}="{PASSWORD}";\n'
            f"listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config={scram} required;\n"
        )

    def format_options(self) -> list[str]:
        """The user of SCRAM."""
        return ["--add-scram", f"SCRAM-SHA-512=[name={USER},password={PASSWORD}]"]
