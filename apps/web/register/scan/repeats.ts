/** A code that stays in front of the camera is told once; it counts anew when it was out of sight that long, ms. */
export const outOfSightMs = 1500;

export interface LastSeen {
  code: string;
  /** When it was last in the picture, ms of any clock. */
  atMs: number;
}

/** Whether a code that was read is one to tell, and what to remember of it. */
export function seen(last: LastSeen | null, code: string, nowMs: number): { tell: boolean; last: LastSeen } {
  const again = last !== null && last.code === code && nowMs - last.atMs < outOfSightMs;
  return { tell: !again, last: { code, atMs: nowMs } };
}

/** A code as a scanner or a person gives it, without what ends a line. What stands inside it is the server's to judge. */
export function cleanCode(text: string): string {
  return text.replace(/^[\s\u0000]+|[\s\u0000]+$/g, '');
}
