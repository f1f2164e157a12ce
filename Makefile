# make serve   builds the page and serves it at http://127.0.0.1:8080
# make test    checks everything
# Each command installs what it needs and is not there yet, and says what it installs.

SHELL := bash
.DEFAULT_GOAL := help

# The page is built for wasm32, perhaps by a Rust of its own (see tools/setup): it gets a target folder of its own.
WASM = wasm=$$(tools/setup env-wasm) && eval "$$wasm" && CARGO_TARGET_DIR="$$PWD/target-wasm"
HOST = PATH="$${ON_RECORD_TOOLS:-$${XDG_CACHE_HOME:-$$HOME/.cache}/on-record}/bin:$$PATH"
# Where the source tables of the figures are, for `make data`.
SOURCES ?= sources

# Options of bench/run.mjs, for `make bench`.
BENCH ?=

.PHONY: help serve watch split dist data test format lint native budget browser bench clean

help: ## what the commands do
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 16

serve: split ## build the page and serve it at http://127.0.0.1:8080
	@tools/setup wasm trunk wasm-opt esbuild
	$(WASM) trunk serve --release

watch: split ## the same, quick to rebuild and larger, reloading by itself
	@tools/setup wasm trunk wasm-opt
	$(WASM) trunk serve --no-autoreload=false

split:
	@tools/setup cc
	@CARGO_TARGET_DIR="$$PWD/target" cargo build --quiet --release --package split --package markup

dist: split ## leave the page to host in dist/
	@tools/setup wasm trunk wasm-opt esbuild
	$(WASM) trunk build --release

data: ## rebuild data/ from the source tables in SOURCES=folder
	@tools/setup cc
	cargo run --quiet --package import -- --sources "$(SOURCES)" --out data

test: format lint native dist budget browser ## check everything

format:
	@tools/setup host
	cargo fmt --all --check

lint:
	@tools/setup host wasm
	cargo clippy --quiet --workspace --exclude on-record --all-targets -- -D warnings
	$(WASM) cargo clippy --quiet --package on-record --target wasm32-unknown-unknown -- -D warnings

native: ## the tests that need no browser
	@tools/setup host
	$(HOST) cargo nextest run --workspace --exclude on-record
	cargo test --quiet --workspace --exclude on-record --doc

budget: ## the size of what the first view loads, from dist/
	@tools/setup node
	node tools/size.mjs dist

browser: ## the tests in a browser, against dist/
	@tools/setup chromium nginx browser-tests
	cd tests && npx playwright test

bench: dist ## measure beside other libraries, a quarter of an hour: bench/RESULTS.md; BENCH="--quick" to try it
	@tools/setup chromium nginx browser-tests bench
	@mkdir -p bench/build/data
	@cargo run --quiet --package bench --bin peers-data bench/build/data
	@node bench/run.mjs $(BENCH)

clean: ## remove what was built; tools stay
	rm -rf target target-wasm dist tests/node_modules tests/results bench/node_modules bench/build
