#!/usr/bin/env bash
# vscode.sh TARGET [PROGRAM] OUT: packs the extension for VS Code for one of vsce's targets, with the program if one is given.
# Without it, the extension starts the program on PATH.
set -euo pipefail
[ $# -ge 2 ] || { sed -n 2,3p "$0" >&2; exit 2; }
target=$1 program=
[ $# = 2 ] || program=$(realpath "$2")
out=${*: -1}
mkdir -p "$out"
out=$(realpath "$out")

# In a copy: what is built does not get into the checkout.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$(dirname "$0")/../editors/vscode/." "$work"
cd "$work"
rm -rf node_modules dist bin
npm ci --no-audit --no-fund --loglevel=error
if [ -n "$program" ]; then
  mkdir bin
  case "$target" in
    win32-*) cp "$program" bin/ecs-preflight.exe ;;
    *) cp "$program" bin/ecs-preflight && chmod 755 bin/ecs-preflight ;;
  esac
fi
npx vsce package --no-dependencies --target "$target" --out "$out/ecs-preflight-$target.vsix" >/dev/null
echo "$out/ecs-preflight-$target.vsix"
