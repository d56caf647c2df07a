import { expect, test } from 'vitest';
import { cut, whole } from './passage';

test('a paragraph is cut at the words and nothing of it is lost', () => {
  const text = 'أكد المجلس دعمه لوقف النار.';
  const from = text.indexOf('دعمه');
  const parts = cut(text, { from, to: from + 4 });
  expect(parts[1]).toBe('دعمه');
  expect(parts.join('')).toBe(text);
  expect(cut('abc', { from: 2, to: 99 })).toEqual(['ab', 'c', '']);
});

test('words are whole where no letter is cut off from another', () => {
  const text = 'وشدّد المجلس، بوقف النار';
  const word = text.indexOf('المجلس');
  expect(whole(text, { from: word, to: word + 6 })).toBe(true);
  expect(whole(text, { from: 1, to: 5 })).toBe(false);
  expect(whole(text, { from: 0, to: 5 })).toBe(true);
  expect(whole(text, { from: word, to: word })).toBe(false);
});

test('a vowel sign belongs to its letter', () => {
  expect(whole('شدَّ', { from: 0, to: 2 })).toBe(false);
});
