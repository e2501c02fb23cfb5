/** A set of rows of the register: one bit each. */
export type Bits = Uint32Array;

export function noBits(rows: number): Bits {
  return new Uint32Array((rows + 31) >> 5);
}

export function allBits(rows: number): Bits {
  const bits = noBits(rows).fill(0xffffffff);
  if (rows % 32 !== 0) bits[bits.length - 1] = (1 << (rows % 32)) - 1;
  return bits;
}

export function setBit(bits: Bits, row: number): void {
  bits[row >> 5] |= 1 << (row & 31);
}

export function hasBit(bits: Bits, row: number): boolean {
  return ((bits[row >> 5] >>> (row & 31)) & 1) === 1;
}

/** Adds the rows of the other set to the first one. */
export function addBits(bits: Bits, others: Bits): void {
  for (let at = 0; at < bits.length; at++) bits[at] |= others[at];
}

/** Keeps of the first set the rows that are in the other too. */
export function keepBits(bits: Bits, others: Bits): void {
  for (let at = 0; at < bits.length; at++) bits[at] &= others[at];
}
