"""A real browser. A test fails on any error in its console and on any request that leaves the portal."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

TREE = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Playwright's event loop runs in the test's thread, where Django would refuse to talk to the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# A machine that does other work takes its time; what never comes still fails.
expect.set_options(timeout=20_000)

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this directory; a browser may be too slow for once; each further try is reported."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    path = os.environ.get("CHROMIUM") or subprocess.check_output([TREE / "bin/browser"], text=True).strip()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open a window of its own: `open_page(width=375, javascript=True, language="fr-FR")`.

    Each call is another person with no cookies. After the test, nothing must have gone wrong in any window.
    """
    faults: list[str] = []
    contexts = []

    def listen_to_console(message: ConsoleMessage) -> None:
        # The browser itself reports each answer with status 4xx or 5xx; the test looks at statuses.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(message.text)

    def listen_to_requests(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and address.hostname not in ("localhost", "127.0.0.1"):
            faults.append(f"left the portal: {request.url}")

    def open_one(
        *, width: int = 1280, height: int = 800, javascript: bool = True, language: str = "fr-FR"
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            locale=language,
            timezone_id="Europe/Paris",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", listen_to_console)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", listen_to_requests)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker; run with page.evaluate, since the pages' policy allows no foreign script."""
    return (TREE / "node_modules/axe-core/axe.min.js").read_text()


@pytest.fixture
def violations(axe: str) -> Callable[[Page], list[str]]:
    """Return what the checker finds on a page, by WCAG 2.2 A and AA and its best practices."""

    def find(page: Page) -> list[str]:
        page.wait_for_load_state()
        # Wagtail's messages fade in: what is read halfway has less contrast than what people read.
        page.evaluate(
            """() => Promise.all(
                document.getAnimations()
                    .filter((each) => each.effect.getComputedTiming().endTime !== Infinity)
                    .map((each) => each.finished.catch(() => null)))"""
        )
        page.evaluate(axe)
        result = page.evaluate(
            """() => axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
                                                  "best-practice"]})"""
        )
        return [
            f"{found['id']}: {found['help']}: {' | '.join(node['html'][:200] for node in found['nodes'])}"
            for found in result["violations"]
        ]

    return find
