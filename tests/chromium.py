"""One headless Chromium for all tests of what people see.

It is the system's own (Debian: `apt-get install chromium`), driven by Playwright, which downloads
nothing here. Without it these tests skip and say so, except on the build server, where they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from timeline.contract import TimelineFile
from timeline.writers.page import write

NAMES = ("chromium", "chromium-browser", "google-chrome")
Open = Callable[..., Page]  # the fixture `opened`
# Root has no sandbox in a container, whose /dev/shm may also be too small for a page.
FLAGS = ("--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; every test opens a context of its own in it."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        missing = "no Chromium on this machine (apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """`opened(timeline, texts, "#address", width=…, dark=…)`: its page, in a window of its own.

    At the end of the test every page must have asked for nothing and complained of nothing.
    """
    contexts: list[BrowserContext] = []
    said: list[str] = []
    asked: list[str] = []

    def open_(
        timeline: TimelineFile,
        texts: dict[str, str] | None = None,
        address: str = "",
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        **more: Any,
    ) -> Page:
        file = tmp_path / f"{len(contexts)}.html"
        file.write_bytes(write(timeline, texts or {}).data)
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            **more,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)  # milliseconds; a page that hangs fails its test
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri() + address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith("file://")] == []
    assert all(url.partition("#")[0].endswith(".html") for url in asked)
