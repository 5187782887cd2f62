# What can be done with a clone; `make` alone lists it. Written for GNU make.

PYTHON ?= python3
BIN := .venv/bin
# Node that the set-up brought, where the machine has none; the quotes make every make start a shell for it.
NPM := PATH="$(CURDIR)/.tools/bin:$$PATH" npm
EACH := --workspaces --if-present
# Where saved pages of the real WhatsApp Web are, with the yardstick they are compared with
PAGES ?= ../shared/whatsapp-web
# How many tests run at a time: more than there are cores, for most of them wait for a page. JOBS=0: one by one
JOBS ?= 4
# Extra words for pytest, for example: make test ARGS="-k journey"
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup demo run check test pages strangers structure matrix drift fmt lock audit clean .run .dev

help: ## list what can be done
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .run ## prepare this clone: environment, browser, front ends
	@echo "Ready. Next: make demo, or make run for a real number."

demo: .run ## play three questions against a simulated WhatsApp; ONCE=1 ends by itself, MODEL=local fetches a model
	@exec $(BIN)/switchboard demo $(if $(ONCE),--once) $(if $(MODEL),--model $(MODEL))

run: .run ## answer on a real number, as settings.yaml says
	@exec $(BIN)/switchboard run

check: .dev ## format, lint, types, imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(NPM) run check $(EACH)

test: .dev ## all tests, in a real browser
	$(NPM) test $(EACH)
	$(BIN)/pytest -n $(JOBS) --dist loadfile --reruns 2 $(ARGS)

pages: .dev ## read saved pages of the real WhatsApp Web; PAGES= names another folder of them
	$(BIN)/python -m scripts.pages $(PAGES)

strangers: .dev ## let a bot of others, unmodified, drive the simulated page in every language it knows
	@$(BIN)/python -m tests.strangers

structure: .dev ## compare the simulated page with the saved copies of the real one; writes data/structure.md
	@$(BIN)/python -m tests.structure.report

matrix: .dev ## check every fact of the page in every combination of its switches; goes on where it stopped
	@$(BIN)/python -m tests.matrix

drift: .dev ## take every family of attributes from every build of the page while the product works on it
	@$(BIN)/python -m tests.drift

fmt: .dev ## put all Python into the common format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: ## renew the locks; UPGRADE=1 takes the newest versions that pyproject.toml and package.json allow
	@UPGRADE="$(UPGRADE)" $(PYTHON) -m scripts.bootstrap lock

audit: ## ask the registries whether anything in the locks is known to be unsafe
	@$(PYTHON) -m scripts.bootstrap audit

clean: ## remove what the set-up made; data/ stays
	rm -rf .venv .tools node_modules
	rm -rf dashboard/web/node_modules dashboard/web/dist simulator/page/node_modules simulator/page/dist
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

.run:
	@$(PYTHON) -m scripts.bootstrap run

.dev:
	@$(PYTHON) -m scripts.bootstrap dev

# One step at a time, even with -j: the output is for people.
.NOTPARALLEL:
