"""The machine's Chromium, for one page, cut off from every network.

It needs the extra ``xunjian[browser]`` and a Chromium on the path; ``program`` says whether both are
there. Playwright is imported only when a page is opened.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Page, Route

PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

# Whatever does not pass the page's routes (sockets, workers, Chromium's own calls home) ends at a proxy
# that is not there. Names are not looked up, and WebRTC, which knows no proxy, gets no UDP.
FLAGS = (
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",  # else loopback would be reached without it
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--dns-prefetch-disable",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-gpu",
    "--no-first-run",
    "--js-flags=--max-old-space-size=512",  # MB; a script that eats more crashes its page, not the machine
)
NO_PEERS = "delete window.RTCPeerConnection; delete window.webkitRTCPeerConnection"  # should the flag be renamed
# Nothing of ours reaches the browser by its environment, and it keeps nothing for a user.
ENVIRONMENT = {"PATH": os.defpath, "HOME": "/nonexistent", "LANG": "C.UTF-8"}


def program() -> str | None:
    """The path of a Chromium that can be driven, or ``None``."""
    if find_spec("playwright") is None:
        return None
    return next((path for name in PROGRAMS if (path := shutil.which(name))), None)


@asynccontextmanager
async def blank_page(path: str, agent: str, asked: Callable[[Route], Awaitable[None]]) -> AsyncIterator[Page]:
    """A page of a browser of its own that gets from ``asked`` whatever it gets; both end with the block.

    ``playwright.async_api.Error`` where the browser does not start or dies.
    """
    from playwright.async_api import async_playwright

    async with async_playwright() as driver:
        browser = await driver.chromium.launch(
            executable_path=path,
            args=FLAGS,
            ignore_default_args=["--disable-popup-blocking"],
            env=dict(ENVIRONMENT),
            chromium_sandbox=os.geteuid() != 0,  # as root it starts with none
            handle_sigint=False,  # it ends with the crawl, which a signal ends
            handle_sigterm=False,
            handle_sighup=False,
        )
        context = await browser.new_context(
            user_agent=agent,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            accept_downloads=False,
            service_workers="block",
        )
        await context.add_init_script(NO_PEERS)
        await context.route("**/*", lambda route: route.abort())  # of windows that the page opens
        page = await context.new_page()
        await page.route("**/*", asked)
        yield page
