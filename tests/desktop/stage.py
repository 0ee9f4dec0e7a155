# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop as a person has it: programs, windows, the pointer and the keyboard.

Programs are driven from outside alone: with xdotool, and through the accessibility tree.
"""

import itertools
import os
import pathlib
import random
import re
import signal
import socket
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

import pointer  # noqa: E402

WAIT_S = float(os.environ.get("DESCANT_WAIT_S", "30"))  # longer where more is done at a time
# What at-spi2 calls otherwise since 2.53, and GTK 4.18.
ROLES = {"button": "push button", "toggle button": "push button"}
SETTLED = 0.002  # the share of a screen that may still move
# What looking at something says when it has gone.
GONE = (GLib.Error, AttributeError, LookupError, TypeError, OSError, subprocess.CalledProcessError)


class StepFailed(Exception):
    """What a step waited for did not come."""


class StepSkipped(Exception):
    """This machine has not what a step needs."""


def wait_for(what, condition, seconds=WAIT_S):
    """The first true value of condition(), asked every 20 ms; StepFailed names what did not come.

    What goes away while condition() looks, as nodes and windows do, is not there yet.
    """
    end = time.monotonic() + seconds
    while True:
        last = ""
        try:
            value = condition()
        except GONE as error:
            value = None
            last = f" ({type(error).__name__}: {error})"
        if value:
            return value
        if time.monotonic() > end:
            raise StepFailed(f"after {seconds} s still waiting for {what}{last}")
        time.sleep(0.02)


def xdotool(*words):
    done = subprocess.run(["xdotool", *[str(word) for word in words]], capture_output=True, text=True,
                          timeout=20, check=False)
    return done.stdout.strip()


def find_windows(pattern):
    """Ids of the windows on the screen with such a title.

    xdotool gives up, and prints none, where a window goes away while it looks, as that of a drag does.
    """
    def search():
        done = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", pattern], capture_output=True, text=True,
                              timeout=20, check=False)
        return None if "X Error" in done.stderr else [done.stdout.split()]

    return wait_for("the windows to stand still", search)[0]


def press(*keys):
    xdotool("key", "--clearmodifiers", *keys)


def type_text(text):
    """As fast typing hands do: 80 ms a letter."""
    xdotool("type", "--delay", 80, text)


def click(x, y, button=1):
    xdotool("mousemove", x, y)
    xdotool("click", button)


def drag(start, end, is_over=None):
    """From one place of the screen to another, as a hand does it.

    The hand moves a little at the end until the pointer shows that a drop would be taken, as a person waits for that.
    is_over: tells whether the target itself has seen what is over it, where it can be asked.
    """
    steps = 24
    xdotool("mousemove", *start, "sleep", 0.06, "mousedown", 1, "sleep", 0.06)
    for i in range(1, steps + 1):
        xdotool("mousemove", *(round(a + (b - a) * i / steps) for a, b in zip(start, end)), "sleep", 0.012)
    moves = itertools.cycle((1, 2, 3, 2))

    def is_taken(cursor):
        xdotool("mousemove", end[0] + next(moves), end[1] + 1)
        return cursor.would_drop() and (is_over is None or is_over())

    try:
        with pointer.Pointer() as cursor:
            wait_for("the pointer to show that what is dragged is taken", lambda: is_taken(cursor))
    finally:
        xdotool("mouseup", 1)


def screenshot(path, window="root"):
    """Once what moves has come to rest: two looks in a row with next to no difference (a caret blinks)."""
    last = [b""]

    def is_settled():
        subprocess.run(["import", "-window", str(window), path], check=True, timeout=30)
        now = subprocess.run(["convert", path, "-resize", "25%", "gray:-"], capture_output=True, timeout=30,
                             check=True).stdout
        n_changed = sum(abs(a - b) > 8 for a, b in zip(now, last[0])) if last[0] else len(now)
        last[0] = now
        return n_changed < len(now) * SETTLED

    wait_for("the screen to settle", is_settled)


def find_free_port():
    """Below those that the kernel gives to connections, which would take one away again."""
    while True:
        port = random.randrange(20000, 32000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


def get_descendants(pid):
    """The processes that it has started, and those that these have."""
    found = set()
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == pid:
            child = int(path.parent.name)
            found |= {child} | get_descendants(child)
    return found


class Program:
    """A program that runs, and what it prints."""

    def __init__(self, command, log_path, environment=None):
        self.log_path = log_path
        self.log = open(log_path, "ab")
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL,
                                        env={**os.environ, **(environment or {})})

    def has_ended(self):
        return self.process.poll() is not None

    def wait_end(self):
        """Its exit status, once it has ended by itself."""
        wait_for("the program to end", self.has_ended)
        return self.process.returncode

    def stop(self):
        if not self.has_ended():
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()

    def read_log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as log:
            return log.read()


class Window:
    """A window of a program, as a screen reader and a window manager see it."""

    def __init__(self, program_name):
        self.program_name = program_name

    def get_application(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_name() == self.program_name:
                return child
        return None

    def get_frame(self):
        application = self.get_application()
        return application.get_child_at_index(0) if application and application.get_child_count() else None

    def get_title(self):
        frame = self.get_frame()
        return frame.get_name() if frame else ""

    def get_id(self):
        """Of the X window that has the title."""
        title = self.get_title()
        ids = find_windows("^" + re.escape(title) + "$") if title else []
        return int(ids[-1]) if ids else None

    def wait_title(self, part):
        wait_for(f"a window with “{part}” in its title", lambda: part in self.get_title())
        wait_for("that window on the screen", self.get_id)

    def activate(self):
        def is_active():
            xdotool("windowactivate", self.get_id())
            return xdotool("getactivewindow") == str(self.get_id())

        wait_for("the window in front", is_active)

    def wait_keyboard(self, index):
        """One of the program's windows, as the tree counts them, to have the keyboard: what is typed before goes elsewhere."""
        wait_for("the window to have the keyboard", lambda: xdotool("getwindowfocus", "getwindowname") ==
                 self.get_application().get_child_at_index(index).get_name() != "")

    def place(self, x, y, width, height):
        """Without its frame."""
        window = wait_for("the window", self.get_id)
        xdotool("windowmove", window, x, y, "windowsize", window, width, height)

    def get_origin(self):
        """Where the contents begin on the screen."""
        text = wait_for("the window's place", lambda: subprocess.run(
            ["xwininfo", "-id", str(self.get_id())], capture_output=True, text=True, timeout=20, check=True).stdout)
        return tuple(int(re.search(rf"Absolute upper-left {axis}: +(-?\d+)", text).group(1)) for axis in "XY")

    def walk(self, node, into_table=False):
        """All nodes from this one on, top to bottom; what is in a table only when asked: that is long."""
        stack = [node]
        while stack:
            node = stack.pop()
            if node is None:
                continue
            try:
                role = ROLES.get(node.get_role_name(), node.get_role_name())
                if role != "table" or into_table:
                    stack.extend(node.get_child_at_index(i) for i in reversed(range(node.get_child_count())))
                yield role, node.get_name(), node
            except GLib.Error:
                continue  # it went away while we looked

    def find(self, role, name=None, contains=None, where=lambda node: True):
        """The first node of a role that has a place in the window; None if there is none."""
        for found_role, label, node in self.walk(self.get_frame()):
            if (found_role == role and (name is None or label == name)
                    and (contains is None or contains in label) and get_size(node) != (0, 0) and where(node)):
                return node
        return None

    def wait(self, role, name=None, contains=None, where=lambda node: True):
        return wait_for(f"a {role} “{name or contains or ''}”", lambda: self.find(role, name, contains, where))

    def get_place(self, node, at=(0.5, 0.5)):
        """A point of a node on the screen; (0.5, 0.5) is its middle."""
        extents = node.get_extents(Atspi.CoordType.WINDOW)
        x, y = self.get_origin()
        return (x + extents.x + round(extents.width * at[0]), y + extents.y + round(extents.height * at[1]))

    def click(self, node, at=(0.5, 0.5), button=1):
        click(*self.get_place(node, at), button)


def get_size(node):
    if node.get_component_iface() is None:
        return (0, 0)
    extents = node.get_extents(Atspi.CoordType.WINDOW)
    return (extents.width, extents.height)


def get_contents_size(frame):
    """Of a window, without the frame that it draws itself, which the tree of GTK 4.18 counts as part of it."""
    return max((get_size(frame.get_child_at_index(i)) for i in range(frame.get_child_count())), default=(0, 0))


def has_state(node, state):
    return node.get_state_set().contains(getattr(Atspi.StateType, state))
