"""A session with the language server, in which every message of the server is read by lsprotocol, which has all types of
the protocol. Arguments: the server, what a client says at `initialize` (a file), and a folder. Prints what it got."""

import json
import subprocess
import sys

from lsprotocol import converters, types

DEFINITION = """{
  "family": "web", "cpu": "256", "memory": "512",
  "containerDefinitions": [{"name": "web", "image": "web", "environment": [{"name": "LOG_LEVEL", "value": "info"}]}]
}"""

REQUEST = """{
  "cluster": "arn:aws:ecs:eu-west-1:123456789012:cluster/prod",
  "taskDefinition": "web",
  "startedBy": "a \U0001f600 b",
  "launchType": "FARGATE",
  "overrides": {
    "cpu": "512",
    "containerOverrides": [{"name": "wev", "environment": [{"name": "LOG_LEVEL", "value": "debug"}]}]
  },
}
"""

FROM_SERVER = {
    "client/registerCapability": types.RegistrationRequest,
    "client/unregisterCapability": types.UnregistrationRequest,
    "textDocument/publishDiagnostics": types.PublishDiagnosticsNotification,
    "window/logMessage": types.LogMessageNotification,
    "window/showMessage": types.ShowMessageNotification,
    "workspace/diagnostic/refresh": types.DiagnosticRefreshRequest,
    "workspace/inlayHint/refresh": types.InlayHintRefreshRequest,
}


class Session:
    def __init__(self, program, folder):
        self.server = subprocess.Popen(
            [program, "server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )
        self.converter = converters.get_converter()
        self.ids = 0
        self.published = {}

    def send(self, message):
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self.server.stdin.flush()

    def receive(self):
        length = 0
        while header := self.server.stdout.readline().strip():
            length = int(header.split(b":")[1])
        return json.loads(self.server.stdout.read(length))

    def request(self, method, params, response):
        self.ids += 1
        self.send({"id": self.ids, "method": method, "params": params})
        while "method" in (message := self.receive()):
            self.take(message)
        assert message["id"] == self.ids and "result" in message, message
        return self.converter.structure(message, response).result

    def take(self, message):
        read = self.converter.structure(message, FROM_SERVER[message["method"]])
        if message["method"] == "textDocument/publishDiagnostics":
            self.published[read.params.uri] = read.params.diagnostics


def main():
    program, said, folder = sys.argv[1:]
    session = Session(program, folder)
    with open(said) as file:
        initialize = json.load(file)
    initialize.update(processId=None, rootUri=f"file://{folder}")
    result = session.request("initialize", initialize, types.InitializeResponse)
    session.send({"method": "initialized", "params": {}})
    request = f"file://{folder}/run-task.json"
    for uri, text in [(f"file://{folder}/task-definition.json", DEFINITION), (request, REQUEST)]:
        document = {"uri": uri, "languageId": "json", "version": 1, "text": text}
        session.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
    document = {"textDocument": {"uri": request}}
    counts = {"actions": 0, "completions": 0, "hovers": 0, "definitions": 0}
    for line, text in enumerate(REQUEST.split("\n")):
        for character in range(0, len(text), 4):
            at = {"line": line, "character": character}
            place = {**document, "position": at}
            part = {**document, "range": {"start": at, "end": at}, "context": {"diagnostics": []}}
            hover = session.request("textDocument/hover", place, types.HoverResponse)
            items = session.request("textDocument/completion", place, types.CompletionResponse)
            target = session.request("textDocument/definition", place, types.DefinitionResponse)
            asked = {**place, "context": {"includeDeclaration": True}}
            session.request("textDocument/references", asked, types.ReferencesResponse)
            actions = session.request("textDocument/codeAction", part, types.CodeActionResponse)
            counts["actions"] += len(actions)
            counts["completions"] += len(items)
            counts["hovers"] += hover is not None
            counts["definitions"] += target is not None
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    symbols = session.request("textDocument/documentSymbol", document, types.DocumentSymbolResponse)
    hints = session.request("textDocument/inlayHint", {**document, "range": whole}, types.InlayHintResponse)
    session.request("textDocument/documentLink", document, types.DocumentLinkResponse)
    if result.capabilities.diagnostic_provider:
        found = session.request("textDocument/diagnostic", document, types.DocumentDiagnosticResponse).items
        assert request not in session.published, "findings in two ways"
    else:
        found = session.published[request]
    session.request("shutdown", None, types.ShutdownResponse)
    session.send({"method": "exit"})
    counts.update(symbols=len(symbols), hints=len(hints), exit=session.server.wait())
    print(json.dumps({"rules": [it.code for it in found], "counts": counts}))


main()
