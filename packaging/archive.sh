#!/usr/bin/env bash
# archive.sh NAME FOLDER-OF-BINARY OUT: makes the archive of a release: program, completions, manual pages, license.
set -euo pipefail

name="ecs-preflight-$1" from=$2 out=$3
root="$(cd "$(dirname "$0")/.." && pwd)"
ending=; [ ! -f "$from/ecs-preflight.exe" ] || ending=.exe
program="$from/ecs-preflight$ending"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
inside="$folder/$name"
mkdir -p "$inside/completions" "$inside/man" "$out"
cp "$program" "$root/README.md" "$root/CHANGELOG.md" "$root/LICENSE" "$inside/"

# A program for another processor cannot say its own pages here; the archive then goes without.
if "$program" --version >/dev/null 2>&1; then
  "$program" completions bash >"$inside/completions/ecs-preflight.bash"
  "$program" completions zsh >"$inside/completions/_ecs-preflight"
  "$program" completions fish >"$inside/completions/ecs-preflight.fish"
  "$program" completions powershell >"$inside/completions/_ecs-preflight.ps1"
  "$program" completions elvish >"$inside/completions/ecs-preflight.elv"
  "$program" man >"$inside/man/ecs-preflight.1"
  for command in $("$program" man | sed -n 's/^ecs\\-preflight\\-\([a-z]*\)(1)$/\1/p'); do
    "$program" man "$command" >"$inside/man/ecs-preflight-$command.1"
  done
else
  echo "note: $program does not run here: no completions, no manual pages" >&2
fi
tar -C "$folder" -czf "$out/$name.tar.gz" "$name"
