/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-pages.h"

#define HEAD                                                                                       \
  "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"                                \
  "<meta name=\"viewport\" content=\"width=device-width\"><title>%s</title><style>"                \
  "body{font:16px/1.5 system-ui,sans-serif;background:#eef1f4;color:#222;margin:0}"                \
  "main{background:#fff;max-width:22em;margin:14vh auto;padding:2em;border-radius:12px;"           \
  "box-shadow:0 2px 12px #0002}h1{font-size:1.3em;margin:0 0 .4em}label{display:block;"            \
  "margin:1em 0 .2em}input{box-sizing:border-box;width:100%%;font:inherit;padding:.5em;"           \
  "border:1px solid #99a;border-radius:6px}button{font:inherit;margin:1.4em .6em 0 0;"             \
  "padding:.55em 1.4em;border:0;border-radius:6px;background:#17695b;color:#fff}"                  \
  "button.no{background:#dde;color:#222}.bad{color:#a40000}</style></head><body><main>"
#define TAIL "</main></body></html>"

char *
tenant_pages_make_login (const char *user, gboolean failed)
{
  return g_markup_printf_escaped (
      HEAD "<h1>Sign in to Acme</h1><p>This is the stand-in tenant of Descant.</p>"
           "<p class=\"bad\" role=\"alert\">%s</p>"
           "<form method=\"post\"><input type=\"hidden\" name=\"step\" value=\"login\">"
           "<label for=\"user\">E-mail</label>"
           "<input id=\"user\" name=\"user\" type=\"email\" autocomplete=\"username\" value=\"%s\">"
           "<label for=\"password\">Password</label>"
           "<input id=\"password\" name=\"password\" type=\"password\" "
           "autocomplete=\"current-password\" autofocus>"
           "<button id=\"login\">Log in</button></form>" TAIL,
      "Sign in", failed ? "This e-mail and password do not go together." : "", user);
}

char *
tenant_pages_make_consent (const char *user_name, const char *ticket)
{
  return g_markup_printf_escaped (
      HEAD "<h1>Let Descant use your library?</h1>"
           "<p>%s, the program Descant asks to search and read the assets that you may see.</p>"
           "<form method=\"post\"><input type=\"hidden\" name=\"step\" value=\"consent\">"
           "<input type=\"hidden\" name=\"ticket\" value=\"%s\">"
           "<button id=\"allow\" name=\"decision\" value=\"allow\">Allow</button>"
           "<button id=\"deny\" class=\"no\" name=\"decision\" value=\"deny\">Deny</button>"
           "</form>" TAIL,
      "Allow access", user_name, ticket);
}

char *
tenant_pages_make_end (const char *title, const char *text)
{
  return g_markup_printf_escaped (HEAD "<h1>%s</h1><p>%s</p>" TAIL, title, title, text);
}

char *
tenant_pages_make_share (const char *by, const char *list)
{
  g_autofree char *head =
      g_markup_printf_escaped (HEAD "<h1>Shared with you</h1><p>%s</p>", "Shared with you", by);

  return g_strconcat (head, list, TAIL, NULL);
}
