import type { HeardTags } from '#contracts/calibration';

export type HeardTag = HeardTags['tags'][number];
/** A tag of the list; `heard` is false for the chosen one while nobody hears it. */
export type ListedTag = HeardTag & { heard: boolean };

/** How strong a level is for who looks for the tag in the hand. Bounds are usual for tags of 0 dBm, indoors. */
export function strengthOf(levelDbm: number): 'veryNear' | 'near' | 'far' {
  if (levelDbm >= -55) return 'veryNear';
  return levelDbm >= -70 ? 'near' : 'far';
}

/** What a person calls a tag: the thing it is on, else its key. */
export function nameOfTag(tag: Pick<HeardTag, 'assetName' | 'tagKey'>): string {
  return tag.assetName ?? tag.tagKey;
}

/**
 * The tags to list: strongest first, only those whose name or key has all words of the search. The chosen one
 * stays even when it falls silent or does not match, so that a choice never vanishes by itself.
 */
export function listedTags(tags: readonly HeardTag[], search: string, chosen: HeardTag | null): ListedTag[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = tags.filter((tag) => {
    const text = `${tag.assetName ?? ''} ${tag.tagKey}`.toLowerCase();
    return tag.tagId === chosen?.tagId || words.every((word) => text.includes(word));
  });
  const listed = matching.map((tag) => ({ ...tag, heard: true })).sort((a, b) => b.levelDbm - a.levelDbm);
  if (chosen && !tags.some(({ tagId }) => tagId === chosen.tagId)) listed.unshift({ ...chosen, heard: false });
  return listed;
}
