#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The matrix of targets: the real picker, real programs, a real pointer, and what the programs then have.

Run it below with-desktop. Prints TAP and, in the end, the table; OUT has the logs, and a screenshot of each cell
that failed. Ends with a status of 1 if one did.
"""

import argparse
import hashlib
import pathlib
import re
import shutil
import sys
import time
import warnings

warnings.filterwarnings("ignore")

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import hand  # noqa: E402
import native  # noqa: E402
import office  # noqa: E402
import rows  # noqa: E402
import stage  # noqa: E402
import web  # noqa: E402
from stage import StepFailed  # noqa: E402

ARRIVES_S = 15
TRIES = 2
COMMANDS = {"Chromium": "chromium", "Firefox": "firefox-esr", "LibreOffice": "soffice", "GIMP": "gimp",
            "PCManFM": "pcmanfm", "Xfce Terminal": "xfce4-terminal", "Geany": "geany"}


def get_found(what, found):
    """What a target has of that kind, to be compared."""
    if what == rows.PICTURE:
        return [list(image) for image in found.get("images", [])]
    if what == rows.WIDTHS:
        return [[image["source"], image["alt"]] for image in found.get("shown", [])]
    if what == rows.LINK:
        return [list(link) for link in found.get("links", [])]
    if what == rows.ADDRESS:
        return found.get("text", "").split()
    if what == rows.FILE:
        return sorted((file["name"], file["sha256"]) for file in found.get("files", []))
    if what == rows.TEXTED:
        return [text for _, text in found.get("images", [])]
    return [file.get("pixels") for file in found.get("files", [])]


def choose_width(sources, width):
    """As browsers do it: the smallest that is not enlarged, else the largest."""
    return next((uri for uri, own in sources if own >= width), sources[-1][0])


def get_shown(given, found):
    """What a browser is to have loaded, of the sources that the editor has kept."""
    expected = []
    for sources, (_, text), image in zip(given.widths, given.images, found.get("shown", [])):
        kind = next((kind for kind in image["types"] if kind in sources), "")
        expected.append([choose_width(sources[kind], found["width"]), text])
    return expected


def get_expected(what, given, found):
    if what == rows.WIDTHS:
        return get_shown(given, found) if len(found.get("shown", [])) == len(given.images) else "each picture"
    if what == rows.PICTURE:
        return given.images
    if what == rows.LINK:
        return given.links
    if what == rows.ADDRESS:
        return given.get_uris()
    if what == rows.FILE:
        return sorted((name, hashlib.sha256(data).hexdigest())
                      for name, data in zip(given.names, given.get_bytes()))
    if what == rows.TEXTED:
        return [text for _, text in given.images]
    return [list(size) for size in given.sizes]


class Matrix:
    def __init__(self, build, out, only):
        self.out = out
        self.rows = [row for row in rows.ROWS if re.search(only, row.get_title())]
        self.hand = hand.Hand(build, out)
        self.editors = web.Editors(build / "tests/desktop/editors")
        self.remote = web.Remote(self.editors.folder)
        self.browsers = {name: web.Browser(name, self.remote, out) for name in ("Chromium", "Firefox")}
        self.given = {}  # (preset, case) → what is copied
        self.results = {}  # (row, how, case) → "", or why not
        self.number = 0

    def stop(self):
        for browser in self.browsers.values():
            browser.stop()
        self.remote.stop()
        self.hand.stop()

    def say(self, result, text):
        self.number += 1
        print(f"{result} {self.number} {text}", flush=True)

    def prepare(self):
        names = self.hand.start()
        for preset in dict.fromkeys(row.preset for row in self.rows):
            for case in rows.CASES:
                self.hand.select(names[case])
                self.hand.set_preset(preset)
                self.given[preset, case] = self.hand.copy()
        wanted = {row.key for row in self.rows}
        self.reason = self.editors.prepare() if wanted & set(web.FETCHED) else None

    def make_target(self, row):
        if row.program in self.browsers:
            return web.WebTarget(self.browsers[row.program], row.key)
        return getattr(office if row.program == "LibreOffice" else native, row.key)(self.out)

    def get_reason(self, row):
        """Why a row cannot be tried here; None if it can."""
        command = COMMANDS[row.program]
        if not shutil.which(command):
            return f"{command} is not installed"
        if row.program == "LibreOffice" and not office.is_there():
            return "python3-uno is not installed"
        return self.reason if row.key in web.FETCHED else None

    def try_cell(self, row, target, how, case, what):
        given = self.given[row.preset, case]
        target.prepare()
        self.hand.select(given.names)
        self.hand.set_preset(row.preset)
        if how == "drag":
            self.hand.set_drag_as(row.drag_as)
            self.hand.window.activate()
            self.hand.drag(given.names, target.get_drop_place(), target.is_over)
            stage.xdotool("mousemove", *hand.REST)
        else:
            if what == rows.IMAGE:
                self.hand.copy_image()
            else:
                self.hand.copy()
            target.paste()
        found, expected = [None], [None]

        def has_arrived():
            read = target.read()
            found[0], expected[0] = get_found(what, read), get_expected(what, given, read)
            return found[0] == expected[0]

        try:
            stage.wait_for("it", has_arrived, ARRIVES_S)
        except StepFailed as failure:
            if expected[0] is None:  # it could not even be looked at
                raise
            raise StepFailed(f"there is {found[0]}, and not {expected[0]}") from failure

    def try_twice(self, row, target, how, case, what):
        """"", or why it failed both times: a hand that slips tries again, and a program that does not answer is started
        anew."""
        for number in range(TRIES):
            try:
                self.try_cell(row, target, how, case, what)
                return ""
            except Exception as error:  # each is a cell that failed, whatever it is
                failure = f"{type(error).__name__}: {error}"
            print(f"# try {number + 1}: {row.get_title()}, {how}, {case}", flush=True)
            for line in failure.splitlines():
                print(f"# {line}", flush=True)
            stage.subprocess.run(["import", "-window", "root", str(self.out / f"failed-{self.number + 1}-{number}.png")],
                                 check=False)
            stage.press("Escape")
            self.hand.selected = None
            target.start_anew()
        return failure

    def try_row(self, row):
        reason = self.get_reason(row)
        target = None if reason else self.make_target(row)
        for how, case, what in row.get_cells():
            title = f"{row.get_title()}: {how}, {rows.HEADINGS[case]}: {what}"
            if reason:
                self.say("ok", f"{title} # SKIP {reason}")
                continue
            start = time.monotonic()
            self.results[row, how, case] = self.try_twice(row, target, how, case, what)
            took = f" ({time.monotonic() - start:.1f} s)"
            self.say("not ok" if self.results[row, how, case] else "ok", title + took)
        if target:
            target.stop()

    def run(self):
        print(f"1..{sum(len(row.get_cells()) for row in self.rows)}", flush=True)
        self.prepare()
        for program in dict.fromkeys(row.program for row in self.rows):
            for row in self.rows:
                if row.program == program:
                    self.try_row(row)
            if program in self.browsers:
                self.browsers[program].stop()
        if self.hand.has_ended():
            print("# Descant has ended", flush=True)
        self.print_table()

    def print_table(self):
        for line in rows.make_table(self.rows, self.results):
            print(f"# {line}", flush=True)

    def has_failed(self):
        return self.hand.has_ended() or any(self.results.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, required=True, help="the build folder")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="where to write what was seen")
    parser.add_argument("--only", default="", help="the rows whose titles match")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for old in arguments.out.iterdir():
        if old.suffix in (".png", ".log"):
            old.unlink()
    matrix = Matrix(arguments.build.resolve(), arguments.out.resolve(), arguments.only)
    try:
        matrix.run()
        failed = matrix.has_failed()
    finally:
        matrix.stop()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
