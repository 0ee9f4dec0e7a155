#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop starts Descant by its name on the bus, as the file that is installed says; and the program says what it is.

Run it below with-desktop. Writes OUT/*.png, prints TAP, and ends with a status of 1 when a step failed.
"""

import configparser
import os
import pathlib
import re
import subprocess
import warnings

warnings.filterwarnings("ignore")

import stage  # noqa: E402
from stage import Window, wait_for  # noqa: E402
from steps import check, run_alone  # noqa: E402

PLACE = (0, 0, 1100, 760)


def read_entry(path, group):
    parser = configparser.RawConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(path, encoding="utf-8")
    return dict(parser[group])


class Activation:
    """The bus, and one method a step."""

    def __init__(self, build, out):
        self.build = build
        self.out = out
        self.window = Window("descant")
        self.service = {}

    def stop(self):
        frame = self.window.get_application()
        if frame:
            self.call(self.service["Name"], self.get_path(), "org.freedesktop.Application.ActivateAction", "quit", "[]", "{}")

    def call(self, name, path, method, *arguments):
        return subprocess.run(["gdbus", "call", "--session", "--dest", name, "--object-path", path, "--method", method,
                               *arguments], capture_output=True, text=True, timeout=60, check=True).stdout

    def get_path(self):
        return "/" + self.service["Name"].replace(".", "/")

    # The steps

    def say_version(self):
        """descant --version says the version of the program and of its libraries"""
        printed = subprocess.run([self.build / "src/picker/descant", "--version"], capture_output=True, text=True,
                                 timeout=20, check=True).stdout
        check(re.fullmatch(r"Descant( \(Development\))? \d+\.\d+\.\d+\n"
                           r"GTK \d+\.\d+\.\d+, libadwaita \d+\.\d+\.\d+, GLib \d+\.\d+\.\d+\n", printed),
              f"it says “{printed}”")

    def agree(self):
        """desktop file, service file and metainfo are of one name"""
        found = list((self.build / "data").glob("*.service"))
        check(len(found) == 1, f"there is not one service file: {found}")
        self.service = read_entry(found[0], "D-BUS Service")
        name = self.service["Name"]
        check(found[0].stem == name, f"{found[0].name} is of {name}")
        desktop = read_entry(self.build / f"data/{name}.desktop", "Desktop Entry")
        check(desktop["DBusActivatable"] == "true" and desktop["Icon"] == name, f"the desktop file has {desktop}")
        metainfo = (self.build / f"data/{name}.metainfo.xml").read_text(encoding="utf-8")
        check(f"<id>{name}</id>" in metainfo and f">{name}.desktop</launchable>" in metainfo, "the metainfo is of another")

    def install(self):
        """the bus learns of the service file (with the program of the build folder)"""
        program, _, rest = self.service["Exec"].partition(" ")
        check(pathlib.Path(program).name == "descant" and rest == "--gapplication-service", f"it starts {program} {rest}")
        folder = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "dbus-1/services"
        folder.mkdir(parents=True)
        (folder / f"{self.service['Name']}.service").write_text(
            f"[D-BUS Service]\nName={self.service['Name']}\n"
            f"Exec=/usr/bin/env GSETTINGS_SCHEMA_DIR={self.build / 'data'} G_DEBUG=fatal-criticals "
            f"{self.build / 'src/picker/descant'} {rest}\n", encoding="utf-8")
        self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.ReloadConfig")

    def activate(self):
        """Activate: it starts, and its window comes"""
        self.call(self.service["Name"], self.get_path(), "org.freedesktop.Application.Activate", "{}")
        self.window.wait_title("Sign In")
        self.window.place(*PLACE)
        stage.screenshot(str(self.out / "activated.png"))

    def activate_again(self):
        """Activate again: the same window"""
        self.call(self.service["Name"], self.get_path(), "org.freedesktop.Application.Activate", "{}")
        check(self.window.get_application().get_child_count() == 1, "there are two windows")

    def quit(self):
        """quit: Ctrl+Q, and the name is free"""
        self.window.activate()
        stage.press("ctrl+q")
        wait_for("the name to be free", lambda: "false" in self.call(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner", self.service["Name"]))

    STEPS = (say_version, agree, install, activate, activate_again, quit)


if __name__ == "__main__":
    run_alone(Activation, __doc__)
