# SPDX-License-Identifier: GPL-3.0-or-later
"""Chromium and Firefox, with editors of the web in them.

Both are started as a person starts them. The pages ask this program what to do and tell what they have (pages/control.js),
so that no driver stands between the browser and the drop.
"""

import functools
import http.server
import itertools
import json
import os
import pathlib
import shutil
import subprocess
import threading
import urllib.parse

import stage
from stage import StepFailed, wait_for

HERE = pathlib.Path(__file__).parent
PLACE = (1004, 0, 596, 900)

SHELL = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font: 16px/1.4 Cantarell, sans-serif; margin: 24px; color: #241f31; background: #f6f5f4 }}
h1 {{ font-size: 20px }}
#editor, textarea, input {{ box-sizing: border-box; width: 100%; min-height: 420px; padding: 12px; background: #fff;
  border: 1px solid #c0bfbc; border-radius: 8px; font: inherit }}
.ck-editor__editable {{ min-height: 380px }}
img {{ max-width: 100%; max-height: 120px; width: auto; height: auto }}
</style>
{head}
</head>
<body>
<h1>{title}</h1>
<div id="editor"></div>
<script src="/pages/control.js"></script>
{script}
</body>
</html>
"""

# What a page needs besides its own script.
HEADS = {
    "tinymce": '<script src="/node_modules/tinymce/tinymce.min.js"></script>',
    "ckeditor": '<link rel="stylesheet" href="/node_modules/ckeditor5/dist/browser/ckeditor5.css">'
                '<script src="/node_modules/ckeditor5/dist/browser/ckeditor5.umd.js"></script>',
    "quill": '<link rel="stylesheet" href="/node_modules/quill/dist/quill.snow.css">'
             '<script src="/node_modules/quill/dist/quill.js"></script>',
}
BUNDLED = ("tiptap", "lexical")
FETCHED = (*HEADS, *BUNDLED)


class Editors:
    """The packages of package-lock.json, in the build folder: fetched once, with npm's own settings."""

    def __init__(self, folder):
        self.folder = folder

    def prepare(self):
        """None, or why they are not there."""
        lock = (HERE / "package-lock.json").read_bytes()
        mark = self.folder / "fetched"
        if not shutil.which("npm"):
            return "npm is not installed"
        self.folder.mkdir(parents=True, exist_ok=True)
        if not mark.exists() or mark.read_bytes() != lock:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(HERE / name, self.folder)
            reason = self.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            if reason:
                return f"the editors cannot be fetched: {reason}"
            mark.write_bytes(lock)
        for name in BUNDLED:
            reason = self.run("node_modules/.bin/esbuild", str(HERE / "pages" / f"{name}.js"), "--bundle",
                              f"--outfile=bundles/{name}.js", "--log-level=warning")
            if reason:
                return f"{name} cannot be bundled: {reason}"
        return None

    def run(self, *command):
        environment = {**os.environ, "NODE_PATH": str(self.folder / "node_modules")}
        try:
            done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True,
                                  timeout=240, check=False)
        except subprocess.TimeoutExpired:
            return f"{command[0]} takes too long"
        return None if done.returncode == 0 else (done.stderr.strip().splitlines() or ["no reason given"])[0]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body=b"", kind="text/html; charset=utf-8"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store" if kind.startswith("text/html") else "max-age=3600")
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path, _, query = self.path.partition("?")
        remote = self.server.remote
        if path == "/ask":
            asked = urllib.parse.parse_qs(query)
            command = remote.get_command(asked["page"][0])
            self.answer(200 if command else 204, json.dumps(command).encode() if command else b"")
        elif path.startswith("/page/"):
            self.answer(200, make_page(path.removeprefix("/page/")).encode())
        else:
            self.send_file(path)

    def send_file(self, path):
        folder = HERE if path.startswith("/pages/") else self.server.remote.folder
        file = (folder / path.lstrip("/")).resolve()
        if not file.is_relative_to(folder.resolve()) or not file.is_file():
            self.answer(404)
            return
        kinds = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json"}
        self.answer(200, file.read_bytes(), kinds.get(file.suffix, "application/octet-stream"))

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.remote.put_result(body)
        self.answer(204)

    def log_message(self, *_):
        pass


def make_page(name):
    script = f"/bundles/{name}.js" if name in BUNDLED else f"/pages/{name}.js"
    return SHELL.format(title=f"{name} – editor", head=HEADS.get(name, ""), script=f'<script src="{script}"></script>')


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Pages go away while they wait for an answer: that is no error."""


class Remote:
    """Serves the pages, and asks one of them at a time."""

    def __init__(self, folder):
        self.folder = folder
        self.changed = threading.Condition()
        self.pages = set()  # that have asked what to do
        self.command = None
        self.result = None
        self.numbers = itertools.count(1)  # of commands and of visits: no page is there twice
        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.remote = self
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def get_command(self, page):
        """What a page is to do; None after a while without anything. One that went away may have been asked first, so
        it stands until it is answered."""
        with self.changed:
            self.pages.add(page)
            self.changed.notify_all()
            self.changed.wait_for(lambda: self.command and self.command["page"] == page, 5)
            command = self.command
            return command if command and command["page"] == page else None

    def put_result(self, body):
        with self.changed:
            if self.command and self.command["id"] == body["id"]:
                self.result = body
                self.command = None
                self.changed.notify_all()

    def ask(self, page, code, seconds=30):
        with self.changed:
            self.command = {"id": next(self.numbers), "page": page, "code": code}
            self.result = None
            self.changed.notify_all()
            if not self.changed.wait_for(lambda: self.result, seconds):
                self.command = None
                raise StepFailed(f"{page} does not answer")
            if self.result.get("error"):
                raise StepFailed(f"{page}: {self.result['error']}")
            return self.result.get("value")

    def tell(self, page, code):
        """Without an answer: the page goes."""
        with self.changed:
            self.command = {"id": next(self.numbers), "page": page, "code": code}
            self.changed.notify_all()

    def wait_page(self, page):
        with self.changed:
            if not self.changed.wait_for(lambda: page in self.pages, 60):
                raise StepFailed(f"{page} is not opened")
            self.command = None


class Browser:
    """A browser with one page."""

    def __init__(self, name, remote, out):
        self.name = name
        self.remote = remote
        self.out = out
        self.program = None
        self.page = None

    def get_command(self, uri):
        profile = pathlib.Path(os.environ["HOME"]) / self.name
        profile.mkdir(exist_ok=True)
        x, y, width, height = PLACE
        if self.name == "Chromium":
            return ["chromium", "--no-sandbox", "--no-first-run", "--disable-gpu", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", "--test-type", "--no-default-browser-check",
                    "--disable-features=Translate,MediaRouter", "--password-store=basic", f"--user-data-dir={profile}",
                    f"--window-position={x},{y}", f"--window-size={width},{height}", uri]
        preferences = {
            "browser.shell.checkDefaultBrowser": False, "browser.aboutwelcome.enabled": False,
            "browser.startup.homepage_override.mstone": "ignore", "datareporting.policy.dataSubmissionEnabled": False,
            "browser.tabs.warnOnClose": False, "app.update.enabled": False, "app.normandy.enabled": False,
            "browser.newtabpage.enabled": False, "extensions.update.enabled": False,
            "toolkit.telemetry.reportingpolicy.firstRun": False, "network.captive-portal-service.enabled": False,
            "network.connectivity-service.enabled": False, "browser.sessionstore.resume_from_crash": False,
            "termsofuse.bypassNotification": True, "browser.preonboarding.enabled": False,
        }
        (profile / "user.js").write_text("".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
                                                 for name, value in preferences.items()), encoding="utf-8")
        return ["firefox-esr", "--no-remote", "--profile", str(profile), "--new-window", uri]

    def start(self, name):
        self.page = f"/page/{name}?{next(self.remote.numbers)}"
        self.program = stage.Program(self.get_command(self.remote.base + self.page), self.out / f"{self.name}.log",
                                     {"GTK_A11Y": "none", "NO_AT_BRIDGE": "1", "MOZ_ENABLE_WAYLAND": "0",
                                      "GTK_THEME": "Adwaita"})
        self.remote.wait_page(self.page)

    def open(self, name):
        """A new page, empty again."""
        if self.program is None:
            self.start(name)
        else:
            last, self.page = self.page, f"/page/{name}?{next(self.remote.numbers)}"
            self.remote.tell(last, f"location.replace({json.dumps(self.page)})")
            self.remote.wait_page(self.page)
        self.ask("await target.ready")
        self.place()

    def get_window(self):
        ids = stage.find_windows("– editor")
        return ids[-1] if ids else None

    def place(self):
        """Where it belongs, and settled there."""
        window = wait_for(f"the window of {self.name}", self.get_window)
        x, y, width, height = PLACE
        stage.xdotool("windowmove", window, x, y, "windowsize", window, width, height)
        last = [None]

        def is_settled():
            now = self.get_place()
            settled = now == last[0] and now[0] > x
            last[0] = now
            return settled

        wait_for("the page to settle", is_settled)

    def activate(self):
        def is_active():
            window = self.get_window()
            stage.xdotool("windowactivate", window)
            return stage.xdotool("getactivewindow") == window

        wait_for(f"{self.name} in front", is_active)

    def ask(self, code):
        return self.remote.ask(self.page, code)

    def get_place(self):
        return tuple(self.ask("return placeOf(target.element)"))

    def read(self):
        return self.ask("return await target.read()")

    def stop(self):
        if self.program:
            self.program.stop()
            self.program = None


class WebTarget:
    """One page in one browser."""

    def __init__(self, browser, name):
        self.browser = browser
        self.name = name
        self.get_drop_place = browser.get_place
        self.read = browser.read

    def prepare(self):
        self.browser.open(self.name)

    def is_over(self):
        return self.browser.ask("return overs > 0")

    def paste(self):
        self.browser.activate()
        stage.click(*self.get_drop_place())
        wait_for("the focus", functools.partial(self.browser.ask, "return document.hasFocus()"))
        stage.press("ctrl+v")

    def start_anew(self):
        self.browser.stop()

    def stop(self):
        """The next row goes on in the same browser."""
