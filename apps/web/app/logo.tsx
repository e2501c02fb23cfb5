/** The sign of Wardmap: a marker at the crossing of walls. Decorative; the name stands beside it. */
export function Logo({ size = 28 }: { size?: number }) {
  return <img src="/icon.svg" width={size} height={size} alt="" />;
}
