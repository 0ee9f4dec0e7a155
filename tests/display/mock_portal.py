# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop portal with global shortcuts, for python-dbusmock: python3 -m dbusmock -t mock_portal.py -p '{"mode": "allow"}'

Modes: "allow"; "deny": the person says no; "nothing": she allows it, but not for our shortcut; "broken": the portal fails;
"silent": it never answers; "elsewhere": requests have other paths than were asked for, as with old portals;
"missing": there is a portal, but none for shortcuts.
"""

import dbus
import dbusmock
from gi.repository import GLib

BUS_NAME = "org.freedesktop.portal.Desktop"
MAIN_OBJ = "/org/freedesktop/portal/desktop"
MAIN_IFACE = "org.freedesktop.portal.GlobalShortcuts"
SYSTEM_BUS = False

SESSION = "org.freedesktop.portal.Session"
REQUEST = "org.freedesktop.portal.Request"
TEST = "io.github.descant.Test"  # what a test asks of the desktop


def load(mock, parameters):
    mock.mode = str(parameters.get("mode", "allow"))
    mock.session = ""
    mock.n_requests = 0
    if mock.mode != "missing":
        mock.AddProperty(MAIN_IFACE, "version", dbus.UInt32(1))


def make_path(mock, sender, token):
    mock.n_requests += 1
    if mock.mode == "elsewhere":
        return f"{MAIN_OBJ}/request/elsewhere/{mock.n_requests}"
    name = sender[1:].replace(".", "_")
    return f"{MAIN_OBJ}/request/{name}/{token}"


def answer(mock, path, response, results):
    """After the method has returned, as a portal does."""
    def send():
        mock.EmitSignalDetailed(REQUEST, "Response", "ua{sv}", [dbus.UInt32(response), results], {"path": path})
        return False

    GLib.timeout_add(20, send)


@dbus.service.method(MAIN_IFACE, in_signature="a{sv}", out_signature="o", sender_keyword="sender")
def CreateSession(self, options, sender=None):
    path = make_path(self, sender, options["handle_token"])
    name = sender[1:].replace(".", "_")
    self.session = f"{MAIN_OBJ}/session/{name}/{options['session_handle_token']}"
    self.AddObject(self.session, SESSION, {}, [("Close", "", "", "")])
    if self.mode == "broken":
        answer(self, path, 2, dbus.Dictionary({}, signature="sv"))
    else:
        answer(self, path, 0, dbus.Dictionary({"session_handle": self.session}, signature="sv"))
    return path


@dbus.service.method(MAIN_IFACE, in_signature="oa(sa{sv})sa{sv}", out_signature="o", sender_keyword="sender")
def BindShortcuts(self, session, shortcuts, parent, options, sender=None):
    path = make_path(self, sender, options["handle_token"])
    bound = [(shortcut, dbus.Dictionary({"description": values["description"], "trigger_description": "Ctrl+Alt+P"},
                                        signature="sv")) for shortcut, values in shortcuts]
    none = dbus.Dictionary({}, signature="sv")
    if self.mode == "deny":
        answer(self, path, 1, none)
    elif self.mode == "nothing":
        answer(self, path, 0, dbus.Dictionary({"shortcuts": dbus.Array([], signature="(sa{sv})")}, signature="sv"))
    elif self.mode != "silent":
        answer(self, path, 0, dbus.Dictionary({"shortcuts": dbus.Array(bound, signature="(sa{sv})")}, signature="sv"))
    return path


@dbus.service.method(TEST, in_signature="s", out_signature="")
def Press(self, shortcut):
    """The person presses the key of @shortcut."""
    self.EmitSignal(MAIN_IFACE, "Activated", "osta{sv}", [
        dbus.ObjectPath(self.session), shortcut, dbus.UInt64(1),
        dbus.Dictionary({"activation_token": "token-of-the-key"}, signature="sv")])


@dbus.service.method(TEST, in_signature="s", out_signature="")
def Rebind(self, trigger):
    """She has chosen another key in the desktop's settings."""
    values = dbus.Dictionary({"trigger_description": trigger}, signature="sv")
    self.EmitSignal(MAIN_IFACE, "ShortcutsChanged", "oa(sa{sv})", [
        dbus.ObjectPath(self.session), dbus.Array([("quick", values)], signature="(sa{sv})")])


@dbus.service.method(TEST, in_signature="", out_signature="")
def End(self):
    """The desktop ends the session."""
    self.EmitSignalDetailed(SESSION, "Closed", "a{sv}", [dbus.Dictionary({}, signature="sv")], {"path": self.session})


@dbus.service.method(TEST, in_signature="", out_signature="b")
def IsClosed(self):
    """Whether the program has let go of its session."""
    session = dbusmock.get_object(self.session)
    return any(name == "Close" for _, name, _ in session.call_log)
