"""Timeline → one self-contained HTML page.

`content` says what is on it, `assemble` puts the page together, and `css/`, `js/` and `page.html`
are the page.
"""

from timeline.writers.page.assemble import write

__all__ = ["write"]
