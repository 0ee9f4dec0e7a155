/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "descant-config.h"

#include "picker-recipe-group.h"

#include "delivery-size.h"
#include "picker-spin.h"

#include <glib/gi18n.h>

typedef enum
{
  CHOICE_ORIGINAL,
  CHOICE_ALL,
  CHOICE_SMART,       /* one that every tenant has (11.2) */
  CHOICE_OTHER_SMART, /* by its name */
  CHOICE_SHAPE,
  CHOICE_OTHER_SHAPE,
  CHOICE_PART, /* that was chosen with the eyes: it stays as it is */
} ChoiceKind;

typedef struct
{
  ChoiceKind kind;
  const char *name;
  guint width, height;
} Choice;

static const Choice choices[] = {
  { .kind = CHOICE_ORIGINAL },
  { .kind = CHOICE_ALL },
  { .kind = CHOICE_SHAPE, .width = 1, .height = 1 },
  { .kind = CHOICE_SHAPE, .width = 4, .height = 3 },
  { .kind = CHOICE_SHAPE, .width = 3, .height = 2 },
  { .kind = CHOICE_SHAPE, .width = 16, .height = 9 },
  { .kind = CHOICE_SHAPE, .width = 9, .height = 16 },
  { .kind = CHOICE_OTHER_SHAPE },
  { .kind = CHOICE_SMART, .name = "square" },
  { .kind = CHOICE_SMART, .name = "landscape" },
  { .kind = CHOICE_SMART, .name = "portrait" },
  { .kind = CHOICE_OTHER_SMART },
  { .kind = CHOICE_PART }, /* the last: it is offered where there is one */
};

/* In the order of the row. */
typedef enum
{
  SIZING_ALL, /* as large as the master has it */
  SIZING_LONGEST,
  SIZING_WIDTH,
  SIZING_BOX,
  N_SIZINGS,
} Sizing;

struct _PickerRecipeGroup
{
  AdwPreferencesGroup parent_instance;

  /* Template children. */
  AdwComboRow *cut_row;
  GtkWidget *shape_row;
  GtkSpinButton *shape_width_spin;
  GtkSpinButton *shape_height_spin;
  GtkWidget *name_row;
  AdwComboRow *size_row;
  GtkWidget *pixels_row;
  GtkSpinButton *width_spin;
  GtkWidget *times_label;
  GtkSpinButton *height_spin;
  AdwComboRow *format_row;

  /* State. */
  DeliveryCut part;    /* of CHOICE_PART */
  gboolean is_showing; /* what is set now was not chosen by the person */
};

G_DEFINE_FINAL_TYPE (PickerRecipeGroup, picker_recipe_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is chosen */

static const Choice *
get_choice (PickerRecipeGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->cut_row);

  return &choices[MIN (selected, G_N_ELEMENTS (choices) - 1)];
}

static guint
get_number (GtkSpinButton *spin)
{
  return (guint) gtk_spin_button_get_value_as_int (spin);
}

/* FALSE: the name cannot be one. */
static gboolean
read_cut (PickerRecipeGroup *self, DeliveryCut *cut)
{
  const Choice *choice = get_choice (self);

  *cut = (DeliveryCut){ .kind = DELIVERY_CUT_NONE };
  switch (choice->kind)
    {
    case CHOICE_SMART:
      *cut = (DeliveryCut){ .kind = DELIVERY_CUT_NAMED, .name = choice->name };
      return TRUE;

    case CHOICE_OTHER_SMART:
      *cut = (DeliveryCut){ .kind = DELIVERY_CUT_NAMED,
                            .name = gtk_editable_get_text (GTK_EDITABLE (self->name_row)) };
      return delivery_rendition_is_template_name (cut->name);

    case CHOICE_SHAPE:
      *cut = (DeliveryCut){ .kind = DELIVERY_CUT_SHAPE,
                            .shape_width = choice->width,
                            .shape_height = choice->height };
      return TRUE;

    case CHOICE_OTHER_SHAPE:
      *cut = (DeliveryCut){ .kind = DELIVERY_CUT_SHAPE,
                            .shape_width = get_number (self->shape_width_spin),
                            .shape_height = get_number (self->shape_height_spin) };
      return TRUE;

    case CHOICE_PART:
      *cut = self->part;
      return TRUE;

    case CHOICE_ORIGINAL:
    case CHOICE_ALL:
    default:
      return TRUE;
    }
}

static void
read_size (PickerRecipeGroup *self, guint *width_px, guint *height_px)
{
  Sizing size = (Sizing) adw_combo_row_get_selected (self->size_row);

  *width_px = size != SIZING_ALL ? get_number (self->width_spin) : 0;
  *height_px = size == SIZING_BOX       ? get_number (self->height_spin)
               : size == SIZING_LONGEST ? *width_px
                                        : 0;
}

DeliveryRecipe *
picker_recipe_group_dup_recipe (PickerRecipeGroup *self)
{
  DeliveryCut cut;
  guint width_px, height_px;

  g_return_val_if_fail (PICKER_IS_RECIPE_GROUP (self), NULL);

  if (get_choice (self)->kind == CHOICE_ORIGINAL)
    return delivery_recipe_new_original ();
  if (!read_cut (self, &cut))
    return NULL;

  read_size (self, &width_px, &height_px);

  return delivery_recipe_new (&cut, width_px, height_px,
                              (DeliveryFormat) adw_combo_row_get_selected (self->format_row));
}

/* What is shown */

/* What goes with the choice; the rest waits. */
static void
show_rows (PickerRecipeGroup *self)
{
  ChoiceKind kind = get_choice (self)->kind;
  Sizing size = (Sizing) adw_combo_row_get_selected (self->size_row);
  gboolean is_original = kind == CHOICE_ORIGINAL;
  DeliveryCut cut;

  gtk_widget_set_visible (self->shape_row, kind == CHOICE_OTHER_SHAPE);
  gtk_widget_set_visible (self->name_row, kind == CHOICE_OTHER_SMART);
  gtk_widget_set_visible (GTK_WIDGET (self->size_row), !is_original);
  gtk_widget_set_visible (GTK_WIDGET (self->format_row), !is_original);
  gtk_widget_set_visible (self->pixels_row, !is_original && size != SIZING_ALL);
  gtk_widget_set_visible (self->times_label, size == SIZING_BOX);
  gtk_widget_set_visible (GTK_WIDGET (self->height_spin), size == SIZING_BOX);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      is_original ? _ ("The file as it was uploaded, in its own size and format.") : NULL);
  if (read_cut (self, &cut))
    {
      gtk_widget_remove_css_class (self->name_row, "error");
      return;
    }
  gtk_widget_add_css_class (self->name_row, "error");
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _ ("The name of a smart crop has letters, digits and “_” "
                                            "alone. Your administrator knows it."));
}

static void
changed (PickerRecipeGroup *self)
{
  if (self->is_showing)
    return;

  show_rows (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* (transfer full) */
static char *
dup_title (const Choice *choice)
{
  switch (choice->kind)
    {
    case CHOICE_ORIGINAL:
      return g_strdup (_ ("Original file"));
    case CHOICE_ALL:
      return g_strdup (_ ("Whole picture"));
    case CHOICE_SMART:
      /* Translators: a crop that the service chooses, as "Square, smart crop" */
      return g_strdup_printf (_ ("%s, smart crop"), delivery_template_get_title (choice->name));
    case CHOICE_OTHER_SMART:
      return g_strdup (_ ("Other smart crop"));
    case CHOICE_OTHER_SHAPE:
      return g_strdup (_ ("Other shape"));
    case CHOICE_PART:
      return g_strdup (_ ("The part that was chosen"));
    case CHOICE_SHAPE:
    default:
      return g_strdup_printf ("%u:%u", choice->width, choice->height);
    }
}

static void
fill_cuts (PickerRecipeGroup *self, gboolean with_part)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      if (with_part || choices[i].kind != CHOICE_PART)
        gtk_string_list_take (titles, dup_title (&choices[i]));
    }
  adw_combo_row_set_model (self->cut_row, G_LIST_MODEL (titles));
}

/* The others come from files and older presets, and are not taken away. */
static void
fill_formats (PickerRecipeGroup *self, DeliveryFormat last)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < MAX ((guint) last + 1, DELIVERY_N_OFFERED_FORMATS); i++)
    gtk_string_list_append (titles, delivery_format_get_title ((DeliveryFormat) i));
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (titles));
}

static void
fill_sizes (PickerRecipeGroup *self)
{
  const char *const titles[N_SIZINGS + 1] = {
    /* Translators: the size of a picture */
    [SIZING_ALL] = _ ("As large as there is"),
    [SIZING_LONGEST] = _ ("Longest side"),
    [SIZING_WIDTH] = _ ("Width"),
    [SIZING_BOX] = _ ("Fits into a box"),
  };
  g_autoptr (GtkStringList) model = gtk_string_list_new (titles);

  adw_combo_row_set_model (self->size_row, G_LIST_MODEL (model));
}

/* What has an own entry stands before the other ones. */
static guint
find_choice (const DeliveryCut *cut, gboolean is_original)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      const Choice *choice = &choices[i];

      if (is_original ? choice->kind == CHOICE_ORIGINAL
          : cut->kind == DELIVERY_CUT_NAMED
              ? choice->kind == CHOICE_OTHER_SMART
                    || (choice->kind == CHOICE_SMART && g_str_equal (choice->name, cut->name))
          : cut->kind == DELIVERY_CUT_SHAPE
              ? choice->kind == CHOICE_OTHER_SHAPE
                    || (choice->kind == CHOICE_SHAPE && choice->width == cut->shape_width
                        && choice->height == cut->shape_height)
          : cut->kind == DELIVERY_CUT_PART ? choice->kind == CHOICE_PART
                                           : choice->kind == CHOICE_ALL)
        return i;
    }

  return 0;
}

static void
show_cut (PickerRecipeGroup *self, DeliveryRecipe *recipe)
{
  DeliveryCut cut = delivery_recipe_get_cut (recipe);

  fill_cuts (self, cut.kind == DELIVERY_CUT_PART);
  if (cut.kind == DELIVERY_CUT_PART)
    self->part = cut;
  if (cut.kind == DELIVERY_CUT_NAMED)
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), cut.name);
  if (cut.kind == DELIVERY_CUT_SHAPE)
    {
      gtk_spin_button_set_value (self->shape_width_spin, cut.shape_width);
      gtk_spin_button_set_value (self->shape_height_spin, cut.shape_height);
    }
  adw_combo_row_set_selected (self->cut_row,
                              find_choice (&cut, delivery_recipe_get_is_original (recipe)));
}

static void
show_size (PickerRecipeGroup *self, DeliveryRecipe *recipe)
{
  guint width_px = delivery_recipe_get_width_px (recipe);
  guint height_px = delivery_recipe_get_height_px (recipe);

  if (width_px > 0)
    gtk_spin_button_set_value (self->width_spin, width_px);
  if (height_px > 0)
    gtk_spin_button_set_value (self->height_spin, height_px);
  adw_combo_row_set_selected (self->size_row, width_px == 0           ? SIZING_ALL
                                              : height_px == 0        ? SIZING_WIDTH
                                              : width_px == height_px ? SIZING_LONGEST
                                                                      : SIZING_BOX);
}

void
picker_recipe_group_set_recipe (PickerRecipeGroup *self, DeliveryRecipe *recipe)
{
  g_return_if_fail (PICKER_IS_RECIPE_GROUP (self));
  g_return_if_fail (recipe != NULL);

  self->is_showing = TRUE;
  show_cut (self, recipe);
  fill_formats (self, delivery_recipe_get_format (recipe));
  adw_combo_row_set_selected (self->format_row, delivery_recipe_get_format (recipe));
  if (delivery_recipe_get_is_original (recipe))
    adw_combo_row_set_selected (self->size_row, SIZING_LONGEST);
  else
    show_size (self, recipe);
  self->is_showing = FALSE;
  show_rows (self);
}

/* GObject */

static void
picker_recipe_group_class_init (PickerRecipeGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PICKER_TYPE_RECIPE_GROUP, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/descant/Descant/ui/picker-recipe-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PickerRecipeGroup, cut_row);
  gtk_widget_class_bind_template_child (widget_class, PickerRecipeGroup, shape_row);
  gtk_widget_class_bind_template_child (widget_class, PickerRecipeGroup, shape_width_spin);
  gtk_widget_class_bind_template_child (widget_class, PickerRecipeGroup, shape_height_spin);
  gtk_widget_class_bind_template_child (widget_class, PickerRecipeGroup, name_row);
  gtk_widget_class_bind_template_child (widget_class, PickerRecipeGroup, size_row);
  gtk_widget_class_bind_template_child (widget_class, PickerRecipeGroup, pixels_row);
  gtk_widget_class_bind_template_child (widget_class, PickerRecipeGroup, width_spin);
  gtk_widget_class_bind_template_child (widget_class, PickerRecipeGroup, times_label);
  gtk_widget_class_bind_template_child (widget_class, PickerRecipeGroup, height_spin);
  gtk_widget_class_bind_template_child (widget_class, PickerRecipeGroup, format_row);
}

static void
picker_recipe_group_init (PickerRecipeGroup *self)
{
  GtkSpinButton **const spins[] = { &self->shape_width_spin, &self->shape_height_spin,
                                    &self->width_spin, &self->height_spin };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_showing = TRUE;
  fill_cuts (self, FALSE);
  fill_sizes (self);
  fill_formats (self, DELIVERY_FORMAT_JPG);
  g_signal_connect_swapped (self->cut_row, "notify::selected", G_CALLBACK (changed), self);
  g_signal_connect_swapped (self->size_row, "notify::selected", G_CALLBACK (changed), self);
  g_signal_connect_swapped (self->format_row, "notify::selected", G_CALLBACK (changed), self);
  g_signal_connect_swapped (self->name_row, "changed", G_CALLBACK (changed), self);
  for (gsize i = 0; i < G_N_ELEMENTS (spins); i++)
    {
      picker_spin_keep_number (*spins[i]);
      g_signal_connect_swapped (*spins[i], "value-changed", G_CALLBACK (changed), self);
    }
  self->is_showing = FALSE;
}
