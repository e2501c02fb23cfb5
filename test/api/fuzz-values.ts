import fc from 'fast-check';

type Json = Record<string, unknown>;

/** What has hurt servers before: numbers and texts at and beyond every border, names of prototypes, pieces of SQL and paths. */
export const oddities: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -0,
    -1,
    1.5,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 53,
    -(2 ** 53),
    1e21,
    1e308,
  ),
  fc.constantFrom<unknown>(5e-324, '', ' ', '0', '-1', '1e3', '0x10', '9'.repeat(400), 'NaN', 'null', 'undefined'),
  fc.constantFrom<unknown>('a\0b', '\0', '\ud800', 'x\udfff', '\u202egnp.exe', '\ufeff', '𝒫ump', '\r\nSet-Cookie: a=b'),
  fc.constantFrom<unknown>("' OR '1'='1", "'; DROP TABLE asset; --", '$1', '%', '_', '\\', '*', '(((((', '[', '${7*7}'),
  fc.constantFrom<unknown>(
    '../../../../etc/passwd',
    '..\\..\\',
    '%00',
    '%2e%2e%2f',
    'file:///etc/passwd',
    '<svg onload=x>',
  ),
  fc.constantFrom<unknown>('__proto__', 'constructor', 'toString', 'hasOwnProperty', '=1+1', '@SUM(A1)'),
  fc.constantFrom<unknown>('x'.repeat(300), 'é'.repeat(70_000), [], {}, [[[[[[]]]]]], [null], Array(6000).fill(1)),
  fc.constantFrom<unknown>(
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999999Z',
    '2026-02-30T00:00:00Z',
    '+275760-09-13',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Texts that mean something in the house of the tests, so that requests get beyond the first check. */
const known = [
  't1',
  'r1',
  'r3',
  'aabbcc000002',
  'P-1',
  'P-2',
  'pump',
  'floor-0',
  'house',
  'main',
  'store',
  'ICU',
  'nurse',
];
const aTime = fc
  .integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-01-01') })
  .map((ms) => new Date(ms).toISOString());
const anId = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constantFrom(999, 2_147_483_647));

/** Values of a contract (JSON Schema), most of which it accepts. */
export function valuesOf(schema: Json): fc.Arbitrary<unknown> {
  const {
    type,
    const: only,
    enum: choices,
    anyOf,
    oneOf,
    properties,
    items,
    format,
  } = schema as {
    type?: string;
    const?: unknown;
    enum?: unknown[];
    anyOf?: Json[];
    oneOf?: Json[];
    properties?: Record<string, Json>;
    items?: Json;
    format?: string;
  };
  if (only !== undefined) return fc.constant(only);
  if (choices) return fc.constantFrom(...choices);
  const branches = anyOf ?? oneOf;
  if (branches) return fc.oneof(...branches.map(valuesOf));
  if (properties) return objectsOf(properties, (schema.required as string[] | undefined) ?? []);
  if (items) {
    const minLength = Math.min((schema.minItems as number | undefined) ?? 0, 5);
    return fc.array(valuesOf(items), { minLength, maxLength: Math.max(minLength, 3) });
  }
  if (format === 'date-time') return aTime;
  switch (type) {
    case 'string':
      return textsOf(schema);
    case 'integer':
    case 'number':
      return numbersOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** Bodies that are nearly right: now and then a value is odd, missing, or of a name that should not be there. */
export function nearlyOf(schema: Json): fc.Arbitrary<unknown> {
  const oddNames = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'id', 'isAdmin', 'roles', '');
  const change = fc.record({ at: fc.nat(), name: oddNames, value: oddities, kind: fc.nat({ max: 3 }) });
  return fc.tuple(valuesOf(schema), fc.option(change, { freq: 2 })).map(([value, wanted]) => {
    if (!wanted || typeof value !== 'object' || value === null || Array.isArray(value)) return wanted?.value ?? value;
    const entries = Object.entries(value);
    const at = entries.length === 0 ? 0 : wanted.at % entries.length;
    if (wanted.kind === 0) entries.splice(at, 1);
    else if (wanted.kind === 1) entries.push([wanted.name, wanted.value]);
    else if (entries.length > 0) entries[at] = [entries[at][0], wanted.value];
    // Makes own properties of odd names too, where an assignment would set the prototype.
    return Object.fromEntries(entries) as unknown;
  });
}

function objectsOf(properties: Record<string, Json>, required: string[]): fc.Arbitrary<unknown> {
  const values = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema)]));
  return fc.record(values, { requiredKeys: required, noNullPrototype: true });
}

function textsOf({ minLength = 0, maxLength = 60 }: Json): fc.Arbitrary<unknown> {
  const [least, most] = [minLength as number, Math.min(maxLength as number, 60)];
  const fit = known.filter((text) => text.length >= least && text.length <= most);
  const any = fc.string({ minLength: least, maxLength: Math.max(least, most), unit: 'grapheme' });
  const address = fc.nat({ max: 50 }).map((number) => `person${number}@hospital.example`);
  return fit.length > 0 ? fc.oneof(fc.constantFrom(...fit), any, address) : any;
}

function numbersOf({ type, minimum = -1000, maximum = 1000 }: Json): fc.Arbitrary<unknown> {
  const [min, max] = [minimum as number, maximum as number];
  if (min === 1 && max >= 2_147_483_647) return anId;
  if (type === 'integer') return fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max));
  return fc.oneof(fc.double({ min, max, noNaN: true }), fc.constantFrom(min, max));
}
