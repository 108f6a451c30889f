# `make run`   set everything up in .venv, fetch the default model, and make a timeline of seeds/
# `make test`  set up with the development tools and run everything that a push needs
# `make lock`  resolve the newest versions that fit and pin them
#
# make PYTHON=python3.12 run    uses another Python (3.11 or newer)

PYTHON ?= python3
PIP_VERSION := 26.3

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --constraint constraints.txt --build-constraint build-constraints.txt
PINS := pyproject.toml constraints.txt build-constraints.txt

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test check lock clean
.DEFAULT_GOAL := run

run: $(VENV)/.installed
	$(BIN)/timeline models pull
	$(BIN)/timeline extract seeds/

test: $(VENV)/.installed-dev check

check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

# The stamps are written last, so that what was broken off is begun again.
$(VENV)/.installed: $(VENV)/.pip $(PINS)
	@echo "Installing; compiling llama.cpp takes some minutes the first time."
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.pip $(PINS)
	@echo "Installing; compiling llama.cpp takes some minutes the first time."
	$(INSTALL) --editable '.[eval]' --group dev
	@touch $@ $(VENV)/.installed

$(VENV)/.pip:
	@sh scripts/check-machine "$(PYTHON)"
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install pip==$(PIP_VERSION)
	@touch $@

lock: $(VENV)/.pip
	$(BIN)/python scripts/lock.py

clean:
	rm -rf $(VENV)
