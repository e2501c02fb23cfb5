import { expect, it } from 'vitest';
import type { Way } from '#contracts/search';
import { wayToShow } from './way-api.js';

const way = (seconds: number): Way => ({ seconds }) as Way;

it('is the way that was asked for, once it is known', () => {
  expect(wayToShow(way(60), way(30), false)).toEqual({ way: way(60), outdated: false });
});

it('is the last one meanwhile and without a network, but never as the new one', () => {
  expect(wayToShow(null, way(30), false)).toEqual({ way: way(30), outdated: true });
  expect(wayToShow(null, null, false)).toEqual({ way: null, outdated: false });
});

it('is none when the server finds none: the old one leads where nothing is', () => {
  expect(wayToShow(null, way(30), true)).toEqual({ way: null, outdated: false });
});
