#!/bin/bash
args=(--cluster prod --task-definition worker)
args+=(--overrides '{"containerOverrides":[{"name":"app","comand":["x"]}]}')
if [ -n "$COUNT" ]; then
  args+=(--count "$COUNT")
fi
aws --profile ops ecs run-task "${args[@]}" --no-cli-pager
