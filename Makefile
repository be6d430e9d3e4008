# On a machine with nothing but python3 (3.11 or newer): `make tour` shows, `make test` proves, `make docs` builds the site.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: tour test check docs translations coverage types release clean

tour: $(VENV)/.installed
	@$(BIN)/enforcekit tour

test: $(VENV)/.installed
	@$(BIN)/pytest -n 2 --dist loadfile

check: $(VENV)/.installed
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy --strict src && $(BIN)/lint-imports

docs: $(VENV)/.docs
	@$(BIN)/sphinx-build -q -n -W -j 2 -d build/doctrees/en docs build/docs/en
	@$(BIN)/sphinx-build -q -n -W -j 2 -d build/doctrees/zh -D language=zh_CN docs build/docs/zh
	@cp docs/choose.html build/docs/index.html
	@echo "build/docs/index.html"

translations: $(VENV)/.docs
	@$(BIN)/sphinx-build -q -b gettext -d build/doctrees/gettext docs build/gettext
	@cd docs && find . -name '*.zh.md' | sed 's/\.zh\.md$$/.pot/' | (cd ../build/gettext && xargs rm -f sphinx.pot)
	@$(BIN)/sphinx-intl update --no-obsolete -p build/gettext -d docs/locale -l zh_CN -w 0

# Of the tests of `make test`: the slow ones repeat at length what these run once, and take hours when every line is counted.
coverage: $(VENV)/.release
	@$(BIN)/pytest -n 2 --dist loadfile --cov --cov-report=term --cov-report=xml:build/coverage.xml

types: $(VENV)/.release
	@$(BIN)/python scripts/public_types.py

release: $(VENV)/.release
	@$(BIN)/python scripts/rebuild.py --out dist

$(VENV)/.installed: pyproject.toml requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "enforcekit needs Python 3.11 or newer: make PYTHON=python3.12 tour")'
	@$(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV) …" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.docs: requirements-docs.lock | $(VENV)/.installed
	@echo "installing what builds the site …" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-docs.lock
	@touch $@

$(VENV)/.release: requirements-release.lock | $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-release.lock
	@touch $@

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
