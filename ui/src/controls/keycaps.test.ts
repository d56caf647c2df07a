import { expect, test } from 'vitest';
import { isMod } from './keycaps';

test('Ctrl acts with a key everywhere but on macOS, where Command does, and neither does with the other', () => {
  const held = (ctrlKey: boolean, metaKey: boolean) => ({ ctrlKey, metaKey });
  expect(
    [held(true, false), held(false, true), held(true, true), held(false, false)].map((one) =>
      isMod(one, false),
    ),
  ).toEqual([true, false, false, false]);
  expect(
    [held(true, false), held(false, true), held(true, true), held(false, false)].map((one) =>
      isMod(one, true),
    ),
  ).toEqual([false, true, false, false]);
});
