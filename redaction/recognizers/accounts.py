"""Accounts of images, runners and services: the same for everybody."""

from __future__ import annotations

from typing import Final

__all__ = ["ACCOUNTS"]

_NAMES: Final = (
    "runner ubuntu user users root app node ec2-user centos debian admin public default shared administrator all "
    "jenkins circleci gitlab-runner vagrant docker git vscode codespace runneradmin containeradministrator "
    "linuxbrew airflow jovyan nonroot appuser service build builder ci www www-data nginx postgres deploy guest "
    "kafka loki prometheus jaeger grafana elastic spark hadoop azureuser nobody celery gunicorn uvicorn vllm triton "
    "nvidia slurm hive yarn hdfs zookeeper etcd consul vault telegraf influxdb fluentd fluent-bit logstash kibana "
    "cron messagebus pi core tomcat jetty weblogic memcached nagios zabbix gitlab ftp nfsnobody polkitd dbus chrony "
    "repmgr datadog datadog-agent dd-agent pgbouncer keycloak n8n clickhouse dnsmasq _apt minio nexus sonarqube "
    "unbound mysql redis rabbitmq mongodb daemon minikube otel argocd terraform ansible renovate dependabot litellm "
    "mlflow raylet dask dbt airbyte superset opensearch elasticsearch filebeat metricbeat packetbeat dagster "
    "prefect temporal cassandra mariadb oracle mosquitto asterisk postfix dovecot postmaster mailman locust replicator"
)
ACCOUNTS: Final = frozenset(_NAMES.split())
"""In lower case."""
