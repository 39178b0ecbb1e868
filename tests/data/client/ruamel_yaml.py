"""What the YAML reader of the AWS CLI v2 makes of texts: JSON lines {"s": text} in, answers out."""
import json, sys

from ruamel.yaml import YAML

for line in sys.stdin:
    try:
        value = YAML(typ="safe", pure=True).load(json.loads(line)["s"])
        # Dates and infinities are not JSON values: the client rejects their type.
        text = json.dumps(value, default=lambda it: {"type": type(it).__name__})
        value = json.loads(text, parse_constant=lambda it: {"type": it})
        print(json.dumps({"ok": True, "value": value}))
    except Exception as error:
        print(json.dumps({"ok": False, "type": type(error).__name__}))
