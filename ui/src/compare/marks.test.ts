import { expect, test } from 'vitest';
import { edges } from './marks';

test('the spaces at the ends of a mark stand outside of it, and the whole is the text', () => {
  for (const text of ['word', ' of 22 November 1993', 'المعلنة ', '\u00a0 a b\t', '. More']) {
    const { before, words, after } = edges(text);
    expect(before + words + after).toBe(text);
    expect(words).toBe(words.trim());
    expect((before + after).trim()).toBe('');
  }
});

test('a mark that is all spaces is not lost', () => {
  expect(edges('  ')).toEqual({ before: '', words: '  ', after: '' });
});
