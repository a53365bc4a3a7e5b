#!/usr/bin/env bash
# Changes the domain in thousands of small ways and sees whether its tests notice (mutation testing, mutmut).
#
#   packaging/mutants.sh                     all of switchboard/domain; goes on where it was interrupted
#   packaging/mutants.sh decision spans      these modules only, from their beginning (or single mutants, as shown)
#   packaging/mutants.sh again               what was not noticed so far, with the tests as they are now
#   packaging/mutants.sh table               how many were noticed, by module
#   packaging/mutants.sh show [MODULE...]    what was not noticed, or by time only, as differences
#
# Everything happens in a copy under build/mutants with an environment of its own, in one process that gives way to
# everybody else. docs/mutants.md explains what survives. To forget what is known: rm -rf build/mutants/copy
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$root/build/mutants
copy=$work/copy
# A zone far from ours, so that code which forgets the zone and takes the computer's is found out.
export TZ=Pacific/Kiritimati PYTHONDONTWRITEBYTECODE=1
unset PYTHONPATH

results() {  # "MODULE MUTANT STATUS" of every mutant so far
    (cd "$copy" && "$work/venv/bin/mutmut" results --all true) |
        sed -n 's/^ *\(switchboard\.domain\.\([a-z_]*\)\.[^ ]*\): \(.*\)$/\2 \1 \3/p'
}

not_noticed() {  # "MUTANT STATUS", those of the given modules only if there are any
    results | awk -v only=" $* " '(only == "  " || index(only, " " $1 " ")) && $3 !~ /^(killed|not)$/ { print $2, $3 }'
}

table() {
    results | awk '
        { of[$1]++; all++ }
        $3 == "killed" { noticed[$1]++; sum++ }
        $3 == "timeout" { noticed[$1]++; sum++; late[$1]++ }
        $3 == "not" { open[$1]++ }
        END {
            for (m in of)
                printf("%-16s %4d of %4d  %3.0f %%%s%s\n", m, noticed[m], of[m], 100 * noticed[m] / of[m],
                    late[m] ? "  " late[m] " by time" : "", open[m] ? "  " open[m] " not run" : "") | "sort"
            close("sort")
            printf "%-16s %4d of %4d  %3.1f %%\n", "together", sum, all, 100 * sum / all
        }'
}

case ${1:-} in
table)
    table
    exit 0
    ;;
show)
    shift
    not_noticed "$@" | (cd "$copy" && "$work/venv/bin/python" "$root/packaging/mutants_show.py")
    exit 0
    ;;
esac

if [ ! -x "$work/venv/bin/mutmut" ]; then
    uv=$(command -v uv || echo "$root/build/uv/bin/uv")
    python=$root/.venv/bin/python
    [ -x "$python" ] || python=$(command -v python3)
    mkdir -p "$work"
    "$uv" venv -q --python "$python" "$work/venv"
    "$uv" pip install -q --python "$work/venv/bin/python" \
        "mutmut>=3.8,<3.9" "pytest>=8.3" "hypothesis>=6.130" "opening-hours-py>=2.1" "msgspec>=0.20" "platformdirs>=4.3"
fi

# Files keep their times: what has not changed is not changed again, and its results stand.
rm -rf "$copy/switchboard" "$copy/tests" "$copy/mutants/tests"
mkdir -p "$copy/tests/unit"
cp -rp switchboard "$copy/"
rm -f "$copy"/switchboard/*.so "$copy"/switchboard/*/*.so "$copy/switchboard/search/.compiled"
cp -rp tests/support "$copy/tests/"
cp -p tests/unit/test_domain_*.py "$copy/tests/unit/"
cp -p packaging/mutants_conftest.py "$copy/tests/conftest.py"
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

mutants=()
case ${1:-} in
again) while read -r mutant _; do mutants+=("$mutant"); done < <(not_noticed) ;;
*) for one in "$@"; do [[ $one == *.* ]] && mutants+=("switchboard.domain.$one") || mutants+=("switchboard.domain.$one.*"); done ;;
esac

cd "$copy"
if ! nice -n 19 "$work/venv/bin/python" "$root/packaging/mutants_run.py" "${mutants[@]}" > "$work/log" 2>&1; then
    tail -n 40 "$work/log" >&2
    exit 1
fi
table
