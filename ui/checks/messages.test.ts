import { expect, test } from 'vitest';
import { faults } from './messages.js';

const plural = (
  forms: string[],
): { declarations: string[]; selectors: string[]; match: Record<string, string> }[] => [
  {
    declarations: ['input count', 'local plural = count: plural'],
    selectors: ['plural'],
    match: Object.fromEntries(forms.map((form) => [`plural=${form}`, '{count}'])),
  },
];
const ALL = ['zero', 'one', 'two', 'few', 'many', 'other'];

test('catalogues that agree, and are used, have no fault', () => {
  const en = { a: 'Hello {name}', b: plural(['one', 'other']) };
  const ar = { a: 'أهلا {name}', b: plural(ALL) };
  expect(faults({ en, ar }, 'm.a({ name }); m.b({ count })')).toEqual([]);
});

test('a key in one language only is a fault', () => {
  expect(faults({ en: { a: 'A' }, ar: {} }, 'm.a()')).toEqual(['a: only in en']);
});

test('a key used nowhere, or used and missing, is a fault', () => {
  expect(faults({ en: { a: 'A' }, ar: { a: 'أ' } }, 'm.b()')).toEqual([
    'a: used nowhere',
    'b: in no catalogue',
  ]);
});

test('other inputs in the other language are a fault', () => {
  expect(faults({ en: { a: '{x}' }, ar: { a: '{y}' } }, 'm.a()')).toHaveLength(1);
});

test('a missing plural form is a fault', () => {
  const found = faults({ en: { a: plural(['one', 'other']) }, ar: { a: plural(ALL.slice(1)) } }, 'm.a()');
  expect(found).toEqual(['a: ar lacks the plural form zero']);
});

test('an Arabic word that ends in tanwin or shadda is a fault, one inside a word is not', () => {
  expect(faults({ en: { a: 'A' }, ar: { a: 'يدوياً' } }, 'm.a()')).toHaveLength(1);
  expect(faults({ en: { a: 'A' }, ar: { a: 'وقفاً، ثم' } }, 'm.a()')).toHaveLength(1);
  expect(faults({ en: { a: 'A' }, ar: { a: 'أشدّ' } }, 'm.a()')).toHaveLength(1);
  expect(faults({ en: { a: 'A' }, ar: { a: 'شدّد' } }, 'm.a()')).toEqual([]);
});
