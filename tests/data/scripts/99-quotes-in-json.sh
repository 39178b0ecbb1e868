#!/bin/bash
aws ecs run-task --cluster c --task-definition w:1 --overrides '{"containerOverrides":[{"name":"web","command":["sh","-c","echo 'hi there'"]}]}'
aws ecs run-task --cluster c --task-definition w:1 --overrides '{"containerOverrides":[{"name":"web","command":["sh","-c","echo 'hi there you' && echo 'a b'"]}]}'
