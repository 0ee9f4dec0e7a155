#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is lost: the whole program killed while the service is away, in the middle of an upload, after a sign-out;
and what the service has in the end, asked behind its back; and a link that was copied before the window was closed.

Run it below with-desktop. Writes OUT/*.png, prints TAP, and ends with a status of 1 when a step failed.
"""

import json
import os
import pathlib
import signal
import subprocess
import urllib.parse
import urllib.request
import warnings

warnings.filterwarnings("ignore")

import stage  # noqa: E402
from stage import Window, wait_for  # noqa: E402
from steps import check, run_alone  # noqa: E402

PLACE = (0, 0, 1400, 900)
BIG = 600 * 1000 * 1000  # sparse: long enough on its way to be stopped there
KEPT_NAME = "kept after a kill.jpg"
LATE_NAME = "kept after a sign-out.jpg"


class NothingLost:
    """The programs, and one method a step."""

    def __init__(self, build, out):
        self.build = build
        self.out = out
        self.config = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "descant"
        self.big = pathlib.Path(os.environ["HOME"]) / "big upload.xyz"
        self.window = Window("descant")
        self.picker = None
        self.tenant = None
        self.manager = None
        self.values = {}
        self.token = ""

    def stop(self):
        if self.tenant:
            self.set_away(False)
        for program in (self.picker, self.tenant, self.manager):
            if program:
                program.stop()

    def shoot(self, name):
        stage.screenshot(str(self.out / f"{name}.png"))

    # What is there before the person comes

    def start_tenant(self):
        """the company's Canto (here the stand-in tenant) answers"""
        self.tenant = stage.Program([self.build / "src/tenant/descant-tenant", "--port=0", "--calls-per-minute=0"],
                                    self.out / "tenant.log")
        wait_for("the tenant", lambda: "\nready\n" in self.tenant.read_log())
        self.values = dict(line.split("=", 1) for line in self.tenant.read_log().splitlines() if "=" in line)

    def prepare(self):
        """she has signed in before: the account file and the keyring have it"""
        self.config.mkdir(parents=True)
        (self.config / "accounts.conf").write_text(
            f"[Account]\nloopback-base={self.values['base']}\napp-id={self.values['app_id']}\n"
            f"app-secret={self.values['app_secret']}\n", encoding="utf-8")
        form = {"grant_type": "client_credentials", "app_id": self.values["app_id"],
                "app_secret": self.values["app_secret"], "user_id": self.values["user"]}
        with urllib.request.urlopen(self.values["base"] + "/oauth/api/oauth2/token",
                                    urllib.parse.urlencode(form).encode(), timeout=20) as answer:
            self.token = json.load(answer)["accessToken"]
        self.keep_token()
        self.copy_file()

    def keep_token(self):
        host = self.values["base"].removeprefix("http://")
        subprocess.run(["secret-tool", "store", "--label=Descant", "kind", "token", "account", host, "app-id",
                        self.values["app_id"]], input=f"{self.token}\n\n4000000000", text=True, timeout=20, check=True)

    # The steps

    def start(self):
        """start Descant: the library is there"""
        self.picker = stage.Program(
            [self.build / "src/picker/descant"], self.out / "descant.log",
            {"GSETTINGS_SCHEMA_DIR": str(self.build / "data"), "G_DEBUG": "fatal-criticals"})
        self.window.wait_title(self.values["base"].removeprefix("http://"))
        self.window.place(*PLACE)
        wait_for("the assets", self.find_tiles)

    def edit_and_be_killed(self):
        """rename an asset while the service does not answer, and kill Descant (-9)"""
        self.rename(KEPT_NAME)
        self.shoot("01-saving")
        self.kill()
        self.set_away(False)
        check(self.count(KEPT_NAME) == 0, "it was not away")

    def start_again(self):
        """start again: the change arrives"""
        self.start()
        wait_for("the change", lambda: self.count(KEPT_NAME) == 1)

    def upload_and_be_killed(self):
        """paste a big file, and kill Descant (-9) in the middle of its upload"""
        self.window.activate()
        self.window.click(wait_for("an asset", self.find_tiles)[0])
        stage.press("ctrl+v")
        wait_for("the upload to be on its way", lambda: self.find_upload_button("on its way"))
        # Its sum is written down before its first byte is sent.
        wait_for("the first bytes", lambda: b"'md5'" in self.read_journal())
        self.set_away(True)
        self.window.click(self.find_upload_button("on its way"))
        self.shoot("02-on-its-way")
        self.kill()
        self.set_away(False)
        check(self.count(self.big.name) == 0, "it had arrived already")

    def go_on_uploading(self):
        """start again: the file arrives, and once"""
        self.start()
        wait_for("the upload", lambda: self.count(self.big.name) == 1, 90)
        wait_for("that it is done", lambda: not self.find_upload_button("on its way"))
        check(self.count(self.big.name) == 1, "it is there twice")

    def sign_out(self):
        """sign out while a change is not sent: Descant asks, and says that it waits"""
        self.rename(LATE_NAME)
        stage.press("Escape", "Escape")
        stage.press("F10")
        self.window.wait("menu item", contains="Sign Out")
        stage.press("o")
        self.wait_dialog("Sign Out?")
        self.shoot("03-sign-out")
        stage.press("alt+s")
        self.window.wait_title("Sign In")

    def kill_signed_out(self):
        """kill Descant (-9) there, too"""
        self.kill()
        self.set_away(False)
        check(self.count(LATE_NAME) == 0, "it was sent after the sign-out")

    def sign_in_again(self):
        """sign in again: the change arrives"""
        self.keep_token()
        self.start()
        wait_for("the change", lambda: self.count(LATE_NAME) == 1)
        self.window.activate()
        stage.press("ctrl+q")
        check(self.picker.wait_end() == 0, f"Descant ended with {self.picker.process.returncode}")

    def copy_and_close(self):
        """start again, copy a link, and close the window: the link is still there to be pasted"""
        self.start()
        self.window.activate()
        self.window.click(wait_for("an asset to be used without a question", self.find_clear_tile))
        stage.press("ctrl+c")
        link = wait_for("the link", self.read_link)
        stage.press("alt+F4")
        wait_for("the window to go", lambda: self.window.get_id() is None)
        check(self.read_link() == link, f"the clipboard has “{self.read_link()}”, and not “{link}”")

    def copy_elsewhere(self):
        """copy something else, in another program: Descant has ended"""
        check(not self.picker.has_ended(), "it had ended before")
        subprocess.run(["xclip", "-selection", "clipboard"], input="something else", text=True, timeout=20, check=True)
        check(self.picker.wait_end() == 0, f"Descant ended with {self.picker.process.returncode}")

    STEPS = (start_tenant, prepare, start, edit_and_be_killed, start_again, upload_and_be_killed, go_on_uploading,
             sign_out, kill_signed_out, sign_in_again, copy_and_close, copy_elsewhere)

    # Hands

    def set_away(self, is_away):
        """A service that takes calls and answers none."""
        if not self.tenant.has_ended():
            self.tenant.process.send_signal(signal.SIGSTOP if is_away else signal.SIGCONT)

    def kill(self):
        self.picker.process.kill()
        self.picker.process.wait()

    def rename(self, name):
        """The first asset, while the service is away, until that is kept."""
        self.window.activate()
        self.window.click(wait_for("an asset", self.find_tiles)[0])
        stage.press("ctrl+e")
        wait_for("the editor", self.find_name_entry)
        self.set_away(True)
        self.window.click(self.find_name_entry())
        stage.press("ctrl+a")
        stage.type_text(name)
        stage.press("Return")
        self.window.wait("label", name="Saving…")
        wait_for("the journal", lambda: name.encode() in self.read_journal())

    def copy_file(self):
        """As a file manager does."""
        with open(self.big, "wb") as file:
            file.truncate(BIG)
        # Not by xclip, which gives its text as whatever is asked for, as the key of a portal's transfer, too.
        self.manager = stage.Program([self.build / "tests/desktop/copy-file", self.big], self.out / "copy-file.log")
        wait_for("the copy", lambda: "copied" in self.manager.read_log())

    # Eyes

    def find_tiles(self):
        return [node for role, _, node in self.window.walk(self.window.get_frame(), into_table=True)
                if role == "table cell" and stage.get_size(node)[0] > 0]

    def find_clear_tile(self):
        """One whose name has no state after it: it is approved and published."""
        return next((tile for tile in self.find_tiles() if "," not in tile.get_child_at_index(0).get_name()), None)

    def find_name_entry(self):
        return self.window.find("text", name="Name") or self.window.find("entry", name="Name")

    def find_upload_button(self, text):
        return self.window.find("push button", contains="Uploads: ", where=lambda node: text in node.get_name())

    def wait_dialog(self, heading):
        def find():
            application = self.window.get_application()
            return application and any(
                name == heading for i in range(application.get_child_count())
                for role, name, _ in self.window.walk(application.get_child_at_index(i)) if role == "label")

        wait_for(f"the question “{heading}”", find)

    def read_link(self):
        """What another program would paste, if that is an address."""
        text = subprocess.run(["xclip", "-selection", "clipboard", "-out"], capture_output=True, text=True, timeout=20,
                              check=False).stdout
        return text if text.startswith("http") else None

    def read_journal(self):
        """With what is not yet in the database itself."""
        folder = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "descant"
        return b"".join(path.read_bytes() for path in folder.glob("*/edits.journal*"))

    def count(self, name):
        """How many assets of that name the service has."""
        query = urllib.parse.urlencode({"keyword": name, "limit": 100})
        request = urllib.request.Request(f"{self.values['base']}/api/v1/search?{query}",
                                         headers={"Authorization": f"Bearer {self.token}"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return sum(result["name"] == name for result in json.load(answer).get("results") or [])


if __name__ == "__main__":
    run_alone(NothingLost, __doc__)
