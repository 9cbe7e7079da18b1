# Everything a developer or the gate runs. Needs only make and a python3 with venv.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed-$(shell cat requirements/dev.txt pyproject.toml | cksum | cut -d' ' -f1)
DEMO_SECONDS ?=
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: help setup lock demo test lint docs format stack stack-down test-stack bench wheel smoke clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

setup: $(STAMP) ## everything into .venv

$(STAMP): requirements/dev.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "python3 not found: install Python 3.11 or newer" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "$(PYTHON) is older than 3.11: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/.installed-*; touch $@

lock: setup ## resolve every dependency again, with hashes
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile -q --upgrade --generate-hashes --python-version 3.11 pyproject.toml -o requirements/emitters.txt
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile -q --upgrade --generate-hashes --python-version 3.11 --extra worker pyproject.toml -o requirements/worker.txt
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile -q --upgrade --generate-hashes --python-version 3.11 --extra all pyproject.toml requirements/dev.in -o requirements/dev.txt

demo: setup ## the whole pipeline on this machine, embedded (DEMO_SECONDS=30 to stop by itself)
	@DEMO_SECONDS=$(DEMO_SECONDS) $(BIN)/python -m examples.demo

# Dozens of processes are started, and each would compile the sources anew.
test: export PYTHONDONTWRITEBYTECODE :=
test: setup ## tests that need nothing but Python
	$(BIN)/python -m pytest -q -n auto --maxprocesses 8 --dist loadfile $(ARGS)

lint: setup ## ruff, mypy, basedpyright, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/basedpyright --level error
	$(BIN)/lint-imports

docs: setup ## write the generated tables of the README
	$(BIN)/python -m tests.docs

format: setup ## rewrite the layout and the safe fixes
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

stack: setup ## build (once) and start real Kafka, Loki, Jaeger and Prometheus
	$(BIN)/python -m deploy.stack up

stack-down: setup ## stop them
	$(BIN)/python -m deploy.stack down

test-stack: setup ## end-to-end tests on the real servers
	$(BIN)/python -m pytest -q -m stack --timeout=1800 $(ARGS)

bench: setup ## benchmarks, figures as a table and JSON
	$(BIN)/python -m bench $(ARGS)

wheel: setup ## build the wheel into dist/
	rm -rf dist && $(BIN)/python -m build --quiet --wheel --no-isolation

smoke: wheel ## install the wheel into an empty directory and use it
	$(BIN)/python tests/smoke.py dist/*.whl

clean: ## remove what make created
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
