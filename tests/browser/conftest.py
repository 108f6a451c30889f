"""One headless Chromium for all tests of what people see.

It is the system's own (Debian: `apt-get install chromium`), driven by Playwright, which downloads
nothing here. Without it these tests skip and say so, except on the build server, where they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
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
