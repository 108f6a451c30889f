"""The type of the fixture `opened`."""

from collections.abc import Callable

from playwright.sync_api import Page

Open = Callable[..., Page]
