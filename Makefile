# Maillage: `make run` and `make test` are all a newcomer needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
PORT ?= 8501

.PHONY: run test lint format bench bench-search corpus clean

run: $(VENV)/.ready
	$(BIN)/maillage run --data $(DATA) --port $(PORT)

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks

bench-search: $(VENV)/.ready-dev build/txtai
	$(BIN)/python -m benchmarks.search

build/txtai: $(VENV)/.ready-dev  # the peer, out of the environment: only its own code is added to what is there
	$(BIN)/python -m pip install --quiet --no-deps --target $@ "txtai>=9,<10"

corpus: $(VENV)/.ready-dev
	$(BIN)/python corpus/sources/build.py

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache

$(VENV)/.ready: pyproject.toml
	@echo "Installation de Maillage dans $(VENV) (une seule fois, quelques minutes)…"
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@
