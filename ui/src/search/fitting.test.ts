import { expect, test } from 'vitest';
import { firstThatFit, lastThatFit } from './fitting';

/** Every character is one unit wide. */
const measure = (text: string): number => [...text].length;

test('what fits stays as it is', () => {
  expect(firstThatFit(' في كامل البلاد.', false, 40, measure)).toBe(' في كامل البلاد.');
  expect(lastThatFit('وشدّد الحضور على ', false, 40, measure)).toBe('وشدّد الحضور على ');
});

test('what does not fit is cut between words, and says so', () => {
  expect(lastThatFit('and asked the guarantors to publish the ', false, 16, measure)).toBe('… publish the ');
  expect(firstThatFit(' map and its annexes soon', false, 14, measure)).toBe(' map and its …');
});

test('a context that was cut before says so even where it fits', () => {
  expect(lastThatFit('publish the ', true, 40, measure)).toBe('… publish the ');
  expect(firstThatFit(' map and', true, 40, measure)).toBe(' map and …');
});

test('where not even one word fits only the sign is left', () => {
  expect(lastThatFit('unaccommodating ', false, 5, measure)).toBe('… ');
});
