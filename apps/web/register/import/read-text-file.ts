/** Ways in which spreadsheets write letters. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * The text of a file as spreadsheets write it: UTF-8 (with or without its mark), UTF-16 with its mark, else the one
 * older Excel writes, in which every byte is a letter.
 */
export function readTextFile(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const mark = bytes[0] * 256 + bytes[1];
  const marked = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : null;
  if (marked) return { text: new TextDecoder(marked).decode(bytes), encoding: marked };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}
