/** How much a release weighs, in words. */
import { m } from '../paraglide/messages';

/** Every grade, the least first. */
export const GRADES = [0, 1, 2, 3] as const;

/** 0 none to 3 major; nothing where nobody has said. */
export function significanceName(grade: number | null): string {
  switch (grade) {
    case 0:
      return m.significance_none();
    case 1:
      return m.significance_minor();
    case 2:
      return m.significance_notable();
    case 3:
      return m.significance_major();
    default:
      return '';
  }
}
