"""Settings: where they come from, how faults are told, and that the table is complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from redaction.policy.operators import KeySource
from stream.config.settings import PREFIX, Settings, load, settings_table, unknown_variables
from stream.errors import SettingsFault


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in list(os.environ):
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)


def test_the_environment_outranks_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What both say the environment decides; the rest comes from the file, then from the defaults."""
    file = tmp_path / "scrubline.yaml"
    file.write_text("partitions: 3\ntopic_prefix: a.\n")
    monkeypatch.setenv("SCRUBLINE_CONFIG", str(file))
    monkeypatch.setenv("SCRUBLINE_PARTITIONS", "5")
    settings = load()
    assert (settings.partitions, settings.topic_prefix, settings.tick_seconds) == (5, "a.", 5.0)


def test_lists_may_be_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names as `a,b` or YAML, sources as YAML or JSON."""
    monkeypatch.setenv("SCRUBLINE_MODELS", "m-1, m-2")
    monkeypatch.setenv("SCRUBLINE_LOKI_LABELS", '["service.name"]')
    monkeypatch.setenv(
        "SCRUBLINE_SOURCES",
        '[{"topic": "otlp_logs", "alias": "otel", "signal": "logs", "encoding": "otlp_proto"}]',
    )
    settings = load()
    assert settings.models == ("m-1", "m-2")
    assert settings.loki_labels == ("service.name",)
    assert [(source.topic, source.alias, source.ticks) for source in settings.sources] == [
        ("otlp_logs", "otel", False)
    ]


def test_every_fault_is_told_at_once_and_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line per fault, with the setting's name; the wrong value itself is never repeated."""
    monkeypatch.setenv("SCRUBLINE_PARTITIONS", "value-a")
    monkeypatch.setenv("SCRUBLINE_LOKI_URL", "value-b")
    monkeypatch.setenv("SCRUBLINE_KAFKA_BOOTSTRAP", "kafka://value-c:9092")
    monkeypatch.setenv("SCRUBLINE_KAFKA_SSL_CAFILE", "/value-d.pem")
    monkeypatch.setenv("SCRUBLINE_SOURCES", "[{topic: value-e}]")
    with pytest.raises(SettingsFault) as caught:
        load()
    names = {fault.partition(":")[0].partition("[")[0] for fault in caught.value.faults}
    assert names == {
        "SCRUBLINE_PARTITIONS",
        "SCRUBLINE_LOKI_URL",
        "SCRUBLINE_KAFKA_BOOTSTRAP",
        "SCRUBLINE_KAFKA_SSL_CAFILE",
        "SCRUBLINE_SOURCES",
    }
    assert "value-" not in str(caught.value)


@pytest.mark.parametrize("content", [None, "- a\n- b\n", "a: [", "partitons: 3\n"])
def test_a_wrong_file_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    """A file that is missing, no mapping, no YAML or has an unknown key is told as such."""
    file = tmp_path / "scrubline.yaml"
    if content is not None:
        file.write_text(content)
    monkeypatch.setenv("SCRUBLINE_CONFIG", str(file))
    with pytest.raises(SettingsFault, match="SCRUBLINE_"):
        load()


def test_secrets_do_not_show() -> None:
    """Neither repr nor str of the settings holds a password."""
    settings = Settings.model_validate({"kafka_sasl_password": "hidden-word"})
    assert "hidden-word" not in f"{settings!r} {settings}"


def test_the_table_has_every_setting() -> None:
    """One row each, with a meaning."""
    rows = settings_table().splitlines()[2:]
    assert [row.split("`")[1] for row in rows] == [PREFIX + name.upper() for name in Settings.model_fields]
    assert all(row.split("|")[4].strip() for row in rows)


def test_keys_of_tenants_may_be_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `tenant=id:file` with commas, or as a map, which knows environment variables too."""
    monkeypatch.setenv("SCRUBLINE_TENANT_KEYS", "acme=a1:/keys/a=b:c, globex=g1:/keys/g")
    assert load().tenant_keys == {
        "acme": KeySource(id="a1", file="/keys/a=b:c"),
        "globex": KeySource(id="g1", file="/keys/g"),
    }
    monkeypatch.setenv("SCRUBLINE_TENANT_KEYS", '{"a,b": {id: a1, env: KEY_A}}')
    assert load().tenant_keys == {"a,b": KeySource(id="a1", env="KEY_A")}
    for wrong in ("acme", "acme=a1", "acme=a1:x,acme=a2:y", "acme=A1:x", "{acme: a1}", "{acme: [}", "{}x"):
        monkeypatch.setenv("SCRUBLINE_TENANT_KEYS", wrong)
        with pytest.raises(SettingsFault, match=r"^SCRUBLINE_TENANT_KEYS"):
            load()


def test_text_that_is_no_yaml_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list or map with a missing bracket is a fault like others, and not quoted."""
    monkeypatch.setenv("SCRUBLINE_MODELS", "[secret-value")
    with pytest.raises(SettingsFault) as caught:
        load()
    assert caught.value.faults == ("SCRUBLINE_MODELS: is no YAML: mend its brackets and quotes",)


@pytest.mark.parametrize(
    ("variable", "setting"),
    [
        ("SCRUBLINE_POLCY", "SCRUBLINE_POLICY"),
        ("SCRUBLINE_LOKI_URI", "SCRUBLINE_LOKI_URL"),
        ("SCRUBLINE_TENANTKEYS", "SCRUBLINE_TENANT_KEYS"),
        ("SCRUBLINE_KAFKA_BOOTSTRAP_SERVERS", "SCRUBLINE_KAFKA_BOOTSTRAP"),
        ("SCRUBLINE_POLICY_FILE", "SCRUBLINE_POLICY"),
    ],
)
def test_a_misspelt_variable_is_a_fault(monkeypatch: pytest.MonkeyPatch, variable: str, setting: str) -> None:
    """Otherwise the default would be at work, and nobody would know; the value is not repeated."""
    monkeypatch.setenv(variable, "value-a")
    with pytest.raises(SettingsFault) as caught:
        load()
    assert caught.value.faults == (f"{variable}: there is no such setting: did you mean {setting}?",)


def test_variables_that_nobody_reads_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """But for those of the emitters, of the tests, and what Kubernetes sets for a service."""
    for name, value in {
        "SERVICE_NAME": "gateway",
        "REQUIRE_DATA": "1",
        "CONFIG": "",
        "WORKER_SERVICE_HOST": "10.0.0.1",
        "WORKER_PORT": "tcp://10.0.0.1:6066",
        "WORKER_PORT_6066_TCP_ADDR": "10.0.0.1",
        "IMAGE_TAG": "1.2.3",
    }.items():
        monkeypatch.setenv(f"{PREFIX}{name}", value)
    assert unknown_variables(load()) == ["SCRUBLINE_IMAGE_TAG"]


def test_a_variable_that_holds_a_key_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much its name is like that of the setting that names it."""
    monkeypatch.setenv("SCRUBLINE_TENANT_KEY", "value-a")
    monkeypatch.setenv("SCRUBLINE_TENANT_KEYS", "{acme: {id: k1, env: SCRUBLINE_TENANT_KEY}}")
    assert unknown_variables(load()) == []


def test_settings_are_known_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """As they are read; misspelt ones are faults in any case too."""
    monkeypatch.setenv("SCRUBLINE_Partitions", "3")
    assert unknown_variables(load()) == []
    monkeypatch.setenv("scrubline_polcy", "strict")
    with pytest.raises(SettingsFault, match="SCRUBLINE_POLICY"):
        load()
