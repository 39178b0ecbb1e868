"""What the real AWS CLI would send: JSON lines {"operation", "args", "files"} in, answers out. Nothing is sent."""
import base64, contextlib, io, json, os, shutil, sys, tempfile, uuid

for name in list(os.environ):
    if name.startswith("AWS_"):
        del os.environ[name]
os.environ.update(
    AWS_ACCESS_KEY_ID="a", AWS_SECRET_ACCESS_KEY="b", AWS_DEFAULT_REGION="eu-west-1",
    AWS_CONFIG_FILE="/nonexistent", AWS_SHARED_CREDENTIALS_FILE="/nonexistent", AWS_EC2_METADATA_DISABLED="true",
)

import awscli.clidriver

from botocore import endpoint, loaders

sent = []
# The client makes up a token for run-task, another one each time.
TOKEN = "00000000-0000-4000-8000-000000000000"
uuid.uuid4 = lambda: TOKEN


class Answer:
    status_code = 200
    headers = {}


def make_request(self, operation_model, request_dict):
    body = request_dict["body"]
    body = body.decode() if isinstance(body, bytes) else body
    fields = json.loads(body)
    if fields.get("clientToken") == TOKEN:
        del fields["clientToken"]
        body = json.dumps(fields)
    sent.append(body)
    return Answer(), {"tasks": [], "failures": [], "ResponseMetadata": {"HTTPStatusCode": 200}}


endpoint.Endpoint.make_request = make_request

# One loader for all runs: reading the models is most of the work.
models = {}
load = loaders.Loader.load_data


def cached(self, name, *args, **kwargs):
    if name not in models:
        models[name] = load(self, name, *args, **kwargs)
    return models[name]


loaders.Loader.load_data = cached

for line in sys.stdin:
    case = json.loads(line)
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    for name, content in case["files"].items():
        with open(name, "wb") as file:
            file.write(base64.b64decode(content))
    del sent[:]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = awscli.clidriver.create_clidriver().main(["ecs", case["operation"]] + case["args"])
        except SystemExit as stop:
            code = stop.code
        except BaseException as error:
            code = repr(error)
    os.chdir("/")
    shutil.rmtree(folder)
    print(json.dumps({"code": code, "sent": list(sent), "out": out.getvalue(), "err": err.getvalue()[-300:]}))
    sys.stdout.flush()
