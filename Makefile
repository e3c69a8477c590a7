# `make playground` and `make test` are all a newcomer needs; both set everything up by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed
# Where a test run keeps its screenshots; empty means a temporary folder.
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help playground test quick lint format types bench messages requirements build clean

help:  ## show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Linger needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements/runtime.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/runtime.txt
	touch $@

$(DEV): requirements/dev.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

playground: $(RUNTIME)  ## start the bot on a loopback Discord with a web page; needs no token
	$(BIN)/python -m bot playground $(ARGS)

test: $(DEV)  ## run every test
	$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

quick: $(DEV)  ## run the unit tests only (under a minute)
	$(BIN)/python -m pytest -n 2 --dist worksteal -m 'not e2e and not browser and not slow' $(ARGS)

lint: $(DEV)  ## check style and layer rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(DEV)  ## apply the formatter and the safe fixes
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(DEV)  ## check types
	$(BIN)/mypy

bench: $(DEV)  ## run the benchmarks; they print ratios
	$(BIN)/python -m benchmarks $(ARGS)

messages: $(DEV)  ## collect translatable sentences into bot/locales/linger.pot
	$(BIN)/python scripts/collect_messages.py

requirements:  ## pin again what pyproject.toml asks for (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --output-file requirements/runtime.txt
	uv pip compile pyproject.toml requirements/dev.in --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --output-file requirements/dev.txt

build: $(DEV)  ## build the wheel into dist/
	$(BIN)/python -m hatchling build --target wheel

clean:  ## remove what was installed and cached here
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
