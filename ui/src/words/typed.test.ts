import { expect, test } from 'vitest';
import { begins, fits } from './typed';

test('a name is found with the article typed or not, whether it has one or not', () => {
  for (const typed of ['أرشيف', 'ارشيف', 'الأرشيف', 'الارشيف'])
    for (const name of ['أرشيف جديد', 'فتح الأرشيف'])
      expect(fits(name, typed), `${typed} in ${name}`).toBe(true);
  expect(begins('أرشيف جديد', 'الأرشيف')).toBe(true);
});

test('an article alone, or with one letter, finds only names that have it so', () => {
  expect(fits('أرشيف جديد', 'ال')).toBe(false);
  expect(fits('أرشيف جديد', 'الأ')).toBe(false);
  expect(fits('فتح الأرشيف', 'الأ')).toBe(true);
});
