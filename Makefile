# make run: the main job on the seed.  make test: lint, types, tests.  Both set up what they need.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
EVAL ?= ../shared/eval
CORPUS ?= ../shared/corpus/news.jsonl.gz
STORE ?= .work/seed-store

.PHONY: run test browser notebooks learn score bench docs setup clean

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	$(BIN)/kg setup
	touch $(READY)

run: $(READY)
	rm -rf $(STORE)
	mkdir -p .work
	$(BIN)/kg build seeds --store $(STORE)
	@echo; echo 'What was found:'
	$(BIN)/kg ask overview --store $(STORE) -f table
	@echo; echo 'China, Russia, exercise:'
	$(BIN)/kg ask joint-exercise a=CN b=RU --store $(STORE) -f table
	@echo; echo 'Ambassadors of China on energy:'
	$(BIN)/kg ask ambassador-said --store $(STORE) -f table

test: $(READY) browser
	$(BIN)/kg setup
	$(BIN)/ruff check kg tests notebooks
	$(BIN)/mypy
	$(BIN)/pytest -n 2

# The pages are tested in Debian's Chromium; where it is not and cannot be installed, those tests are skipped.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
	&& DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-core; } \
	|| echo 'no Chromium here: the tests of the pages in a browser are skipped'

notebooks: $(READY)
	$(BIN)/python notebooks/run.py

learn: $(READY)
	$(BIN)/python tests/learn.py $(EVAL)/train.articles.jsonl $(EVAL)/train.gold.jsonl $(CORPUS)

score: $(READY)
	EVAL=$(EVAL) CORPUS=$(CORPUS) $(BIN)/python tests/score_sets.py $(SETS)

bench: $(READY)
	CORPUS=$(CORPUS) $(BIN)/python tests/bench.py
	CORPUS=$(CORPUS) $(BIN)/python tests/bench_store.py
	test ! -f $(CORPUS) || $(MAKE) .work/bench-store
	test ! -f $(CORPUS) || $(BIN)/python tests/bench_questions.py .work/bench-store

.work/bench-store:
	mkdir -p .work
	gzip -dc $(CORPUS) | awk 'NR % 18 == 1' | head -2000 | $(BIN)/kg -q build - --store $@

docs: $(READY)
	$(BIN)/python docs/make.py

clean:
	rm -rf .venv .work
