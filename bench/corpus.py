#!/usr/bin/env python3
"""Makes the documents that bench/run measures with; the same on every machine.

    python3 bench/corpus.py OUT [--files 10000] [--ndjson-mb 500] [--adv-mb 50] [--seed 1] [--only a,b,c,d,e]

Writes under OUT:
  small.json        (a) one realistic request, about 1 KB
  limit.json        (b) one request of about 9 KB, its overrides as long as they may be without a warning
  small_bad.json    small.json with six mistakes
  tree/...          (c) requests of 0.3 to 9 KB in nested folders, 1 % of them broken; which and how: tree.manifest.tsv
  readable/...      (c) hard links to those of them that can be parsed, as some tools stop at the first that cannot be;
                    their paths are in readable.list, those of all in tree.list
  big.ndjson        (d) a request a line, about --ndjson-mb MB; tenth.ndjson is its first tenth
  adv/*.json        (e) hostile documents of about --adv-mb MB each; adv_tenth/*.json the same of a tenth of the size

What is not broken is clean to ecs-preflight: bench/run holds the findings against the manifest.
"""
import argparse, json, math, os, random

WORDS = ("api worker batch ingest render billing export nightly report cache mail index sync audit "
         "events search media users orders stock price fraud score train infer etl loader cron").split()
ENVK = ("LOG_LEVEL DATABASE_URL REDIS_URL QUEUE_NAME BUCKET REGION STAGE FEATURE_FLAGS BATCH_ID JOB_ID TRACE_ID "
        "MAX_RETRIES TIMEOUT_SECONDS HTTP_PROXY JAVA_OPTS NODE_OPTIONS S3_PREFIX SHARD RUN_DATE OWNER").split()
VALUES = ["info", "debug", "postgres://app@db.internal:5432/app", "redis://cache.internal:6379/0", "true", "false",
          "2018-06-01T00:00:00Z", "-Xmx512m -XX:+UseG1GC", "--max-old-space-size=2048", "s3://bucket/prefix/2018/06/01/",
          "say \"hello\"", "C:\\data\\in", "line one\nline two", "r\u00e9sum\u00e9", "\u65e5\u672c\u8a9e", "{\"a\":1,\"b\":[1,2,3]}"]
COMMANDS = [["run-job"], ["python", "manage.py", "run-job"], ["/usr/bin/entrypoint"], ["java", "-jar", "/app/app.jar"]]
ARGUMENTS = ["--batch", "--verbose", "--date=2018-06-01", "--queue", "nightly", "--out=s3://bucket/prefix/2018/06/01/"]
SCRIPTS = ["echo $HOME && exit 0", "set -euo pipefail; ./migrate --yes"]


def hexs(r, n):
    return "%0*x" % (n, r.getrandbits(4 * n))


def uuid(r):
    h = hexs(r, 32)
    return "-".join((h[:8], h[8:12], h[12:16], h[16:20], h[20:]))


def chars(v):
    """The characters of overrides as the AWS CLI sends them, of which ECS takes 8,192."""
    return len(json.dumps(v))


def command(r, length):
    """A command as people write them: a program with its arguments, or a script for a shell."""
    if length > 2 and r.random() < .3:
        return ["sh", "-c", r.choice(SCRIPTS)]
    program = r.choice([it for it in COMMANDS if len(it) <= length])
    return program + [r.choice(ARGUMENTS) for _ in range(length - len(program))]


def container(r, i, nenv, ncmd):
    c = {"name": "%s-%s-%d" % (r.choice(WORDS), r.choice(WORDS), i)}
    if ncmd:
        c["command"] = command(r, ncmd)
    if nenv:
        c["environment"] = [{"name": "%s_%d" % (r.choice(ENVK), k), "value": r.choice(VALUES) if r.random() < .7 else hexs(r, r.randrange(4, 48))}
                            for k in range(nenv)]
    if r.random() < .5:
        c["cpu"] = r.choice((64, 128, 256, 512, 1024))
    if r.random() < .5:
        c["memory"] = r.choice((128, 256, 512, 1024, 2048))
    if r.random() < .4:
        c["memoryReservation"] = r.choice((64, 128))
    return c


def request(r, target):
    """one valid request whose pretty-printed size is near `target` bytes"""
    acct = "%012d" % r.randrange(10 ** 12)
    region = r.choice(("us-east-1", "eu-west-1", "ap-southeast-2"))
    fam = "%s-%s" % (r.choice(WORDS), r.choice(WORDS))
    q = {}
    if r.random() < .8:
        name = r.choice(WORDS) + "-cluster"
        q["cluster"] = name if r.random() < .5 else "arn:aws:ecs:%s:%s:cluster/%s" % (region, acct, name)
    rev = r.randrange(1, 900)
    q["taskDefinition"] = "%s:%d" % (fam, rev) if r.random() < .6 else "arn:aws:ecs:%s:%s:task-definition/%s:%d" % (region, acct, fam, rev)
    nci = 1 if target < 600 else r.randrange(1, 11)
    q["containerInstances"] = [uuid(r) if r.random() < .4 else "arn:aws:ecs:%s:%s:container-instance/%s" % (region, acct, uuid(r)) for _ in range(nci)]
    if r.random() < .6:
        q["startedBy"] = ("job-%s_%s" % (r.choice(WORDS), hexs(r, 16)))[:36]
    if r.random() < .4:
        q["group"] = "family:" + fam
    if target > 700 and r.random() < .6:
        v = {"subnets": ["subnet-" + hexs(r, 17) for _ in range(r.randrange(1, 7))],
             "securityGroups": ["sg-" + hexs(r, 17) for _ in range(r.randrange(1, 4))]}
        if r.random() < .7:
            v["assignPublicIp"] = "DISABLED"  # tasks on container instances can have no other
        q["networkConfiguration"] = {"awsvpcConfiguration": v}
    ov = {}
    if target > 450:
        if r.random() < .3:
            ov["taskRoleArn"] = "arn:aws:iam::%s:role/%sTask" % (acct, fam)
        if r.random() < .2:
            ov["executionRoleArn"] = "arn:aws:iam::%s:role/ecsTaskExecutionRole" % acct
        cs, i = [], 0
        while True:
            c = container(r, i, r.randrange(0, 12), r.randrange(0, 8))
            cand = dict(ov, containerOverrides=cs + [c])
            if cs and (len(pretty(dict(q, overrides=cand), 2)) > target or chars(cand) > 8100):
                break
            if not cs and len(pretty(dict(q, overrides=cand), 2)) > target * 1.3:
                c = container(r, 0, 1, 0)
                cs.append(c)
                break
            cs.append(c)
            i += 1
        ov["containerOverrides"] = cs
        q["overrides"] = ov
    return q


def pretty(q, indent):
    if indent == 0:
        return json.dumps(q, separators=(",", ":"), ensure_ascii=False) + "\n"
    return json.dumps(q, indent="\t" if indent == 1 else indent, ensure_ascii=False) + "\n"


def breakage(r, q, text, kind):
    d = json.loads(json.dumps(q))
    if kind == "syntax-trailing-comma":
        k = text.rfind("}")
        return text[:k].rstrip() + ",\n}\n"
    if kind == "syntax-truncated":
        return text[: int(len(text) * .7)]
    if kind == "syntax-comment":
        return text.replace("{", "{ // started by hand\n", 1)
    if kind == "syntax-missing-comma":
        return text.replace(",\n", "\n", 1) if ",\n" in text else text.replace(",", " ", 1)
    if kind == "syntax-bad-escape":
        return text.replace('"taskDefinition"', '"taskDefinition\\q"', 1)
    if kind == "syntax-empty":
        return ""
    if kind == "encoding-bom":
        return "\ufeff" + text
    if kind == "encoding-invalid-utf8":
        return text.encode().replace(b'"containerInstances"', b'"containerInst\xff\xfeances"', 1)
    if kind == "duplicate-key":
        return text.replace('"taskDefinition"', '"taskDefinition": "old:1", "taskDefinition"', 1)
    if kind == "missing-task-definition":
        del d["taskDefinition"]
    elif kind == "missing-container-instances":
        del d["containerInstances"]
    elif kind == "eleven-instances":
        d["containerInstances"] = [uuid(r) for _ in range(11)]
    elif kind == "instances-not-list":
        d["containerInstances"] = d["containerInstances"][0]
    elif kind == "unknown-key":
        d["containerInstance"] = "x"
    elif kind == "wrong-case-key":
        d["TaskDefinition"] = d.pop("taskDefinition")
    elif kind == "started-by-long":
        d["startedBy"] = "x" * 37
    elif kind == "started-by-chars":
        d["startedBy"] = "job/2018 06 01"
    elif kind == "enum":
        d["networkConfiguration"] = {"awsvpcConfiguration": {"subnets": ["subnet-1a2b3c4d"], "assignPublicIp": "Enabled"}}
    elif kind == "cpu-string":
        d["overrides"] = {"containerOverrides": [{"name": "web", "cpu": "256"}]}
    elif kind == "override-no-name":
        d["overrides"] = {"containerOverrides": [{"command": ["true"]}]}
    elif kind == "env-number":
        d["overrides"] = {"containerOverrides": [{"name": "web", "environment": [{"name": "PORT", "value": 8080}]}]}
    elif kind == "overrides-too-long":
        d["overrides"] = {"containerOverrides": [{"name": "web", "command": ["x" * 8300]}]}
    else:
        raise SystemExit(kind)
    return pretty(d, 2)


KINDS = ("syntax-trailing-comma syntax-truncated syntax-comment syntax-missing-comma syntax-bad-escape syntax-empty encoding-bom "
         "encoding-invalid-utf8 duplicate-key missing-task-definition missing-container-instances eleven-instances instances-not-list "
         "unknown-key wrong-case-key started-by-long started-by-chars enum cpu-string override-no-name env-number overrides-too-long").split()


def write(path, data):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode())


def near_limit(r):
    q = request(r, 420)
    q.update({"cluster": "arn:aws:ecs:us-east-1:123456789012:cluster/batch", "taskDefinition": "batch-export:7", "startedBy": "nightly-export_0123456789abcdef",
              "group": "family:batch-export",
              "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-0a1b2c3d4e5f60718"], "securityGroups": ["sg-0a1b2c3d4e5f60718"], "assignPublicIp": "DISABLED"}}})
    q["containerInstances"] = ["arn:aws:ecs:us-east-1:123456789012:container-instance/" + uuid(r) for _ in range(10)]
    cs = []
    while True:
        c = container(r, len(cs), 6, 4)
        if chars({"containerOverrides": cs + [c]}) > 7700:
            break
        cs.append(c)
    pad = 8000 - chars({"containerOverrides": cs + [{"name": "pad", "command": [""]}]})
    cs.append({"name": "pad", "command": ["p" * pad]})
    q["overrides"] = {"containerOverrides": cs}
    assert chars(q["overrides"]) == 8000
    return q


def small(r):
    while True:
        q = request(r, 1050)
        t = pretty(q, 2)
        if 950 <= len(t) <= 1100 and len(q) >= 6 and "networkConfiguration" in q and len(q["overrides"]["containerOverrides"][0]) >= 4:
            return t


def tree(out, files, seed):
    """(c): the folders, the manifest, and the readable ones once more."""
    r = random.Random(seed + 2)
    broken = sorted(random.Random(seed + 3).sample(range(files), files // 100))
    kinds = {i: KINDS[k % len(KINDS)] for k, i in enumerate(broken)}
    rows, total = [], 0
    for i in range(files):
        target = int(math.exp(r.uniform(math.log(300), math.log(9000))))
        q = request(r, target)
        text = pretty(q, r.choices((2, 4, 1, 0), (80, 8, 4, 8))[0])
        kind = kinds.get(i, "ok")
        if kind != "ok":
            text = breakage(r, q, text, kind)
        path = "%s/env-%d/%s/req-%05d.json" % (WORDS[i % 8], i // 8 % 5, WORDS[8 + i // 40 % 20], i)
        data = text if isinstance(text, bytes) else text.encode()
        write(out + "/tree/" + path, data)
        total += len(data)
        rows.append((path, kind, len(data)))
    rows.sort()
    readable = [path for path, kind, _ in rows if not kind.startswith(("syntax", "encoding"))]
    for path in readable:
        os.makedirs(os.path.dirname(out + "/readable/" + path), exist_ok=True)
        os.link(out + "/tree/" + path, out + "/readable/" + path)
    write(out + "/tree.list", "".join("tree/%s\n" % path for path, _, _ in rows))
    write(out + "/readable.list", "".join("readable/%s\n" % path for path in readable))
    write(out + "/tree.manifest.tsv", "".join("%s\t%s\t%d\n" % row for row in rows))
    print("tree: %d files, %d bytes, %d broken, %d readable" % (files, total, len(broken), len(readable)))


def ndjson(out, megabytes, seed):
    """(d): 20,000 requests again and again, each time under another startedBy."""
    r = random.Random(seed + 4)
    pool = []
    while len(pool) < 20000:
        q = request(r, int(math.exp(r.uniform(math.log(300), math.log(2400)))))
        q["startedBy"] = "@@"
        text = json.dumps(q, separators=(",", ":"), ensure_ascii=False)
        if "%" not in text:
            pool.append(text.replace('"@@"', '"job-%08x"'))
    size = lines = 0
    with open(out + "/big.ndjson", "wb") as big, open(out + "/tenth.ndjson", "wb") as tenth:
        while size < megabytes * 1000000:
            some = [pool[(lines + k) * 7919 % len(pool)] % (lines + k) for k in range(5000)]
            data = ("\n".join(some) + "\n").encode()
            big.write(data)
            if size < megabytes * 100000:
                tenth.write(data)
            lines, size = lines + 5000, size + len(data)
    print("big.ndjson: %d lines, %d bytes" % (lines, size))


def adversarial(out, size):
    """(e): files of about `size` bytes each."""
    os.makedirs(out, exist_ok=True)
    head = '{"taskDefinition":"a:1","containerInstances":["x"],'
    one = '"overrides":{"containerOverrides":[{"name":"a","environment":[{"name":"X","value":"%s"}]}]}}\n'
    key, wrong = '"key_%08d_kkkkkkkkkkkkkkkkkk":"%08d"', '{"nome":%d,"cpu":"x"}'
    documents = {
        "deep_array": '"group":' + "[" * (size // 2) + "]" * (size // 2) + "}\n",
        "deep_object": '"group":' + '{"a":' * (size // 6) + "0" + "}" * (size // 6) + "}\n",
        "huge_string": one % ("x" * size),
        "escapes_only": one % ('\\"\\u00e9' * (size // 8)),
        "million_keys": '"overrides":{' + ",".join(key % (i, i) for i in range(size // 50)) + "}}\n",
        "million_equal_keys": '"overrides":{' + ",".join('"key_kkkkkkkkkkkkkkkkkkkkkkkkkkk":"%08d"' % i for i in range(size // 50)) + "}}\n",
        "million_mistakes": '"overrides":{"containerOverrides":[' + ",".join(wrong % (i % 1000) for i in range(size // 23)) + "]}}\n",
        "huge_number": '"group":' + "1" * size + "}\n",
        "unclosed_arrays": '"group":' + "[" * size,
    }
    for name, text in documents.items():
        write("%s/%s.json" % (out, name), head + text)


def main():
    ap = argparse.ArgumentParser(description="Makes the documents that bench/run measures with.")
    ap.add_argument("out")
    ap.add_argument("--files", type=int, default=10000)
    ap.add_argument("--ndjson-mb", type=int, default=500)
    ap.add_argument("--adv-mb", type=int, default=50)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--only", default="a,b,c,d,e")
    a = ap.parse_args()
    only, out = set(a.only.split(",")), a.out
    os.makedirs(out, exist_ok=True)
    if "a" in only:
        text = small(random.Random(a.seed))
        write(out + "/small.json", text)
        d = json.loads(text)
        d["startedBy"] = "nightly export/2018-06-01 run number 00000001"
        d["containerInstance"] = d["containerInstances"][0]
        d["networkConfiguration"]["awsvpcConfiguration"]["assignPublicIp"] = "Enabled"
        d["overrides"]["containerOverrides"][0]["cpu"] = "256"
        d["taskDefinition"] = 7
        write(out + "/small_bad.json", pretty(d, 2))
    if "b" in only:
        q = near_limit(random.Random(a.seed + 1))
        write(out + "/limit.json", json.dumps(q, separators=(",", ": "), ensure_ascii=False) + "\n")
    if "c" in only:
        tree(out, a.files, a.seed)
    if "d" in only:
        ndjson(out, a.ndjson_mb, a.seed)
    if "e" in only:
        adversarial(out + "/adv", a.adv_mb * 1000000)
        adversarial(out + "/adv_tenth", a.adv_mb * 100000)


if __name__ == "__main__":
    main()
