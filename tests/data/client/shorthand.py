"""What the real AWS CLI makes of shorthand: JSON lines {"s": text, "param": option or null} in, answers out."""
import json, sys

from awscli import shorthand

from botocore import xform_name
from botocore.session import Session

members = Session().get_service_model("ecs").operation_model("StartTask").input_shape.members
shapes = {"--" + xform_name(name, "-"): shape for name, shape in members.items()}

for line in sys.stdin:
    case = json.loads(line)
    try:
        value = shorthand.ShorthandParser().parse(case["s"])
        if case["param"]:
            shape = shapes[case["param"]]
            if shape.type_name == "list":
                value = [value]
            shorthand.BackCompatVisitor().visit(value, shape)
        answer = {"ok": True, "value": value}
    except Exception as error:
        answer = {"ok": False, "type": type(error).__name__}
        for name in ("index", "expected", "actual", "key"):
            if hasattr(error, name):
                answer[name] = getattr(error, name)
        # The client of 2018 says it in words only.
        answer["text"] = str(error)
    print(json.dumps(answer))
