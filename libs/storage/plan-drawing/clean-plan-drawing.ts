import {
  allowedElements,
  allowedGeometry,
  allowedProperties,
  allowedTexts,
  isGeometry,
  isPlainValue,
  localAddress,
  pixels,
  unwrappedElements,
} from './allowed.js';
import { cleanDeclarations, cleanSheet } from './clean-style.js';
import { type DrawingElement, readDrawing, xlinkNamespace, xmlNamespace } from './drawing-tree.js';
import { drawnElements, type KeptElement, writeDrawing } from './kept-element.js';

/** A drawing that only draws. */
export interface CleanDrawing {
  svg: string;
  /** What was left out, each kind once with its number and first line. */
  removed: string[];
}

/** Parts that are used by parts that are used ...: beyond this a browser would draw for ever. */
const mostDrawn = 2_000_000;

/**
 * Writes a drawing anew from a list of what floor plans are drawn with: shapes, text, gradients, patterns, pixels.
 * Scripts, handlers, foreign content, animation and addresses outside the drawing are not on it. Cleaning what was
 * cleaned changes nothing.
 * @throws Error that names file and line, when it is no SVG, declares entities or is beyond all measure
 */
export function cleanPlanDrawing(svg: string, fileName: string): CleanDrawing {
  const found = new Map<string, { times: number; line: number }>();
  const report = (what: string, line: number) => {
    const known = found.get(what);
    if (known) known.times++;
    else found.set(what, { times: 1, line });
  };
  const root = /\S/.test(svg) ? readDrawing(svg, fileName, report) : null;
  if (root?.name !== 'svg') throw new Error(`${fileName} is no SVG drawing: it must begin with an <svg> element`);
  const kept = keepElement(root, report);
  if (drawnElements(kept) > mostDrawn)
    throw new Error(`${fileName} uses its own parts over and over: more than ${mostDrawn} elements would be drawn`);
  const removed = [...found].map(
    ([what, { times, line }]) => `${what} (line ${line}${times > 1 ? `, ${times} times` : ''})`,
  );
  return { svg: writeDrawing(kept), removed };
}

type Report = (what: string, line: number) => void;

function keepElement(element: DrawingElement, report: Report): KeptElement {
  const attributes = keepAttributes(element, report);
  if (element.name === 'style') {
    const sheet = element.children.map((child) => (typeof child === 'string' ? child : '')).join('');
    return { name: 'style', attributes, children: [cleanSheet(sheet, (what) => report(what, element.line))] };
  }
  return { name: element.name, attributes, children: keepChildren(element, report) };
}

function keepChildren(element: DrawingElement, report: Report): KeptElement['children'] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [child];
    if (allowedElements.has(child.name)) return [keepElement(child, report)];
    report(`<${child.written}>`, child.line);
    return unwrappedElements.has(child.name) ? keepChildren(child, report) : [];
  });
}

function keepAttributes({ name: element, attributes, line }: DrawingElement, report: Report): [string, string][] {
  const kept: [string, string][] = [];
  const has = (name: string) => attributes.some((each) => each.name === name && each.namespace === '');
  for (const { name, namespace, written: as, value } of attributes) {
    const own = namespace === '' || (namespace === xlinkNamespace && name === 'href' && !has('href'));
    // How blanks are counted changes what a text looks like.
    if (namespace === xmlNamespace && (name === 'space' || name === 'lang')) kept.push([`xml:${name}`, value]);
    else if (name === 'xmlns' || as.startsWith('xmlns:')) continue;
    else if (own && name === 'style') {
      const style = cleanDeclarations(value, (what) => report(what, line));
      if (style !== '') kept.push(['style', style]);
    } else if (own && isAllowed(element, name, value)) kept.push([name, value]);
    else report(`the attribute ${as}`, line);
  }
  return kept;
}

function isAllowed(element: string, name: string, value: string): boolean {
  if (name === 'href') return localAddress.test(value) || (element === 'image' && pixels.test(value));
  if (element === 'style') return name === 'type' && value === 'text/css';
  if (allowedTexts.has(name)) return true;
  if (allowedGeometry.has(name)) return isGeometry(value);
  return allowedProperties.has(name) && isPlainValue(value);
}
