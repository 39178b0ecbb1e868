"""What other tools say of task definitions and launches: `peers.py cfn-lint|checkov|moto`.

Reads a line of JSON for each document, `{"id": …, "kind": …, "document": …}`, and prints one for each with what the
tool objects to. cfn-lint and checkov read CloudFormation: there each task definition is a resource of one template.
"""

import json
import os
import sys
import tempfile

# Members whose keys are the user's own.
MAPS = {"dockerLabels", "options", "driverOpts", "labels"}
# CloudFormation spells these in its own way.
SPELLED = {
    "efsVolumeConfiguration": "EFSVolumeConfiguration",
    "fsxWindowsFileServerVolumeConfiguration": "FSxWindowsFileServerVolumeConfiguration",
    "s3filesVolumeConfiguration": "S3FilesVolumeConfiguration",
    "iam": "IAM",
}
READ_ONLY = {
    "taskDefinitionArn", "revision", "status", "requiresAttributes", "compatibilities", "registeredAt",
    "deregisteredAt", "deleteRequestedAt", "registeredBy",
}


def pascal(value, within=""):
    if isinstance(value, list):
        return [pascal(it, within) for it in value]
    if not isinstance(value, dict):
        return value
    return {spelled(key, within): it if key in MAPS else pascal(it, key) for key, it in value.items()}


def spelled(key, within):
    if key == "fileSystemId" and within == "efsVolumeConfiguration":
        return "FilesystemId"
    if key == "properties" and within == "proxyConfiguration":
        return "ProxyConfigurationProperties"
    return SPELLED.get(key, key[:1].upper() + key[1:])


def template(questions):
    resources = {}
    for at, it in enumerate(questions):
        own = {key: value for key, value in it["document"].items() if key not in READ_ONLY}
        resources[f"R{at}"] = {"Type": "AWS::ECS::TaskDefinition", "Properties": pascal(own)}
    return json.dumps({"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources})


def cfn_lint(questions):
    from cfnlint import ManualArgs
    from cfnlint.api import lint

    said = [[] for _ in questions]
    for match in lint(template(questions), config=ManualArgs(regions=["us-east-1"])):
        path = list(match.path or [])
        if match.rule.id.startswith("E3") and len(path) > 1 and str(path[1]).startswith("R"):
            said[int(path[1][1:])].append(match.rule.id)
    return said


def checkov(questions):
    from checkov.cloudformation.checks.resource.registry import cfn_registry
    from checkov.cloudformation.runner import Runner
    from checkov.runner_filter import RunnerFilter

    said = [[] for _ in questions]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "template.json")
        with open(path, "w") as file:
            file.write(template(questions))
        runner = Runner()
        checks = [it.id for it in cfn_registry.get_checks("AWS::ECS::TaskDefinition")]
        report = runner.run(root_folder=None, files=[path], runner_filter=RunnerFilter(checks=checks))
    for record in report.failed_checks:
        said[int(record.resource.split(".")[-1][1:])].append(record.check_id)
    return said


def moto(questions):
    os.environ.update(AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x", AWS_DEFAULT_REGION="us-east-1")
    import boto3
    from botocore.exceptions import ClientError
    from moto import mock_aws

    said, revisions = [], {}
    with mock_aws():
        client = boto3.client("ecs")
        for it in questions:
            try:
                ask(client, it["kind"], it["document"], revisions)
                said.append([])
            except ClientError as error:
                said.append([f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"])
            except Exception as error:  # moto itself, or the client before it
                said.append([f"!{type(error).__name__}"])
    return said


def ask(client, kind, document, revisions):
    if kind == "task-definition":
        own = {key: value for key, value in document.items() if key not in READ_ONLY}
        client.register_task_definition(**own)
        revisions[own["family"]] = revisions.get(own["family"], 0) + 1
        return
    # A launch needs a cluster and a task definition. What it may name as its instance, moto has not.
    client.create_cluster(clusterName=document.get("cluster", "default").split("/")[-1] or "default")
    family, _, revision = document["taskDefinition"].split("/")[-1].partition(":")
    wanted = int(revision) if revision.isdigit() else 1
    if wanted > 50:
        document, wanted = {**document, "taskDefinition": family}, 1
    while revisions.get(family, 0) < wanted:
        containers = [{"name": "app", "image": "app", "memory": 128}]
        client.register_task_definition(family=family, containerDefinitions=containers)
        revisions[family] = revisions.get(family, 0) + 1
    if kind == "run-task":
        client.run_task(**document)
    else:
        client.start_task(**document)


TOOLS = {"cfn-lint": cfn_lint, "checkov": checkov, "moto": moto}

if __name__ == "__main__":
    asked = [json.loads(line) for line in sys.stdin]
    answers = TOOLS[sys.argv[1]](asked)
    for it, answer in zip(asked, answers):
        print(json.dumps({"id": it["id"], "said": sorted(set(answer))}))
