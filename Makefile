# Needs Python 3.11 or newer and make, nothing else. `make` alone lists what there is.
#
#   PYTHON=python3.12     another interpreter
#   TORCH=cpu|cuda        which build of torch; chosen by whether a GPU is found
#   PIP_...               pip's own settings (mirrors, proxies) hold everywhere

PYTHON ?= python3
TORCH  ?= $(shell nvidia-smi -L 2>/dev/null | grep -q GPU && echo cuda || echo cpu)

VENV    := .venv
BIN     := $(VENV)/bin
# Wheels only: building a source distribution would fetch build tools that no lock names. Not compiled: half the time.
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --only-binary :all: --require-hashes --no-compile -qq
READY   := $(VENV)/.ready-$(TORCH)
DEV     := $(VENV)/.ready-$(TORCH)-dev

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup dev demo test quick lint check bench screenshots lock clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

setup: $(READY)  ## .venv with the command .venv/bin/painpoints

dev: $(DEV)  ## setup, and the tools that test, check and lock

demo: $(READY)  ## a made-up company's nights, run and rendered; prints the page to open
	@$(BIN)/painpoints demo

test: $(DEV)  ## every test
	$(BIN)/pytest

quick: $(DEV)  ## the tests that need no minutes
	$(BIN)/pytest -m "not slow"

lint: $(DEV)  ## style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: lint test  ## what CI runs

bench: $(DEV)  ## speed, each figure beside its peer, as a table and build/bench.json (BENCH="bench_start ...": only those)
	@$(BIN)/python -m benchmarks $(BENCH)

screenshots: $(DEV)  ## pictures of every kind of page in every mode (HOME_DIR=...: of a home's)
	@PYTHONPATH=.:tests $(BIN)/python tests/reports/screenshots.py --to build/screenshots $(if $(HOME_DIR),--home "$(HOME_DIR)")
	@echo build/screenshots

clean:  ## removes the environment and every cache
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "painpoints needs Python 3.11 or newer, which '$(PYTHON)' is not: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# torch comes first and alone: where pip reaches no CPU build that the lock knows, the build of the public index does as well, only larger.
$(READY): pyproject.toml requirements/cpu.lock requirements/cuda.lock | $(BIN)/python
	@rm -f $(VENV)/.ready-*
	@lock=$(TORCH); \
	if [ $$lock = cpu ]; then \
	  sed -n '/^torch==/,/# via/p' requirements/cpu.lock > $(VENV)/torch.lock; \
	  $(INSTALL) --no-deps -r $(VENV)/torch.lock 2> $(VENV)/torch.log || { lock=cuda; \
	    echo "No CPU build of torch that the lock knows is in pip's reach (see $(VENV)/torch.log); taking the larger common one."; }; \
	fi; \
	echo "Installing requirements/$$lock.lock (a few minutes the first time) ..."; \
	$(INSTALL) -r requirements/$$lock.lock
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.lock $(READY)
	@$(INSTALL) -r requirements/dev.lock
	@touch $@

# Versions stay as they are unless UPGRADE=--upgrade or UPGRADE="--upgrade-package NAME" asks for more.
# TORCH_WHEELS is a folder or page of torch's CPU wheels; without it, pip's own find-links.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" $(UPGRADE)
lock: $(DEV)  ## the lock files again, from pyproject.toml
	$(COMPILE) pyproject.toml --group build --output-file requirements/cuda.lock
	@cp requirements/cuda.lock $(VENV)/cpu.lock  # the same versions, wherever torch leaves the choice
	@wheels="$(TORCH_WHEELS)"; \
	test -n "$$wheels" || wheels="$$($(BIN)/python -m pip config list | sed -n "s/.*find-links='\(.*\)'/\1/p" | tail -n 1)"; \
	sed -n 's/^torch==\([0-9.]*\).*/torch==\1+cpu/p' requirements/cuda.lock | \
	  UV_FIND_LINKS="$$wheels" $(COMPILE) pyproject.toml - --group build --output-file $(VENV)/cpu.lock
	@mv $(VENV)/cpu.lock requirements/cpu.lock
	$(COMPILE) --group dev --constraints requirements/cuda.lock --output-file requirements/dev.lock
