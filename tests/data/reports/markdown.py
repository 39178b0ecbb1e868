"""Reads the report markdown as GitHub does (its own parser with its extensions); counts findings."""

import re
import sys
from html.parser import HTMLParser

import cmarkgfm
from cmarkgfm.cmark import Options

text = open(sys.argv[1], encoding="utf-8").read()
# Raw HTML stays, as it does in a summary before GitHub filters it: there must be none but ours.
html = cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE)


class Page(HTMLParser):
    allowed = set("h3 h4 p table thead tbody tr th td code br a".split())
    cells, rows = 0, 0

    def handle_starttag(self, tag, attributes):
        assert tag in self.allowed, (tag, html)
        for name, value in attributes:
            assert (tag, name) in {("a", "href"), ("td", "align"), ("th", "align")}, (tag, name)
            if name == "href":
                assert value.startswith(("https://docs.aws.amazon.com/", "https://www.rfc-editor.org/")), value
        if tag == "tr":
            self.cells = 0
        self.cells += tag == "td"

    def handle_endtag(self, tag):
        if tag == "tr" and self.cells:
            assert self.cells == 4, self.cells
            self.rows += 1

    def handle_comment(self, text):
        raise AssertionError(text)


reader = Page()
reader.feed(html)
# What looks like a command or a link is text.
assert "pwned" in html and not re.search(r'href="[^"]*pwned', html)
print(reader.rows, "findings")
