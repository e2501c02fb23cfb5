import type { Placed } from './hospital.js';

/** What stands in the hospital of the browser tests: enough for lists and labels, few enough to reason about. */
export function equipment(): Placed[] {
  const pump = { typeKey: 'infusion-pump', typeName: 'Infusion pump' };
  const ventilator = { typeKey: 'ventilator', typeName: 'Ventilator' };
  return [
    { ...pump, number: 'IP-0001', name: 'Walking pump', floor: 'dh-l0', x: 14, y: 33.6 },
    { ...pump, number: 'IP-0002', name: 'Infusion pump 2', floor: 'dh-l0', x: 20, y: 8.4 },
    { ...pump, number: 'IP-0003', name: 'Infusion pump 3', floor: 'dh-l0', x: 55, y: 33.6 },
    { ...pump, number: 'IP-0004', name: 'Infusion pump 4', floor: 'dh-l1', x: 20, y: 33.6 },
    { ...ventilator, number: 'VE-0001', name: 'Ventilator Oxford', floor: 'dh-l2', x: 50, y: 33.6 },
    { ...ventilator, number: 'VE-0002', name: 'Ventilator Cambridge', floor: 'dh-l2', x: 10, y: 8.4 },
  ];
}

/** Pumps on three floors around Ward 2A: the nearest one is made busy by a test, the next ones are upstairs and downstairs. */
export function pumps(): Placed[] {
  const pump = { typeKey: 'infusion-pump', typeName: 'Infusion pump' };
  return [
    { ...pump, number: 'IP-0101', name: 'Infusion pump 101', floor: 'dh-l1', x: 22.3, y: 29.8 },
    { ...pump, number: 'IP-0102', name: 'Infusion pump 102', floor: 'dh-l2', x: 13.6, y: 29.8 },
    { ...pump, number: 'IP-0103', name: 'Infusion pump 103', floor: 'dh-l0', x: 56.5, y: 27.3 },
  ];
}
