/** How often a method answers a second: it is run over all inputs again and again for a while. */
export function solvesPerSecond(inputs: number, solve: (input: number) => void, forMs: number): number {
  if (inputs === 0) return 0;
  for (let i = 0; i < Math.min(inputs, 200); i++) solve(i);
  const began = performance.now();
  let done = 0;
  let elapsed = 0;
  while (elapsed < forMs) {
    const until = Math.min(inputs, 50);
    for (let i = 0; i < until; i++) solve((done + i) % inputs);
    done += until;
    elapsed = performance.now() - began;
  }
  return (done / elapsed) * 1000;
}
