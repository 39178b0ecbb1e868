#!/usr/bin/env bash
# version.sh [TAG]: whether every manifest has the version of Cargo.toml, and the tag names it.
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
wrong=0
holds() { # FILE TEXT
  grep -qF -- "$2" "$1" || { echo "error: $1 does not say $2" >&2; wrong=1; }
}
holds setup.py "ecs-preflight==$version"
holds action.yml "default: \"$version\""
holds packaging/gitlab/ecs-preflight.gitlab-ci.yml "ECS_PREFLIGHT_VERSION: \"$version\""
holds packaging/npm/package.json "\"version\": \"$version\""
for platform in darwin-arm64 darwin-x64 linux-arm64 linux-x64 win32-x64; do
  holds packaging/npm/package.json "\"@ecs-preflight/$platform\": \"$version\""
done
if [ $# -gt 0 ] && [ "$1" != "v$version" ]; then
  echo "error: the tag is $1, the version is $version" >&2
  wrong=1
fi
exit "$wrong"
