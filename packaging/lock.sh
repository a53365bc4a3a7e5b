#!/usr/bin/env bash
# Resolves the dependencies anew: with hashes, for every platform, naming no registry's address.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo build/uv/bin/uv)
options=(pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links
  --no-annotate --custom-compile-command "make lock" pyproject.toml --extra demo --group build)
"$uv" "${options[@]}" "$@" -o requirements.lock
"$uv" "${options[@]}" "$@" --group dev --group bench -c requirements.lock -o requirements-dev.lock
echo uv | "$uv" pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
  --no-annotate --custom-compile-command "make lock" "$@" - -o packaging/uv-requirements.lock
