# Everything here works on a bare Debian 12 with git, make and Python, asks for nothing, and runs again in seconds.
BOOTSTRAP := packaging/linux/bootstrap.sh
PEOPLE ?= 60000
SEED ?= 1
DAY_SPEED ?= 1

.PHONY: demo tour test e2e lint bench mutants lock translations wheel clean help

help:            ## say what there is
	@grep -E '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

demo:            ## the window on a living city (without a display: a tour under a virtual one, pictures in build/tour)
	@$(BOOTSTRAP) app
	@packaging/linux/demo.sh $(PEOPLE) $(SEED) $(DAY_SPEED)

test:            ## all tests
	@$(BOOTSTRAP) dev
	.venv/bin/pytest

e2e:             ## the end-to-end tests only
	@$(BOOTSTRAP) dev
	.venv/bin/pytest tests/e2e

lint:            ## style, types, layers, translations
	@$(BOOTSTRAP) dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/python packaging/translations.py check

bench:           ## the benchmarks, each with its peer in the same run
	@$(BOOTSTRAP) dev
	.venv/bin/python tests/bench/run.py

mutants:         ## change the domain in thousands of small ways and see whether its tests notice (a quarter of an hour)
	@$(BOOTSTRAP) dev
	packaging/mutants.sh

translations:    ## collect new texts into resources/translations/*.ts and compile them
	@$(BOOTSTRAP) dev
	.venv/bin/python packaging/translations.py update
	.venv/bin/python packaging/translations.py compile

wheel:           ## build the wheel, install it into a fresh environment and try it there
	@$(BOOTSTRAP) dev
	packaging/smoke.sh

lock:            ## resolve the dependencies anew (hashes, no registry's address)
	@$(BOOTSTRAP) dev
	packaging/lock.sh

clean:           ## remove what was built
	rm -rf build dist switchboard/*.so switchboard/*/*.so switchboard/search/.compiled switchboard/search/callers_words.packed .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
