#!/usr/bin/env bash
# Builds the wheel, installs it with the locked packages into a fresh environment outside this folder, and uses it there.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo "$PWD/build/uv/bin/uv")
export UV_PYTHON_DOWNLOADS=never
rm -rf dist build/smoke
"$uv" build -q --wheel --no-build-isolation --python .venv/bin/python -o dist .
"$uv" venv -q --python '>=3.11' build/smoke
"$uv" pip install -q --python build/smoke/bin/python --require-hashes -r requirements.lock
"$uv" pip install -q --python build/smoke/bin/python --no-deps dist/*.whl
tree=$PWD
lock=$PWD/requirements.lock
program=$PWD/build/smoke/bin/switchboard
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$program" --version
if [ -e "$tree/switchboard/search/.compiled" ]; then
  "$tree/build/smoke/bin/python" -c 'from switchboard.search import places; assert type(places.begins).__name__ != "function", places'
fi
cat >city.jsonl <<'JSON'
{"type":"unit","id":"u1","updated":"2026-11-24T08:00:00Z","name":"Byggesak","phones":[{"number":"+4721802180","features":["main-number"],"disclosure":"public"}],"phoneHours":"Mo-Fr 09:00-15:00; PH off"}
{"type":"person","id":"p1","updated":"2026-11-24T08:00:00Z","name":{"given":"Åse","surname":"Hansen"},"unit":"u1","phones":[{"number":"+4723461234","disclosure":"public"}],"protection":"none"}
JSON
"$program" search --data city.jsonl --json aase | grep -q '"id":"p1"'
"$program" routes --data city.jsonl --json --at 2026-11-24T10:00:00+01:00 p1 | grep -q '"kind":"phone"'
QT_QPA_PLATFORM=offscreen LANGUAGE=nb LC_ALL=C.UTF-8 "$program" --profile "$work/profile" --demo --people 300 --tour "$work/tour"
test "$(find "$work/tour" -name '*.png' | wc -l)" -ge 5
echo "the wheel works ($(basename "$lock"))"
