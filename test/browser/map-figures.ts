import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';

/** Runs in the page before anything else: notes when the snapshot came and when the map first showed it. */
export const noteFirstPaint = (markers: number) => `
  window.firstPaint = { dataAtMs: null, paintedAtMs: null };
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...all) {
      super(...all);
      this.addEventListener('message', ({ data }) => {
        if (firstPaint.dataAtMs === null && typeof data === 'string' && data.length > ${markers} * 50)
          firstPaint.dataAtMs = performance.now();
      });
    }
  };
  new MutationObserver(() => {
    const told = document.querySelector('canvas.tag-canvas')?.dataset.counts?.split(',').map(Number);
    if (!told || told[1] + told[2] < ${markers} * 0.9 || firstPaint.paintedAtMs !== null) return;
    firstPaint.paintedAtMs = Infinity;
    requestAnimationFrame(() => setTimeout(() => (firstPaint.paintedAtMs = performance.now())));
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-counts'] });
`;

/** Milliseconds from the snapshot's arrival in the page until it was painted. */
export async function firstPaintMs(page: Page): Promise<number> {
  // By asking again and again: waiting in the page would need eval, which its content security policy forbids.
  const painted = () =>
    page.evaluate<boolean>('window.firstPaint.paintedAtMs !== null && window.firstPaint.paintedAtMs !== Infinity');
  for (const until = Date.now() + 120_000; !(await painted()); await sleep(100))
    if (Date.now() > until) throw new Error('The map did not show the markers within two minutes.');
  return page.evaluate('window.firstPaint.paintedAtMs - window.firstPaint.dataAtMs');
}

/** Pictures a second while the map is dragged to and fro with the mouse: on average, and of the slowest twentieth. */
export async function pan(page: Page, seconds: number): Promise<{ mean: number; slowest: number }> {
  const { width, height } = page.viewportSize()!;
  const [x, y] = [width * 0.55, height * 0.5];
  await page.evaluate(`
    window.pictures = [];
    window.panning = true;
    const note = (at) => { pictures.push(at); if (panning) requestAnimationFrame(note); };
    requestAnimationFrame(note);
  `);
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    await page.mouse.move(x, y);
    await page.mouse.down();
    // To and fro, so that the same part of the floor stays in view.
    for (let step = 1; step <= 60; step++) {
      const share = Math.sin((step / 60) * Math.PI * 2);
      await page.mouse.move(x + share * 260, y + share * 120);
      await sleep(8);
    }
    await page.mouse.up();
  }
  const pictures = await page.evaluate<number[]>('window.panning = false, window.pictures');
  const gaps = pictures.slice(1).map((at, index) => at - pictures[index]);
  gaps.sort((a, b) => a - b);
  return {
    mean: (1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0),
    slowest: 1000 / gaps[Math.floor(gaps.length * 0.95)],
  };
}

/** What the page's JavaScript holds after everything that can go was collected, MB. */
export async function heapMb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

/** Growth in ten minutes of a straight line through values of which one was taken each minute. */
export function growthInTenMinutes(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [across, along] = [0, 0];
  values.forEach((value, minute) => {
    across += (minute - middle) * (value - mean);
    along += (minute - middle) ** 2;
  });
  return along === 0 ? 0 : (10 * across) / along;
}
