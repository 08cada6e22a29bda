"""Discord's markdown, plain and dressed."""

import time

import pytest

from sandbox.discord.markdown import dressed, plain


def names(sign: str, number: int) -> str | None:
    return {("@", 1): "Ana", ("@&", 2): "Pro", ("#", 3): "market"}.get((sign, number))


@pytest.mark.parametrize(
    ("text", "words", "html"),
    [
        ("a **b** c", "a b c", "<p>a <strong>b</strong> c</p>"),
        ("*i* _j_ __u__ ~~s~~", "i j u s", "<p><em>i</em> <em>j</em> <u>u</u> <s>s</s></p>"),
        ("***x***", "x", "<p><strong><em>x</em></strong></p>"),
        ("snake_case_name", "snake_case_name", "<p>snake_case_name</p>"),
        (r"\*not\* \_this\_ \# \> \`", "*not* _this_ # > `", None),
        (r"C:\new", r"C:\new", None),
        ("2 * 3 * 4", "2 * 3 * 4", None),
        ("`a*b*`", "a*b*", "<p><code>a*b*</code></p>"),
        ("```py\nx = '<'\n```", "x = '<'", "<pre><code>x = &#x27;&lt;&#x27;</code></pre>"),
        ("# Big\n## Mid\n-# small", "Big\nMid\nsmall", None),
        ("#no heading", "#no heading", "<p>#no heading</p>"),
        ("> q1\n> q2\nend", "q1\nq2\nend", "<blockquote><p>q1</p><p>q2</p></blockquote><p>end</p>"),
        (">>> a\nb", "a\nb", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("- one\n- two\n1. three", "• one\n• two\n1. three", None),
        ("<@1> <@!1> <@&2> <#3>", "@Ana @Ana @Pro #market", None),
        ("<@9> <#9>", "@unknown-user #unknown", None),
        ("</gig new:5> <:cup:123>", "/gig new :cup:", None),
        ("<t:0:d> <t:0:T>", "1970-01-01 00:00:00 UTC", None),
        ("<t:9999999999999>", "<t:9999999999999>", "<p>&lt;t:9999999999999&gt;</p>"),
        ("[here](https://a.b/c_d_e)", "here", None),
        ("[x](javascript:y)", "[x](javascript:y)", "<p>[x](javascript:y)</p>"),
        ("see https://a.b/c_d.", "see https://a.b/c_d.", None),
        ("||secret||", "secret", '<p><span class="spoiler">secret</span></p>'),
        ("<b>&\"'", "<b>&\"'", "<p>&lt;b&gt;&amp;&quot;&#x27;</p>"),
        ("a\n\nb", "a\n\nb", "<p>a</p><p><br></p><p>b</p>"),
    ],
)
def test_a_text_is_read_and_dressed(text: str, words: str, html: str | None) -> None:
    assert plain(text, names) == words
    if html is not None:
        assert dressed(text, names) == html


def test_moments_bear_their_time() -> None:
    assert dressed("<t:0:R>", names) == (
        '<p><time datetime="1970-01-01T00:00:00+00:00" data-style="R">'
        "1970-01-01 00:00 UTC</time></p>"
    )


@pytest.mark.parametrize("text", ["**" * 2000, "[" * 4000, "*_" * 2000, "> " * 2000, "`" * 3999])
def test_mischief_takes_no_time(text: str) -> None:
    before = time.process_time()
    plain(text, names)
    assert "<script" not in dressed(text, names)
    assert time.process_time() - before < 2
