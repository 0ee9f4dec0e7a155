# SPDX-License-Identifier: GPL-3.0-or-later
"""Chromium, as the system browser and as the program that links are put into."""

import functools
import http.server
import os
import threading

from selenium import webdriver
from selenium.common.exceptions import (JavascriptException, NoSuchElementException,
                                        StaleElementReferenceException)
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

from stage import wait_for

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Autumn newsletter – editor</title>
<style>
body { font: 16px/1.5 Cantarell, sans-serif; margin: 24px; color: #241f31; background: #f6f5f4 }
h1 { font-size: 22px }
h2 { font-size: 15px; margin: 18px 0 4px; color: #5e5c64 }
div[contenteditable], textarea {
  box-sizing: border-box; width: 100%; background: #fff; border: 1px solid #c0bfbc; border-radius: 8px;
  padding: 12px; font: inherit }
div[contenteditable] { min-height: 200px }
img { max-width: 100%; max-height: 180px; width: auto; height: auto; display: block }
</style>
</head>
<body>
<h1>Autumn newsletter</h1>
<h2>Paste here</h2>
<div id="pasted" contenteditable="true"></div>
<h2>Drop here</h2>
<div id="dropped" contenteditable="true"></div>
<h2>Plain text</h2>
<textarea id="text" rows="2"></textarea>
<script>
window.dropped = [];
document.addEventListener("drop", event => {
  for (const type of event.dataTransfer.types)
    window.dropped.push([type, event.dataTransfer.getData(type)]);
}, true);
</script>
</body>
</html>
"""


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = PAGE.encode() if self.path == "/" else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Editor:
    """A web page with editable fields, served on the loopback."""

    def __init__(self):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.uri = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Browser:
    """One Chromium window."""

    def __init__(self, profile, x, y, width, height):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in ("no-sandbox", "no-first-run", "disable-gpu", "disable-background-networking",
                         "disable-component-update", "disable-sync", "disable-infobars", "test-type",
                         "disable-features=Translate,MediaRouter", f"window-position={x},{y}",
                         f"window-size={width},{height}", f"user-data-dir={profile}"):
            options.add_argument("--" + argument)
        options.add_experimental_option("excludeSwitches", ["enable-automation"])
        options.add_experimental_option("prefs", {"credentials_enable_service": False})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver", log_path=os.devnull),
                                       options=options)
        self.driver.set_window_rect(x, y, width, height)

    def open(self, uri):
        self.driver.get(uri)

    def wait(self, what, look):
        """The first true value of look(); what goes away with a page while it looks is not there yet."""
        def try_to_look():
            try:
                return look()
            except (JavascriptException, NoSuchElementException, StaleElementReferenceException):
                return None

        return wait_for(what, try_to_look)

    def find(self, selector):
        def look():
            found = self.driver.find_element(By.CSS_SELECTOR, selector)
            return found if found.is_displayed() else None

        return self.wait(f"“{selector}” in the page", look)

    def wait_text(self, part):
        self.wait(f"“{part}” in the page", lambda: part in self.driver.find_element(By.TAG_NAME, "body").text)

    def get_place(self, selector):
        """The middle of an element on the screen."""
        script = """
          const r = document.querySelector(arguments[0]).getBoundingClientRect();
          return [Math.round(screenX + (outerWidth - innerWidth) / 2 + r.left + r.width / 2),
                  Math.round(screenY + outerHeight - innerHeight + r.top + r.height / 2)];"""
        return tuple(self.driver.execute_script(script, selector))

    def wait_image(self, selector):
        """The attributes of the first picture in an element, once the browser has loaded and shown it."""
        script = """
          const i = document.querySelector(arguments[0] + ' img');
          return i && i.complete && i.naturalWidth > 0
            ? {src: i.getAttribute('src'), alt: i.alt, width: i.getAttribute('width'),
               height: i.getAttribute('height'), naturalWidth: i.naturalWidth, naturalHeight: i.naturalHeight}
            : null;"""
        look = functools.partial(self.driver.execute_script, script, selector)
        return self.wait(f"a picture in “{selector}”", look)

    def get_dropped(self):
        """All that drops brought, as pairs of a type and a text."""
        return [tuple(pair) for pair in self.driver.execute_script("return window.dropped")]

    def get_html(self):
        return self.driver.page_source

    def quit(self):
        self.driver.quit()
