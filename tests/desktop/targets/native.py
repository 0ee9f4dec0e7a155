# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs of the desktop that something is dropped on and pasted into."""

import hashlib
import os
import pathlib
import re
import shutil
import tempfile

import stage
from stage import wait_for

PLACE = (1004, 0, 596, 900)


def read_file(path):
    data = path.read_bytes()
    return {"name": path.name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


class NativeTarget:
    """A program with a window; see each below."""

    TITLE = None  # a pattern of the window's title
    is_over = None  # nobody but the pointer tells whether it has seen what is dragged
    PASTE = "ctrl+v"

    def __init__(self, out):
        self.out = out
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=os.environ["HOME"]))
        self.program = None

    def get_command(self):
        raise NotImplementedError

    def prepare(self):
        if self.program is None:
            self.program = stage.Program(self.get_command(), self.out / f"{type(self).__name__}.log",
                                         {"NO_AT_BRIDGE": "1", "GTK_A11Y": "none", "GIO_USE_VFS": "local"})
        window = wait_for("the window", self.get_window, 60)
        x, y, width, height = PLACE
        stage.xdotool("windowmove", window, x, y, "windowsize", window, width, height)
        last = [None]

        def is_settled():
            now = stage.xdotool("getwindowgeometry", window)
            settled = now == last[0]
            last[0] = now
            return settled

        wait_for("the window to settle", is_settled)

    def get_window(self):
        ids = stage.find_windows(self.TITLE)
        return ids[-1] if ids else None

    def get_drop_place(self):
        x, y, width, height = PLACE
        return (x + width // 2, y + height // 2)

    def activate(self):
        def is_active():
            window = self.get_window()
            stage.xdotool("windowactivate", window)
            if stage.xdotool("getactivewindow") == window:
                return True
            # By its frame: the window manager does not always give the focus to who asks for it.
            stage.click(PLACE[0] + 200, PLACE[1] + 5)
            return stage.xdotool("getactivewindow") == window

        wait_for("the window in front", is_active)

    def paste(self):
        self.activate()
        stage.click(*self.get_drop_place())
        stage.press(self.PASTE)

    def read(self):
        raise NotImplementedError

    def start_anew(self):
        if self.program:
            self.program.stop()
            self.program = None

    def stop(self):
        self.start_anew()
        shutil.rmtree(self.folder, ignore_errors=True)


class FileManager(NativeTarget):
    """PCManFM, with an empty folder."""

    TITLE = "^target-folder$"

    def get_command(self):
        (self.folder / "target-folder").mkdir(exist_ok=True)
        return ["pcmanfm", "--no-desktop", str(self.folder / "target-folder")]

    def prepare(self):
        for path in (self.folder / "target-folder").glob("*"):
            path.unlink()
        super().prepare()

    def read(self):
        return {"files": [read_file(path) for path in (self.folder / "target-folder").glob("*")]}


class Terminal(NativeTarget):
    """Xfce's terminal, in which a program keeps what is typed."""

    TITLE = "^target-terminal$"
    PASTE = "ctrl+shift+v"

    def get_command(self):
        settings = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "xfce4/terminal"
        settings.mkdir(parents=True, exist_ok=True)
        (settings / "terminalrc").write_text("[Configuration]\nMiscShowUnsafePasteDialog=FALSE\n", encoding="utf-8")
        return ["xfce4-terminal", "--disable-server", "--hide-menubar", "--title=target-terminal",
                "--dynamic-title-mode=none", "-x", "sh", "-c", f"cat >{self.folder}/typed"]

    def prepare(self):
        self.start_anew()
        (self.folder / "typed").unlink(missing_ok=True)
        super().prepare()
        wait_for("the terminal", (self.folder / "typed").exists)

    def read(self):
        self.activate()
        stage.press("Return")
        return {"text": (self.folder / "typed").read_text(encoding="utf-8", errors="replace")}


class Geany(NativeTarget):
    """An editor; what it has is what it saves."""

    TITLE = "target-text"

    def get_command(self):
        (self.folder / "target-text").write_text("", encoding="utf-8")
        return ["geany", "-i", "-p", "-t", str(self.folder / "target-text")]

    def prepare(self):
        super().prepare()
        self.activate()
        stage.press("ctrl+a", "Delete", "ctrl+s")
        wait_for("an empty text", lambda: not (self.folder / "target-text").read_text(encoding="utf-8").strip())

    def read(self):
        self.activate()
        stage.press("ctrl+s")
        return {"text": (self.folder / "target-text").read_text(encoding="utf-8")}


class Gimp(NativeTarget):
    """GIMP tells in its titles how large each of its pictures is."""

    TITLE = "(GNU Image Manipulation Program|– GIMP)$"
    PASTE = "ctrl+shift+v"
    PIXELS = re.compile(r"(\d+)x(\d+) – GIMP$")

    def get_command(self):
        return ["gimp", "--no-splash", "--new-instance"]

    def prepare(self):
        super().prepare()
        while self.get_titles():
            self.activate()
            stage.press("ctrl+w")
            stage.press("alt+d")

    def get_titles(self):
        ids = stage.find_windows("– GIMP$")
        return [title for title in (stage.xdotool("getwindowname", i) for i in ids) if self.PIXELS.search(title)]

    def read(self):
        return {"files": [{"pixels": [int(side) for side in self.PIXELS.search(title).groups()]}
                          for title in self.get_titles()]}
