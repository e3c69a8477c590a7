# `make playground` and `make test` are all a newcomer needs; both set everything up by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed
# Whatever the shell says: each worker, and each bot in a process of its own, would compile everything anew.
export PYTHONDONTWRITEBYTECODE :=
# More of pytest's options; for the playground, its own.
ARGS ?=
# Unit tests compute, but for some that wait; those of whole bots and of the page wait for one another half of the time.
CORES := $(shell cores=$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2); echo $$((cores < 4 ? cores : 4)))
WHOLE := e2e or browser or slow
UNITS := -n $(shell echo $$(($(CORES) + 1))) --dist worksteal -m 'not ($(WHOLE))'
EVERY := -n $(shell echo $$((2 * $(CORES)))) --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help playground test postgres quick coverage pythons lint format types bench messages languages docs requirements site build clean

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
	$(BIN)/python -m pytest $(EVERY) $(ARGS)

postgres: $(DEV)  ## run the tests of the storage, of the services and of whole bots on PostgreSQL
	$(BIN)/python -m pytest $(EVERY) --engine postgresql -m 'not slow and not browser' $(ARGS)

quick: $(DEV)  ## run the unit tests only (a minute or two)
	$(BIN)/python -m pytest $(UNITS) $(ARGS)

coverage: $(DEV)  ## run the unit tests and hold the core's branch coverage against its floor
	$(BIN)/python -m pytest $(UNITS) --cov $(ARGS)

pythons: $(DEV)  ## run the unit tests on every other Python at hand that pyproject.toml names
	scripts/other-pythons.sh

lint: $(DEV)  ## check style, layer rules and that nothing is left uncalled
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	scripts/page-tools.sh lint
	$(BIN)/vulture

format: $(DEV)  ## apply the formatter and the safe fixes
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	scripts/page-tools.sh format

types: $(DEV)  ## check types
	$(BIN)/mypy
	scripts/page-tools.sh types

bench: $(DEV)  ## run the benchmarks; they print ratios
	$(BIN)/python -m benchmarks $(ARGS)

messages: $(DEV)  ## collect translatable sentences into bot/locales/linger.pot
	$(BIN)/python scripts/collect_messages.py

languages: $(DEV)  ## tell how far every language is, and what is wrong in it
	$(BIN)/python scripts/check_languages.py

docs: $(DEV)  ## write docs/settings.md and docs/commands.md from what the bot declares
	$(BIN)/python scripts/write_reference.py

requirements:  ## pin again what pyproject.toml asks for (needs uv)
	uv pip compile pyproject.toml --extra pictures --extra postgres --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --output-file requirements/runtime.txt
	uv pip compile pyproject.toml requirements/dev.in --extra pictures --extra postgres --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --output-file requirements/dev.txt
	uv pip compile requirements/docs.in --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --output-file requirements/docs.txt

site: | $(BIN)/python  ## build the documents as one site into site/
	$(PYTHON) -m venv $(VENV)/site
	$(VENV)/site/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/docs.txt
	$(VENV)/site/bin/mkdocs build

build: $(DEV)  ## build the wheel into dist/
	$(BIN)/python -m hatchling build --target wheel

clean:  ## remove what was installed and cached here
	rm -rf $(VENV) node_modules dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis
