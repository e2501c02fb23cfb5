import { type PortalPass, placeOf } from './portal-pass.js';

/** What a pass says of a tag; sides by their place in the portal. */
export interface PassJudgement {
  /** Probability that the tag is at the portal now, and not read by a reflection from afar. */
  present: number;
  /** Probability of each side now; together `present`. */
  sides: number[];
  /** The likeliest of what it did. Without a second side it can only have stayed. */
  did: { what: 'passed'; from: number; to: number } | { what: 'turned-back' | 'stayed'; side: number };
  /** Probability of `did`. */
  probability: number;
}

/** What is to be said of a pass up to now. */
export function judgePass({ sides: count, chances }: PortalPass): PassJudgement {
  const sides = Array.from({ length: count }, () => 0);
  let did: PassJudgement['did'] = { what: 'stayed', side: 0 };
  let probability = -1;
  for (let first = 0; first < count; first++)
    for (let now = 0; now < count; now++) {
      const always = chances[placeOf(count, first, now, 0)];
      const been = chances[placeOf(count, first, now, 1)];
      sides[now] += always + been;
      if (always > probability) [did, probability] = [{ what: 'stayed', side: now }, always];
      if (been <= probability) continue;
      did = first === now ? { what: 'turned-back', side: now } : { what: 'passed', from: first, to: now };
      probability = been;
    }
  return { present: 1 - chances[chances.length - 1], sides, did, probability };
}
