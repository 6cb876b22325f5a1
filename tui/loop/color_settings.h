/*
 * color_settings.h: the group of settings that colors styles: colors = { cursor = "bold white"; };
 */
#ifndef LI_TUI_LOOP_COLOR_SETTINGS_H
#define LI_TUI_LOOP_COLOR_SETTINGS_H

#include "core/context/settings.h"
#include "tui/term/colors.h"

/* A mistake is added to those of the settings; that style then keeps the theme's coloring. The
   settings must outlive colors. */
void color_settings_parse(struct colors *colors, struct settings *settings);

#endif
