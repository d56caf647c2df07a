import { expect, test } from 'vitest';
import { paragraphs, passage } from './references';

test('paragraphs are counted from one, with the sign of the language', () => {
  expect(paragraphs([2], 'en')).toBe('¶3');
  expect(paragraphs([2], 'ar')).toBe('ف3');
});

test('neighbours are drawn together, in whatever order they come', () => {
  expect(paragraphs([4, 3], 'en')).toBe('¶4–5');
  expect(paragraphs([0, 1, 2, 6], 'en')).toBe('¶1–3, 7');
  expect(paragraphs([0, 2], 'ar')).toBe('ف1، 3');
});

test('a passage goes from the older paragraphs to the newer along the line of reading', () => {
  expect(passage([6], [5], 'en')).toBe('¶7 → ¶6');
  expect(passage([6], [5], 'ar')).toBe('ف7 ← ف6');
});

test('a passage on one side has no arrow', () => {
  expect(passage([], [6], 'en')).toBe('¶7');
  expect(passage([11], [], 'en')).toBe('¶12');
  expect(passage([], [], 'en')).toBe('');
});
