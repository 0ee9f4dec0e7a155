#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The screenshots of the metainfo: windows of the demo, each alone, with its shadow and round corners.

Run it below with-desktop, as build-aux/screenshots does. Flathub asks for a window of 1000 × 700 pixels at most, in front, with
the settings that GNOME comes with. Writes OUT/*.png.
"""

import argparse
import contextlib
import ctypes
import os
import pathlib
import re
import subprocess
import sys
import warnings

warnings.filterwarnings("ignore")

import stage  # noqa: E402
from main_job import MainJob  # noqa: E402
from stage import Window, wait_for  # noqa: E402
from steps import check  # noqa: E402

SIZE = (1000, 700)
AT = (200, 100)
REST = (1590, 990)
FRAME = re.compile(r"_GTK_FRAME_EXTENTS\(CARDINAL\) = (\d+), (\d+), (\d+), (\d+)")


class Root(contextlib.AbstractContextManager):
    """The root window, over a connection of its own."""

    XA_ATOM = 4
    XA_PIXMAP = 20
    RETAIN_PERMANENT = 1
    PROP_MODE_REPLACE = 0
    PROP_MODE_APPEND = 2

    def __init__(self):
        self.x11 = ctypes.CDLL("libX11.so.6")
        for name in ("XGetSelectionOwner", "XDefaultRootWindow", "XInternAtom", "XCreatePixmap"):
            getattr(self.x11, name).restype = ctypes.c_ulong
        for name in ("XOpenDisplay", "XCreateGC"):
            getattr(self.x11, name).restype = ctypes.c_void_p
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(None))
        self.x11.XSetCloseDownMode(self.display, self.RETAIN_PERMANENT)  # what is painted
        self.window = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display))

    def __exit__(self, *_):
        self.x11.XCloseDisplay(self.display)

    def get_atom(self, name):
        return ctypes.c_ulong(self.x11.XInternAtom(self.display, name, False))

    def change(self, name, kind, mode, value):
        self.x11.XChangeProperty(self.display, self.window, self.get_atom(name), ctypes.c_ulong(kind), 32, mode,
                                 ctypes.byref(value), 1)
        self.x11.XSync(self.display, False)

    def has_compositor(self):
        return self.x11.XGetSelectionOwner(self.display, self.get_atom(b"_NET_WM_CM_S0")) != 0

    def support_shadows(self):
        """Openbox takes a shadow for a part of the window, which does no harm here; but GTK draws none if that is not said."""
        self.change(b"_NET_SUPPORTED", self.XA_ATOM, self.PROP_MODE_APPEND, self.get_atom(b"_GTK_FRAME_EXTENTS"))

    def paint(self, pixel):
        """As the compositor sees it; xsetroot does not tell it."""
        pixmap = ctypes.c_ulong(self.x11.XCreatePixmap(self.display, self.window, 1, 1, 24))
        context = ctypes.c_void_p(self.x11.XCreateGC(self.display, pixmap, ctypes.c_ulong(0), None))
        self.x11.XSetForeground(self.display, context, ctypes.c_ulong(pixel))
        self.x11.XFillRectangle(self.display, pixmap, context, 0, 0, 1, 1)
        self.change(b"_XROOTPMAP_ID", self.XA_PIXMAP, self.PROP_MODE_REPLACE, pixmap)

    def expose(self):
        self.x11.XClearArea(self.display, self.window, 0, 0, 0, 0, True)
        self.x11.XSync(self.display, False)


def get_extents(window_id):
    """How wide the shadow is: left, right, top, bottom."""
    shown = subprocess.run(["xprop", "-id", str(window_id), "_GTK_FRAME_EXTENTS"], capture_output=True, text=True,
                           timeout=20, check=True).stdout
    found = FRAME.search(shown)
    return tuple(int(word) for word in found.groups()) if found else (0, 0, 0, 0)


def look_at_corner():
    return subprocess.run(["import", "-window", "root", "-crop", "1x1+0+0", "-depth", "8", "rgb:-"], capture_output=True,
                          check=True, timeout=30).stdout


def fit(window_id):
    """To the size of a picture, beside its shadow."""
    left, right, top, bottom = get_extents(window_id)
    check(left and bottom, "the window has no shadow")
    stage.xdotool("windowmove", window_id, AT[0] - left, AT[1] - top,
                  "windowsize", window_id, SIZE[0] + left + right, SIZE[1] + top + bottom)


def take(path):
    """What is on the screen, with what shines through: the same before black and before white tells how much does.

    Whether nothing shines through the window itself.
    """
    with Root() as root:
        for name, pixel in (("black", 0), ("white", 0xFFFFFF)):
            root.paint(pixel)
            wait_for(f"a {name} screen", lambda colour=bytes([pixel & 0xFF] * 3): root.expose() or look_at_corner() == colour)
            stage.screenshot(f"{path}.{name}.png")
    subprocess.run(["convert", f"{path}.black.png", f"{path}.white.png",
                    "(", "-clone", "0,1", "-compose", "difference", "-composite", "-colorspace", "gray", "-negate", ")",
                    "-delete", "1", "(", "-clone", "0,1", "-compose", "divide_src", "-composite", ")", "-delete", "0",
                    "+swap", "-alpha", "off", "-compose", "copy_opacity", "-composite",
                    "-background", "none", "-trim", "+repage", "-strip", "-define", "png:compression-level=9", path],
                   check=True, timeout=60)
    for colour in ("black", "white"):
        os.unlink(f"{path}.{colour}.png")
    # What has moved meanwhile shines through.
    inner = f"{SIZE[0] - 40}x{SIZE[1] - 40}+0+0"
    least = subprocess.run(["convert", path, "-gravity", "center", "-crop", inner, "-channel", "A", "-separate",
                            "-format", "%[fx:minima]", "info:"], capture_output=True, text=True, check=True, timeout=60).stdout
    return float(least) > 0.98


class Screenshots(MainJob):
    """The windows, one method a picture; the main job's steps before them."""

    is_ready = False

    def shoot(self, name):
        if self.is_ready:
            stage.xdotool("mousemove", *REST)
            wait_for("the window to be at rest", lambda: take(str(self.out / f"{name}.png")), 120)

    def make_ready(self):
        self.browser.quit()
        self.browser = None
        self.quit()
        # From here on by keys alone: where things are is told without the shadow, and clicked with it.
        with Root() as root:
            root.support_shadows()
        self.start_again()
        self.window.activate()
        fit(self.window.get_id())
        wait_for("its size", lambda: stage.get_size(self.window.get_frame()) == SIZE)
        self.is_ready = True

    def library(self):
        stage.press("F4")
        self.wait_tiles()
        self.shoot("library")

    def crop(self):
        stage.press("ctrl+k")
        wait_for("the window", lambda: self.window.get_application().get_child_count() > 1)
        frame = self.window.get_application().get_child_at_index(1)
        fit(wait_for("its window", lambda: stage.find_windows("^Crop and Size$"))[-1])
        wait_for("its size", lambda: stage.get_size(frame) == SIZE)
        wait_for("what it weighs", lambda: any(re.search(r"JPEG, .*B", name) for _, name, _ in self.window.walk(frame)))
        self.shoot("crop")
        stage.press("Escape")
        wait_for("its end", lambda: self.window.get_application().get_child_count() == 1)

    def search(self):
        stage.press("F4")
        stage.press("ctrl+f")
        stage.type_text("boats")
        wait_for("what matches", lambda: self.has_only("boats"))
        stage.press("Down")
        self.window.wait("label", contains="×")
        self.shoot("search")

    STEPS = (MainJob.start_tenant, MainJob.prepare, MainJob.start, MainJob.ask_for_sign_in, MainJob.sign_in,
             MainJob.see_library, make_ready, library, crop, search)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, required=True, help="the build folder")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="where to write them")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with open(pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "gtk-4.0/settings.ini", "a", encoding="utf-8") as settings:
        settings.write("gtk-decoration-layout=appmenu:close\n")
    # Without one, windows have neither shadow nor round corners.
    compositor = subprocess.Popen(["xcompmgr", "-n"])
    with Root() as root:
        wait_for("the compositor", root.has_compositor)
    job = Screenshots(arguments.build.resolve(), arguments.out.resolve())
    try:
        for step in job.STEPS:
            step(job)
    except stage.StepFailed:
        subprocess.run(["import", "-window", "root", str(job.out / "failed.png")], check=False)
        raise
    finally:
        job.stop()
        compositor.terminate()
        compositor.wait()


if __name__ == "__main__":
    sys.exit(main())
