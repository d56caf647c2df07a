/** The type of the icons, which are components of Lucide. */
import type { LucideProps } from '@lucide/svelte';
import type { Component } from 'svelte';

/** A Lucide icon. */
export type Icon = Component<LucideProps>;
