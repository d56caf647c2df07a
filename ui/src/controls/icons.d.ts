/** Each icon is a module of its own, for which its package has no types. */
declare module '@lucide/icons/icons/*' {
  import type { LucideIconData } from '@lucide/icons';
  const icon: LucideIconData;
  export default icon;
}
