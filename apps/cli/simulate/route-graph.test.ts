import { describe, expect, it } from 'vitest';
import { demoFloors } from './hospital/demo-hospital.js';
import { findRoute, routeGraph, somewhereIn } from './route-graph.js';
import { Random } from './random.js';
import { planTrip, placeOnTrip } from './trip.js';

const graph = routeGraph(demoFloors());
const cellNamed = (name: string) => graph.cells.find((cell) => cell.room.name === name)!;
const inside = (name: string) => {
  const cell = cellNamed(name);
  const [x, y] = somewhereIn(cell, 0.5, 0.5);
  return { cell: cell.index, x, y };
};

describe('ways through the hospital', () => {
  it('lead from every room to every other without stairs', () => {
    const hall = inside('Entrance hall');
    for (const cell of graph.cells) {
      const [x, y] = somewhereIn(cell, 0.3, 0.7);
      expect(findRoute(graph, hall, { cell: cell.index, x, y }, false).length).toBeGreaterThan(0);
      expect(findRoute(graph, { cell: cell.index, x, y }, hall, false).length).toBeGreaterThan(0);
    }
  });

  it('take one lift for what must not climb, and only then', () => {
    const ride = findRoute(graph, inside('2A-01'), inside('Biomed workshop'), false).filter((leg) => leg.shaft);
    expect(ride.map((leg) => [leg.shaft, leg.storeys])).toEqual([['lift', -1]]);
    const same = findRoute(graph, inside('2A-01'), inside('2B-01'), true).filter((leg) => leg.shaft);
    expect(same).toEqual([]);
  });

  it('ride two storeys at once', () => {
    const ride = findRoute(graph, inside('Biomed workshop'), inside('Theatre 1'), false).filter((leg) => leg.shaft);
    expect(ride.map((leg) => leg.storeys)).toEqual([2]);
  });

  it('take as long as walking, waiting and riding take', () => {
    const trip = planTrip(graph, inside('2A-01'), inside('Biomed workshop'), 0, 1.2, false, new Random(1));
    const waits = trip.filter((leg) => leg.x0 === leg.x1 && leg.y0 === leg.y1 && leg.fromCell === leg.toCell);
    expect(waits).toHaveLength(1);
    expect(graph.cells[waits[0].fromCell].room.name).toBe('Lift hall');
    const seconds = trip[trip.length - 1].untilMs / 1000;
    expect(seconds).toBeGreaterThan(60);
    expect(seconds).toBeLessThan(180);
    const end = inside('Biomed workshop');
    expect(placeOnTrip(trip, 1e9)).toEqual(end);
    expect(placeOnTrip(trip, -1).cell).toBe(inside('2A-01').cell);
  });

  it('name both rooms when a door is missing', () => {
    const cut = {
      ...graph,
      portals: graph.portals.map((portal) => ({ ...portal })),
      cells: graph.cells.map((c) => ({ ...c })),
    };
    cut.cells[cellNamed('Theatre 1').index].portals = [];
    expect(() => findRoute(cut, inside('Theatre 1'), inside('Theatre 2'), false)).toThrow(
      'no way leads from dh-l2-theatre-1 to dh-l2-theatre-2: a door is missing',
    );
  });
});
