# SPDX-License-Identifier: GPL-3.0-or-later
"""LibreOffice, which tells by its own interface (UNO) what its documents have."""

import os
import pathlib
import signal


import stage
from native import NativeTarget
from stage import wait_for

try:
    import uno
    from com.sun.star.connection import NoConnectException
except ImportError:
    uno = None


def is_there():
    return uno is not None


class Office(NativeTarget):
    """One process, a new document for each cell."""

    TITLE = "LibreOffice (Writer|Impress)$"
    DOCUMENT = None  # its factory

    def get_command(self):
        profile = pathlib.Path(os.environ["HOME"]) / "office"
        return ["soffice", "--norestore", "--nologo", "--nofirststartwizard", "--nodefault", "--nolockcheck",
                f"-env:UserInstallation=file://{profile}", "--accept=pipe,name=targets;urp"]

    def connect(self):
        resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        try:
            context = resolver.resolve("uno:pipe,name=targets;urp;StarOffice.ComponentContext")
        except NoConnectException:
            return None
        return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

    def prepare(self):
        if self.program is None:
            self.program = stage.Program(self.get_command(), self.out / "office.log",
                                         {"NO_AT_BRIDGE": "1", "GTK_A11Y": "none", "SAL_USE_VCLPLUGIN": "gtk3"})
            self.desktop = wait_for("LibreOffice", self.connect, 120)
            self.document = None
        last, self.document = self.document, self.desktop.loadComponentFromURL(
            f"private:factory/{self.DOCUMENT}", "_blank", 0, ())
        if last:
            self.close(last)
            wait_for("one window", lambda: len(stage.find_windows(self.TITLE)) == 1)
        super().prepare()

    def close(self, document):
        """Without a question whether it is to be saved."""
        document.setModified(False)
        document.close(True)

    def get_pictures(self):
        raise NotImplementedError

    def read(self):
        pictures = self.get_pictures()
        return {
            "images": [[self.get_address(picture), picture.Description or picture.Title] for picture in pictures],
            "files": [{"pixels": [picture.Graphic.SizePixel.Width, picture.Graphic.SizePixel.Height]}
                      for picture in pictures if picture.Graphic],
            "links": self.get_links(),
            "text": self.get_text(),
        }

    def get_address(self, picture):
        return picture.Graphic.OriginURL if picture.Graphic else ""

    def get_links(self):
        return []

    def get_text(self):
        return ""

    def start_anew(self):
        """It is a script that has started it, which does not pass on that it is to end."""
        if self.program:
            for process in stage.get_descendants(self.program.process.pid):
                os.kill(process, signal.SIGTERM)
            wait_for("LibreOffice to end", self.program.has_ended)
        super().start_anew()


class Writer(Office):
    DOCUMENT = "swriter"

    def get_pictures(self):
        return [self.document.GraphicObjects.getByIndex(i) for i in range(self.document.GraphicObjects.Count)]

    def get_portions(self):
        paragraphs = self.document.Text.createEnumeration()
        while paragraphs.hasMoreElements():
            portions = paragraphs.nextElement().createEnumeration()
            while portions.hasMoreElements():
                yield portions.nextElement()

    def get_links(self):
        return [[portion.HyperLinkURL, portion.String] for portion in self.get_portions()
                if getattr(portion, "HyperLinkURL", "")]

    def get_text(self):
        return self.document.Text.String


class Impress(Office):
    DOCUMENT = "simpress"

    def get_shapes(self):
        page = self.document.DrawPages.getByIndex(0)
        return [page.getByIndex(i) for i in range(page.Count)]

    def get_pictures(self):
        return [shape for shape in self.get_shapes() if hasattr(shape, "Graphic") and shape.Graphic]

    def get_text(self):
        return "\n".join(shape.String for shape in self.get_shapes() if hasattr(shape, "String"))
