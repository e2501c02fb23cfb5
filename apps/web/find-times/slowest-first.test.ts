import { expect, it } from 'vitest';
import { slowestFirst, spanOf, type DepartmentTimes } from './slowest-first.js';

const times = (department: string | null, medianS: number | null): DepartmentTimes => ({
  ...{ department, medianS, p90S: medianS, found: 1, notHere: 0 },
});

it('puts the slowest department first, and those without a time last by their names', () => {
  const all = [times('Ward 10', null), times('ICU', 40), times(null, 90), times('Ward 9', null)];
  expect(slowestFirst(all).map(({ department }) => department)).toEqual([null, 'ICU', 'Ward 9', 'Ward 10']);
  expect(all[0].department).toBe('Ward 10');
});

it('takes only spans that are offered from an address', () => {
  expect(['7', '365', '31', '', null].map(spanOf)).toEqual([7, 365, 30, 30, 30]);
});
