"""Puts the rules' pages (fixtures/*/README.md) under the chapter "Rules", and a list of them into it.

mdBook runs this as a preprocessor: the book comes as JSON on stdin and leaves on stdout.
"""

import json
import pathlib
import re
import sys

# This book has one renderer, and the pages are plain Markdown.
if sys.argv[1:2] == ["supports"]:
    sys.exit(0)

_context, book = json.load(sys.stdin)
fixtures = pathlib.Path(__file__).resolve().parent.parent / "fixtures"
pages = sorted(fixtures.glob("[a-z]*/README.md"))


def summary(text):
    """The first sentence of a page: what the rule finds."""
    paragraph = re.split(r"\n\n", text, maxsplit=3)[2]
    return re.split(r"(?<=\.)\s", paragraph.replace("\n", " "), maxsplit=1)[0]


def severity(text):
    return re.search(r"^\*(\w+)(?:, \w+)?, rejected by (\w+)\*$", text, re.MULTILINE).groups()


chapter = next(it["Chapter"] for it in book["items"] if isinstance(it, dict) and it.get("Chapter", {}).get("name") == "Rules")
rows = []
for number, page in enumerate(pages, start=1):
    rule, text = page.parent.name, page.read_text(encoding="utf-8")
    level, by = severity(text)
    rows.append(f"| [{rule}](rules/{rule}.md) | {level} | {by} | {summary(text)} |".replace("||", "|"))
    chapter["sub_items"].append(
        {
            "Chapter": {
                "name": rule,
                # Braces in an example are no instructions of mdBook's.
                "content": text.replace("{{#", "\\{{#"),
                "number": chapter["number"] + [number] if chapter["number"] else None,
                "sub_items": [],
                "path": f"rules/{rule}.md",
                "source_path": None,
                "parent_names": ["Rules"],
            }
        }
    )
head = "| rule | severity | rejected by | what it finds |\n| --- | --- | --- | --- |\n"
chapter["content"] = chapter["content"].replace("<!-- rules -->", head + "\n".join(rows))
json.dump(book, sys.stdout)
