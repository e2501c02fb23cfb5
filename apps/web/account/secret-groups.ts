/** A key in groups of four, as people read it from a screen. */
export function secretGroups(secret: string): string {
  return (
    secret
      .replace(/\s/g, '')
      .match(/.{1,4}/g)
      ?.join(' ') ?? ''
  );
}
