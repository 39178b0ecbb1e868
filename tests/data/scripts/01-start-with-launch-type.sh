#!/bin/bash
# Once a night, from cron.
aws ecs start-task --cluster prod --task-definition cleanup:4 \
  --launch-type EC2
