"""Settings of the emitters: arguments, environment, defaults, and faults."""

from __future__ import annotations

import re
import warnings
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from emitters.errors import SettingsError
from emitters.settings import Settings, load_settings
from emitters.testing import MemoryTransport
from stream.config.settings import Settings as WorkerSettings

GOOD = {"service_name": "s", "kafka_bootstrap": "localhost:9092"}


def faults(**given: Any) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings({**GOOD, **given}, {})
    return str(caught.value)


def test_arguments_win_over_the_environment_and_that_over_defaults() -> None:
    """Each setting comes from the first place that has it, in its own type."""
    environ = {
        "SCRUBLINE_SERVICE_NAME": "env",
        "SCRUBLINE_KAFKA_BOOTSTRAP": "broker:9092",
        "SCRUBLINE_BUFFER_RECORDS": "7",
        "SCRUBLINE_SHUTDOWN_SECONDS": "1.5",
        "SCRUBLINE_CAPTURE_STDLIB": "false",
    }
    found = load_settings({"service_name": "given", "level": None}, environ)
    assert found == Settings(
        service_name="given",
        kafka_bootstrap="broker:9092",
        buffer_records=7,
        shutdown_seconds=1.5,
        capture_stdlib=False,
    )


def test_a_misspelt_variable_is_told() -> None:
    """It would be left out without a word; settings of the workers and other variables are nobody's mistake."""
    with pytest.warns(
        UserWarning, match=r"SCRUBLINE_BUFER_RECORDS: .*did you mean SCRUBLINE_BUFFER_RECORDS\?"
    ):
        load_settings(GOOD, {"SCRUBLINE_BUFER_RECORDS": "7"})
    others = {f"SCRUBLINE_{name.upper()}": "x" for name in WorkerSettings.model_fields}
    shared = {f"SCRUBLINE_{each.name.upper()}" for each in fields(Settings)}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        load_settings(GOOD, {"SCRUBLINE_IMAGE": "x", **{k: v for k, v in others.items() if k not in shared}})


def test_a_misspelt_argument_is_a_fault() -> None:
    """With the name that is likely to be meant, if there is one."""
    assert "buffer_record: no such setting; did you mean buffer_records?" in faults(buffer_record=1)
    assert "colour: no such setting; remove it" in faults(colour=1)


def test_every_fault_is_listed_at_once() -> None:
    """One attempt shows all that is wrong, each with the setting's name."""
    text = faults(service_name="", level="LOUD", buffer_bytes=1, kafka_bootstrap="nonsense", report_seconds=0)
    for name in ("service_name", "level", "buffer_bytes", "kafka_bootstrap", "report_seconds"):
        assert f"{name}: " in text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("buffer_records", "many"),
        ("shutdown_seconds", "nan"),
        ("capture_stdlib", "perhaps"),
        ("service_name", 5),
        ("kafka_bootstrap", "host"),
        ("kafka_bootstrap", "host:0"),
        ("kafka_bootstrap", "host:99999"),
        ("kafka_security_protocol", "TLS"),
        ("kafka_api_version", "latest"),
        ("kafka_ssl_cafile", "/does/not/exist"),
        ("transport", 5),
        ("colour", "red"),
    ],
)
def test_a_wrong_value_names_its_setting(name: str, value: object) -> None:
    """The message begins with the setting that is wrong."""
    assert faults(**{name: value}).startswith(f"{name}: ")


def test_sasl_needs_all_of_its_parts() -> None:
    """A missing mechanism, user name and password are three faults."""
    text = faults(kafka_security_protocol="SASL_SSL")
    for name in ("kafka_sasl_mechanism", "kafka_sasl_username", "kafka_sasl_password"):
        assert f"{name}: " in text


def test_a_client_certificate_needs_its_key(tmp_path: Path) -> None:
    """A certificate without a key is a fault before anything connects."""
    certificate = tmp_path / "client.pem"
    certificate.touch()
    assert "give both or none" in faults(kafka_ssl_certfile=str(certificate))


def test_what_is_missing_names_its_variable() -> None:
    """Someone who sets nothing learns what to set."""
    with pytest.raises(SettingsError, match="SCRUBLINE_SERVICE_NAME"):
        load_settings({}, {})
    with pytest.raises(SettingsError, match="SCRUBLINE_KAFKA_BOOTSTRAP"):
        load_settings({"service_name": "s"}, {})


def test_another_transport_needs_no_broker() -> None:
    """With a transport of its own a service needs no Kafka settings."""
    transport = MemoryTransport()
    assert load_settings({"service_name": "s", "transport": transport}, {}).transport is transport


def test_every_setting_is_in_the_readme() -> None:
    """The table of the README names exactly the settings there are."""
    readme = (Path(__file__).parents[3] / "emitters" / "README.md").read_text()
    table = readme.split("## Settings", 1)[1].split("## ", 1)[0]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("|")]
    names = {name for row in rows for name in re.findall(r"`([a-z_]+)`", row)}
    assert names == {each.name for each in fields(Settings)}


def test_the_password_is_never_shown() -> None:
    """Printing the settings does not print the password."""
    assert "hunter2" not in repr(load_settings({**GOOD, "kafka_sasl_password": "hunter2"}, {}))
