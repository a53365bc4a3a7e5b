#!/usr/bin/env bash
# Makes a bare Debian 12 (git, make and Python) able to run Switchboard from this folder, asking for nothing:
# system packages, uv, the locked Python packages in .venv, and what a keystroke runs through compiled. Run again, it finds all of it there.
#
#   packaging/linux/bootstrap.sh app    what the program needs
#   packaging/linux/bootstrap.sh dev    what the tests and checks need too
set -euo pipefail
kind=${1:?app or dev}
cd "$(dirname "$0")/../.."

lock=requirements.lock
lists=(packaging/linux/packages.txt)
if [ "$kind" = dev ]; then
  lock=requirements-dev.lock
  lists+=(packaging/linux/packages-dev.txt)
fi

mkdir -p build
stamp=build/.bootstrap-$kind
now=$(cat "$lock" pyproject.toml hatch_build.py "${lists[@]}" packaging/linux/packages-compile.txt packaging/linux/bootstrap.sh packaging/uv-requirements.lock | sha256sum)
if [ -x .venv/bin/switchboard ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now $PWD" ]; then
  .venv/bin/python packaging/compile.py
  .venv/bin/python -m switchboard.search.wordpacking
  .venv/bin/python packaging/translations.py compile
  exit 0
fi

install_packages() {
  local missing=()
  for name in "$@"; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  local as=()
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
      echo "These system packages are missing, and installing them needs administrator rights. Run this, then make again:" >&2
      echo "  sudo apt-get install ${missing[*]}" >&2
      exit 1
    fi
    as=(sudo -n)
  fi
  echo "Installing system packages: ${missing[*]}"
  "${as[@]}" apt-get update -qq
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >build/apt.log 2>&1 ||
    { tail -20 build/apt.log >&2; exit 1; }
}

debian() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

if debian; then
  mapfile -t wanted < <(grep -hv '^#' "${lists[@]}")
  install_packages "${wanted[@]}"
else
  echo "This is no Debian: install what stands in ${lists[*]} with your own package manager." >&2
fi

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
  uv=build/uv/bin/uv
  if [ ! -x "$uv" ]; then
    if ! python3 -m venv --help >/dev/null 2>&1 || ! python3 -c 'import ensurepip' 2>/dev/null; then
      install_packages python3-venv
    fi
    echo "Installing uv into build/uv"
    python3 -m venv build/uv
    build/uv/bin/pip install -q --disable-pip-version-check --require-hashes -r packaging/uv-requirements.lock
  fi
fi

export UV_PYTHON_DOWNLOADS=never
if [ ! -x .venv/bin/python ]; then
  # Debian's own Python is built with profiles of its use and linked into one file: a search takes a tenth less in
  # it than in one that was built plainly, as those under a home folder often are (ADR 17).
  python='>=3.11'
  ! /usr/bin/python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || python=/usr/bin/python3
  "$uv" venv -q --python "$python" .venv
fi
echo "Installing the locked Python packages"
"$uv" pip install -q --python .venv/bin/python --compile-bytecode --require-hashes -r "$lock"
"$uv" pip install -q --python .venv/bin/python --no-deps --no-build-isolation -e .

# Compiling the search is no condition: whoever has no compiler and may not install one has a slower search.
if debian && [ "${SWITCHBOARD_PURE:-0}" = 0 ]; then
  mapfile -t wanted < <(grep -v '^#' packaging/linux/packages-compile.txt)
  # Only Debian's own Python comes without its headers.
  .venv/bin/python -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(sysconfig.get_path("include") + "/Python.h"))' ||
    wanted+=(python3-dev)
  (install_packages "${wanted[@]}") || true
fi
.venv/bin/python packaging/compile.py
.venv/bin/python -m switchboard.search.wordpacking

# The developers' packages contain the program's, so that one run satisfies both.
[ "$kind" = app ] || echo "$(cat requirements.lock pyproject.toml hatch_build.py packaging/linux/packages.txt packaging/linux/packages-compile.txt packaging/linux/bootstrap.sh packaging/uv-requirements.lock | sha256sum) $PWD" >build/.bootstrap-app
echo "$now $PWD" >"$stamp"
