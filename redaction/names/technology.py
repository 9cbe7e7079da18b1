"""Programs, chips, languages and methods that bear a person's name: they are meant where others of their kind stand by.

"Haskell, Ada and Julia" are languages, "Hopper and Blackwell GPUs" chips; alone, or among people, they are names. Part of
`redaction.names.detector`.
"""

# ruff: noqa: E501  # a list is read as a list

from __future__ import annotations

import re
from typing import Final

from redaction.names.word_set import word_set

__all__ = ["is_technology"]

# First names before all: two more of them stand by in any list of people.
_FIRST_NAMES: Final = word_set(
    "ada julia ruby pascal crystal grace drew jasmine claude max maxwell travis cassandra adam floyd ford newton"
)
# What people are called, too.
_NAMED_AFTER: Final = _FIRST_NAMES | word_set(
    "elm scala perl racket hopper blackwell ampere lovelace turing volta kepler tesla fermi rubin loki "
    "tempo mimir kafka argo jenkins celery dijkstra bellman warshall kruskal bayes markov monte carlo "
    "gauss euler fourier laplace huffman levenshtein hamming jaccard streams cd np sarimax nesterov pro "
    "mac gemini llama mistral alexa siri"
)
_KIN: Final = word_set(
    "python rust golang typescript javascript java kotlin swift elixir erlang clojure fortran cobol ocaml lua php sql numpy pandas "
    "scipy jax pytorch tensorflow keras import gpu gpus cuda nvidia amd radeon h100 h200 a100 b200 prometheus grafana thanos cortex "
    "jaeger zipkin opentelemetry docker kubernetes helm istio envoy consul vault nomad terraform ansible redis postgres mysql mongodb "
    "rabbitmq pulsar flink haskell x spark hadoop hive storm airflow algorithm algorithms chain iphone ipad macbook pixel os chatgpt gpt openai "
    "anthropic copilot"
)
# Nobody is called like these: one of them beside another is a tool, a model or a unit, whatever the model makes of it.
_TOOLS: Final = word_set(
    "polars langgraph langchain llamaindex crewai autogen pinecone weaviate qdrant milvus faiss chroma lancedb pgvector vespa "
    "tokio actix axum serde rayon asyncio celery dask modin adagrad rmsprop adamw sgd momentum streamlit gradio jupyter "
    "jupyterlab colab alembic sqlalchemy django flask fastapi starlette uvicorn gunicorn hypercorn nginx caddy traefik haproxy "
    "envoyproxy linkerd cilium flannel keycloak okta auth0 cognito entra paxos raft zookeeper etcd bun deno nodejs node "
    "npm yarn pnpm vite webpack turbopack rollup esbuild nextjs nuxt svelte angular react vue preact mocha vitest "
    "playwright selenium puppeteer pytest junit testng log4j logback serilog slf4j nlog structlog loguru "
    "kibana logstash filebeat elastic elasticsearch opensearch splunk datadog newrelic sentry pagerduty opsgenie statsd collectd "
    "telegraf influxdb victoriametrics alertmanager promql logql traceql fluentd fluentbit mustache jinja jinja2 liquid handlebars "
    "thymeleaf optuna xgboost lightgbm catboost sklearn scikit mlflow kubeflow wandb bentoml triton tensorrt vllm sglang llamacpp "
    "ollama lmstudio deepspeed megatron fsdp qlora peft huggingface transformers diffusers bitsandbytes awq gptq gguf ggml "
    "nccl mpi slurm xeon epyc jetson poweredge proliant threadripper celsius fahrenheit bernoulli poisson gaussian "
    "iceberg parquet avro orc duckdb clickhouse snowflake bigquery redshift databricks dbt fivetran airbyte dagster prefect "
    "trino presto druid pinot cockroachdb scylladb dynamodb neo4j redis memcached rabbitmq nats pulsar zeromq grpc graphql "
    "protobuf thrift swagger openapi postman insomnia rollouts argocd fluxcd gitlab github bitbucket circleci buildkite jenkinsfile "
    "helmfile kustomize skaffold tilt podman containerd crio buildah kaniko ubuntu debian fedora centos rhel alpine arch "
    "linux windows macos powershell bash zsh qwen qwen2 qwen3 deepseek mixtral phi gemma2 gemma3 falcon grok sonnet opus "
    "haiku llama2 llama3 llama4 mmlu gsm8k humaneval"
)
_ALL: Final = _NAMED_AFTER | _KIN | _TOOLS
# What a list of them says that it is one of.
_KINDS: Final = word_set(
    "language languages programming compiler compilers model models llm llms assistants chips architectures"
)
_LIST: Final = r"(?:[a-z][a-z-]{0,24}(?:, | and | or | & |, and |, or )){0,8}\Z"
# Behind these, a list is one of people.
_OF_PEOPLE: Final = re.compile(
    r"\b(?:(?:attendees|participants|present|customers|clients|students|pupils|patients|guests|passengers|members|employees|cc):"
    r"|dear|hi|hello|hey) " + _LIST,
    re.IGNORECASE,
)
# Behind these, one of languages.
_WRITTEN: Final = re.compile(r"\b(?:written|rewritten|implemented|coded) in " + _LIST, re.IGNORECASE)
_WORD: Final = re.compile(r"[A-Za-z]+[0-9]{0,3}")
_REACH: Final = 120
"""Code points to either side."""
_BETWEEN: Final = frozenset(("and", "or"))
_OTHERS: Final = 1
_LANGUAGES: Final = word_set(
    "english german french spanish italian portuguese dutch polish czech swedish danish norwegian finnish turkish greek russian "
    "ukrainian arabic hebrew hindi bengali tamil urdu chinese mandarin cantonese japanese korean vietnamese thai indonesian latin"
)
_SPOKEN: Final = re.compile(
    r"\b(?:to|in|into|from|speaks?|speaking|fluent|than|between|and|or) \Z", re.IGNORECASE
)


def is_technology(text: str, start: int, end: int) -> bool:
    """Whether what the model calls a name is a program, a chip, a method or a language that is spoken.

    Args:
        text: The field.
        start: Where the name begins, in code points.
        end: Where it ends.
    """
    said = frozenset(_WORD.findall(text[start:end].lower())) - _BETWEEN
    if not said:
        return False
    if said <= _LANGUAGES:
        return _SPOKEN.search(text, max(0, start - 12), start) is not None
    if not said <= _ALL:
        return False
    around = text[max(0, start - _REACH) : start] + " " + text[end : end + _REACH]
    others = frozenset(_WORD.findall(around.lower())) - said
    if not _KIN.isdisjoint(others) or (said <= _TOOLS and (len(said) > 1 or not _TOOLS.isdisjoint(others))):
        return True
    peers = others & _NAMED_AFTER
    before = max(0, start - _REACH)
    if len(peers) <= _OTHERS or _OF_PEOPLE.search(text, before, start):
        return False
    by_kind = not _KINDS.isdisjoint(others) or _WRITTEN.search(text, before, start) is not None
    return by_kind or not peers | said <= _FIRST_NAMES
