import type { CodeAnswer } from '#contracts/assets';

export type NamedAsset = NonNullable<CodeAnswer['asset']>;

/** A tag that is to be paired. */
export interface ChosenTag {
  tagKey: string;
  /** What is known of it: carried by an asset, free, heard and not registered, or never heard. */
  known: CodeAnswer['tag'];
  /** Who carries it now, as far as that is shown. */
  carrier: NamedAsset | null;
}

/** Why a code was not taken. */
export type PairTrouble =
  /** Nothing has this number, and no tag with this key was heard: a new tag, or a slip. */
  | { kind: 'unknown'; code: string; tagKey: string }
  /** Several assets have this serial number or UDI. */
  | { kind: 'several'; code: string }
  /** The asset was given, and this is the code of another one. */
  | { kind: 'another-asset'; asset: NamedAsset };

export interface PairState {
  asset: NamedAsset | null;
  tag: ChosenTag | null;
  trouble: PairTrouble | null;
}

export const nothingYet: PairState = { asset: null, tag: null, trouble: null };

/**
 * What a code does to the pair that is being made. A code of an asset is taken for the asset, that of a tag for the tag;
 * scanned anew, either takes the place of the one before.
 * @param fixed the asset is given: only its tag is asked for
 */
export function withCode(state: PairState, code: string, answer: CodeAnswer, fixed: boolean): PairState {
  const { asset, matchedBy, tag, tagKey } = answer;
  if (asset && matchedBy !== 'tag') {
    if (!fixed) return { ...state, asset, trouble: null };
    // Its own label in the picture of the camera says nothing new.
    if (asset.id === state.asset?.id) return { ...state, trouble: null };
    return { ...state, trouble: { kind: 'another-asset', asset } };
  }
  if (matchedBy !== null && matchedBy !== 'tag') return { ...state, trouble: { kind: 'several', code } };
  if (tag === 'unknown') return { ...state, trouble: { kind: 'unknown', code, tagKey } };
  return withTag(state, { tagKey, known: tag, carrier: asset });
}

/** A person says that an unknown code is that of a tag. */
export function withUnknownTag(state: PairState, tagKey: string): PairState {
  return withTag(state, { tagKey, known: 'unknown', carrier: null });
}

function withTag(state: PairState, tag: ChosenTag): PairState {
  return { ...state, tag, trouble: null };
}

/** What is left to do. */
export type PairStep = 'asset' | 'tag' | 'already' | 'move' | 'pair';

export function stepOf({ asset, tag }: PairState): PairStep {
  if (!asset) return 'asset';
  if (!tag) return 'tag';
  if (tag.carrier?.id === asset.id) return 'already';
  return tag.known === 'carried' ? 'move' : 'pair';
}
