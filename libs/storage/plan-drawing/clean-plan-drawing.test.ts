import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { allowedElements, allowedGeometry, allowedProperties, allowedTexts } from './allowed.js';
import { cleanPlanDrawing } from './clean-plan-drawing.js';

const drawing = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">\n${inside}</svg>`;
const head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">\n';
const clean = (inside: string) => {
  const { svg, removed } = cleanPlanDrawing(drawing(inside), 'l1.svg');
  expect(svg.startsWith(head)).toBe(true);
  return { inside: svg.slice(head.length, -'</svg>'.length), removed };
};

describe('a floor plan drawing', () => {
  it('stays as it is, to the byte, when it only draws: every plan we ship', () => {
    const files = readdirSync('floorplans', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.svg'),
    );
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      const svg = readFileSync(join('floorplans', file), 'utf8');
      expect(cleanPlanDrawing(svg, file)).toEqual({ svg: svg.trimEnd(), removed: [] });
    }
  });

  it.each([
    '<defs><pattern id="p"/></defs><rect fill="url(#p)"/>',
    '<g style="fill:url(#p);font-family:\'Helvetica Neue\',sans-serif"><use href="#bed"/></g>',
    '<image href="data:image/png;base64,AA==" width="1" height="2"/>',
    '<text x="1" xml:space="preserve">Ward one &#38; two: <tspan font-weight="bold">on</tspan></text>',
    '<path d="M0 0L1e-3-.5z" transform="translate(1 2)rotate(-90,3,4)" fill="rgb(1,2,3)" stroke="#abc"/>',
    '<style>.a,#b > g{fill:url(#p);stroke-width:.07}</style>'.replace(' > ', ' &#62; '),
    '<clipPath id="c"><circle r="1"/></clipPath><g clip-path="url(#c)" mask="url(\'#c\')"/>',
  ])('keeps %s', (inside) => {
    expect(clean(inside)).toEqual({ inside, removed: [] });
  });

  it.each([
    ['<script>alert(1)</script>', '', '<script> (line 2)'],
    ['<rect onload="alert(1)" x="1"/>', '<rect x="1"/>', 'the attribute onload (line 2)'],
    ['<g\nonclick = "a"/>\n<g onclick="b"/>', '<g/>\n<g/>', 'the attribute onclick (line 3, 2 times)'],
    ['<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>', '', '<foreignObject> (line 2)'],
    ['<a href="javascript:alert(1)"><rect/></a>', '<rect/>', '<a> (line 2)'],
    ['<set attributeName="href" to="javascript:alert(1)"/>', '', '<set> (line 2)'],
    ['<animate attributeName="xlink:href"/>', '', '<animate> (line 2)'],
    ['<use href="other.svg#a"/>', '<use/>', 'the attribute href (line 2)'],
    ['<use xlink:href="#a"/>', '<use href="#a"/>', null],
    ['<image href="https://example.org/a.png"/>', '<image/>', 'the attribute href (line 2)'],
    ['<image href="data:image/svg+xml;base64,AA=="/>', '<image/>', 'the attribute href (line 2)'],
    ['<rect fill="url(https://example.org/a)"/>', '<rect/>', 'the attribute fill (line 2)'],
    ['<rect style="fill:red;fill:u\\72l(//example.org)"/>', '<rect style="fill:red"/>', 'the style "fill" (line 2)'],
    ['<rect style="background:url(#a)"/>', '<rect/>', 'the style "background" (line 2)'],
    ['<style>@import "//example.org/a.css";g{fill:red}</style>', '<style>g{fill:red}</style>', null],
    ['<style>@media print{g{fill:red}}g{fill:blue}</style>', '<style>g{fill:blue}</style>', null],
    ['<style>@font-face{src:url(//example.org)}</style>', '<style/>', 'the style rule "@font-face" (line 2)'],
    ['<style>g{fill:image-set("//example.org" 1x)}</style>', '<style/>', 'the style "fill" (line 2)'],
    ['<style>g[id^="a"]{fill:red}</style>', '<style/>', null],
    ['<style>g{fill:red;/* } */stroke:red</style>', '<style/>', null],
    ['<style><![CDATA[g{fill:red}]]></style>', '<style>g{fill:red}</style>', null],
    ['<!-- <script/> --><g/>', '<g/>', null],
    ['<x:layer xmlns:x="http://inkscape.example"><g/></x:layer>', '', '<x:layer> (line 2)'],
    ['<svg:script xmlns:svg="http://www.w3.org/2000/svg"/>', '', '<svg:script> (line 2)'],
    ['<iframe xmlns=""/><g href="#a" xlink:href="//x"/>', '<g href="#a"/>', null],
  ])('of %j keeps %j', (inside, kept, removed) => {
    const result = clean(inside);
    expect(result.inside).toBe(kept);
    if (removed !== null) expect(result.removed).toContain(removed);
  });

  it('is refused with its line when it is something else, broken, or declares entities', () => {
    const refusal = (svg: string) => () => cleanPlanDrawing(svg, 'l1.svg');
    for (const other of ['', ' \n', '<html/>', '<g xmlns="http://www.w3.org/2000/svg"/>'])
      expect(refusal(other)).toThrow('l1.svg is no SVG drawing');
    expect(refusal(drawing('\n<g>'))).toThrow(/^l1\.svg, line 3: this is no well-formed SVG/);
    expect(refusal(drawing('&nbsp;'))).toThrow(/^l1\.svg, line 2: this is no well-formed SVG/);
    expect(refusal(`<!DOCTYPE svg [<!ENTITY a "b">]>${drawing('')}`)).toThrow('may not declare entities');
    expect(cleanPlanDrawing(`<?xml version="1.0"?><!DOCTYPE svg>\n${drawing('')}`, 'l1.svg').removed).toEqual([
      'a document type (line 1)',
    ]);
  });

  it('is refused when drawing it would have no end', () => {
    const refusal = (inside: string) => () => clean(inside);
    expect(refusal('<g>'.repeat(70) + '</g>'.repeat(70))).toThrow('more than 64 levels deep');
    const doubled = Array.from({ length: 30 }, (_, n) => `<g id="a${n}">${`<use href="#a${n + 1}"/>`.repeat(2)}</g>`);
    expect(refusal(doubled.join(''))).toThrow('uses its own parts over and over');
    expect(refusal('<g id="a"><use href="#a"/></g>')).toThrow('uses its own parts over and over');
    const chain = Array.from({ length: 50_000 }, (_, n) => `<g id="a${n}"><use href="#a${n + 1}"/></g>`);
    expect(refusal(chain.join(''))).toThrow('uses its own parts over and over');
    expect(refusal('<pattern id="p"><rect fill="url(#p)"/></pattern>')).toThrow('uses its own parts over and over');
  });
});

/** Whatever may stand in a drawing somebody made to do harm, in any order. */
const evil = fc.constantFrom(
  ...['javascript:alert(1)', 'url(//x)', 'url("#a")', '#a', 'url(#a)', 'u\\72l(//x)', '@import "//x"', 'expression(1)'],
  ...[
    '}',
    '{',
    ';',
    '/*',
    '*/',
    '"',
    "'",
    '<',
    '&',
    'fill:red',
    'data:image/svg+xml,x',
    'red',
    '1',
    '\n',
    'rgb(1,2,3)',
  ],
);
const text = fc.array(fc.oneof(evil, fc.string({ maxLength: 6 })), { maxLength: 5 }).map((parts) => parts.join(''));
const nameIn = (...names: string[]) => fc.constantFrom(...names);
const escaped = (value: string) =>
  value.replace(/[^\x20-\x7e\u00a0-\ud7ff]/g, ' ').replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const attribute = fc
  .tuple(
    nameIn('href', 'xlink:href', 'src', 'onload', 'ONLOAD', 'style', 'fill', 'd', 'id', 'class', 'xml:base', 'filter'),
    text,
  )
  .map(([name, value]) => ({ name, text: ` ${name}="${escaped(value)}"` }));
const element: fc.Memo<string> = fc.memo((depth) =>
  fc
    .tuple(
      nameIn(
        'g',
        'rect',
        'script',
        'style',
        'use',
        'image',
        'a',
        'set',
        'foreignObject',
        'text',
        'evil:script',
        'SCRIPT',
      ),
      fc.uniqueArray(attribute, { selector: ({ name }) => name, maxLength: 4 }),
      depth > 1 ? fc.array(fc.oneof(text.map(escaped), element(depth - 1)), { maxLength: 4 }) : fc.constant([]),
    )
    .map(([name, attributes, children]) => {
      return `<${name}${attributes.map((each) => each.text).join('')}>${children.join('')}</${name}>`;
    }),
);

describe('a drawing made to do harm', () => {
  const names = new Set([...allowedGeometry, ...allowedProperties, ...allowedTexts, 'style', 'type', 'href']);

  it('keeps nothing that is not on the lists, and cleaned again stays the same', () => {
    fc.assert(
      fc.property(fc.array(element(3), { maxLength: 4 }), (elements) => {
        const dirty = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:evil="urn:x">${elements.join('')}</svg>`;
        let svg: string;
        try {
          svg = cleanPlanDrawing(dirty, 'l1.svg').svg;
        } catch (error) {
          expect((error as Error).message).toMatch(/over and over/);
          return;
        }
        expect(cleanPlanDrawing(svg, 'l1.svg')).toEqual({ svg, removed: [] });
        const parser = new SaxesParser();
        let inStyle = false;
        parser.on('opentag', (tag) => {
          inStyle = tag.name === 'style';
          expect(allowedElements.has(tag.name)).toBe(true);
          for (const [name, value] of Object.entries(tag.attributes)) {
            if (name === 'xmlns') expect(value).toBe('http://www.w3.org/2000/svg');
            else expect(names.has(name)).toBe(true);
            if (name === 'href') expect(value).toMatch(/^#|^data:image\/(png|jpeg|webp);/);
            if (!allowedTexts.has(name)) expectLocal(value);
          }
        });
        parser.on('closetag', () => (inStyle = false));
        parser.on('text', (sheet) => inStyle && expectLocal(sheet));
        parser.write(svg).close();
      }),
      { numRuns: 200 },
    );
  });

  function expectLocal(value: string): void {
    expect(value).not.toMatch(/javascript:|expression|@|\\|\/\*/i);
    for (const [, address] of value.matchAll(/url\(\s*['"]?(.)/gi)) expect(address).toBe('#');
  }
});
