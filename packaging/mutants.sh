#!/usr/bin/env bash
# Changes the domain in thousands of small ways and sees whether its tests notice (mutation testing, mutmut).
#
#   packaging/mutants.sh                     all of switchboard/domain: most of an hour on one processor
#   packaging/mutants.sh decision spans      these modules only
#   packaging/mutants.sh show                what survived so far, as differences
#
# Everything happens in a copy under build/mutants with an environment of its own. docs/mutants.md explains the
# survivors.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$root/build/mutants
copy=$work/copy
uv=$(command -v uv || echo "$root/build/uv/bin/uv")

if [ ! -x "$work/venv/bin/mutmut" ]; then
    "$uv" venv -q --python "$root/.venv/bin/python" "$work/venv"
    "$uv" pip install -q --python "$work/venv/bin/python" \
        "mutmut>=3.8,<4" "pytest>=8.3" "hypothesis>=6.130" "opening-hours-py>=2.1" "msgspec>=0.20" "platformdirs>=4.3"
fi

if [ "${1:-}" = show ]; then
    cd "$copy"
    "$work/venv/bin/mutmut" results | sed -n 's/^ *\([^ ]*\): survived$/\1/p' | while read -r mutant; do
        "$work/venv/bin/mutmut" show "$mutant" | grep -v '^ '
    done
    exit 0
fi

rm -rf "$copy/switchboard" "$copy/tests"
mkdir -p "$copy/tests/unit"
cp -r switchboard "$copy/"
cp -r tests/support "$copy/tests/"
cp tests/unit/test_domain_*.py "$copy/tests/unit/"
cp packaging/mutants_conftest.py "$copy/tests/conftest.py"
cat > "$copy/pyproject.toml" <<'TOML'
[tool.pytest.ini_options]
testpaths = ["tests/unit"]
addopts = "-p no:cacheprovider"

[tool.mutmut]
source_paths = ["switchboard"]
only_mutate = ["switchboard/domain/*.py"]
also_copy = ["switchboard"]
pytest_add_cli_args_test_selection = ["tests/unit"]
use_git_change_detection = false
track_dependencies = false
TOML

cd "$copy"
# A zone far from ours, so that code which forgets the zone and takes the computer's is found out.
export TZ=Pacific/Kiritimati
if [ $# -eq 0 ]; then
    set -- decision spans availability phones gate board coverage disclosure offers routes cleanup \
        calendar_codes hours absence_line view words reasons
fi
for module in "$@"; do
    nice -n 15 "$work/venv/bin/mutmut" run --max-children 1 "switchboard.domain.$module.*" >"$work/$module.log" 2>&1 || true
    "$work/venv/bin/mutmut" results --all true | sed -n "s/^ *switchboard\.domain\.$module\..*: //p" | sort | uniq -c |
        sed "s/^/$module: /"
done
