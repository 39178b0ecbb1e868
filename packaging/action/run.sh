#!/usr/bin/env bash
# The step of action.yml: installs the wheel, checks once, writes every report. Inputs are in INPUT_*.
set -euo pipefail

arguments=(--format human --annotations "$INPUT_ANNOTATIONS")
# What is not given is left to the configuration.
[ -z "$INPUT_API_REVISION" ] || arguments+=(--api-revision "$INPUT_API_REVISION")
[ -z "$INPUT_FAIL_ON" ] || arguments+=(--fail-on "$INPUT_FAIL_ON")
[ -z "$INPUT_SARIF_FILE" ] || arguments+=(--format "sarif=$INPUT_SARIF_FILE")
[ "$INPUT_SUMMARY" != true ] || arguments+=(--format "markdown=$GITHUB_STEP_SUMMARY")

lines() { # reads the non-empty lines of a text into `arguments`
  while IFS= read -r line || [ -n "$line" ]; do
    [ -z "${line//[[:space:]]/}" ] || arguments+=("$line")
  done <<<"$1"
}
lines "$INPUT_ARGS"
arguments+=(--)
lines "$INPUT_PATHS"

environment="$RUNNER_TEMP/ecs-preflight-$INPUT_VERSION"
python3 -m venv "$environment" 2>/dev/null || python -m venv "$environment"
bin="$environment/bin"
[ -d "$bin" ] || bin="$environment/Scripts"
"$bin/pip" install --quiet --disable-pip-version-check "ecs-preflight==$INPUT_VERSION"

status=0
"$bin/ecs-preflight" check "${arguments[@]}" || status=$?
{
  echo "exit-code=$status"
  # What was not written cannot be uploaded.
  [ ! -f "$INPUT_SARIF_FILE" ] || echo "sarif-file=$INPUT_SARIF_FILE"
} >>"$GITHUB_OUTPUT"
exit "$status"
