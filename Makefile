# Set-up, tests and the rest. Everything works from a fresh machine with Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEMO_HOME ?= warehouse-data
SQL_FOLDERS := sql
# fact lines of the benchmark's store: 1e5 to 1e8
LINES ?= 1e6

.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench lab coverage torture docs install clean

help:
	@echo "make demo      set up, build the sample warehouse and show it"
	@echo "make test      set up, lint, run the tests"
	@echo "make lint      ruff, mypy, import contracts, sqlfluff"
	@echo "make lab       JupyterLab on the curated notebooks"
	@echo "make bench     benchmarks, as ratios in one run"
	@echo "make coverage  load all shared documents and write docs/coverage.md"
	@echo "make torture   the long reliability suite"
	@echo "make docs      write the generated references again"

install: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,ocr]'
	@touch $@

demo: install
	$(BIN)/warehouse --home $(DEMO_HOME) demo

test: lint
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow"

lint: install
	$(BIN)/ruff format --check loaders warehouse expectations tests
	$(BIN)/ruff check loaders warehouse expectations tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --processes 2 $(SQL_FOLDERS)

format: install
	$(BIN)/ruff format loaders warehouse expectations tests
	$(BIN)/ruff check --fix loaders warehouse expectations tests
	$(BIN)/sqlfluff fix --processes 2 $(SQL_FOLDERS)

bench: install
	$(BIN)/python -m tests.benchmarks.scale --lines $(LINES)

lab: install
	$(BIN)/warehouse --home $(DEMO_HOME) lab

coverage: install
	$(BIN)/python -m tests.coverage_report

# The long run: ten thousand damaged documents (an hour at most), Spark where it is installed, kills, full disks.
torture: install
	FUZZ_COUNT=10000 FUZZ_SECONDS=3600 $(BIN)/python -m pytest -n 0 tests/reliability

docs: install
	$(BIN)/warehouse docs docs/reference

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
