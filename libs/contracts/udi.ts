/** What identifies one device in a GS1 code. */
export interface Gs1Device {
  /** GTIN-14, the model. */
  di: string;
  serial: string | null;
}

const separator = '\u001d';
/** Application identifiers of devices with as many digits as each always has (GS1 General Specifications, 3.2). */
const fixed: Record<string, number> = { '00': 18, '01': 14, '02': 14, 11: 6, 12: 6, 13: 6, 15: 6, 16: 6, 17: 6, 20: 2 };
/** Those of varying length: all up to the separator, or the end. */
const varying = ['10', '21', '22', '30', '37', '240', '241', '250', '251'];

/**
 * The device of a GS1 code: written with brackets "(01)09506000134352(21)SN7", as scanners send it with FNC1 (byte 29) and
 * perhaps a symbology identifier "]d2", or as a Digital Link.
 * @returns null for anything that names no GTIN
 */
export function gs1Device(code: string): Gs1Device | null {
  const text = code.trim();
  const elements = linkElements(text) ?? bracketElements(text) ?? rawElements(text);
  const di = elements?.get('01');
  return di !== undefined && /^\d{14}$/.test(di) ? { di, serial: elements?.get('21') || null } : null;
}

/** The same text for every way to write one device's UDI: by this it is found, whichever way it is scanned. */
export function udiKey(udi: string): string {
  const device = gs1Device(udi);
  // A lot or a day of expiry tells no devices of a model apart, their serial does.
  if (device) return `gs1:${device.di}:${device.serial ?? ''}`;
  // HIBC, with the asterisks that stand around it where it is printed.
  return udi.trim().replace(/^\*(\+.*)\*$/, '$1');
}

function linkElements(text: string): Map<string, string> | null {
  if (!/^https?:\/\//i.test(text)) return null;
  const parts = text.split(/[?#]/)[0].split('/').slice(3);
  const begin = parts.indexOf('01');
  if (begin < 0) return null;
  const elements = new Map<string, string>();
  for (let at = begin; at + 1 < parts.length; at += 2) elements.set(parts[at], decoded(parts[at + 1]));
  const gtin = elements.get('01')!;
  return /^\d{8,14}$/.test(gtin) ? elements.set('01', gtin.padStart(14, '0')) : null;
}

function bracketElements(text: string): Map<string, string> | null {
  if (!/^\(\d{2,4}\)/.test(text)) return null;
  return new Map(
    [...text.matchAll(/\((\d{2,4})\)([^(]*)/g)].map(([, identifier, value]) => [
      identifier,
      value.replaceAll(separator, '').trim(),
    ]),
  );
}

function rawElements(text: string): Map<string, string> | null {
  const elements = new Map<string, string>();
  let rest = text.replace(/^\](d2|C1|e0|Q3|J1)/, '');
  while (rest.startsWith(separator)) rest = rest.slice(1);
  // Without brackets any text of digits could be meant: a device's code begins with its GTIN.
  if (!/^01\d{14}/.test(rest)) return null;
  while (rest !== '') {
    const length = fixed[rest.slice(0, 2)];
    const identifier = length === undefined ? varying.find((each) => rest.startsWith(each)) : rest.slice(0, 2);
    if (identifier === undefined) break;
    const end = length === undefined ? rest.indexOf(separator) : identifier.length + length;
    elements.set(identifier, end < 0 ? rest.slice(identifier.length) : rest.slice(identifier.length, end));
    rest = end < 0 ? '' : rest.slice(end);
    while (rest.startsWith(separator)) rest = rest.slice(1);
  }
  return elements;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
