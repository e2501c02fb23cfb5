import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Slowdown } from '#storage/attempt-store';

/** What is guessed at. */
type Purpose = 'password' | 'second factor' | 'set-up code' | 'invitation' | 'own password';

/**
 * Guesses at an account are slowed down per account and address: whoever guesses from somewhere else does not keep the
 * person out. The account as a whole is slowed down only after many guesses, and never at addresses where the person
 * has signed in before. The address as a whole has room for a ward behind one router.
 */
export function accountSlowdowns(purpose: Purpose, account: string, address: string, known: boolean): Slowdown[] {
  const place = addressClass(address);
  const slowdowns = [
    { key: keyOf(purpose, 'account and address', account, place), free: 5, mostS: 300 },
    { key: keyOf(purpose, 'address', place), free: 50, mostS: 30 },
  ];
  if (!known) slowdowns.push({ key: keyOf(purpose, 'account', account), free: 50, mostS: 300 });
  return slowdowns;
}

/** Guesses at codes that stand for themselves are slowed down per address. */
export function codeSlowdowns(purpose: Purpose, address: string): Slowdown[] {
  return [{ key: keyOf(purpose, 'address', addressClass(address)), free: 5, mostS: 60 }];
}

/** Guesses at the own password by somebody who has a session (perhaps a stolen one). */
export function ownSlowdowns(userId: number): Slowdown[] {
  return [{ key: keyOf('own password', 'account', String(userId)), free: 5, mostS: 300 }];
}

/** Who has one address of an IPv6 network has 2^64 of them: they count as one. */
export function addressClass(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head, tail = ''] = plain.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === '' ? [] : tail.split(':');
  const gap = plain.includes('::') ? new Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0') : [];
  const groups = [...first, ...gap, ...last].slice(0, 4).map((group) => parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}

/** What was typed may be a secret in the wrong field, so only its digest is kept. */
function keyOf(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
