"""Why no broker answers: TLS and SASL faults, which the client reports as silence, by their cause.

Asked once a first contact has failed (`stream.reach`, `stream.admin`): one connection per bootstrap server, whose
error says more than the client's "unable to bootstrap". Nothing of the credentials is in the answer.
"""

from __future__ import annotations

import ssl
from typing import Any, Final

from aiokafka.conn import create_conn
from aiokafka.errors import (
    AuthenticationFailedError,
    IllegalSaslStateError,
    KafkaError,
    SaslAuthenticationFailed,
    UnsupportedSaslMechanismError,
)

from stream.errors import BrokerUnavailable, SettingsFault
from stream.settings import Settings

__all__ = ["refusal"]

_CONTACT_MS: Final = 5_000


async def refusal(settings: Settings, options: dict[str, Any], silence: str) -> SettingsFault:
    """The fault to report when no broker could be talked to.

    Args:
        settings: What was tried.
        options: `stream.reach.client_options` of them.
        silence: Class of the error that the client gave.

    Returns:
        What the brokers refuse, or `BrokerUnavailable` if they do not even answer.
    """
    for server in options["bootstrap_servers"]:
        host, _, port = server.rpartition(":")
        try:
            connection = await create_conn(
                host.strip("[]"),
                int(port),
                request_timeout_ms=_CONTACT_MS,
                **{name: value for name, value in options.items() if name != "bootstrap_servers"},
            )
        except ssl.SSLCertVerificationError as error:
            return _untrusted(settings, server, error)
        except ssl.SSLError:
            return SettingsFault(
                f"SCRUBLINE_KAFKA_SECURITY_PROTOCOL: {server} does not speak TLS, or asks for a client certificate: "
                "check the port and SCRUBLINE_KAFKA_SSL_CERTFILE"
            )
        except (UnsupportedSaslMechanismError, IllegalSaslStateError):
            return SettingsFault(
                f"SCRUBLINE_KAFKA_SASL_MECHANISM: {server} does not offer {settings.kafka_sasl_mechanism}: "
                "name one that the listener has"
            )
        except (AuthenticationFailedError, SaslAuthenticationFailed):
            return SettingsFault(
                f"SCRUBLINE_KAFKA_SASL_USERNAME, SCRUBLINE_KAFKA_SASL_PASSWORD: {server} refuses them: "
                "check both, and that the user exists for this mechanism"
            )
        except (KafkaError, OSError, TimeoutError):
            continue
        connection.close()
    return BrokerUnavailable(
        f"SCRUBLINE_KAFKA_BOOTSTRAP: no broker answers at {settings.kafka_bootstrap} "
        f"({silence}): check address, security protocol and that it is running"
    )


def _untrusted(settings: Settings, server: str, error: ssl.SSLCertVerificationError) -> SettingsFault:
    trusted = "the system's authorities" if settings.kafka_ssl_cafile is None else "the authorities in it"
    return SettingsFault(
        f"SCRUBLINE_KAFKA_SSL_CAFILE: the certificate of {server} does not stand against {trusted} "
        f"({error.verify_message}): give the file with the authority that signed it"
    )
