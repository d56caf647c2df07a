import { expect, test } from 'vitest';
import { Places, screenNamed } from './places.svelte';

test('the way back leads through the places visited, the last first', () => {
  const places = new Places();
  places.begin('library');
  places.go('compare');
  places.go('compare', { passage: { release: 7, paragraph: 3 } });
  places.back();
  expect(places.now).toEqual({ screen: 'compare', passage: null, topic: null });
  places.back();
  expect(places.now.screen).toBe('library');
  expect(places.canGoBack).toBe(false);
});

test('going where one is, with nothing asked, is no visit', () => {
  const places = new Places();
  places.begin('compare');
  places.go('compare');
  expect(places.canGoBack).toBe(false);
});

test('asking twice for one passage shows it twice', () => {
  const places = new Places();
  places.go('compare', { passage: { release: 7, paragraph: 3 } });
  const first = places.now;
  places.go('compare', { passage: { release: 7, paragraph: 3 } });
  expect(places.now).not.toBe(first);
});

test('a screen this version does not know is none', () => {
  expect(screenNamed('timeline')).toBe('timeline');
  expect(screenNamed('scrolls')).toBeNull();
  expect(screenNamed(null)).toBeNull();
});

test('a series is shown by the topic it was shown by last, unless one is asked for', () => {
  const places = new Places();
  places.keepTopic(1, 'truce');
  expect(places.topicOf(1)).toBe('truce');
  expect(places.topicOf(2)).toBeNull();
  places.go('timeline', { topic: 'refugees' });
  expect(places.topicOf(1)).toBe('refugees');
  places.begin('compare');
  expect(places.topicOf(1)).toBeNull();
});
