#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the sandbox lets Descant do: installed, signed in through the browser outside, its token kept, links and files
dragged out and in, updated, removed; and what it does not.

Run it by build-aux/flatpak-local --check. Writes OUT/*.png and OUT/steps.txt, prints TAP, and ends with a status of 1
when a step failed. Everything but Descant and the tenant runs outside: browser, portals, keyring, window manager.
"""

import argparse
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request
import warnings

warnings.filterwarnings("ignore")
sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "desktop"))

import stage  # noqa: E402
from albums_by_hand import FILES_PROGRAM  # noqa: E402
from browser import Browser  # noqa: E402
from main_job import PICKER, REST, MainJob  # noqa: E402
from stage import StepSkipped, Window, wait_for  # noqa: E402
from steps import check, run  # noqa: E402

FILES = (700, 700, 200, 150)
REMOTE = "descant-check"
SECRETS = "org.freedesktop.secrets"
# Beside its own names and those of connections, what the sandbox may see of the bus outside.
NAMES = r"org\.freedesktop\.DBus|org\.freedesktop\.portal\..*|org\.a11y\.Bus|:1\.\d+"
# That of X11 comes with fallback-x11, where there is no Wayland.
PERMISSIONS = {"shared": {"network", "ipc"}, "sockets": {"wayland", "x11", "fallback-x11"}, "devices": {"dri"}}

DROP_ZONE = """
const zone = document.querySelector('#dropped');
window.files = null;
window.isOver = false;
zone.addEventListener('dragover', event => { event.preventDefault(); window.isOver = true; });
zone.addEventListener('drop', async event => {
  event.preventDefault();
  event.stopImmediatePropagation();
  const found = [...event.dataTransfer.files];
  zone.textContent = found.map(file => `${file.name}, ${file.type}, ${file.size} bytes`).join('; ');
  const heads = await Promise.all(found.map(async file => [...new Uint8Array(await file.slice(0, 3).arrayBuffer())]));
  window.files = found.map((file, i) => ({name: file.name, type: file.type, size: file.size, head: heads[i]}));
}, true);
"""


def flatpak(*words, allow_failure=False):
    """What it prints."""
    done = subprocess.run(["flatpak", "--user", *words], capture_output=True, text=True, timeout=300, check=False)
    check(done.returncode == 0 or allow_failure, f"flatpak {words[0]}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


class Sandbox(MainJob):
    """The main job with Descant in its sandbox, and what only a sandbox asks for."""

    def __init__(self, app_id, version, repos, out):
        super().__init__(None, out)
        self.id = app_id
        self.version = version
        self.repos = repos
        self.home = pathlib.Path(os.environ["HOME"])
        self.folder = self.home / ".var/app" / app_id
        self.config = self.folder / "config/descant"
        self.policy = (pathlib.Path(os.environ["FLATPAK_USER_DIR"]) / "extension/io.github.descant.Descant.Policy"
                       / platform.machine() / "1")
        self.files = None
        self.token = ""

    def stop(self):
        subprocess.run(["flatpak", "kill", self.id], capture_output=True, timeout=30, check=False)
        super().stop()
        if self.files:
            self.files.stop()
        self.remove_all()

    def remove_all(self):
        """The runtime stays: it is kept for the next time."""
        shutil.rmtree(self.policy.parent.parent, ignore_errors=True)
        flatpak("uninstall", "--noninteractive", self.id, allow_failure=True)
        flatpak("remote-delete", "--force", REMOTE, allow_failure=True)

    # Programs

    def run_inside(self, *command):
        """What a command prints in a sandbox like Descant's."""
        return flatpak("run", f"--command={command[0]}", self.id, *command[1:], allow_failure=True)

    def start_tenant(self):
        """the company's Canto (here the stand-in tenant, in a sandbox of its own) answers"""
        port = stage.find_free_port()
        self.tenant = stage.Program(
            ["flatpak", "--user", "run", "--command=/app/libexec/descant-tenant", self.id, "--port=0",
             "--calls-per-minute=0", f"--redirect-uri=http://localhost:{port}/callback"],
            self.out / "tenant.log", {"G_MESSAGES_DEBUG": "tenant"})
        wait_for("the tenant", lambda: "\nready\n" in self.tenant.read_log())
        self.values = dict(line.split("=", 1) for line in self.tenant.read_log().splitlines() if "=" in line)

    def prepare(self):
        """an administrator has written the account file; a browser is the system's"""
        # The rest of what MainJob prepares is outside.
        inside = self.config
        self.config = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "descant"
        super().prepare()
        inside.mkdir(parents=True, exist_ok=True)
        shutil.move(self.config / "accounts.conf", inside)
        self.config = inside

    def start_picker(self):
        self.picker = stage.Program(["flatpak", "--user", "run", self.id], self.out / "descant.log",
                                    {"G_DEBUG": "fatal-criticals"})

    def get_host(self):
        return self.values["base"].removeprefix("http://")

    # The steps

    def install(self):
        """install it for the user: it is that version, and may do what is agreed"""
        self.remove_all()
        flatpak("remote-add", "--no-gpg-verify", REMOTE, str(self.repos[0]))
        self.install_from_remote()
        # The session's helper of Flatpak says where p11-kit's socket is, which may be there a moment later only.
        wait_for("a first sandbox", lambda: subprocess.run(["flatpak", "--user", "run", "--command=true", self.id],
                                                           capture_output=True, timeout=60, check=False).returncode == 0)
        self.check_version(self.version)
        shown = flatpak("info", "--show-permissions", self.id)
        context = shown.partition("[Context]\n")[2].partition("\n\n")[0]
        found = {key: set(value.strip(";").split(";")) for key, _, value in
                 (line.partition("=") for line in context.splitlines() if line)}
        check(found == PERMISSIONS, f"it may {found}")
        check("Policy]" not in shown, f"it may also: {shown}")

    def install_from_remote(self):
        """Without the runtime, which is there, and has no remote."""
        flatpak("install", "--noninteractive", "--no-deps", REMOTE, self.id)

    def check_version(self, expected):
        printed = flatpak("run", self.id, "--version")
        check(re.search(rf"^Descant( \(Development\))? {re.escape(expected)}\n.*GTK \d", printed), f"it says “{printed}”")
        (self.out / "version.txt").write_text(printed, encoding="utf-8")

    def obey_policy(self):
        """the policy of an administrator, in an extension that Flatpak does not manage, is obeyed"""
        self.policy.mkdir(parents=True)
        (self.policy / "account.conf").write_text(
            "[Account]\ntenant=acme.canto.de\napp-id=0123456789abcdef\nlocked=tenant;app-id\n", encoding="utf-8")
        self.start_picker()
        self.window.wait_title("Sign In")
        self.window.place(*PICKER)
        self.window.click(self.wait_sign_in_button())
        self.window.wait("label", contains="administrator")
        field = self.window.wait("text", where=lambda node: "acme.canto.de" in get_text(node))
        check(not stage.has_state(field, "SENSITIVE"), "the tenant can be changed")
        stage.xdotool("mousemove", *REST)
        self.shoot("00-policy")
        self.window.activate()
        stage.press("ctrl+q")
        check(self.picker.wait_end() == 0, f"Descant ended with {self.picker.process.returncode}")
        shutil.rmtree(self.policy.parent.parent)

    def keep_token(self):
        """the token is kept, and in the clear in no file of its folder"""
        self.token = wait_for("the token", lambda: self.run_inside("secret-tool", "lookup", "kind", "token").split("\n", 1)[0])
        check(len(self.token) >= 16, "there is no token")
        outside = subprocess.run(["secret-tool", "lookup", "kind", "token"], capture_output=True, text=True, timeout=20,
                                 check=False).stdout
        check(outside == "", "the token is in the keyring outside: the portal of secrets was not used")
        kept = list((self.folder / "data/keyrings").glob("*.keyring"))
        check(len(kept) == 1, f"there is no keyring file in its folder: {kept}")
        secrets = [self.token, self.values["password"], self.values["app_secret"]]
        for path in self.folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                self.check_without(path, secrets[:2] if path.name == "accounts.conf" else secrets)

    def need_documents(self):
        """Files cross the sandbox in a folder of FUSE, of which the portal says where it is outside."""
        if os.environ["XDG_RUNTIME_DIR"] != f"/run/user/{os.getuid()}":
            raise StepSkipped("the folder of this session is another one outside than inside")
        asked = subprocess.run(["gdbus", "call", "--session", "--dest", "org.freedesktop.portal.Documents", "--object-path",
                                "/org/freedesktop/portal/documents", "--method",
                                "org.freedesktop.portal.Documents.GetMountPoint"], capture_output=True, text=True,
                               timeout=60, check=False)
        if asked.returncode != 0:
            raise StepSkipped(f"no file transfer without FUSE: {asked.stderr.strip().splitlines()[-1]}")

    def drag_file_out(self):
        """drag a picture as a file into a page outside: it has its bytes"""
        self.need_documents()
        self.browser.open(self.editor.uri)
        self.browser.driver.execute_script(DROP_ZONE)
        self.window.activate()
        stage.press("F4")  # without the details there is room for the switch
        self.set_drag_as("files")
        x, y = self.window.get_place(self.get_selected_tile(), (0.5, 0.4))
        stage.drag((x - 20, y - 10), self.browser.get_place("#dropped"),
                   lambda: self.browser.driver.execute_script("return window.isOver"))
        files = self.browser.wait("a file in the page",
                                  lambda: self.browser.driver.execute_script("return window.files"))
        check(len(files) == 1 and files[0]["type"] == "image/jpeg" and files[0]["size"] > 1000
              and files[0]["head"] == [0xFF, 0xD8, 0xFF], f"what was dropped is {files}")
        stage.xdotool("mousemove", *REST)
        self.shoot("14-file-out")
        self.set_drag_as("links")
        self.window.activate()
        stage.press("F4")

    def set_drag_as(self, what):
        """With something selected; by its action, for there are two switches, of which one is shown."""
        def is_set():
            return stage.has_state(self.window.find("push button", name=f"Drag {what}"), "PRESSED")

        self.window.wait("push button", name=f"Drag {what}").get_action_iface().do_action(0)
        wait_for("what is dragged", is_set)

    def get_selected_tile(self):
        return wait_for("what is selected", lambda: next(
            (tile for tile in self.get_tiles() if stage.has_state(tile, "SELECTED")), None))

    def drop_file_in(self):
        """drop a file that the sandbox cannot see: the upload has its bytes"""
        self.need_documents()
        path = self.home / "Pictures" / "from outside.png"
        path.parent.mkdir(exist_ok=True)
        subprocess.run(["convert", "-size", "400x300", "plasma:", str(path)], check=True, timeout=30)
        check(not self.run_inside("cat", str(path)), "the sandbox sees the file")
        self.files = stage.Program(["/usr/bin/python3", "-W", "ignore", "-c", FILES_PROGRAM, str(path)],
                                   self.out / "files.log")
        files = Window("files-by-hand")
        files.wait_title("Files by hand")
        files.place(*FILES)
        files.activate()
        self.window.click(self.wait_row("All Assets"))
        files.activate()
        start = (FILES[0] + FILES[2] // 2, FILES[1] + FILES[3] // 2)
        stage.drag(start, self.window.get_place(self.get_tiles()[0]))
        found = wait_for("the upload", lambda: self.search_tenant(path.name))
        check(int(found[0]["size"]) == path.stat().st_size, f"it has {found[0]['size']} of {path.stat().st_size} bytes")
        self.files.stop()
        self.shoot("15-file-in")

    def search_tenant(self, name):
        """Behind Descant's back."""
        query = urllib.parse.urlencode({"keyword": name, "limit": 10})
        request = urllib.request.Request(f"{self.values['base']}/api/v1/search?{query}",
                                         headers={"Authorization": f"Bearer {self.token}"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return [result for result in json.load(answer).get("results") or [] if result["name"] == name]

    def look_out(self):
        """from inside, the home folder is empty, and no other name of the bus is reached"""
        (self.home / "private.txt").write_text("not for the sandbox\n", encoding="utf-8")
        listed = self.run_inside("ls", str(self.home))
        everything = self.run_inside("find", str(self.home), "-path", str(self.folder), "-prune", "-o", "-type", "f", "-print")
        check(listed == "" and everything == "", f"the home folder has {listed}{everything}")
        call = ("gdbus", "call", "--session", "--dest", "org.freedesktop.DBus", "--object-path", "/org/freedesktop/DBus",
                "--method")
        names = re.findall(r"'([^']+)'", self.run_inside(*call, "org.freedesktop.DBus.ListNames"))
        check("org.freedesktop.DBus" in names, "the bus does not answer")
        others = [name for name in names if not re.fullmatch(rf"{NAMES}|{re.escape(self.id)}(\..*)?", name)]
        check(not others, f"the sandbox sees {others}")
        outside = subprocess.run([*call, "org.freedesktop.DBus.ListNames"], capture_output=True, text=True, timeout=20,
                                 check=True).stdout
        check(SECRETS in outside, "the keyring does not run outside: nothing is proven")
        for name in (SECRETS, "org.freedesktop.Flatpak", "ca.desrt.dconf"):
            answer = self.run_inside(*call, "org.freedesktop.DBus.GetNameOwner", name)
            check(answer == "", f"the sandbox reaches {name}")
        (self.out / "bus-names.txt").write_text("\n".join(sorted(names)) + "\n", encoding="utf-8")

    def activate_by_bus(self):
        """the desktop starts it by D-Bus, from what was exported"""
        path = "/" + self.id.replace(".", "/").replace("-", "_")

        subprocess.run(["gdbus", "call", "--session", "--dest", self.id, "--object-path", path, "--method",
                        "org.freedesktop.Application.Activate", "{}"], check=True, timeout=60, capture_output=True)
        self.window.wait_title(self.get_host())
        self.window.place(*PICKER)
        self.wait_tiles()
        self.shoot("16-activated")
        self.window.activate()
        stage.press("ctrl+q")
        wait_for("its end", lambda: self.window.get_application() is None)

    def update(self):
        """update to the next version: signed in still, with the settings and the cache of before"""
        before = self.list_kept()
        check({"config", "data", "cache"} <= {path.parts[0] for path in before}, f"only this is kept: {set(before)}")
        flatpak("remote-modify", f"--url=file://{self.repos[1]}", REMOTE)
        flatpak("update", "--noninteractive", "--no-deps", self.id)
        self.check_version(f"{self.version}.1")
        check(self.list_kept() == before, "the update changed what is hers")
        self.start_again()
        self.shoot("17-updated")

    def list_kept(self):
        """Her accounts, settings and secrets, what she took, and the pictures that are kept: paths, and what is in them."""
        return {path.relative_to(self.folder): path.read_bytes() for path in self.folder.rglob("*")
                if path.is_file() and (path.suffix in (".conf", ".keyring", ".history", ".sqlite") or path.name == "keyfile")}

    def uninstall(self):
        """uninstall: what is hers stays; and install again: she is still signed in"""
        before = self.list_kept()
        flatpak("uninstall", "--noninteractive", self.id)
        check(self.list_kept() == before, "the uninstallation took something with it")
        self.install_from_remote()
        self.start_again()
        self.shoot("18-installed-again")
        self.quit()

    def uninstall_all(self):
        """uninstall with the data: nothing of it stays"""
        flatpak("uninstall", "--noninteractive", "--delete-data", self.id)
        check(not self.folder.exists(), f"{self.folder} is still there")
        check(self.id not in flatpak("list", "--app"), "it is still installed")

    STEPS = (install, obey_policy, start_tenant, prepare, MainJob.start, MainJob.ask_for_sign_in, MainJob.sign_in,
             MainJob.see_library, MainJob.open_album, MainJob.search, MainJob.copy, MainJob.paste, MainJob.drag,
             keep_token, drag_file_out, drop_file_in, look_out, MainJob.quit, MainJob.start_again, MainJob.quit,
             activate_by_bus, update, MainJob.quit, uninstall, uninstall_all)


def get_text(node):
    text = stage.Atspi.Text
    return text.get_text(node, 0, text.get_character_count(node)) if node.get_text_iface() else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--id", required=True, help="the application")
    parser.add_argument("--version", required=True, help="that of the first repository; the next one has .1 behind it")
    parser.add_argument("--repo", type=pathlib.Path, required=True)
    parser.add_argument("--next", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="where to write what was seen")
    arguments = parser.parse_args()
    for old in arguments.out.iterdir():
        if old.suffix in (".png", ".log", ".txt") or old.name == "page.html":
            old.unlink()
    # As a person has it: settings on the disk.
    os.environ.pop("GSETTINGS_BACKEND", None)
    job = Sandbox(arguments.id, arguments.version, (arguments.repo, arguments.next), arguments.out)
    try:
        failed = run(job, arguments.out)
    finally:
        job.stop()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
