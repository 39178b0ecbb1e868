#!/bin/bash
# ecs-preflight: ignore[unknown-member] this was mended long ago
aws ecs run-task --cluster prod --task-definition worker
# ecs-preflight: ignore[unknown-memer] misspelt
# ecs-preflight: ignore[null-value]
# ecs-preflight: ignore everything
aws ecs run-task --cluster prod --task-definition worker
