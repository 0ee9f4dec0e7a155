# SPDX-License-Identifier: GPL-3.0-or-later
"""The hand on the picker: what is selected there, copied and dragged out of it."""

import html.parser
import subprocess
import urllib.request
from dataclasses import dataclass, field

import stage
from stage import StepFailed, wait_for

PLACE = (0, 0, 1000, 900)
REST = (500, 990)
# Of the demo library: approved and published, and among the first.
PICTURES = ("farm-aerial-3999.jpg", "sailing-boats-dusk-3993.jpg", "texture-dark-3992.jpg")
DOCUMENT = "press-release-2026-3998.pdf"
SENTINEL = "nothing was copied"


@dataclass
class Given:
    """What a copy puts on the clipboard, which a target must then have."""

    names: tuple
    images: list = field(default_factory=list)  # [src, alt]
    links: list = field(default_factory=list)  # [href, text]
    sizes: list = field(default_factory=list)  # (width, height)
    files: dict = field(default_factory=dict)  # address → bytes
    widths: list = field(default_factory=list)  # of each image: {type of the file: [(address, width)]}, "" is its own

    def get_uris(self):
        return [uri for uri, _ in self.images + self.links]

    def get_bytes(self):
        """Of each, as anybody gets them."""
        for uri in self.get_uris():
            if uri not in self.files:
                with urllib.request.urlopen(uri, timeout=30) as reply:
                    self.files[uri] = reply.read()
        return [self.files[uri] for uri in self.get_uris()]


def read_srcset(text):
    """[(address, width)], of “ADDRESS 400w, …”."""
    pairs = [part.split() for part in text.split(", ") if part]
    return [(uri, int(width.removesuffix("w"))) for uri, width in pairs]


class Reader(html.parser.HTMLParser):
    def __init__(self, given):
        super().__init__()
        self.given = given
        self.sources = {}

    def handle_starttag(self, tag, attributes):
        have = dict(attributes)
        if tag == "source":
            self.sources[have["type"]] = read_srcset(have["srcset"])
        if tag == "img":
            self.sources[""] = read_srcset(have.get("srcset", ""))
            self.given.widths.append(self.sources)
            self.sources = {}
            self.given.images.append([have["src"], have["alt"]])
            self.given.sizes.append((int(have["width"]), int(have["height"])))
        elif tag == "a":
            self.given.links.append([have["href"], ""])

    def handle_data(self, data):
        if self.given.links and not self.given.links[-1][1]:
            self.given.links[-1][1] = data


def read_clipboard(kind):
    return subprocess.run(["xclip", "-selection", "clipboard", "-o", "-t", kind], capture_output=True, timeout=20,
                          check=False).stdout


class Hand:
    """Descant in its demo library."""

    def __init__(self, build, out):
        self.window = stage.Window("descant")
        self.program = stage.Program(
            [build / "src/picker/descant", "--demo"], out / "descant.log",
            {"GSETTINGS_SCHEMA_DIR": str(build / "data"), "G_DEBUG": "fatal-criticals",
             "DESCANT_TENANT": str(build / "src/tenant/descant-tenant")})
        self.cells = {}
        self.places = {}
        self.selected = None
        self.drag_as = "link"
        self.preset = "Web, medium"

    def start(self):
        """The names of what is selected in each case."""
        self.window.wait_title("Demo")
        self.window.place(*PLACE)
        wait_for("tiles with names", lambda: self.get_tiles() and all(self.get_tiles()))
        self.window.activate()
        stage.press("F4")  # the details take the room of tiles
        self.window.click(self.window.wait("push button", name="Approved Only"))
        self.cells = wait_for("three pictures and a document", self.find_cells)
        stage.xdotool("mousemove", *REST)
        return {"one": PICTURES[:1], "three": PICTURES, "document": (DOCUMENT,)}

    def get_tiles(self):
        """Names → cells, of those whole on the screen."""
        table = self.window.find("table", name="Assets")
        if table is None:
            return {}
        height = stage.get_size(self.window.get_frame())[1] - 80  # the bar of what is selected
        tiles = {}
        for i in range(table.get_child_count()):
            cell = table.get_child_at_index(i)
            extents = cell.get_extents(stage.Atspi.CoordType.WINDOW)
            if extents.y + extents.height > height:
                break
            if extents.y > 0:
                tiles[cell.get_child_at_index(0).get_name().split(",")[0]] = cell
        return tiles

    def find_cells(self):
        """Those that are used, once the grid stands still; nothing moves it later."""
        tiles = self.get_tiles()
        if not all(name in tiles for name in (*PICTURES, DOCUMENT)):
            return None
        cells = {name: tiles[name] for name in (*PICTURES, DOCUMENT)}
        places, self.places = self.places, {name: self.window.get_place(cell, (0.5, 0.4)) for name, cell in cells.items()}
        return cells if places == self.places else None

    def is_selected(self, name):
        return stage.has_state(self.cells[name], "SELECTED")

    def select(self, names):
        if self.selected == names:
            return
        self.window.activate()
        for number, name in enumerate(names):
            if number > 0:
                stage.xdotool("keydown", "ctrl")
            stage.click(*self.places[name])
            if number > 0:
                stage.xdotool("keyup", "ctrl")
        wait_for("the selection", lambda: all(self.is_selected(name) == (name in names) for name in self.cells))
        self.selected = names

    def set_drag_as(self, what):
        """With something selected."""
        if self.drag_as == what:
            return
        self.window.activate()
        self.window.click(self.window.wait("push button", name=f"Drag {what}s"))
        wait_for("what is dragged", lambda: stage.has_state(
            self.window.find("push button", name=f"Drag {what}s"), "PRESSED"))
        self.drag_as = what

    def set_preset(self, name):
        """With something selected."""
        if self.preset == name:
            return
        self.window.activate()
        stage.press("F2")
        row = self.window.wait("check box", name=name)
        # Arrows lead through all of the menu, wherever it begins.
        for key in ("Down", "Up"):
            for _ in range(30):
                if stage.has_state(row, "FOCUSED"):
                    break
                stage.press(key)
        stage.press("space")
        wait_for(f"the preset {name}", lambda: stage.has_state(row, "CHECKED"))
        stage.press("Escape")
        wait_for("the menu to be gone", lambda: self.window.find("check box", name=name) is None)
        self.preset = name

    def drag(self, names, place, is_over):
        """All that is selected, by the last of it; not where it was just clicked, which would be a double click."""
        x, y = self.places[names[-1]]
        stage.drag((x - 20, y - 10), place, is_over)

    def press(self, key, kind):
        """Copies by a key: the clipboard has something of that kind, which it had not before."""
        subprocess.run(["xclip", "-selection", "clipboard"], input=SENTINEL, text=True, timeout=20, check=True)
        self.window.activate()
        stage.press(key)

        def read_new():
            content = read_clipboard(kind)
            return None if content == SENTINEL.encode() else content  # xclip gives its text as whatever is asked for

        return wait_for(f"{kind} on the clipboard", read_new)

    def copy(self):
        text = self.press("ctrl+c", "text/html").decode()
        given = Given(self.selected)
        Reader(given).feed(text)
        if len(given.get_uris()) != len(self.selected):
            raise StepFailed(f"of {len(self.selected)} assets the clipboard has “{text}”")
        return given

    def copy_image(self):
        self.press("ctrl+i", "image/png")

    def has_ended(self):
        return self.program.has_ended()

    def stop(self):
        self.program.stop()
