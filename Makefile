# Each target sets up what it needs; nothing but git, make and Python 3.11 or newer is expected.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDRESS ?= 127.0.0.1:8000

.DEFAULT_GOAL := help
.PHONY: help setup serve build check pr links fmt test lint fuzz bench bench-export bench-publish bench-scale bench-search screenshots guide pictures form-editor audit sbom vulnerabilities lock clean

help: ## Show what can be done
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

$(BIN)/hub: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing; on Debian: apt install python3-venv"; exit 1; }
	@echo "Installing what the site needs (once)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.packages: requirements-test.txt $(BIN)/hub
	@echo "Installing what the tests need (once)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

$(VENV)/.tests: $(VENV)/.packages
	@$(BIN)/python tests/set_up_browser.py
	@$(BIN)/python tests/set_up_nginx.py
	@touch $@

setup: $(BIN)/hub ## Install what the site needs into .venv

serve: $(BIN)/hub ## Build the site and serve it at 127.0.0.1:8000, again after each change
	@$(BIN)/hub serve --address $(ADDRESS)

build: $(BIN)/hub ## Build the site into site/, strictly
	@$(BIN)/hub build

check: $(BIN)/hub ## Check the data
	@$(BIN)/hub check

pr: $(BIN)/hub ## Check a change as its pull request will be, and tell in build/pr/comment.md what it does
	@$(BIN)/hub pr $${BASE:+--base "$$BASE"}

links: $(BIN)/hub ## Ask whether addresses of other sites still lead somewhere
	@$(BIN)/hub links

test: $(VENV)/.tests ## Run all tests
	@$(BIN)/python -m pytest -n auto $(TESTS)

fuzz: $(VENV)/.tests ## Try hubs of any shape and accidents of any kind for FUZZ_MINUTES (60); goes on where it was stopped
	@PYTHONPATH=hooks:tests FUZZ_MINUTES=$${FUZZ_MINUTES:-60} $(BIN)/python tests/fuzz.py

fmt: $(BIN)/hub ## Give the data files their form, and bring the editors' schemas up to date
	@$(BIN)/hub fmt

lint: $(VENV)/.tests ## Check style and types of the code, the form of the data files, workflows and forms
	@$(BIN)/ruff check hooks tests benchmarks
	@$(BIN)/mypy
	@$(BIN)/hub fmt --check
	@$(BIN)/hub forge files --check
	@$(BIN)/zizmor --offline --no-progress --quiet --persona pedantic .github
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml

bench-search: $(VENV)/.tests ## Compare search with that of Material for MkDocs and with Pagefind
	@$(BIN)/python benchmarks/search.py

bench: $(VENV)/.tests ## Compare the build with stock Material for MkDocs, and with ProperDocs, Zensical and Hugo
	@$(BIN)/python benchmarks/build.py

bench-export: $(VENV)/.tests ## Measure what is left of the site when another engine builds its export
	@$(BIN)/python benchmarks/export.py

bench-scale: $(VENV)/.tests ## Measure how building grows with the number of pages (takes long)
	@$(BIN)/python benchmarks/scale.py

bench-publish: $(VENV)/.tests ## Measure the published site behind nginx on this machine
	@$(BIN)/python benchmarks/publish.py

screenshots: $(VENV)/.tests ## Take pictures of all kinds of pages, into build/screenshots/
	@$(BIN)/python tests/screenshots.py

guide: $(VENV)/.tests ## Write the pages of the editors' guide that are made from tables
	@PYTHONPATH=tests $(BIN)/python tests/write_guide.py

pictures: $(VENV)/.tests ## Take the pictures of the editors' guide anew
	@PYTHONPATH=tests $(BIN)/python tests/guide_pictures.py $(PICTURES)

form-editor: $(BIN)/hub ## Fetch the pinned form editor anew, into theme/admin/ (needs npm)
	@$(BIN)/python tests/fetch_cms.py

AUDIT := build/audit/npm/.installed
$(AUDIT): audit/package.json audit/package-lock.json
	@echo "Installing what the audit needs (once)..."
	@mkdir -p $(@D)
	@cp audit/package.json audit/package-lock.json $(@D)
	@npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund --silent
	@touch $@

audit: $(VENV)/.tests $(AUDIT) ## Run every checker over every page, into audit/results.json (needs Java and npm; takes an hour)
	@PYTHONPATH=hooks:tests $(BIN)/python -m auditing

sbom: $(VENV)/.packages ## Write the bill of materials anew, into audit/sbom.cdx.json
	@PYTHONPATH=hooks:tests $(BIN)/python -m auditing.components

vulnerabilities: $(VENV)/.packages ## Look up known vulnerabilities of the pinned packages (asks their database)
	@$(BIN)/pip-audit --requirement requirements-test.txt --require-hashes --disable-pip --strict --progress-spinner off

LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
lock: ## Pin the dependencies anew (needs uv)
	uv pip compile pyproject.toml $(LOCK) --upgrade --extra build --extra test -o requirements-test.txt
	uv pip compile pyproject.toml $(LOCK) --upgrade --extra build --constraint requirements-test.txt -o requirements.txt
	cd audit && npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund

clean: ## Remove what was built and installed
	rm -rf site build $(VENV)
