# What each target does: docs/operating.md
PYTHON ?= python3.11
BIN := .venv/bin
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup setup-tests demo test proof faults walls lint format clean lock audit licences sbom backup restore hosts peers

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# The environment is made again when the lock changed; a half-made one leaves no stamp.
.venv/installed: requirements.lock
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv || python3 -m venv .venv
	@echo "Installing Python packages ..." >&2
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/installed-tests: requirements-dev.lock .venv/installed
	@echo "Installing Python packages for the tests ..." >&2
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

setup: .venv/installed ## install everything, start nothing
	@$(BIN)/python -m dvpp.stack setup

setup-tests: .venv/installed-tests ## the same with what the tests need
	@$(BIN)/python -m dvpp.stack setup --tests

demo: .venv/installed ## the demonstration region on http://127.0.0.1:$PORT (8000), until Ctrl-C
	@exec $(BIN)/python -m dvpp.stack demo

test: setup-tests lint ## everything that must hold, browser tests included
	@env -u DATABASE_URL -u REDIS_URL DVPP_DATA=$(CURDIR)/.test-data $(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python -m pytest -n 2

proof: setup-tests ## the tests of many random cases at their whole size, an hour or more
	@DVPP_PROOF=whole $(BIN)/python -m pytest -n 2 -m proof

faults: setup-tests ## the fault matrix: processes and servers killed while 50,000 alerts leave, half an hour on a quiet machine
	@$(BIN)/python -m tests.faults

hosts: setup-tests ## many people at once, delivery, memory, and two hosts killed one at a time (needs nginx and pgbouncer)
	@$(BIN)/python -m tests.hosts

peers: setup-tests ## django-helpdesk with 100,000 tickets, measured beside the same kind of floor as our pages
	@$(BIN)/python -m tests.peers

walls: setup-tests ## the walk of every page by everybody with the application's own filters off: row security alone
	@DVPP_FILTERS=off $(BIN)/python -m pytest -n 2 tests/access/test_leak_walk.py tests/access/test_walls.py

lint: .venv/installed-tests ## style, layers, templates, types of the wiring
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/djlint --quiet --lint templates
	@$(BIN)/mypy
	@$(BIN)/bandit -q -ll -c pyproject.toml -r .

format: .venv/installed-tests ## put the code in form
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

lock: .venv/installed-tests ## resolve the dependencies of pyproject.toml again (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade -o requirements.lock
	uv pip compile pyproject.toml --group dev -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade -o requirements-dev.lock

audit: .venv/installed-tests ## ask for advisories about what is locked; says SKIPPED (code 3) where nobody can be asked
	@.ci/audit

licences: .venv/installed ## list the licences of what is installed, docs/licences.md
	@$(BIN)/python -m dvpp.stack licences

sbom: .venv/installed ## the bill of materials, build/sbom.cdx.json (CycloneDX)
	@$(BIN)/python -m dvpp.stack sbom

backup: .venv/installed ## database and files, sealed (DVPP_BACKUP_KEYS), below DVPP_BACKUPS
	@$(BIN)/python manage.py backup

restore: .venv/installed ## the backup FROM=folder, into an empty database and folder of files
	@$(BIN)/python manage.py restore "$(FROM)"

clean: ## remove what was built and the data of the embedded servers
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m dvpp.stack clean; fi
	@rm -rf build node_modules .venv .test-data .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
