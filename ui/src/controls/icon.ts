/** The type of the icons, which are drawings of Lucide: data, of which `Glyph` makes elements. */
import type { LucideIconData } from '@lucide/icons';

/** A Lucide icon. */
export type Icon = LucideIconData;
