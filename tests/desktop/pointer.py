# SPDX-License-Identifier: GPL-3.0-or-later
"""What the pointer looks like, as the X server tells it: while something is dragged, that says what a drop would do."""

import ctypes

# As themes call them. GTK as a source drops only while it shows one of these; else it takes the drag back.
DROPS = {"copy", "alias", "move", "dnd-copy", "dnd-link", "dnd-move", "dnd-ask"}


class CursorImage(ctypes.Structure):
    """XFixesCursorImage, of which the name is used."""

    _fields_ = [("x", ctypes.c_short), ("y", ctypes.c_short), ("width", ctypes.c_ushort), ("height", ctypes.c_ushort),
                ("xhot", ctypes.c_ushort), ("yhot", ctypes.c_ushort), ("serial", ctypes.c_ulong),
                ("pixels", ctypes.c_void_p), ("atom", ctypes.c_ulong), ("name", ctypes.c_char_p)]


class Pointer:
    """Looks through a connection of its own: no program that is tested knows of it."""

    def __init__(self):
        self.x11 = ctypes.CDLL("libX11.so.6")
        self.xfixes = ctypes.CDLL("libXfixes.so.3")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
        self.x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
        self.x11.XFree.argtypes = [ctypes.c_void_p]
        self.xfixes.XFixesGetCursorImage.restype = ctypes.POINTER(CursorImage)
        self.xfixes.XFixesGetCursorImage.argtypes = [ctypes.c_void_p]
        self.display = self.x11.XOpenDisplay(None)
        if not self.display:
            raise OSError("the display cannot be opened")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.x11.XCloseDisplay(self.display)

    def get_name(self):
        """Of its cursor, "" if that has none."""
        image = self.xfixes.XFixesGetCursorImage(self.display)
        if not image:
            return ""
        name = (image.contents.name or b"").decode()
        self.x11.XFree(image)
        return name

    def would_drop(self):
        """Whether what is below it has said that it takes what is dragged."""
        return self.get_name() in DROPS
