#!/usr/bin/env python3
"""Writes operations.json: the members of all requests and answers of Amazon ECS and AWS Batch.

    pip install botocore==1.44.5 && schemas/operations.py
"""

import json
import pathlib

import botocore
import botocore.loaders

SERVICES = {"ecs": "ECS", "batch": "AWS Batch"}


def members(model, operation, end):
    shape = model["shapes"].get(operation.get(end, {}).get("shape"), {})
    return shape.get("required", []), list(shape.get("members", {}))


def operations(service):
    model = botocore.loaders.Loader().load_service_model(service, "service-2")
    for name, operation in sorted(model["operations"].items()):
        required, request = members(model, operation, "input")
        _, answer = members(model, operation, "output")
        optional = [it for it in request if it not in required]
        yield name, {"required": required, "optional": optional, "answer": answer}


def main():
    lines = [f'  "x-botocore": {json.dumps(botocore.__version__)}']
    for service, title in SERVICES.items():
        entries = [f"    {json.dumps(name)}: {json.dumps(it)}" for name, it in operations(service)]
        lines.append(f"  {json.dumps(title)}: {{\n" + ",\n".join(entries) + "\n  }")
    path = pathlib.Path(__file__).with_name("operations.json")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")


main()
