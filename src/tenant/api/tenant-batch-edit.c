/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tenant-answers-private.h"

#include "tenant-body.h"

#include <string.h>

/* 4.15 */

typedef enum
{
  ACTION_SET,
  ACTION_ADD,
  ACTION_REMOVE,
} Action;

/* One of "properties", read. */
typedef struct
{
  int field;        /* index of a custom field; -1: one of the properties of every asset */
  const char *name; /* of such a property */
  Action action;
  char **values; /* none for null */
} Property;

static void
clear_property (gpointer data)
{
  g_strfreev (((Property *) data)->values);
}

static int
find_field (TenantLibrary *library, const char *id)
{
  for (guint i = 0; i < tenant_library_get_n_fields (library); i++)
    {
      if (g_str_equal (tenant_library_get_field (library, i)->id, id))
        return (int) i;
    }

  return -1;
}

static gboolean
takes_many (const TenantField *field)
{
  return g_str_has_prefix (field->id, "meta_multichoice");
}

static gboolean
is_number (const char *text)
{
  char *end;

  g_ascii_strtod (text, &end);

  return *text != '\0' && *end == '\0';
}

static gboolean
is_date (const char *text)
{
  guint64 year;
  guint64 month;
  guint64 day;
  g_auto (GStrv) parts = g_strsplit (text, "-", 3);

  return g_strv_length (parts) == 3
         && g_ascii_string_to_unsigned (parts[0], 10, 1, 9999, &year, NULL)
         && g_ascii_string_to_unsigned (parts[1], 10, 1, 12, &month, NULL)
         && g_ascii_string_to_unsigned (parts[2], 10, 1, 31, &day, NULL)
         && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/* 9.3: what a field of this type may hold. */
static gboolean
field_takes (const TenantField *field, const char *value)
{
  if (field->values != NULL)
    return g_strv_contains (field->values, value);
  if (g_str_has_prefix (field->id, "meta_number"))
    return is_number (value);
  if (g_str_has_prefix (field->id, "meta_date"))
    return is_date (value);

  return TRUE;
}

static gboolean
is_property (const char *id)
{
  static const char *const names[] = { "name", "description", "copyright", "termsAndConditions",
                                       NULL };

  return g_strv_contains (names, id);
}

/* A string, strings, or null. (nullable): NULL if it is none of these (transfer full) */
static char **
read_values (JsonNode *node)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n_values = array != NULL ? json_array_get_length (array) : 1;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_new0 (char *, 1);
  for (guint i = 0; i < n_values; i++)
    {
      JsonNode *value = array != NULL ? json_array_get_element (array, i) : node;

      if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
        return NULL;
      if (*json_node_get_string (value) != '\0')
        g_strv_builder_add (values, json_node_get_string (value));
    }

  return g_strv_builder_end (values);
}

static gboolean
read_action (const char *word, Action *action)
{
  static const char *const words[] = { "set", "add", "remove" };

  *action = ACTION_SET;
  if (word == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (!g_str_equal (word, words[i]))
        continue;
      *action = (Action) i;
      return TRUE;
    }

  return FALSE;
}

static gboolean
values_fit (TenantLibrary *library, const Property *property)
{
  const TenantField *field =
      property->field >= 0 ? tenant_library_get_field (library, (guint) property->field) : NULL;

  if (g_strv_length (property->values) > 1 && (field == NULL || !takes_many (field)))
    return FALSE;
  for (guint i = 0; field != NULL && property->values[i] != NULL; i++)
    {
      if (!field_takes (field, property->values[i]))
        return FALSE;
    }

  /* Every asset has a name. */
  return field != NULL || !g_str_equal (property->name, "name")
         || (property->action != ACTION_REMOVE && property->values[0] != NULL);
}

static gboolean
read_property (TenantLibrary *library, JsonNode *node, Property *property)
{
  gboolean is_custom = tenant_node_get_boolean (node, "customField");

  property->name = tenant_node_get_string (node, "propertyId");
  property->values = read_values (tenant_node_get_member (node, "propertyValue"));
  if (property->name == NULL || property->values == NULL
      || !read_action (tenant_node_get_string (node, "action"), &property->action))
    return FALSE;
  property->field = is_custom ? find_field (library, property->name) : -1;

  return (is_custom ? property->field >= 0 : is_property (property->name))
         && values_fit (library, property);
}

/* (nullable) (element-type Property) (transfer full): NULL if one of them is wrong */
static GArray *
read_properties (TenantLibrary *library, JsonNode *node)
{
  g_autoptr (GArray) properties = g_array_new (FALSE, TRUE, sizeof (Property));
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL)
    return NULL;
  g_array_set_clear_func (properties, clear_property);
  g_array_set_size (properties, json_array_get_length (array));
  for (guint i = 0; i < properties->len; i++)
    {
      if (!read_property (library, json_array_get_element (array, i),
                          &g_array_index (properties, Property, i)))
        return NULL;
    }

  return g_steal_pointer (&properties);
}

/* What a field holds after @action; NULL for nothing. (transfer full) */
static char **
combine (const TenantField *field, char **old, Action action, char **values)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean keeps = action == ACTION_REMOVE || (action == ACTION_ADD && takes_many (field));
  g_auto (GStrv) combined = NULL;

  for (guint i = 0; keeps && old != NULL && old[i] != NULL; i++)
    {
      if (!g_strv_contains ((const char *const *) values, old[i]))
        g_strv_builder_add (builder, old[i]);
    }
  for (guint i = 0; action != ACTION_REMOVE && values[i] != NULL; i++)
    g_strv_builder_add (builder, values[i]);
  combined = g_strv_builder_end (builder);

  return combined[0] != NULL ? g_steal_pointer (&combined) : NULL;
}

static gboolean
is_same (char **left, char **right)
{
  return left == NULL || right == NULL
             ? left == right
             : g_strv_equal ((const char *const *) left, (const char *const *) right);
}

/* As @entry has it, which nobody else sees yet. */
static char **
dup_field_values (TenantLibrary *library, TenantEntry *entry, guint field)
{
  gpointer values;
  TenantFacts facts;

  if (g_hash_table_lookup_extended (entry->fields, GUINT_TO_POINTER (field), NULL, &values))
    return g_strdupv (values);
  tenant_entry_get_facts (entry, &facts);

  return tenant_library_dup_field_values (library, &facts, field);
}

static void
apply_to_field (TenantLibrary *library, TenantEntry *entry, const Property *property)
{
  guint field = (guint) property->field;
  g_auto (GStrv) old = dup_field_values (library, entry, field);
  g_auto (GStrv) values =
      combine (tenant_library_get_field (library, field), old, property->action, property->values);

  if (!is_same (old, values))
    tenant_entry_set_field (entry, field, g_steal_pointer (&values));
}

static void
apply_to_text (TenantEntry *entry, const Property *property)
{
  const char *value = property->values[0];
  TenantEntryText text = g_str_equal (property->name, "description") ? TENANT_ENTRY_DESCRIPTION
                         : g_str_equal (property->name, "copyright") ? TENANT_ENTRY_COPYRIGHT
                                                                     : TENANT_ENTRY_TERMS;

  if (g_str_equal (property->name, "name"))
    tenant_entry_rename (entry, value);
  else if (property->action != ACTION_REMOVE)
    tenant_entry_set_text (entry, text, value);
  else if (value == NULL || g_strcmp0 (tenant_entry_get_text (entry, text), value) == 0)
    tenant_entry_set_text (entry, text, NULL);
}

static void
apply (TenantLibrary *library, TenantEntry *entry, GArray *properties)
{
  for (guint i = 0; i < properties->len; i++)
    {
      const Property *property = &g_array_index (properties, Property, i);

      if (property->field >= 0)
        apply_to_field (library, entry, property);
      else
        apply_to_text (entry, property);
    }
}

/* All of it or, if one asset is not there, nothing. */
void
tenant_put_batch_edit (TenantExchange *exchange)
{
  TenantLibrary *library = exchange->world->library;
  g_autoptr (JsonNode) body = tenant_body_read (exchange);
  g_autoptr (GArray) properties =
      read_properties (library, tenant_node_get_member (body, "properties"));
  g_autoptr (TenantChange) change = tenant_answers_start_change (exchange);
  g_autoptr (GPtrArray) items = NULL;

  if (properties == NULL)
    {
      tenant_body_refuse (exchange, "There is no such property, or it does not take this value.");
      return;
    }
  items = tenant_body_get_items (exchange, tenant_node_get_member (body, "contents"));
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      g_auto (TenantAsset) asset = { 0 };

      if (!tenant_body_find_asset (exchange, items->pdata[i], &asset))
        {
          tenant_exchange_not_found (exchange);
          return;
        }
      apply (library, tenant_change_edit (change, asset.number), properties);
    }
  if (items != NULL)
    tenant_answers_finish_change (exchange, g_steal_pointer (&change), "success");
}
