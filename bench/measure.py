"""Runs what bench/run has built and installed, and prints the tables. See bench/README.md.

    python3 bench/measure.py DIR [--write]

Commands run in turns (A B C, A B C, ...). A ratio is the median of the ratios of the rounds, of CPU time (user and
system) unless stated otherwise: unlike times, it does not depend on the current speed of the machine.
"""
import datetime, glob, json, os, platform, re, shutil, statistics, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
PAGE = ROOT + "/docs/performance.md"
DIR = os.path.abspath(sys.argv[1])
DATA = DIR + "/data"
LEVEL = os.environ.get("PEERS", "all")
ROUNDS = int(os.environ.get("ROUNDS", "11"))
PATIENCE = 60
OURS, EMPTY = "**ecs-preflight**", "empty Rust process"
LIMITS = DIR + "/limits/release"
FLOOR = LIMITS + "/floor"
SCHEMA = HERE + "/start-task.schema.json"
# A copy, as an installed program is one: what a linker wrote lies in the page cache in small pieces, and takes half as much
# again to start.
TOOL = shutil.copy(os.environ["TOOL"], DIR + "/ecs-preflight")
LOAD = os.getloadavg()[0]
# What the client of AWS wants to see before it says anything; nothing is sent.
os.environ.update(AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x", AWS_DEFAULT_REGION="us-east-1", AWS_EC2_METADATA_DISABLED="true")
os.environ["PEERS_NODE"] = DIR + "/node"
out, goals = [], []


def say(text=""):
    print(text, flush=True)
    out.append(text)


# --- Measuring


class Runs:
    """What the kernel accounted for each run, by label and round."""

    def __init__(self, rows, rounds, warmup=1, seconds=300):
        self.runs = {}
        if not rows:
            return
        command = [LIMITS + "/pairs", "-n", str(rounds), "-w", str(warmup), "-t", str(seconds)]
        for label, words in rows:
            command += [label, words]
        done = subprocess.run(command, cwd=DATA, stdout=subprocess.PIPE, text=True, check=True)
        with open(DIR + "/runs.tsv", "a") as kept:
            kept.write(done.stdout)
        for line in done.stdout.splitlines():
            label, _, cpu, wall, peak, code = line.split("\t")
            self.runs.setdefault(label, []).append((float(cpu), float(wall), int(peak), int(code)))

    def __contains__(self, label):
        return label in self.runs

    def median(self, label, what=0):
        return statistics.median(run[what] for run in self.runs[label])

    def ratio(self, label, to, what=0):
        return statistics.median(a[what] / max(b[what], 1e-6) for a, b in zip(self.runs[label], self.runs[to]))

    def peak(self, label):
        return max(run[2] for run in self.runs[label])

    def codes(self, label):
        return {run[3] for run in self.runs[label]}


def instructions(command):
    """Instructions of one run by callgrind, or None where there is no valgrind."""
    if not shutil.which("valgrind"):
        return None
    words = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"] + command.split()
    output = subprocess.run(words, cwd=DATA, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True).stderr
    found = re.search(r"Collected : (\d+)", output)
    return int(found.group(1)) if found else None


# --- Peers


def first(*patterns):
    return next((it for pattern in patterns for it in sorted(glob.glob(pattern)) if os.access(it, os.X_OK)), None)


MACHINE = platform.machine()
PY, NODE = DIR + "/pyenv/bin", DIR + "/node/node_modules"
JSONSCHEMA_CLI = first(DIR + "/cargo/bin/jsonschema-cli")
# The program itself: the launchers of npm cost a whole node.
SOURCEMETA = first("%s/@sourcemeta/jsonschema/build/github-releases/jsonschema-%s-%s" % (
    NODE, platform.system().lower(), MACHINE.replace("aarch64", "arm64")))
BIOME = first("%s/@biomejs/cli-%s-%s/biome" % (NODE, platform.system().lower(), MACHINE.replace("x86_64", "x64").replace("aarch64", "arm64")))
ALL, FAST = LEVEL == "all", LEVEL in ("all", "fast")


def known(rows):
    """The rows whose programs are there. An absent one is named, so that nobody takes it for measured."""
    kept = []
    for label, wanted, there, command in rows:
        if wanted and there:
            kept.append((label, command))
        elif wanted:
            absent.add(label)
    return kept


absent = set()


def have(*paths):
    return all(path and os.path.exists(path) for path in paths)


def one_file(file):
    """Peers on one file, those of about equal weight together."""
    write("one.list", file + "\n")
    py, node = PY + "/python %s/peers/py_bulk.py" % HERE, "node %s/peers/node_bulk.js" % HERE
    middle = known([
        ("jsonschema-cli", FAST, have(JSONSCHEMA_CLI), "%s validate %s -i %s" % (JSONSCHEMA_CLI, SCHEMA, file)),
        ("sourcemeta jsonschema", FAST, have(SOURCEMETA), "%s validate --fast %s %s" % (SOURCEMETA, SCHEMA, file)),
        ("biome (syntax only)", FAST, have(BIOME), "%s lint %s" % (BIOME, file)),
        ("jq (syntax only)", FAST, have(shutil.which("jq")), "jq . %s" % file),
    ])
    heavy = known([
        ("vscode-json-languageservice", ALL, have(NODE + "/vscode-json-languageservice"), "%s vscode one.list %s" % (node, SCHEMA)),
        ("ajv", ALL, have(NODE + "/ajv"), "%s ajv one.list %s" % (node, SCHEMA)),
        ("ajv-cli", ALL, have(NODE + "/.bin/ajv"), "%s/.bin/ajv validate --spec=draft2020 -s %s -d %s" % (NODE, SCHEMA, file)),
        ("botocore ParamValidator", ALL, have(PY + "/aws"), "%s botocore one.list %s" % (py, SCHEMA)),
        ("check-jsonschema", ALL, have(PY + "/check-jsonschema"), "%s/check-jsonschema --schemafile %s %s" % (PY, SCHEMA, file)),
        ("aws ecs start-task", ALL, have(PY + "/aws"),
         "%s/aws ecs start-task --cli-input-json file://%s --generate-cli-skeleton output" % (PY, file)),
    ])
    return middle, heavy


def write(name, text):
    with open(DATA + "/" + name, "w") as file:
        file.write(text)


# --- Tables


def table(heads, rows, words=1):
    """The first columns hold words, the others figures."""
    say("| " + " | ".join(heads) + " |")
    say("| " + " | ".join(["---"] * words + ["---:"] * (len(heads) - words)) + " |")
    for row in rows:
        say("| " + " | ".join(row) + " |")
    say()


def number(value):
    if value is None:
        return ""
    return "%.0f" % value if value >= 100 else "%.1f" % value if value >= 10 else "%.2f" % value


def ms(seconds):
    return number(seconds * 1000)


def whole(value):
    return format(round(value), ",")


def mb(size):
    return "%.1f" % (size / 1e6)


def goal(work, text, value, most=None, least=None, show=number):
    """A goal is met at or below `most`, or at or above `least`; without a value it was not measured."""
    bound = "at most " + show(most) if least is None else "at least " + show(least)
    met = "not measured" if value is None else "met" if (value <= most if least is None else value >= least) else "**not met**"
    goals.append(["(%s)" % work if len(work) == 1 else work, text, bound, "" if value is None else show(value), met])


def versions():
    def of(command):
        try:
            return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout.split("\n")[0].strip()
        except OSError:
            return ""

    def package(name):
        try:
            return "%s %s" % (name, json.load(open("%s/%s/package.json" % (NODE, name)))["version"])
        except OSError:
            return ""

    listed = [of([TOOL, "--version"]), of(["rustc", "--version"])]
    if JSONSCHEMA_CLI and FAST:
        listed.append(of([JSONSCHEMA_CLI, "--version"]))
    if FAST:
        listed += [package("@sourcemeta/jsonschema"), package("@biomejs/biome"), of(["jq", "--version"])]
    if ALL:
        listed += [package("ajv"), package("ajv-cli"), package("vscode-json-languageservice"), "node " + of(["node", "--version"])]
        if have(PY + "/pip"):
            lines = subprocess.run([PY + "/pip", "list", "--format=freeze"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout.split()
            listed += [it.replace("==", " ") for it in lines if it.split("==")[0] in ("awscli", "botocore", "check-jsonschema")]
    return ", ".join(it for it in listed if it)


def processor():
    for line in open("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return MACHINE


# --- The works


def single(work, file, most):
    size = os.path.getsize(DATA + "/" + file)
    say("### (%s) One clean request of %s bytes, cold process\n" % (work, format(size, ",")))
    ours = "%s check %s" % (TOOL, file)
    base = [(EMPTY, DIR + "/empty"), (OURS, ours)]
    light = Runs(base + [
        ("empty Rust process, static", DIR + "/empty-static"),
        ("read the file", "%s read file %s" % (FLOOR, file)),
        ("read, serde_json IgnoredAny", "%s ignored file %s" % (FLOOR, file)),
        ("read, serde_json Value", "%s value file %s" % (FLOOR, file)),
    ], ROUNDS * 9, seconds=60)
    middle, heavy = one_file(file)
    # What runs after a heavy program reads slower, so each rotation holds programs of like weight.
    rotations = [light] + [Runs(base + it, rounds, seconds=bound)
                           for it, rounds, bound in ((middle, ROUNDS * 3, 120), (heavy, ROUNDS, 200)) if it]
    commands = dict([(EMPTY, DIR + "/empty"), (OURS, ours), ("empty Rust process, static", DIR + "/empty-static")] + middle)
    rows = []
    for runs in rotations:
        for label in runs.runs:
            if runs is not light and label in (OURS, EMPTY):
                continue
            count = instructions(commands[label]) if work == "a" and label in commands else None
            rows.append([label, ms(runs.median(label)), number(runs.ratio(label, EMPTY)), number(runs.ratio(label, OURS)),
                         mb(runs.peak(label))] + ([format(count, ",") if count else ""] if work == "a" else []))
            if label == OURS and work == "a":
                goal(work, "instructions of one run (callgrind)", count, 350_000, show=whole)
    table(["", "CPU ms", "÷ empty process", "÷ ecs-preflight", "peak MB"] + (["instructions"] if work == "a" else []), rows)
    goal(work, "CPU ÷ an empty, dynamically linked Rust process", light.ratio(OURS, EMPTY), most)


def named(command):
    """The files of a tree that a tool names in its answer."""
    words = []
    for word in command.split():
        words += open(DATA + "/" + word[1:]).read().split() if word[0] == "@" else [word]
    done = subprocess.run(words, cwd=DATA, stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout
    return set(re.findall(r"req-\d+\.json", done.decode(errors="replace")))


def tree():
    files = sum(1 for _ in open(DATA + "/readable.list"))
    manifest = [line.split("\t") for line in open(DATA + "/tree.manifest.tsv")]
    size = sum(int(it[2]) for it in manifest)
    say("### (c) %s files in nested folders\n" % format(files, ","))
    say("%s files, %s bytes, %d of them broken. As some peers stop at the first file that cannot be parsed, all are given the %s "
        "files that can be. Walking is done by the crate `ignore`, which knows .gitignore, on one thread.\n" % (
            format(len(manifest), ","), format(size, ","), sum(it[1] != "ok" for it in manifest), format(files, ",")))
    one = OURS + ", one thread"
    pin = "taskset -c 0 " if shutil.which("taskset") else ""
    read, value = "walk and read", "walk, read, serde_json Value"
    base = [(read, FLOOR + " read tree readable"), (one, "%s%s check readable" % (pin, TOOL))]
    cli = ("jsonschema-cli", FAST, have(JSONSCHEMA_CLI), "%s validate %s --errors-only -i @readable.list" % (JSONSCHEMA_CLI, SCHEMA))
    light = Runs(base + [
        (OURS + ", all cores", TOOL + " check readable"),
        ("walk", FLOOR + " find tree readable"),
        ("read, folders by `std::fs`", FLOOR + " read bare readable"),
        ("walk, read, serde_json IgnoredAny", FLOOR + " ignored tree readable"),
        (value, FLOOR + " value tree readable"),
    ] + known([cli]), ROUNDS, seconds=120)
    py, node = PY + "/python %s/peers/py_bulk.py" % HERE, "node %s/peers/node_bulk.js" % HERE
    middle = known([
        ("sourcemeta jsonschema", FAST, have(SOURCEMETA), "%s validate --fast --continue %s readable" % (SOURCEMETA, SCHEMA)),
        ("jq (syntax only)", FAST, have(shutil.which("jq")), "jq empty @readable.list"),
        ("ajv, one process", ALL, have(NODE + "/ajv"), "%s ajv readable.list %s" % (node, SCHEMA)),
        ("botocore ParamValidator, one process", ALL, have(PY + "/aws"), "%s botocore readable.list %s" % (py, SCHEMA)),
        ("vscode-json-languageservice, one process", ALL, have(NODE + "/vscode-json-languageservice"), "%s vscode readable.list %s" % (node, SCHEMA)),
        ("biome (syntax only)", FAST, have(BIOME), "%s lint readable" % BIOME),
    ])
    heavy = known([
        ("ajv-cli", ALL, have(NODE + "/.bin/ajv"), "%s/.bin/ajv validate --spec=draft2020 -s %s -d readable/**/*.json" % (NODE, SCHEMA)),
        ("check-jsonschema", ALL, have(PY + "/check-jsonschema"), "%s/check-jsonschema --schemafile %s @readable.list" % (PY, SCHEMA)),
    ])
    rotations = [light] + [Runs(base + it, rounds, seconds=bound) for it, rounds, bound in (
        (middle, max(ROUNDS // 2, 1), 300), (heavy, max(ROUNDS // 4, 1), 300)) if it]
    rows = []
    for runs in rotations:
        for label in runs.runs:
            if runs is light or label not in (read, one):
                rows.append([label, ms(runs.median(label)), ms(runs.median(label, 1)), number(runs.median(label) * 1e6 / files),
                             number(runs.ratio(label, read)), number(runs.ratio(label, one)), mb(runs.peak(label))])
    table(["", "CPU ms", "wall ms", "CPU µs a file", "÷ walk and read", "÷ ecs-preflight", "peak MB"], rows)
    say("aws is not run here: it takes one process a file, each as in (a).\n")
    goal("c", "CPU ÷ walking and reading the files", light.ratio(one, read), 2.0)
    times = light.ratio("jsonschema-cli", one) if "jsonschema-cli" in light else None
    goal("c", "times as fast as jsonschema-cli, CPU", times, least=2.5)
    # Says nothing where others work, or where all cores are not two.
    idle = pin and os.cpu_count() == 2 and LOAD < 0.5
    goal("c", "wall time of two threads ÷ of one, both cores idle", light.ratio(OURS + ", all cores", one, 1) if idle else None, 0.6)
    every(manifest)


def every(manifest):
    """Whether each file of the whole tree has its answer, and each broken one, and no other, a finding."""
    human = subprocess.run([TOOL, "check", "tree"], cwd=DATA, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    summary = human.strip().split("\n")[-1]
    counted = sum(int(it.replace(",", "")) for it in re.findall(r"([\d,]+) files?\b", summary))
    name = lambda it: it[0].rsplit("/", 1)[1]
    broken = {name(it) for it in manifest if it[1] not in ("ok", "syntax-empty")}
    empty = {name(it) for it in manifest if it[1] == "syntax-empty"}
    found = named("%s check --format concise tree" % TOOL)
    row = lambda label, it: [label, "%d of %d" % (len(it & broken), len(broken)), "%d" % len(it - broken - empty)]
    rows = [row("ecs-preflight", found)] + [row(label, named(command)) for label, command in known([
        ("jsonschema-cli", FAST, have(JSONSCHEMA_CLI), "%s validate %s --errors-only -i @tree.list" % (JSONSCHEMA_CLI, SCHEMA)),
        ("sourcemeta jsonschema", FAST, have(SOURCEMETA), "%s validate --continue %s tree" % (SOURCEMETA, SCHEMA)),
        ("check-jsonschema", ALL, have(PY + "/check-jsonschema"), "%s/check-jsonschema --schemafile %s @tree.list" % (PY, SCHEMA)),
    ])]
    say("On the whole tree, with the broken files in it. ecs-preflight says at the end: %s. The %d empty files are such that it "
        "skips and counts.\n" % (summary, len(empty)))
    table(["", "broken files named", "others named"], rows)
    wrong = abs(len(manifest) - counted) + len(broken - found) + len(found - broken - empty)
    goal("c", "files without an answer, or with a wrong one", wrong, 0, show=whole)


def lines():
    size = os.path.getsize(DATA + "/big.ndjson")
    say("### (d) NDJSON of %s bytes\n" % format(size, ","))
    there = "--ndjson" in subprocess.run([TOOL, "check", "--help"], stdout=subprocess.PIPE, text=True).stdout
    value = "each line, serde_json Value"
    rows = [
        ("split into lines", FLOOR + " read lines big.ndjson"),
        ("each line, serde_json IgnoredAny", FLOOR + " ignored lines big.ndjson"),
        (value, FLOOR + " value lines big.ndjson"),
    ]
    pin = "taskset -c 0 " if shutil.which("taskset") else ""
    if there:
        rows += [(OURS, "%s check --ndjson big.ndjson" % TOOL), (OURS + ", one thread", "%s%s check --ndjson big.ndjson" % (pin, TOOL)),
                 (OURS + ", a tenth of the file", "%s check --ndjson tenth.ndjson" % TOOL)]
    runs = Runs(rows, max(ROUNDS // 3, 1), warmup=1, seconds=300)
    if not os.path.exists(DATA + "/big.jsonl"):
        os.link(DATA + "/big.ndjson", DATA + "/big.jsonl")
    peers = known([
        ("sourcemeta jsonschema", FAST, have(SOURCEMETA), "%s validate --fast --continue %s big.jsonl" % (SOURCEMETA, SCHEMA)),
        ("jq (syntax only)", FAST, have(shutil.which("jq")), "jq empty big.ndjson"),
    ])
    slow = Runs([rows[2]] + peers, 1, warmup=0, seconds=200) if peers else None
    shown = []
    for them in filter(None, (runs, slow)):
        for label in them.runs:
            if them is runs or label != value:
                shown.append([label, number(them.median(label)), number(them.median(label, 1)), number(them.ratio(label, value)), mb(them.peak(label))])
    table(["", "CPU s", "wall s", "÷ serde_json Value", "peak MB"], shown)
    if not there:
        say("This build of ecs-preflight has no `check --ndjson`.\n")
    goal("d", "CPU ÷ serde_json Value over the same lines", runs.ratio(OURS + ", one thread", value) if there else None, 0.5)
    peak = max(runs.peak(OURS), runs.peak(OURS + ", a tenth of the file")) if there else None
    goal("d", "peak memory in MB, whatever the length", peak and peak / 1e6, 16)
    goal("d", "findings at another place than their `file:line`", wrong_lines() if there else None, 0, show=whole)


def wrong_lines():
    """One broken line among good ones has to be found in its place."""
    some = open(DATA + "/big.ndjson").read(20000).split("\n")[:5]
    write("five.ndjson", "\n".join(some[:3] + [some[3].replace('"startedBy":"job-', '"startedBy":"job ')] + some[4:5]) + "\n")
    output = subprocess.run([TOOL, "check", "--ndjson", "--format", "concise", "five.ndjson"], cwd=DATA, stdout=subprocess.PIPE, text=True).stdout
    places = re.findall(r"^five\.ndjson:(\d+)", output, re.M)
    return 0 if places and set(places) == {"4"} else 1


def hostile():
    names = sorted(os.path.basename(it)[:-5] for it in glob.glob(DATA + "/adv/*.json"))
    size = max(os.path.getsize("%s/adv/%s.json" % (DATA, it)) for it in names)
    say("### (e) Hostile documents of %s MB\n" % format(round(size / 1e6)))
    say("÷ tenth: CPU time beside that of a document of the same kind, a tenth as large, both without what an empty process "
        "takes; 10 is linear. Peak: bytes of memory a byte of the document. Report: what is printed. A run is stopped after %d s "
        "(exit code 124).\n" % PATIENCE)
    shown, worst, growths, memory, longest, signals, stopped, rejected = [], 0, [], 0, 0, 0, [], []
    bound = lambda command: "timeout %d %s" % (PATIENCE, command)
    turns = lambda rows: Runs(rows, max(ROUNDS // 4, 1), warmup=0, seconds=PATIENCE)
    own, peers = {}, {}
    for name in names:
        own[name] = turns([
            (OURS, bound("%s check adv/%s.json" % (TOOL, name))), ("tenth", bound("%s check adv_tenth/%s.json" % (TOOL, name))),
            ("ignored", bound("%s ignored file adv/%s.json" % (FLOOR, name))), (EMPTY, bound(DIR + "/empty"))])
    # Some peers take gigabytes, and what runs next pays for finding memory again: they come last.
    for name in names:
        file = "adv/%s.json" % name
        peers[name] = turns(known([
            ("jsonschema-cli", FAST, have(JSONSCHEMA_CLI), bound("%s validate %s -i %s" % (JSONSCHEMA_CLI, SCHEMA, file))),
            ("sourcemeta jsonschema", FAST, have(SOURCEMETA), bound("%s validate --fast %s %s" % (SOURCEMETA, SCHEMA, file))),
        ]))
    for name in names:
        file, runs = "adv/%s.json" % name, own[name]
        late = 124 in runs.codes(OURS)
        output = b"" if late else subprocess.run([TOOL, "check", file], cwd=DATA, stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout
        if b"too large" in output:
            rejected.append(name)
        if late:
            stopped.append(name)
        length = os.path.getsize("%s/%s" % (DATA, file))
        ratio, nothing = runs.ratio(OURS, "ignored"), runs.median(EMPTY)
        growth = (runs.median(OURS) - nothing) / max(runs.median("tenth") - nothing, 1e-4)
        growths.append(float("inf") if late else growth)
        peak = runs.peak(OURS) / length
        worst, memory = max(worst, ratio), max(memory, peak)
        longest = max(longest, len(output))
        signals += any(it > 2 and it != 124 for it in runs.codes(OURS))
        peer = lambda it: "%s / %s" % (ms(peers[name].median(it)), mb(peers[name].peak(it))) if it in peers[name] else ""
        more = "> " if late else ""
        shown.append([name.replace("_", " "), more + ms(runs.median(OURS)), ms(runs.median("ignored")), more + number(ratio),
                      more + number(growth), more + number(peak), "" if late else "%.0f KB" % (len(output) / 1e3),
                      "/".join(map(str, sorted(runs.codes(OURS)))), peer("jsonschema-cli"), peer("sourcemeta jsonschema")])
    table(["", "CPU ms", "serde_json IgnoredAny ms", "ratio", "÷ tenth", "peak", "report", "exit code", "jsonschema-cli ms / MB", "sourcemeta ms / MB"], shown)
    if rejected:
        say("Rejected as larger than the size limit: %s.\n" % ", ".join(rejected))
    goal("e", "documents that took more than %d s" % PATIENCE, len(stopped), 0, show=whole)
    goal("e", "CPU ÷ serde_json IgnoredAny on the same bytes, the worst", worst, 3)
    goal("e", "growth from a tenth to the whole, the worst (10 is linear)", max(growths), 13)
    goal("e", "peak memory in bytes a byte of the document, the worst", memory, 16)
    goal("e", "longest report in MB", longest / 1e6, 2)
    goal("e", "runs that ended by a signal or by a panic", signals, 0, show=whole)


def in_process():
    """The table of benches/ratios, which reads the files of (c) too."""
    what = "a whole check ÷ serde_json Value, on the corpus of (c)"
    if not os.path.exists(DIR + "/ratios.log"):
        return goal("in process", what, None, 0.5)
    say("### In process\n\nBy `cargo bench`, on one thread:\n")
    text = open(DIR + "/ratios.log").read()
    rows = re.findall(r"^check / serde_json Value: (.*?)\s+([\d.]+) ns\s+([\d.]+) ns\s+([\d.]+)$", text, re.M)
    table(["a whole check of", "ns", "serde_json Value ns", "ratio"], rows)
    goal("in process", what, next((float(it[3]) for it in rows if "corpus" in it[0]), None), 0.5)


def measured_on(command):
    """When, how and on what kind of machine; no names of machines or folders."""
    if os.environ.get("OTHER_BUILD"):
        built = " The program was built otherwise than it is shipped (%s)." % os.environ["OTHER_BUILD"]
    else:
        built = ""
    settings = " ".join("%s=%s" % (it, os.environ[it]) for it in ("PEERS", "ROUNDS", "FILES", "NDJSON_MB", "ADV_MB", "WORKS") if it in os.environ)
    return "Measured on %s with `%s`, on %s (%d cores), %s %s, load %.1f at the start. %s.%s\n" % (
        datetime.date.today(), (settings + " " + command).strip(), processor(), os.cpu_count(), platform.system(), MACHINE, LOAD, versions(), built)


def into_page(name, text):
    """Puts a text between its two markers in docs/performance.md."""
    begin, end = "<!-- %s:begin -->" % name, "<!-- %s:end -->" % name
    page = open(PAGE).read()
    before, rest = page.split(begin)
    with open(PAGE, "w") as file:
        file.write(before + begin + "\n" + text.rstrip() + "\n" + end + rest.split(end)[1])


def main():
    open(DIR + "/runs.tsv", "w").close()
    wanted = os.environ.get("WORKS", "abcdei")
    works = {"a": lambda: single("a", "small.json", 0.9), "b": lambda: single("b", "limit.json", 1.0), "c": tree, "d": lines, "e": hostile, "i": in_process}
    for letter, work in works.items():
        if letter in wanted:
            work()
    body = list(out)
    out.clear()
    say(measured_on("bench/run"))
    if absent:
        say("Not installed, and so not measured: %s.\n" % ", ".join(sorted(absent)))
    say("### Goals\n")
    table(["work", "what", "goal", "measured", ""], goals, words=5)
    if "--write" in sys.argv:
        into_page("bench", "\n".join(out + body))


if __name__ == "__main__":
    main()
