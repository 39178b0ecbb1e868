"""Adds the pages of the rules (fixtures/*/README.md) to the book, by the subjects of docs/subjects.txt.

The chapter "Rules" gets a table per subject, and the chapter "AWS error messages" a table of the errors that rules explain.
mdBook runs this as a preprocessor: the book arrives as JSON on stdin and leaves on stdout.
"""

import json
import pathlib
import re
import sys

DOCS = pathlib.Path(__file__).resolve().parent
FIXTURES = DOCS.parent / "fixtures"


def subjects():
    """The subjects in their order, each with its rules."""
    found = {}
    for line in (DOCS / "subjects.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            rules = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            rules.append(line)
    return found


def page(rule):
    return (FIXTURES / rule / "README.md").read_text(encoding="utf-8")


def summary(text):
    """The first sentence of a page: what the rule finds."""
    paragraph = re.split(r"\n\n", text, maxsplit=3)[2]
    return re.split(r"(?<=\.)\s", paragraph.replace("\n", " "), maxsplit=1)[0]


def severity(text):
    return re.search(r"^\*(\w+)(?:, \w+)?, rejected by (\w+)\*$", text, re.MULTILINE).groups()


def table(rules):
    rows = ["| rule | severity | rejected by | what it finds |", "| --- | --- | --- | --- |"]
    for rule in rules:
        level, by = severity(page(rule))
        rows.append(f"| [{rule}](rules/{rule}.md) | {level} | {by} | {summary(page(rule))} |")
    return "\n".join(rows)


def errors(rules):
    """The errors on the rules' pages, one row for each pattern."""
    found = []
    for rule in rules:
        for part in page(rule).split("\nAWS says:\n")[1:]:
            patterns = part.split("\n\n")[0]
            found += [(pattern, rule) for pattern in re.findall(r"^- `(.*)`$", patterns, re.MULTILINE)]
    # A row begins with what is fixed in its pattern.
    found.sort(key=lambda row: row[0].lstrip("* ").lower())
    rows = [f"| `{pattern.replace('|', chr(92) + '|')}` | [{rule}](rules/{rule}.md) |" for pattern, rule in found]
    return "\n".join(["| AWS says | rule |", "| --- | --- |", *rows])


def chapter(name, content, path, number, parents):
    return {
        "Chapter": {
            "name": name,
            "content": content,
            "number": number,
            "sub_items": [],
            "path": path,
            "source_path": None,
            "parent_names": parents,
        }
    }


def add_rules(top):
    """Fills the chapter "Rules": a table per subject, and below it a chapter per subject with one per rule."""
    tables = []
    for place, (subject, rules) in enumerate(subjects().items(), start=1):
        heading = f"## {subject}\n\n{table(rules)}"
        tables.append(heading)
        number = top["number"] + [place] if top["number"] else None
        path = "rules-" + re.sub(r"[^a-z]+", "-", subject.lower()) + ".md"
        below = chapter(subject, heading.replace("## ", "# ", 1), path, number, ["Rules"])
        for at, rule in enumerate(rules, start=1):
            # Braces in an example are not instructions for mdBook.
            text = page(rule).replace("{{#", "\\{{#")
            own = number + [at] if number else None
            below["Chapter"]["sub_items"].append(chapter(rule, text, f"rules/{rule}.md", own, ["Rules", subject]))
        top["sub_items"].append(below)
    top["content"] = top["content"].replace("<!-- rules -->", "\n\n".join(tables))


def main():
    # This book has one renderer, and the pages are plain Markdown.
    if sys.argv[1:2] == ["supports"]:
        return
    _context, book = json.load(sys.stdin)
    chapters = {item["Chapter"]["name"]: item["Chapter"] for item in book["items"] if isinstance(item, dict) and "Chapter" in item}
    add_rules(chapters["Rules"])
    rules = [rule for group in subjects().values() for rule in group]
    page_of_errors = chapters["AWS error messages"]
    page_of_errors["content"] = page_of_errors["content"].replace("<!-- errors -->", errors(rules))
    json.dump(book, sys.stdout)


main()
