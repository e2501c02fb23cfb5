import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTextFile } from './read-text-file.js';

describe('the text of a file', () => {
  it('is read as it was written, in UTF-8 with and without its mark and in UTF-16', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        fc.pre(!text.startsWith('\ufeff'));
        const utf8 = new TextEncoder().encode(text);
        // The first two bytes would be taken for the mark of UTF-16; no UTF-8 text begins so.
        expect(readTextFile(utf8)).toEqual({ text, encoding: 'utf-8' });
        expect(readTextFile(new Uint8Array([0xef, 0xbb, 0xbf, ...utf8])).text).toBe(text);
        const utf16 = new Uint8Array(Buffer.from('\ufeff' + text, 'utf16le'));
        expect(readTextFile(utf16)).toEqual({ text, encoding: 'utf-16le' });
        expect(readTextFile(new Uint8Array(Buffer.from(utf16).swap16()))).toEqual({ text, encoding: 'utf-16be' });
      }),
    );
  });

  it('of an older Excel keeps its umlauts', () => {
    const bytes = new Uint8Array([...'Ger'].map((letter) => letter.charCodeAt(0)).concat(0xe4, 0x74, 0x3b, 0xe9));
    expect(readTextFile(bytes)).toEqual({ text: 'Gerät;é', encoding: 'windows-1252' });
  });

  it('may be empty', () => {
    expect(readTextFile(new Uint8Array()).text).toBe('');
  });
});
