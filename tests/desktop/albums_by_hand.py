#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Albums by hand: one is made, and assets and files are dropped on it with the pointer.

Run it below with-desktop. Writes OUT/*.png, prints TAP, and ends with a status of 1 when a step failed.
"""

import re
import subprocess
import warnings

warnings.filterwarnings("ignore")

import stage  # noqa: E402
from stage import StepFailed, Window, wait_for  # noqa: E402
from steps import check, run_alone  # noqa: E402

PICKER = (0, 0, 1150, 900)
NARROW = (0, 0, 360, 760)
FILES = (1200, 300, 300, 200)
REST = (1590, 990)
ALBUM = "Aaa by hand"  # at the top of the sidebar

# Another program, from which a file is dragged.
FILES_PROGRAM = """
import sys
import gi
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, Gtk
GLib.set_prgname("files-by-hand")

def prepare(source, x, y):
    files = Gdk.FileList.new_from_list([Gio.File.new_for_path(sys.argv[1])])
    return Gdk.ContentProvider.new_for_value(files)

def activate(app):
    window = Gtk.ApplicationWindow(application=app, title="Files by hand", default_width=300, default_height=200)
    label = Gtk.Label(label="drag me")
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.connect("prepare", prepare)
    label.add_controller(source)
    window.set_child(label)
    window.present()

app = Gtk.Application(application_id="io.github.descant.FilesByHand", flags=Gio.ApplicationFlags.NON_UNIQUE)
app.connect("activate", activate)
app.run([])
"""


class AlbumsByHand:
    """The demo in one window, a program with a file beside it, and one method a step."""

    def __init__(self, build, out):
        self.build = build
        self.out = out
        self.window = Window("descant")
        self.picker = None
        self.files = None

    def stop(self):
        for program in (self.picker, self.files):
            if program:
                program.stop()

    def shoot(self, name):
        stage.xdotool("mousemove", *REST)
        stage.screenshot(str(self.out / f"{name}.png"))

    def walk_sidebar(self):
        """What is in the sidebar's list, which is a table to the accessibility tree."""
        return (entry for entry in self.window.walk(self.window.get_frame(), into_table=True)
                if stage.get_size(entry[2]) != (0, 0))

    def find_row(self, name=ALBUM):
        """The row: what is named and has the label of that name in it."""
        for role, label, node in self.walk_sidebar():
            if role == "label" and label == name and node.get_child_count() > 0:
                return node
        return None

    def wait_size(self, size):
        """The number beside the name: both stand in one row."""
        def has_size():
            row = self.find_row()
            return row is not None and any(name == str(size) for _, name, _ in self.window.walk(row))
        wait_for(f"the album to have {size}", has_size)

    def find_tile(self):
        table = self.window.find("table", name="Assets")
        tile = table.get_child_at_index(0) if table is not None and table.get_child_count() else None
        return tile if tile is not None and tile.get_child_at_index(0).get_name() else None

    # The steps

    def start(self):
        """start the demo"""
        self.picker = stage.Program(
            [self.build / "src/picker/descant", "--demo"], self.out / "descant.log",
            {"GSETTINGS_SCHEMA_DIR": str(self.build / "data"), "G_DEBUG": "fatal-criticals",
             "DESCANT_TENANT": str(self.build / "src/tenant/descant-tenant")})
        self.window.wait_title("Demo")
        self.window.place(*PICKER)
        self.window.activate()

    def make_album(self):
        """make an album: it is chosen, and offers to upload"""
        self.window.click(wait_for("the tree", lambda: self.find_row("All Assets")))
        stage.press("ctrl+n")
        wait_for("the dialog", lambda: self.window.get_application().get_child_count() > 1)
        self.window.wait_keyboard(1)
        stage.type_text(ALBUM)
        stage.press("Return")
        wait_for("the album", self.find_row)
        self.window.wait("push button", contains="Upload")
        self.shoot("empty-album")
        self.wait_size(0)

    def drop_asset(self):
        """drop an asset on it"""
        self.window.click(self.find_row("All Assets"))
        wait_for("tiles", self.find_tile)
        stage.drag(self.window.get_place(self.find_tile(), (0.5, 0.4)), self.window.get_place(self.find_row()))
        self.wait_size(1)
        self.shoot("asset-dropped")

    def drop_on_folder(self):
        """drop one on a folder: it says that assets go on albums"""
        name = "Brand"
        row = wait_for("a folder", lambda: self.find_row(name))

        def is_told():
            stage.drag(self.window.get_place(self.find_tile(), (0.5, 0.4)), self.window.get_place(row))
            try:
                return wait_for("the words", lambda: self.window.find("label", contains=f"“{name}” is a folder"), 5)
            except StepFailed:
                return None  # they do not stay long enough for a slow machine

        wait_for("the words that this is a folder", is_told)

    def drop_file(self):
        """drop a file of another program on it: it says 2 when that is there"""
        path = self.out / "by hand.png"
        subprocess.run(["convert", "-size", "400x300", "plasma:", str(path)], check=True)
        self.files = stage.Program(["/usr/bin/python3", "-W", "ignore", "-c", FILES_PROGRAM, str(path)],
                                   self.out / "files.log", {})
        files = Window("files-by-hand")
        files.wait_title("Files by hand")
        files.place(*FILES)
        start = (FILES[0] + FILES[2] // 2, FILES[1] + FILES[3] // 2)
        stage.drag(start, self.window.get_place(self.find_row()))
        self.wait_size(2)
        self.window.click(self.find_row())
        self.shoot("file-dropped")

    def quit(self):
        """quit: no warning was written"""
        self.window.activate()
        stage.press("ctrl+q")
        check(self.picker.wait_end() == 0, f"Descant ended with {self.picker.process.returncode}")
        log = self.picker.read_log()
        check(not re.search(r"CRITICAL|WARNING \*\*", log), f"the log has warnings:\n{log}")

    STEPS = (start, make_album, drop_asset, drop_on_folder, drop_file, quit)


if __name__ == "__main__":
    run_alone(AlbumsByHand, __doc__)
