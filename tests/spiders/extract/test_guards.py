"""Each guard holds against the page it stands for: in time, without failing, and nothing is concluded from it."""

from __future__ import annotations

import time

import pytest
from bs4 import BeautifulSoup
from bs4.exceptions import ParserRejectedMarkup

from spiders.extract import markup, page
from spiders.extract.article import read_article
from spiders.extract.column import read_column
from spiders.extract.home import read_home
from spiders.extract.page import from_text
from spiders.extract.parsing import parse
from tests.spiders.extract.pages import TODAY, URL

SECONDS = 10  # of CPU on a slow machine; each takes well under one
ROW = '<li><a href="/1.html">关于防汛工作的通知</a><span>2026-11-03</span></li>'


def test_a_tree_deeper_than_its_limit_is_not_read():
    # Implied elements do not count before parsing, so only the tree itself tells.
    opened = from_text("<ul><li>" * (markup.MAX_TREE_DEPTH // 2 - 10), URL)
    assert opened.flaw is None
    deep = from_text("<table><tr><td>" * (markup.MAX_TREE_DEPTH // 4 + 10) + ROW, URL)
    assert (deep.flaw, deep.root.walk(), deep.lexbor) == ("parse-loss", [deep.root], None)


def test_elements_of_two_thousand_attributes_are_not_parsed():
    tag = "<div " + 'data-x="1234" ' * markup.MAX_TAG_WORDS + ">"
    assert from_text(tag + ROW, URL).flaw == "parse-loss"
    fewer = "<div " + 'data-x="1234" ' * (markup.MAX_TAG_WORDS - 1) + ">"
    assert len(from_text(fewer + ROW, URL).root.named("a")) == 1


@pytest.mark.parametrize(
    ("filler", "over"),
    [
        ("字" * (page._SLOW_PARSER_LIMIT - 1000), False),
        ("字" * page._SLOW_PARSER_LIMIT, True),
        ("<br>" * (page._SLOW_PARSER_TAGS - 100), False),
        ("<br>" * page._SLOW_PARSER_TAGS, True),
    ],
)
def test_tolerant_parsers_are_asked_up_to_their_limit(filler, over):
    # To a browser a quote that is not closed takes all rows into its attribute; lxml ends it.
    opened = from_text("<p title='>" + ROW * 10 + filler, URL)
    assert len(opened.root.named("a")) == (0 if over else 10)
    assert opened.flaw == ("parse-loss" if over else None)


def test_a_page_that_repairing_makes_many_times_as_long_is_not_read():
    head = f"<p><font title='{'a' * 40_000}'>"
    opened = from_text(head + "<p>通知" * 40 + ROW, URL)
    assert (opened.flaw, len(opened.root.named("a"))) == (None, 1)
    grown = from_text(head + "<p>通知" * 60 + ROW, URL)
    assert (grown.flaw, grown.root.walk(), grown.lexbor) == ("parse-loss", [grown.root], None)


def test_a_page_that_a_tolerant_parser_rejects_is_read_as_far_as_it_goes():
    text = "<p>x<![BDATA[y]]></p>" + "<a <" * 20 + ROW
    with pytest.raises(ParserRejectedMarkup):
        BeautifulSoup(text, "html.parser")
    opened = from_text(text, URL)
    assert (opened.flaw, len(opened.root.named("a"))) == ("parse-loss", 2)
    assert read_column(text.encode(), URL, today=TODAY).undecided is not None


SOUPS = {
    "misnested formatting": "<b><i><a href=/1.html><p></b></i>通知</a>" * 8000,
    "unclosed tables": "<table><tr><td>" * 5000,
    "unclosed fonts": "<font color=red>通知" * 8000,
    "unclosed bold": "<b>通知" * 10_000,
    "unclosed italics in blocks": "<p><i>通知" * 10_000,
    "unclosed links": "<a href=/1.html>通知" * 10_000,
    "plaintext": "<plaintext>" + "<li><a href=/1.html>通知</a>" * 5000,
    "unclosed comment": ROW + "<!-- " + ROW * 3000,
    "unclosed comments": (ROW + "<!--") * 3000,
    "unclosed script": ROW + "<script>" + ROW * 3000,
    "script in a comment of a script": "<script><!--<script></script>" * 5000,
    "unclosed cdata": "<svg><![CDATA[" + ROW * 3000,
    "null bytes": "<l\0i><a\0 href=/1.html>通\0知</a>" * 8000,
    "end tags only": "</p></br></div></a></table>" * 8000,
    "frames of tables": "<table><a><table><a>" * 3000,
    "select in select": "<select><option><select><a href=/>通知" * 5000,
    "templates": "<template><a href=/1.html>通知</template>" * 5000,
    "less-than signs in attributes": '<a title="<!-- <script> > -->" href=/1.html>通知</a>' * 5000,
}


@pytest.mark.parametrize("soup", SOUPS.values(), ids=SOUPS)
@pytest.mark.parametrize("read", [read_column, read_home, read_article])
def test_tag_soup_does_not_hang(read, soup):
    start = time.process_time()
    facts = read(f"<html><body>{soup}".encode(), URL, today=TODAY)
    assert time.process_time() - start < SECONDS
    assert not getattr(facts, "blank", False)


def _outline(node):
    return [(n.tag, n.attrs, n.end - n.index, n.linked, n.hushed, n.own) for n in node.walk(silent=True)], node.pieces()


@pytest.mark.parametrize(
    "text",
    [
        '<p title="a &quot;b&quot; &amp; &lt;c&gt;">x &amp; y&nbsp;&lt;z&gt;<br>w<img alt="<b>">',
        '<a href="/x""class="y" =q=1 b>z</a>',
        "<script>if (a<b) x('</b>')</script><style>a>b{}</style><p>t",
        "<svg viewbox=1><path d=1 /><title>x<b>y</b></title></svg><math><mi>x</mi></math>",
        "<noscript><a href=/n>n</a></noscript><textarea><b></textarea><iframe><p>x</iframe>",
        "<!-- a --><p><!-- b > - -- c --></p><!--->x<!-- d -->",
        "<table><a href=/1>x<tr><td>y",
        "<a<b c>x</a<b><?php echo 1 ?>",
    ],
)
def test_repaired_markup_gives_the_tree_that_the_parsers_nodes_give(text):
    cut = parse(text)
    walked = parse(text + "<template></template>")  # whose markup is ambiguous: the nodes are walked
    nodes, pieces = _outline(walked)
    own, said = _outline(cut)
    kept = [n for n in nodes if n[0] != "template"]
    assert [n[:2] + n[3:] for n in kept] == [n[:2] + n[3:] for n in own]
    assert [t for t, _ in pieces] == [t for t, _ in said]
