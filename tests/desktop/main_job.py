#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, done as a person does it: sign in, open an album, search, copy a link, drag another.

Run it below with-desktop. Writes OUT/*.png, OUT/page.html and OUT/steps.txt, prints TAP, and ends with
a status of 1 when a step failed.
"""

import os
import pathlib
import re
import subprocess
import warnings

warnings.filterwarnings("ignore")

import stage  # noqa: E402
from browser import Browser, Editor  # noqa: E402
from stage import StepFailed, Window, wait_for  # noqa: E402
from steps import check, run_alone  # noqa: E402

PICKER = (0, 0, 1000, 975)
BROWSER = (1004, 0, 596, 900)
REST = (900, 990)  # where the pointer is out of the way
ALBUM = "Harbours"
FOLDER = "Travel"
WORD = "boats"


class MainJob:
    """The programs, and one method a step."""

    def __init__(self, build, out):
        self.build = build
        self.out = out
        self.config = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "descant"
        self.opened = pathlib.Path(os.environ["HOME"]) / "opened-uris"
        self.picker = None
        self.window = Window("descant")
        self.browser = None
        self.editor = Editor()
        self.tenant = None
        self.values = {}

    def stop(self):
        for program in (self.picker, self.tenant):
            if program:
                program.stop()
        if self.browser:
            self.browser.quit()
        self.editor.stop()

    def shoot(self, name):
        stage.screenshot(str(self.out / f"{name}.png"))

    # What is there before the person comes

    def start_tenant(self):
        """the company's Canto (here the stand-in tenant) answers"""
        port = stage.find_free_port()
        self.tenant = stage.Program(
            [self.build / "src/tenant/descant-tenant", "--port=0",
             f"--redirect-uri=http://localhost:{port}/callback"], self.out / "tenant.log",
            {"G_MESSAGES_DEBUG": "tenant"})
        wait_for("the tenant", lambda: "\nready\n" in self.tenant.read_log())
        self.values = dict(line.split("=", 1) for line in self.tenant.read_log().splitlines() if "=" in line)

    def prepare(self):
        """an administrator has written the account file; a browser is the system's"""
        self.config.mkdir(parents=True)
        (self.config / "accounts.conf").write_text(
            "[Account]\n"
            f"loopback-base={self.values['base']}\n"
            f"app-id={self.values['app_id']}\n"
            f"app-secret={self.values['app_secret']}\n"
            f"redirect-uri={self.values['redirect_uri']}\n", encoding="utf-8")
        handler = pathlib.Path(os.environ["HOME"]) / "open-uri"
        handler.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{self.opened}"\n', encoding="utf-8")
        handler.chmod(0o755)
        applications = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "applications"
        applications.mkdir(parents=True, exist_ok=True)
        (applications / "system-browser.desktop").write_text(
            f"[Desktop Entry]\nType=Application\nName=Browser\nExec={handler} %u\n"
            "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n", encoding="utf-8")
        (self.config.parent / "mimeapps.list").write_text(
            "[Default Applications]\nx-scheme-handler/http=system-browser.desktop\n"
            "x-scheme-handler/https=system-browser.desktop\n", encoding="utf-8")

    def start_picker(self):
        self.picker = stage.Program(
            [self.build / "src/picker/descant"], self.out / "descant.log",
            {"GSETTINGS_SCHEMA_DIR": str(self.build / "data"), "G_DEBUG": "fatal-criticals"})

    # The steps

    def start(self):
        """start Descant: it asks to sign in"""
        self.start_picker()
        self.window.wait_title("Sign In")
        self.window.place(*PICKER)
        wait_for("the button to be ready", lambda: stage.has_state(self.wait_sign_in_button(), "SENSITIVE"))
        self.shoot("01-start")

    def ask_for_sign_in(self):
        """press Sign In: the browser is asked to open the login page"""
        self.window.activate()
        self.window.click(self.wait_sign_in_button())
        wait_for("the browser to be asked", lambda: self.opened.exists() and self.opened.read_text().strip())
        self.window.wait("label", contains="Sign in to Canto there")
        self.shoot("02-waiting")

    def sign_in(self):
        """log in on the tenant's page in Chromium and press Allow"""
        self.browser = Browser(os.path.join(os.environ["HOME"], "chromium"), *BROWSER)
        self.browser.open(self.opened.read_text().splitlines()[-1])
        user = self.browser.find("#user")
        user.clear()
        user.send_keys(self.values["user"])
        self.browser.find("#password").send_keys(self.values["password"])
        self.shoot("03-login")
        self.browser.find("#login").click()
        self.browser.find("#allow")
        self.shoot("04-consent")
        self.browser.find("#allow").click()
        self.browser.wait_text("Go back to Descant")
        self.shoot("05-signed-in")

    def see_library(self):
        """the library is there, with pictures"""
        self.window.wait_title(self.values["base"].removeprefix("http://"))
        self.window.wait("label", name="All Assets")
        self.wait_tiles()
        stage.xdotool("mousemove", *REST)
        self.shoot("06-library")

    def open_album(self):
        """open the folder Travel and the album Harbours in it"""
        folder = self.wait_row(FOLDER)
        self.window.activate()
        self.window.click(folder)
        stage.press("Return")
        self.window.click(self.wait_row(ALBUM))
        self.window.wait("label", name=ALBUM, where=self.is_heading)
        self.wait_count()
        self.wait_tiles()
        stage.xdotool("mousemove", *REST)
        self.shoot("07-album")

    def search(self):
        """type a word: the grid shows what matches"""
        before = self.wait_count()
        stage.press("ctrl+f")
        stage.type_text(WORD)
        wait_for("another number of assets", lambda: self.wait_count() != before)
        self.wait_tiles()
        wait_for("only what matches", lambda: self.has_only(WORD))
        self.shoot("08-search")

    def copy(self):
        """pick the second one with the keyboard and copy its link: Ctrl+C"""
        stage.press("Down")
        stage.press("Right")
        self.window.wait("label", contains="×")
        stage.press("ctrl+c")
        # The toast that says so does not stay long enough for a slow machine.
        wait_for("a link on the clipboard", lambda: "text/html" in self.get_clipboard_targets())
        self.shoot("09-copied")
        types = self.get_clipboard_targets()
        check("text/plain" in types, f"the clipboard has only {types}")
        check("text/uri-list" not in types, "the clipboard has a list of addresses, which hides the rest")

    def paste(self):
        """paste it into a page in Chromium: Ctrl+V"""
        self.browser.open(self.editor.uri)
        stage.click(*self.browser.get_place("#pasted"))
        stage.press("ctrl+v")
        self.check_image(self.browser.wait_image("#pasted"))
        stage.click(*self.browser.get_place("#text"))
        stage.press("ctrl+v")
        text = self.browser.wait("the address in the text field",
                                 lambda: self.browser.find("#text").get_attribute("value"))
        check(re.fullmatch(r"http://\S+/-B1200-FJPG\S*", text), f"the text field has “{text}”")
        self.shoot("10-pasted")

    def drag(self):
        """drag another one from the grid into the page"""
        self.window.activate()
        tile = self.get_draggable_tile()
        start = self.window.get_place(tile, (0.5, 0.4))
        stage.drag(start, self.browser.get_place("#dropped"))
        self.check_image(self.browser.wait_image("#dropped"))
        stage.click(*self.browser.get_place("h1"))
        stage.xdotool("mousemove", *REST)
        first = self.browser.wait_image("#pasted")["src"]
        check(self.browser.wait_image("#dropped")["src"] != first, "the same asset was dropped and pasted")
        self.shoot("11-dropped")
        (self.out / "page.html").write_text(self.browser.get_html(), encoding="utf-8")

    def keep_secrets(self):
        """nobody else sees token or password: no command line, environment, file, clipboard, drag or core file"""
        stored = subprocess.run(["secret-tool", "lookup", "kind", "token"], capture_output=True, text=True,
                                timeout=20, check=True).stdout
        secrets = [word for word in stored.split() if len(word) >= 16] + [self.values["password"]]
        check(len(secrets) >= 3, "the keyring has no two tokens")
        pid = self.picker.process.pid
        for process in stage.get_descendants(pid) | {pid}:
            for name in ("cmdline", "environ"):
                self.check_without(pathlib.Path(f"/proc/{process}/{name}"), secrets)
        limits = pathlib.Path(f"/proc/{pid}/limits").read_text(encoding="utf-8")
        check(re.search(r"Max core file size +0 ", limits), "the program may write a core file")
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            for path in pathlib.Path(os.environ.get(variable, "/nowhere")).rglob("*"):
                if path.is_file() and "keyrings" not in path.parts:
                    self.check_without(path, secrets + [self.values["app_secret"]] * (path.suffix != ".conf"))
        secrets.append(self.values["app_secret"])
        for target in self.get_clipboard_targets():
            content = subprocess.run(["xclip", "-selection", "clipboard", "-o", "-t", target],
                                     capture_output=True, timeout=20, check=False).stdout
            for secret in secrets:
                check(secret.encode() not in content, f"a secret is in the clipboard, as {target}")

        dropped = self.browser.get_dropped()
        check({"text/html", "text/plain"} <= {kind for kind, _ in dropped}, f"the drag had only {dropped}")
        for kind, content in dropped:
            check(not any(secret in content for secret in secrets), f"a secret is in the drag, as {kind}")

    def get_clipboard_targets(self):
        return subprocess.run(["xclip", "-selection", "clipboard", "-o", "-t", "TARGETS"], capture_output=True,
                              text=True, timeout=20, check=False).stdout.split()

    def check_without(self, path, secrets):
        try:
            content = path.read_bytes()
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            return
        for secret in secrets:
            check(secret.encode() not in content, f"a secret is in {path}")

    def quit(self):
        """quit: Ctrl+Q"""
        self.window.activate()
        stage.press("ctrl+q")
        check(self.picker.wait_end() == 0, f"Descant ended with {self.picker.process.returncode}")
        self.check_log()

    def start_again(self):
        """start once more: straight to the library, for the token is in the keyring"""
        before = self.opened.read_text()
        self.start_picker()
        self.window.wait_title(self.values["base"].removeprefix("http://"))
        self.window.place(*PICKER)
        self.wait_tiles()
        check(self.opened.read_text() == before, "the browser was asked again")
        self.shoot("12-second-start")

    def sign_out(self):
        """sign out: the form is back, and the keyring has no token"""
        self.window.activate()
        stage.press("F10")
        self.window.wait("menu item", contains="Sign Out")
        stage.press("o")
        self.window.wait_title("Sign In")
        self.shoot("13-signed-out")
        found = subprocess.run(["secret-tool", "search", "--all", "kind", "token"], capture_output=True,
                               text=True, timeout=20, check=False).stdout
        check(found == "", "the keyring still has a token")
        stage.press("ctrl+q")
        check(self.picker.wait_end() == 0, f"Descant ended with {self.picker.process.returncode}")
        self.check_log()

    # What the steps look at

    def wait_sign_in_button(self):
        """That of the form, which comes after the welcome's: a page that is hidden keeps its place in the tree."""
        def find_last():
            found = [node for role, name, node in self.window.walk(self.window.get_frame())
                     if role == "push button" and name.lstrip("_").startswith("Sign In") and stage.get_size(node) != (0, 0)]
            return found[-1] if found else None

        return wait_for("the button Sign In", find_last)

    def wait_row(self, name):
        """A row of the sidebar, by the label in it."""
        return self.window.wait("label", name=name, where=lambda node: not self.is_heading(node))

    def is_heading(self, node):
        return node.get_extents(stage.Atspi.CoordType.WINDOW).x > 241

    def wait_count(self):
        """How many assets the line above the grid tells."""
        return self.window.wait("label", where=lambda node: re.fullmatch(r"[\d,.\u202f ]+ assets?",
                                                                         node.get_name())).get_name()

    def get_tiles(self):
        """The cells of the grid that are whole on the screen."""
        table = self.window.find("table", name="Assets")
        if table is None:
            return []
        height = stage.get_size(self.window.get_frame())[1]
        tiles = []
        for i in range(table.get_child_count()):
            cell = table.get_child_at_index(i)
            if cell is None:
                continue  # it went away while we looked
            extents = cell.get_extents(stage.Atspi.CoordType.WINDOW)
            if extents.y + extents.height > height:
                break
            if extents.y > 0:
                tiles.append(cell)
        return tiles

    def get_tile_names(self):
        try:
            tiles = [cell.get_child_at_index(0) for cell in self.get_tiles()]
            return [tile.get_name() if tile else "" for tile in tiles]
        except stage.GLib.Error:
            return []  # one went away while we looked

    def has_only(self, word):
        names = self.get_tile_names()
        return names and all(word in name for name in names[:4])

    def wait_tiles(self):
        def have_names():
            names = self.get_tile_names()
            return names and all(names)

        wait_for("tiles with names", have_names)

    def get_draggable_tile(self):
        """The first on screen that is an approved picture and not the one that was copied."""
        for cell in self.get_tiles():
            name = cell.get_child_at_index(0).get_name()
            if ".jpg" in name and not stage.has_state(cell, "SELECTED"):
                return cell
        raise StepFailed(f"no picture to drag among {self.get_tile_names()}")

    def check_image(self, image):
        source = image["src"]
        check(re.match(re.escape(self.values["delivery"]) + r"/image/\d{12}/image_[0-9a-v]{26}/-B1200-FJPG", source),
              f"the link is “{source}”")
        check(max(image["naturalWidth"], image["naturalHeight"]) <= 1200, f"the picture is too large: {image}")
        check(image["alt"], "the picture has no alternative text")
        check((int(image["width"]), int(image["height"])) == (image["naturalWidth"], image["naturalHeight"]),
              f"width and height are not those of the picture: {image}")

    def check_log(self):
        log = self.picker.read_log()
        for secret in ("app_secret", "password"):
            check(self.values[secret] not in log, f"the log has the {secret}")
        check(not re.search(r"CRITICAL|WARNING \*\*", log), f"the log has warnings:\n{log}")

    STEPS = (start_tenant, prepare, start, ask_for_sign_in, sign_in, see_library, open_album, search, copy,
             paste, drag, keep_secrets, quit, start_again, sign_out)


if __name__ == "__main__":
    run_alone(MainJob, __doc__)
