import { expect, test } from 'vitest';
import type { Class } from '../ipc/types';
import { overwriteGetLocale } from '../paraglide/runtime';
import { formOf, isCosmetic } from './classes';

/** Each class with the style its marks have beside the plain line. */
const MARKS: Record<Class, ReturnType<typeof formOf>['mark']> = {
  act: 'verb',
  negation: 'flag',
  number: 'flag',
  date: 'flag',
  scope: 'flag',
  clitic: 'light',
  inflection: 'light',
  order: 'order',
  modality: null,
  name: null,
  reference: null,
  'dropped-commitment': null,
  'new-demand': null,
  added: null,
  dropped: null,
  wording: null,
  spelling: null,
  punctuation: null,
  digits: null,
};
const CLASSES = Object.keys(MARKS) as Class[];

test.each(['ar', 'en'] as const)('every class has words of its own in %s', (lang) => {
  overwriteGetLocale(() => lang);
  expect(new Set(CLASSES.map((of) => formOf(of).label())).size).toBe(CLASSES.length);
});

test('the marks of numbers, negations, scope and dates are boxed, those of position verbs doubled', () => {
  expect(Object.fromEntries(CLASSES.map((of) => [of, formOf(of).mark]))).toEqual(MARKS);
});

test('only what a policy reader takes for noise is hidden until asked for', () => {
  expect(CLASSES.filter(isCosmetic)).toEqual(['spelling', 'punctuation', 'digits']);
});
