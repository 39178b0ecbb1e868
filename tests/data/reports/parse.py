"""Reads the reports json, jsonl, sarif, gitlab, junit and html with Python's own parsers; counts findings."""

import json
import sys
import xml.etree.ElementTree as xml
from html.parser import HTMLParser

one, lines, sarif, gitlab, junit, page = [open(it, encoding="utf-8").read() for it in sys.argv[1:]]

counts = [len(json.loads(one)["diagnostics"])]
counts.append(len([json.loads(it) for it in lines.splitlines()]))
results = json.loads(sarif)["runs"][0]["results"]
counts.append(len(results))
for result in results:
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert all(it.isascii() and (it.isalnum() or it in "%/-._~") for it in uri), uri
found = json.loads(gitlab)
counts.append(len(found))
assert len({it["fingerprint"] for it in found}) == len(found)

suites = xml.fromstring(junit)
assert {it.tag for it in suites.iter()} <= {
    "testsuites", "testsuite", "testcase", "failure", "system-out"
}, junit
counts.append(len(suites.findall("./testsuite/testcase/*")))


class Page(HTMLParser):
    """Checks that no element or attribute is there that the page does not have of itself."""

    allowed = set(
        "html head meta title style body header h1 p ul li nav details summary ol a span main section h2 article"
        " h3 b code pre i mark em dl dt dd footer".split()
    )
    attributes = {"class", "id", "href", "lang", "charset", "http-equiv", "content", "name", "open"}
    empty = {"meta"}
    open, articles = [], 0

    def handle_starttag(self, tag, attributes):
        assert tag in self.allowed, tag
        for name, value in attributes:
            assert name in self.attributes, (tag, name)
            if name == "href":
                assert value.startswith(("#file-", "https://docs.aws.amazon.com/", "https://www.rfc-editor.org/")), value
        self.articles += tag == "article"
        if tag not in self.empty:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_comment(self, text):
        raise AssertionError(text)


reader = Page()
reader.feed(page)
reader.close()
assert not reader.open
counts.append(reader.articles)
assert len(set(counts)) == 1, counts
print(counts[0], "findings each")
