import { describe, expect, it } from 'vitest';
import { gs1Device, udiKey } from './udi.js';

const device = { di: '09506000134352', serial: 'SN-7' };

describe('a GS1 code', () => {
  it.each([
    ['with brackets', '(01)09506000134352(11)260131(10)L4(21)SN-7'],
    ['as a scanner sends it', ']d20109506000134352112601311017\u001d21SN-7'],
    ['with FNC1 first', '\u001d010950600013435217270131\u001d21SN-7'],
    ['typed without separators', '010950600013435221SN-7'],
    ['as a link', 'https://id.example.org/01/9506000134352/21/SN%2D7?x=1'],
  ])('%s names the model and the device', (_, code) => expect(gs1Device(code)).toEqual(device));

  it('without a serial names the model alone', () => {
    expect(gs1Device('(01)09506000134352(17)270131')).toEqual({ ...device, serial: null });
  });

  it.each(['P-1', '0109506', '(21)SN-7', '+A99912345/$$52001510X3', '', '%', 'https://example.org/', '(01)x(21)y'])(
    'is not %j',
    (code) => expect(gs1Device(code)).toBeNull(),
  );
});

describe('the key of a UDI', () => {
  it('is the same however it is written, and another for another device', () => {
    const keys = ['(01)09506000134352(21)SN-7', '010950600013435221SN-7', '(01)09506000134352(17)270131(21)SN-7'].map(
      udiKey,
    );
    expect(new Set(keys).size).toBe(1);
    expect(udiKey('(01)09506000134352(21)SN-8')).not.toBe(keys[0]);
  });

  it('is the whole text of other issuers', () => {
    expect(udiKey(' *+A99912345/S77* ')).toBe('+A99912345/S77');
  });
});
