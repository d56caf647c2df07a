import { expect, test } from 'vitest';
import { letters } from './clitics';

const part = (own: string, other: string): string | null => {
  const found = letters(own, other);
  return found === null ? null : own.slice(found.from, found.to);
};

test('what is joined to one word and not to the other is its own letters', () => {
  expect(part('والنظام', 'النظام')).toBe('و');
  expect(part('النظام', 'والنظام')).toBeNull();
  expect(part('بالنظام', 'للنظام')).toBe('با');
  expect(part('للنظام', 'بالنظام')).toBe('ل');
  expect(part('قراراتها', 'قراراته')).toBe('ا');
});

test('the signs on a letter belong to it', () => {
  expect(part('وَالنظام', 'النظام')).toBe('وَ');
});

test('words without a stem in common, and several words, have none', () => {
  expect(part('ورحب', 'وسجل')).toBeNull();
  expect(part('في النظام', 'النظام')).toBeNull();
  expect(part('', 'النظام')).toBeNull();
});
