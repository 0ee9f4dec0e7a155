# SPDX-License-Identifier: GPL-3.0-or-later
"""What must arrive where: one row a target. matrix.py tries them all, build-aux/works-with writes them into the README."""

from dataclasses import dataclass

# What arrives of what is dragged and pasted.
PICTURE = "picture"  # an img with our address and alternative text
WIDTHS = "picture in several widths"  # the browser loads the one that fits, with our alternative text
LINK = "link"  # an a with our address and the name
ADDRESS = "address"  # as text
FILE = "file"  # with the bytes that the link leads to
IMAGE = "image"  # the pixels, in the size of the link
TEXTED = "image with its text"  # the pixels, with our alternative text
NOTHING = "–"  # the note of the row says why

CASES = ("one", "three", "document")
HEADINGS = {"one": "a picture", "three": "three pictures", "document": "a document"}


@dataclass(frozen=True)
class Row:
    program: str
    name: str
    key: str  # of the page, or of the program
    drag_as: str  # "link" or "file"
    drag: tuple  # of each case
    paste: tuple
    note: str = ""
    preset: str = "Web, medium"  # that is copied and dragged

    def get_title(self):
        return f"{self.program}: {self.name}"

    def get_cells(self):
        """(how, case, what must arrive), of all that can."""
        cells = [("drag", case, what) for case, what in zip(CASES, self.drag)]
        cells += [("paste", case, what) for case, what in zip(CASES, self.paste)]
        return [cell for cell in cells if cell[2] != NOTHING]


RICH = (PICTURE, PICTURE, LINK)
RESPONSIVE = (WIDTHS, WIDTHS, NOTHING)
PLAIN = (ADDRESS, ADDRESS, ADDRESS)
FILES = (FILE, FILE, FILE)
NONE = (NOTHING, NOTHING, NOTHING)
ONE_IMAGE = (IMAGE, NOTHING, NOTHING)

RESPONSIVE_NOTE = "A document is one link, whatever the preset."
IMAGE_ALONE = "The clipboard has one picture, of *Copy Image*."


# Firefox itself takes sources and widths out of what is put into such a field; an editor reads the HTML that we give.
KEPT = {"Chromium": (RESPONSIVE, RESPONSIVE, RESPONSIVE_NOTE),
        "Firefox": ((PICTURE, PICTURE, NOTHING), (PICTURE, PICTURE, NOTHING),
                    "Firefox takes the other widths out: what is left is the picture of 2000 px.")}


def make_web_rows(browser):
    return [
        Row(browser, "a field with text and pictures (`contenteditable`)", "contenteditable", "link", RICH, RICH),
        Row(browser, "a field with text and pictures, of *Responsive image*", "contenteditable", "link",
            *KEPT[browser], "Responsive image"),
        Row(browser, "a field of plain text (`textarea`)", "textarea", "link", PLAIN, PLAIN),
        Row(browser, "TinyMCE 8", "tinymce", "link", RICH, RICH),
        Row(browser, "TinyMCE 8, of *Responsive image*", "tinymce", "link", RESPONSIVE, RESPONSIVE,
            RESPONSIVE_NOTE, "Responsive image"),
        Row(browser, "CKEditor 5", "ckeditor", "link", RICH, RICH),
        Row(browser, "Tiptap 3 (ProseMirror)", "tiptap", "link", RICH, RICH),
        Row(browser, "Quill 2", "quill", "link", NONE, RICH,
            "It takes no drop from another program, whatever is offered."),
        Row(browser, "Lexical 0.52", "lexical", "link", NONE, RICH,
            "It takes no drop from another program, whatever is offered."),
        Row(browser, "a button that chooses files (`input`)", "file-input", "file", FILES, NONE,
            "It takes no paste."),
        Row(browser, "an area for uploads", "drop-zone", "file", FILES, ONE_IMAGE, IMAGE_ALONE),
    ]


NATIVE_ROWS = [
    Row("LibreOffice", "Writer", "Writer", "link", (IMAGE, TEXTED, NOTHING), (TEXTED, TEXTED, LINK),
        "Of one address it takes the file that is there, without text, and of a document its first page: paste that. "
        "Neither the order of the types nor a comment among the addresses changes it."),
    Row("LibreOffice", "Impress", "Impress", "file", NONE, ONE_IMAGE,
        "A slide takes one picture at a time, by paste (*Copy Image*). It refuses each drag that was tried: HTML, addresses, "
        "files, pixels."),
    Row("GIMP", "its window", "Gimp", "file", ONE_IMAGE, ONE_IMAGE,
        "It shows one picture at a time, and asks about each page of a document first."),
    Row("PCManFM", "a folder", "FileManager", "file", FILES, NONE, "It pastes only what a file manager has copied."),
    Row("Xfce Terminal", "a command", "Terminal", "link", PLAIN, PLAIN),
    Row("Geany", "a text", "Geany", "link", NONE, PLAIN,
        "It takes a dropped address for a file to open, and other text not at all: paste it."),
]

ROWS = (*make_web_rows("Chromium"), *make_web_rows("Firefox"), *NATIVE_ROWS)


def make_table(some_rows, results=None):
    """The lines of a table in Markdown. results: (row, how, case) → "" or why not, of a run; None as it must be."""
    notes = []
    lines = ["| target | drag " + " | drag ".join(HEADINGS.values()) + " | paste " + " | paste ".join(HEADINGS.values())
             + " |", "|---" * 7 + "|"]
    for row in some_rows:
        cells = []
        for how, whats in (("drag", row.drag), ("paste", row.paste)):
            for case, what in zip(CASES, whats):
                result = "" if results is None or what == NOTHING else results.get((row, how, case), "skipped")
                cells.append(what if not result else "skipped" if result == "skipped" else f"NOT: {what}")
        mark = ""
        if row.note:
            if row.note not in notes:
                notes.append(row.note)
            mark = f" ({notes.index(row.note) + 1})"
        lines.append(f"| {row.get_title()}{mark} | " + " | ".join(cells) + " |")
    lines.append("")
    lines += [f"({number}) {note}" for number, note in enumerate(notes, 1)]
    return lines
