/*
 * color_settings.h: the looks that the settings give styles: colors = { cursor = "bold white"; };
 */
#ifndef LI_TUI_APP_COLOR_SETTINGS_H
#define LI_TUI_APP_COLOR_SETTINGS_H

#include "core/context/settings.h"
#include "tui/term/colors.h"

/* What the settings say wrongly is added to their mistakes, and the theme holds there. The settings
   must outlive colors. */
void color_settings_parse(struct colors *colors, struct settings *settings);

#endif
