#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The quick picker, from the command line, the desktop's key and D-Bus, with the whole program.

Run it below with-desktop. Writes OUT/*.png, prints TAP, and ends with a status of 1 when a step failed.
"""

import json
import os
import pathlib
import subprocess
import sys
import urllib.parse
import urllib.request
import warnings

warnings.filterwarnings("ignore")

import stage  # noqa: E402
from stage import StepSkipped, Window, wait_for  # noqa: E402
from steps import check, run_alone  # noqa: E402

TITLE = "Quick Picker"
APP_ID = "io.github.descant.Descant"
PORTAL = pathlib.Path(__file__).resolve().parent.parent / "display" / "mock_portal.py"


def has_dbusmock():
    return subprocess.run([sys.executable, "-c", "import dbusmock"], capture_output=True, check=False).returncode == 0


def call(*words):
    """A method on the bus of the session; what it answers, or None."""
    done = subprocess.run(["gdbus", "call", "--session", "--timeout", "10", *words], capture_output=True, text=True,
                          timeout=20, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


class QuickPick:
    """The programs, and one method a step."""

    def __init__(self, build, out):
        self.build = build
        self.out = out
        self.config = pathlib.Path(os.environ["XDG_CONFIG_HOME"])
        self.window = Window("descant")
        self.picker = None
        self.tenant = None
        self.portal = None
        self.notifications = None
        self.values = {}
        self.link = ""

    def stop(self):
        for program in (self.picker, self.portal, self.notifications, self.tenant):
            if program:
                program.stop()

    def shoot(self, name):
        stage.screenshot(str(self.out / f"{name}.png"))

    # What is there before the person comes

    def start_tenant(self):
        """the company's Canto (here the stand-in tenant) answers, and she has signed in before; its delivery network has nothing"""
        self.tenant = stage.Program([self.build / "src/tenant/descant-tenant", "--port=0", "--calls-per-minute=0", "--scenario=delivery-gone"],
                                    self.out / "tenant.log")
        wait_for("the tenant", lambda: "\nready\n" in self.tenant.read_log())
        self.values = dict(line.split("=", 1) for line in self.tenant.read_log().splitlines() if "=" in line)
        (self.config / "descant").mkdir(parents=True)
        (self.config / "descant/accounts.conf").write_text(
            f"[Account]\nloopback-base={self.values['base']}\napp-id={self.values['app_id']}\n"
            f"app-secret={self.values['app_secret']}\n", encoding="utf-8")
        form = {"grant_type": "client_credentials", "app_id": self.values["app_id"],
                "app_secret": self.values["app_secret"], "user_id": self.values["user"]}
        with urllib.request.urlopen(self.values["base"] + "/oauth/api/oauth2/token",
                                    urllib.parse.urlencode(form).encode(), timeout=20) as answer:
            token = json.load(answer)["accessToken"]
        host = self.values["base"].removeprefix("http://")
        subprocess.run(["secret-tool", "store", "--label=Descant", "kind", "token", "account", host, "app-id",
                        self.values["app_id"]], input=f"{token}\n\n4000000000", text=True, timeout=20, check=True)

    def start_portal(self):
        """her desktop gives programs keys (a portal made with python-dbusmock)"""
        settings = self.config / "glib-2.0/settings"
        settings.mkdir(parents=True)
        (settings / "keyfile").write_text("[io/github/descant/Descant]\nquick-shortcut=true\n", encoding="utf-8")
        if not has_dbusmock():
            raise StepSkipped("python-dbusmock is not there")
        self.portal = stage.Program([sys.executable, "-W", "ignore", "-m", "dbusmock", "--session", "-t", PORTAL],
                                    self.out / "portal.log")
        self.notifications = stage.Program(
            [sys.executable, "-W", "ignore", "-m", "dbusmock", "--session", "-t", "notification_daemon"],
            self.out / "notifications.log")
        for name in ("org.freedesktop.portal.Desktop", "org.freedesktop.Notifications"):
            wait_for(name, lambda: call("--dest", "org.freedesktop.DBus", "--object-path", "/", "--method",
                                        "org.freedesktop.DBus.GetNameOwner", name))

    # The steps

    def open_alone(self):
        """descant --quick, and nothing else runs: the quick picker comes, and no other window"""
        self.picker = self.start("descant.log", "--quick")
        self.wait_open()
        check([frame.get_name() for frame in self.list_frames()] == [TITLE], "there is another window")

    def copy(self):
        """type, press Down and Enter: the link is on the clipboard, and the window is gone"""
        stage.type_text("harbour")
        wait_for("what is found", lambda: len(self.find_rows()) > 2)
        self.shoot("01-found")
        stage.press("Down")
        stage.press("Return")
        self.allow_if_asked()
        wait_for("the window to go", lambda: not self.list_frames())
        self.link = self.read_clipboard()
        check(self.link.startswith("http"), f"the clipboard has “{self.link}”")

    def be_told(self):
        """nothing is there, where the link leads: the desktop says so"""
        if not self.notifications:
            raise StepSkipped("python-dbusmock is not there")
        wait_for("the notification", lambda: "Copied, but nothing is there (404)" in self.notifications.read_log())

    def keep_clipboard(self):
        """Descant has no window now, and the clipboard still has the link"""
        check(not self.picker.has_ended(), "the program has ended")
        check(self.read_clipboard() == self.link, "the clipboard has something else")

    def open_again(self):
        """descant --quick once more, as another process: it ends, and the window is there with what was copied"""
        status = self.start("second.log", "--quick").wait_end()
        check(status == 0, f"it ended with {status}")
        self.wait_open()
        wait_for("what was copied", lambda: len(self.find_rows()) == 1)
        self.shoot("02-recent")

    def open_main(self):
        """press Ctrl+Enter: the main window shows that asset"""
        name = self.find_rows()[0].get_name().split(",")[0]
        stage.press("ctrl+Return")
        host = self.values["base"].removeprefix("http://")
        wait_for("the main window", lambda: self.find_frame(host))
        wait_for("the asset", lambda: any(name in label for _, label, _ in self.window.walk(
            self.find_frame(host), into_table=True)))
        self.shoot("03-main")

    def press_key(self):
        """press the desktop's key: the quick picker is there, beside the main window"""
        if not self.portal:
            raise StepSkipped("python-dbusmock is not there")
        wait_for("the key to be bound", lambda: call(
            "--dest", "org.freedesktop.portal.Desktop", "--object-path", "/org/freedesktop/portal/desktop",
            "--method", "io.github.descant.Test.Press", "quick") is not None and self.find_frame(TITLE))
        self.wait_open()
        self.close()

    def activate_action(self):
        """the desktop's menu asks for Quick Pick, over D-Bus: the same"""
        check(call("--dest", APP_ID, "--object-path", "/" + APP_ID.replace(".", "/"), "--method",
                   "org.freedesktop.Application.ActivateAction", "quick", "[]", "{}") is not None, "it is refused")
        self.wait_open()

    def quit(self):
        """press Ctrl+Q: Descant has ended"""
        stage.press("ctrl+q")
        check(self.picker.wait_end() == 0, "it ended with an error")

    def quit_service(self):
        """press Ctrl+Q: Descant has ended, though it has a key"""
        self.quit()

    def start_as_service(self):
        """the bus starts Descant for the desktop's menu: the quick picker comes, and no other window"""
        self.picker = self.start("service.log", "--gapplication-service")
        wait_for("its name on the bus", lambda: call(
            "--dest", APP_ID, "--object-path", "/" + APP_ID.replace(".", "/"), "--method",
            "org.freedesktop.Application.ActivateAction", "quick", "[]", "{}") is not None)
        self.wait_open()
        check([frame.get_name() for frame in self.list_frames()] == [TITLE], "there is another window")

    STEPS = [start_tenant, start_portal, open_alone, copy, be_told, keep_clipboard, open_again, open_main, press_key,
             activate_action, quit, start_as_service, quit_service]

    # Hands

    def start(self, log, *words):
        return stage.Program([self.build / "src/picker/descant", *words], self.out / log,
                             {"GSETTINGS_SCHEMA_DIR": str(self.build / "data"), "G_DEBUG": "fatal-criticals",
                              "GSETTINGS_BACKEND": "keyfile"})

    def allow_if_asked(self):
        """Some assets are not approved: she uses them all the same."""
        def is_done():
            if not self.list_frames():
                return True
            button = next((node for role, name, node in self.walk_quick()
                           if role == "push button" and name == "Use Anyway" and stage.get_size(node)[0] > 0), None)
            if button:
                button.get_action_iface().do_action(0)
            return False

        wait_for("the copy", is_done)

    def close(self):
        stage.press("Escape")
        wait_for("the window to go", lambda: not self.find_frame(TITLE))

    # Eyes

    def list_frames(self):
        application = self.window.get_application()
        frames = [application.get_child_at_index(i) for i in range(application.get_child_count())] if application else []
        return [frame for frame in frames if frame and stage.has_state(frame, "SHOWING")]

    def find_frame(self, part):
        return next((frame for frame in self.list_frames() if part in frame.get_name()), None)

    def walk_quick(self):
        frame = self.find_frame(TITLE)
        return self.window.walk(frame) if frame else []

    def wait_open(self):
        wait_for("the quick picker", lambda: self.find_frame(TITLE))
        wait_for("it to have the keyboard", lambda: TITLE in stage.xdotool("getactivewindow", "getwindowname"))

    def find_rows(self):
        return [node for role, _, node in self.walk_quick()
                if role == "label" and "," in node.get_name() and stage.get_size(node)[1] > 40]

    def read_clipboard(self):
        return subprocess.run(["xclip", "-selection", "clipboard", "-out"], capture_output=True, text=True, timeout=20,
                              check=False).stdout


if __name__ == "__main__":
    run_alone(QuickPick, __doc__)
