/**
 * The error of a level is Student-t with 5 degrees of freedom: heavier tails than the normal, because people and metal come
 * between.
 */
export const freedom = 5;
/** Variances and squared errors are multiplied by this, so that products over 64 readers stay within the range of a double. */
export const scale = 1 / 64;
