# make help lists what can be typed. Everything installs itself first.
PYTHON ?= python3
SETTINGS ?= workbook.toml
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# Compiled files save seconds at every start; one BLAS thread keeps the digits the same everywhere.
unexport PYTHONDONTWRITEBYTECODE
export JUPYTER_PATH :=
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
export UV_PYTHON_DOWNLOADS := never

.DEFAULT_GOAL := help
.PHONY: help install report check test spark lint lab refresh sample codebook words bench clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "wcm needs Python 3.11 or newer; try: make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@

install: $(STAMP)  ## the environment in .venv

report: $(STAMP)  ## the report on the invented warehouse (SETTINGS=mine.toml for yours)
	$(BIN)/wcm report --settings $(SETTINGS)

check: $(STAMP)  ## what was recognised in the exports, what is rejected and why
	$(BIN)/wcm check --settings $(SETTINGS)

test: $(STAMP)  ## every test
	$(BIN)/python -m pytest -n 2

spark: $(STAMP)  ## Spark beside the rest, so that make test tries it too (needs Java 17)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode -e '.[spark]'

lint: $(STAMP)  ## form, and "imports only go down"
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

lab: $(STAMP)  ## JupyterLab on the project, its notebooks trusted
	$(BIN)/python -m wcm_helpers.reporting.lab

refresh: $(STAMP)  ## run the notebooks again and store their outputs
	$(BIN)/python -m wcm_helpers.reporting.refresh

sample: $(STAMP)  ## the invented warehouse in data/sample, byte for byte the same
	$(BIN)/wcm sample --out data/sample

codebook: $(STAMP)  ## data/README.md from the tables
	$(BIN)/python -c "from pathlib import Path; from wcm_helpers.data.codebook import as_markdown; Path('data/README.md').write_text(as_markdown(), encoding='utf-8')"

# The catalogues of a language, each with the messages of its files.
CATALOGUES := data kit classification survey performance plan
data := cli.py cli_arguments.py cli_process.py core data sample
kit := reporting charts packs care
classification := methods classes reports/classification
survey := reports/demand_survey
performance := reports/performance
plan := reports/service_plan
EXTRACT := extract --mapping babel.cfg --keyword message --keyword nmessage:1,2 --no-location --sort-output --omit-header
UPDATE := update --omit-header --no-fuzzy-matching --ignore-obsolete --width 110

words: $(STAMP)  ## collect what readers see for the translators
	$(BIN)/pybabel -q $(EXTRACT) --output wcm_helpers/locale/wcm.pot wcm_helpers
	@mkdir -p build
	@$(foreach area,$(CATALOGUES),$(BIN)/pybabel -q $(EXTRACT) --output build/$(area).pot $(addprefix wcm_helpers/,$($(area))) &&) true
	@for folder in wcm_helpers/locale/*/LC_MESSAGES; do for area in $(CATALOGUES); do \
	  test ! -f $$folder/$$area.po || $(BIN)/pybabel -q $(UPDATE) --locale $$(basename $$(dirname $$folder)) \
	    --input-file build/$$area.pot --output-file $$folder/$$area.po; done; done

# Set here, since terminals set LINES too; what is typed after make bench counts.
LINES := 1M
SIZES :=
bench: $(STAMP)  ## speed and memory, as ratios (LINES=250000, or SIZES="1M 10M 50M"; PEERS=1 sets peers beside)
	$(BIN)/python -m benchmarks --sizes "$(or $(SIZES),$(LINES))" $(if $(PEERS),--peers)

clean:  ## remove what was built, keep the environment
	rm -rf .cache build reports/*/ reports/*.html reports/*.json
