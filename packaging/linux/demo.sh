#!/usr/bin/env bash
# The demo's window; without a display, a short scripted tour under a virtual one that leaves pictures.
set -euo pipefail
cd "$(dirname "$0")/../.."
arguments=(--demo --people "$1" --seed "$2" --day-speed "$3")
if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
  exec .venv/bin/switchboard "${arguments[@]}"
fi
echo "There is no display here, so a short tour runs under a virtual one."
rm -rf build/tour
mkdir -p build/tour
xvfb-run -a -s '-screen 0 1440x900x24' .venv/bin/switchboard "${arguments[@]}" --tour build/tour
echo "Its pictures are in build/tour:"
ls build/tour
