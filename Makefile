# make PYTHON=python3.12 run    uses another Python (3.11 or newer)

PYTHON ?= python3
PIP_VERSION := 26.3

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --constraint constraints.txt --build-constraint build-constraints.txt
PINS := pyproject.toml constraints.txt build-constraints.txt
PIP := $(VENV)/.pip-$(PIP_VERSION)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# A pip that is set to install for the user refuses to install into an environment.
export PIP_USER := 0

WORKERS ?= 2
SECONDS ?= 60
SAMPLE ?= 300
ARTICLES ?= 2000

.PHONY: run test check fuzz mutate load lock docs clean help
.DEFAULT_GOAL := run
.NOTPARALLEL:

run: $(VENV)/.installed  ## set up in .venv, fetch the default model, make a timeline of seeds/
	$(BIN)/timeline models pull
	$(BIN)/timeline extract seeds/

test: $(VENV)/.installed-dev check  ## set up with the development tools, run all that a push needs

check:  ## what `make test` runs, without looking at the installation: WORKERS=2 tests at a time
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile

fuzz: $(VENV)/.installed-fuzz  ## look for what breaks the readers and the dates: SECONDS=60 for each, TARGETS=html
	$(BIN)/python tests/fuzz/fuzz_run.py $(TARGETS) --seconds $(SECONDS)

mutate: $(VENV)/.installed-mutate  ## change the dates and the merge, and see which changes no test notices: SAMPLE=300
	$(BIN)/python scripts/mutate.py --sample $(SAMPLE)

load: $(VENV)/.installed-dev  ## thousands of short articles through the smallest model, measured: ARTICLES=2000
	$(BIN)/python tests/load/load_run.py --articles $(ARTICLES)

# The stamps are written last, so that what was broken off is begun again.
$(VENV)/.installed: $(PIP) $(PINS)
	@echo "Installing; compiling llama.cpp takes some minutes the first time."
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.installed-dev: $(PIP) $(PINS)
	@echo "Installing; compiling llama.cpp takes some minutes the first time."
	$(INSTALL) --editable '.[all]' --group dev
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-%: $(VENV)/.installed-dev
	$(INSTALL) --group $*
	@touch $@

$(PIP):
	@sh scripts/check-machine "$(PYTHON)"
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install pip==$(PIP_VERSION)
	@touch $@

lock: $(PIP)  ## resolve the newest versions that fit pyproject.toml, and pin them
	$(BIN)/python scripts/lock.py

docs: $(VENV)/.installed  ## write docs/reference.md from the program
	$(BIN)/python scripts/reference.py

clean:  ## remove the environment; models and timelines stay
	rm -rf $(VENV)

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 14
