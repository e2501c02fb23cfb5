const spoken = ['en', 'de'] as const;
/** Languages in which the api itself says sentences that are not errors. */
export type SpokenLanguage = (typeof spoken)[number];

/** The first language of an Accept-Language header that is spoken here; English when there is none. */
export function spokenLanguage(header: string | undefined): SpokenLanguage {
  const asked = (header ?? '')
    .split(',')
    .map((part, index) => {
      const [tag, ...settings] = part.trim().toLowerCase().split(';');
      const quality = settings.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find((q) => q !== undefined);
      return { code: tag.split('-')[0], weight: quality === undefined ? 1 : Number(quality), index };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.index - b.index);
  for (const { code } of asked) {
    const found = spoken.find((language) => language === code);
    if (found) return found;
  }
  return 'en';
}
