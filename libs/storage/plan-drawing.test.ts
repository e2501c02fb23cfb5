import { describe, expect, it } from 'vitest';
import { checkPlanDrawing } from './plan-drawing.js';

const drawing = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">\n${inside}\n</svg>`;
const refusal = (inside: string) => {
  try {
    checkPlanDrawing(drawing(inside), 'l1.svg');
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a floor plan drawing', () => {
  it('may draw, define gradients, use its own parts and carry pictures', () => {
    expect(refusal('<defs><pattern id="p"/></defs><rect fill="url(#p)" style="fill:url(\'#p\')"/>')).toBeNull();
    expect(refusal('<use href="#bed"/><use xlink:href="#bed"/><image href="data:image/png;base64,AA=="/>')).toBeNull();
    expect(refusal('<title>Ward one &amp; two: turn on lights &#252;</title>')).toBeNull();
  });

  it('may begin with a declaration and a comment', () => {
    checkPlanDrawing(`\uFEFF<?xml version="1.0"?>\n<!-- drawn by hand -->\n${drawing('')}`, 'l1.svg');
  });

  it('is refused with its line when it carries code', () => {
    expect(refusal('\n<script>alert(1)</script>')).toBe(
      'l1.svg, line 3: a floor plan drawing may not contain a <script> element; remove it and import again',
    );
    expect(refusal('<svg:SCRIPT href="#a"/>')).toContain('<script>');
    expect(refusal('<rect onload="alert(1)"/>')).toContain('event handler');
    expect(refusal('<rect x="1"ONCLICK = "alert(1)"/>')).toContain('event handler');
    expect(refusal('<foreignObject><body/></foreignObject>')).toContain('foreignObject');
    expect(refusal('<set attributeName="href" to="javascript:alert(1)"/>')).toContain('animation of a link');
    expect(refusal('<a href="javascript:alert(1)"/>')).toContain('outside the drawing');
    expect(refusal('<a href="&#106;avascript:alert(1)"/>')).not.toBeNull();
  });

  it('is refused when it would fetch something', () => {
    expect(refusal('<image href="https://example.org/a.png"/>')).toContain('outside the drawing');
    expect(refusal("<use xlink:href='other.svg#a'/>")).toContain('outside the drawing');
    expect(refusal('<image href="data:image/svg+xml;base64,AA=="/>')).toContain('outside the drawing');
    expect(refusal('<rect style="fill:url(https://example.org/a)"/>')).toContain('url()');
    expect(refusal('<style>@import "a.css";</style>')).toContain('@import');
    expect(refusal('<style>rect{fill:u\\72l(//example.org)}</style>')).toContain('backslash');
    expect(refusal('<style>rect{fill:&#x75;rl(//example.org)}</style>')).toContain('written as a number');
  });

  it('is refused when it is something else, or expands entities', () => {
    expect(() => checkPlanDrawing('<html></html>', 'l1.svg')).toThrow('l1.svg is no SVG drawing');
    expect(() => checkPlanDrawing('', 'l1.svg')).toThrow('is no SVG drawing');
    expect(() => checkPlanDrawing(`<!DOCTYPE svg [<!ENTITY a "b">]>${drawing('')}`, 'l1.svg')).toThrow();
    expect(refusal('<!ENTITY a "b">')).toContain('entity declaration');
  });
});
