#!/bin/bash
if [ "$1" = x ] then ((
aws ecs run-task --cluster prod --task-definition worker --cuont 3
