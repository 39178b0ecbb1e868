#!/bin/bash
aws ecs run-task --cluster = c --task-definition w:1
aws ecs run-task --cluster= c --task-definition =w:1
aws ecs run-task --cluster=c --task-definition=w:1
