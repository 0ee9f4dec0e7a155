#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every screen owes to hands and eyes: keys alone lead from start to a copied link, every control has
a name, and nothing is cut off in a window of 360 pixels.

Run it below with-desktop. Writes OUT/*.png, prints TAP, and ends with a status of 1 when a step failed.
"""

import re
import subprocess
import warnings

warnings.filterwarnings("ignore")

from gi.repository import GLib  # noqa: E402

import stage  # noqa: E402
from stage import Window, wait_for  # noqa: E402
from steps import check, run_alone  # noqa: E402

NARROW = (0, 0, 360, 760)
WIDE = (0, 0, 1600, 960)
REST = (1590, 990)

# What a person can act on, as the accessibility tree calls it.
CONTROLS = {"push button", "toggle button", "radio button", "check box", "combo box", "text", "entry", "password text",
            "slider", "spin button", "menu item", "check menu item", "radio menu item", "link", "page tab"}


# The filters, as their chips are called.
CHIPS = ("Type", "Status", "Orientation", "Changed", "Tag", "Keyword", "Field")

# What opens over the window, and the key that opens it.
DIALOGS = {"share": "ctrl+shift+l", "album": "ctrl+b", "delete": "Delete", "crop": "ctrl+k",
           "preferences": "ctrl+comma", "shortcuts": "ctrl+question"}
# How many controls such a window has at least. That of the shortcuts has nothing to act on but the button that closes it.
LEAST = {"shortcuts": 1}
# What is in a window once it has all that it asks for.
LOADED = {"crop": "Save as Preset…"}


def describe(node):
    extents = node.get_extents(stage.Atspi.CoordType.WINDOW)
    return f"{node.get_role_name()} “{node.get_name()}” at {extents.x},{extents.y}, {extents.width} × {extents.height}"


def is_of_toast(node):
    """libadwaita 1.2 gives the button that closes a toast no name, and nobody else can."""
    return node.get_parent().get_name() == "AdwToastWidget"


class HandsAndEyes:
    """The demo in one window, and one method a step."""

    def __init__(self, build, out):
        self.build = build
        self.out = out
        self.window = Window("descant")
        self.picker = None

    def stop(self):
        if self.picker:
            self.picker.stop()

    def shoot(self, name):
        stage.xdotool("mousemove", *REST)
        stage.screenshot(str(self.out / f"{name}.png"))

    # The steps

    def welcome(self):
        """keys alone: from the first page into the demo, to a copied link; the page and its form have names"""
        self.run_picker()
        self.window.wait_title("Sign In")
        self.window.activate()
        self.window.place(*WIDE)
        self.shoot("welcome")
        self.check_names()
        self.press_until("Tab", lambda: self.has_focus("push button", "Demo"))
        stage.press("Return")
        self.window.wait_title("Demo")
        self.wait_tiles()
        stage.press("Down")
        stage.press("ctrl+c")
        self.wait_link()
        stage.press("ctrl+q")
        check(self.picker.wait_end() == 0, f"Descant ended with {self.picker.process.returncode}")

    def sign_in_form(self):
        """keys alone: to the form of the sign-in, whose controls have names"""
        self.run_picker()
        self.window.wait_title("Sign In")
        self.window.activate()
        self.window.place(*WIDE)
        self.press_until("Tab", lambda: self.has_focus("push button", "Sign In"))
        stage.press("Return")
        self.window.wait("text", contains="ddress")
        self.shoot("form")
        self.check_names()
        self.narrow_to("form")
        self.check_names()
        stage.press("ctrl+q")
        check(self.picker.wait_end() == 0, f"Descant ended with {self.picker.process.returncode}")

    def start(self):
        """start the demo"""
        self.run_picker("--demo")
        self.window.wait_title("Demo")
        self.window.place(*WIDE)
        self.wait_tiles()

    def keys_alone(self):
        """keys alone: type a word, go down, copy"""
        self.window.activate()
        stage.type_text("boats")
        self.wait_tiles("boats")
        stage.press("Down")
        stage.press("ctrl+c")
        self.wait_link()
        self.shoot("keys-alone")

    def grid(self):
        """every control of the library has a name; at 360 px it fits"""
        self.check_names()
        self.narrow_to("grid")
        self.check_names()

    def popovers(self):
        """the same of the menu of sizes, and of each chip's popover"""
        self.widen()
        wait_for("a tile to be selected", self.select_tile)
        stage.press("F2")
        self.window.wait("push button", name="WebP")
        self.shoot("sizes")
        self.check_names()
        stage.press("Escape")
        wait_for("the menu to be gone", lambda: self.window.find("push button", name="WebP") is None)
        for chip in CHIPS:
            button = self.window.wait("push button", name=chip)
            # Its popover is in there, too; elsewhere in the window other things come and go meanwhile.
            n_closed = self.count_shown(button.get_parent())
            self.window.click(button)
            wait_for(f"the popover of {chip}", lambda: self.count_shown(button.get_parent()) > n_closed)
            self.shoot(f"chip-{chip.lower()}")
            self.check_names()
            stage.press("Escape")
            wait_for("its end", lambda: self.count_shown(button.get_parent()) == n_closed)

    def list_view(self):
        """the same of the list"""
        self.widen()
        self.window.click(self.window.wait("push button", contains="List"))
        self.window.wait("label", name="Dimensions")
        self.shoot("list")
        self.check_names()
        self.narrow_to("list")
        self.widen()
        self.window.click(self.window.wait("push button", contains="Grid"))
        self.wait_tiles("boats")

    def viewer(self):
        """the same of the picture in the whole window"""
        # Where it stands may be told before it stands there: the click is good when the tile is selected.
        wait_for("a tile to be selected", self.select_tile)
        stage.press("space")
        self.window.wait("label", contains=" of ")
        self.shoot("viewer")
        self.check_names()
        self.narrow_to("viewer")
        stage.press("Escape")
        self.widen()

    def preferences(self):
        """the same of the preferences"""
        stage.press("ctrl+comma")
        wait_for("the preferences", lambda: self.window.get_application().get_child_count() > 1)
        frame = self.window.get_application().get_child_at_index(1)
        wait_for("their rows", lambda: any(name == "Room for Previews" and stage.get_size(node) != (0, 0)
                                           for _, name, node in self.window.walk(frame)))
        self.shoot("preferences")
        self.check_names(frame)
        stage.press("Escape")
        wait_for("their end", lambda: self.window.get_application().get_child_count() == 1)

    def dialogs(self):
        """what opens over a window of 360 px is no wider, and has names"""
        self.narrow_to("library")
        wait_for("a tile to be selected", self.select_tile)
        for name, key in DIALOGS.items():
            self.window.activate()
            stage.press(key)
            wait_for(f"the window of {name}", lambda: len(self.get_frames()) > 1)
            if name in LOADED:
                wait_for(f"{LOADED[name]} in the window of {name}", lambda: self.has_label(LOADED[name]))
            width = stage.get_contents_size(self.get_frames()[1])[0]
            check(width <= NARROW[2], f"the window of {name} is {width} px wide")
            self.shoot(f"narrow-{name}")
            self.check_names(self.get_frames()[1], least=LEAST.get(name, 2))
            stage.press("Escape")
            wait_for("its end", lambda: len(self.get_frames()) == 1)

    def quit(self):
        """quit: no warning was written"""
        self.window.activate()
        stage.press("ctrl+q")
        check(self.picker.wait_end() == 0, f"Descant ended with {self.picker.process.returncode}")
        log = self.picker.read_log()
        check(not re.search(r"CRITICAL|WARNING \*\*", log), f"the log has warnings:\n{log}")

    STEPS = (welcome, sign_in_form, start, keys_alone, grid, popovers, list_view, viewer, preferences, dialogs, quit)

    # What the steps do and look at

    def run_picker(self, *words):
        self.picker = stage.Program(
            [self.build / "src/picker/descant", *words], self.out / "descant.log",
            {"GSETTINGS_SCHEMA_DIR": str(self.build / "data"), "G_DEBUG": "fatal-criticals",
             "DESCANT_TENANT": str(self.build / "src/tenant/descant-tenant")})

    def press_until(self, key, condition):
        """A key, as often as it needs, but not for ever."""
        for _ in range(20):
            if condition():
                return
            stage.press(key)
        check(condition(), f"{key} does not lead there")

    def has_focus(self, role, part):
        return self.window.find(role, contains=part, where=lambda node: stage.has_state(node, "FOCUSED")) is not None

    def wait_link(self):
        """On the clipboard: the toast that says so does not stay long enough for a slow machine."""
        def has_link():
            done = subprocess.run(["xclip", "-o", "-selection", "clipboard"], capture_output=True, text=True, timeout=20,
                                  check=False)
            return done.stdout.startswith("http://")

        wait_for("a link on the clipboard", has_link)

    def count_shown(self, top):
        return sum(stage.get_size(node) != (0, 0) for _, _, node in self.window.walk(top))

    def wait_tiles(self, word=""):
        def have_tiles():
            names = self.get_tile_names()
            return names and all(name and word in name for name in names)

        wait_for(f"tiles with “{word}” in their names", have_tiles)

    def get_tile_names(self):
        table = self.window.find("table", name="Assets")
        if table is None:
            return []
        cells = [table.get_child_at_index(i) for i in range(min(4, table.get_child_count()))]
        return [cell.get_child_at_index(0).get_name() for cell in cells]

    def select_tile(self):
        tile = self.window.find("table", name="Assets").get_child_at_index(0)
        if not stage.has_state(tile, "FOCUSED"):
            self.window.click(tile)
        return stage.has_state(tile, "SELECTED") and stage.has_state(tile, "FOCUSED")

    def narrow_to(self, name):
        """As narrow as the window lets itself be made, which must be 360 px without what it draws around it."""
        border = self.get_width() - stage.get_contents_size(wait_for("the window", self.window.get_frame))[0]
        hints = subprocess.run(["xprop", "-id", str(self.window.get_id()), "WM_NORMAL_HINTS"], capture_output=True,
                               text=True, timeout=20, check=True).stdout
        least = int(re.search(r"minimum size: (\d+) by", hints).group(1)) - border
        check(least <= NARROW[2], f"the window cannot be narrower than {least} px")
        self.window.place(NARROW[0], NARROW[1], NARROW[2] + border, NARROW[3])
        wait_for("a window of 360 px", lambda: stage.get_contents_size(self.window.get_frame())[0] == NARROW[2])
        self.shoot(f"narrow-{name}")

    def widen(self):
        self.window.place(*WIDE)
        wait_for("a wide window", lambda: stage.get_size(self.window.get_frame())[0] > WIDE[2] - 40)

    def get_width(self):
        text = subprocess.run(["xwininfo", "-id", str(self.window.get_id())], capture_output=True, text=True,
                              timeout=20, check=True).stdout
        return int(re.search(r"Width: (\d+)", text).group(1))

    def get_frames(self):
        application = self.window.get_application()
        return [application.get_child_at_index(i) for i in range(application.get_child_count())]

    def has_label(self, label):
        """Whether something in the window that opened last is called so."""
        return any(name == label for _, name, _ in self.window.walk(self.get_frames()[1]))

    def check_names(self, frame=None, least=5):
        """Where a control has no name, the toolkit gives it that of its class."""
        def look():
            try:
                controls = [node for role, _, node in self.window.walk(frame or self.window.get_frame())
                            if role in CONTROLS and stage.get_size(node) != (0, 0)]
                return (len(controls), [describe(node) for node in controls
                                        if re.match(r"(Gtk|Adw|Picker|$)", node.get_name()) and not is_of_toast(node)])
            except GLib.Error:
                return None  # something went away while we looked

        n_controls, nameless = wait_for("a window that keeps still", look)
        check(n_controls >= least, f"only {n_controls} controls were found")
        check(not nameless, "without a name: " + "; ".join(nameless))


if __name__ == "__main__":
    run_alone(HandsAndEyes, __doc__)
