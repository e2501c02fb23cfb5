import { addressesIn } from './allowed.js';
import { svgNamespace } from './drawing-tree.js';

/** An element that stays, with the attributes that stay. */
export interface KeptElement {
  name: string;
  attributes: [name: string, value: string][];
  children: (KeptElement | string)[];
}

/** Chains of parts longer than this are nobody's floor plan. */
const longestChain = 1_000;

/**
 * How many elements a browser draws, counting what is used, clipped or filled with once for each time it is pointed
 * to. Parts that use themselves, and chains without an end in sight, count as endless.
 */
export function drawnElements(root: KeptElement): number {
  const byId = new Map<string, KeptElement>();
  const remember = (element: KeptElement): void => {
    for (const [name, value] of element.attributes) if (name === 'id' && !byId.has(value)) byId.set(value, element);
    for (const child of element.children) if (typeof child !== 'string') remember(child);
  };
  remember(root);
  const counted = new Map<KeptElement, number>();
  const count = (element: KeptElement, depth: number): number => {
    const known = counted.get(element);
    if (known !== undefined) return known;
    if (depth > longestChain) return Infinity;
    counted.set(element, Infinity);
    let sum = 1;
    for (const child of element.children) if (typeof child !== 'string') sum += count(child, depth + 1);
    for (const id of pointsTo(element)) {
      const part = byId.get(id);
      if (part) sum += count(part, depth + 1);
    }
    counted.set(element, sum);
    return sum;
  };
  return count(root, 0);
}

/** The parts of the drawing that an element points to. */
function pointsTo({ attributes }: KeptElement): string[] {
  return attributes.flatMap(([name, value]) =>
    name === 'href' && value.startsWith('#') ? [value.slice(1)] : addressesIn(value),
  );
}

/** The drawing as text. */
export function writeDrawing(root: KeptElement): string {
  return written(root, ` xmlns="${svgNamespace}"`);
}

function written({ name, attributes, children }: KeptElement, namespace = ''): string {
  const all = attributes.map(([attribute, value]) => ` ${attribute}="${escaped(value, /[&<"\t\n\r]/g)}"`).join('');
  const inside = children
    .map((child) => (typeof child === 'string' ? escaped(child, /[&<>\r]/g) : written(child)))
    .join('');
  return inside === '' ? `<${name}${namespace}${all}/>` : `<${name}${namespace}${all}>${inside}</${name}>`;
}

function escaped(text: string, signs: RegExp): string {
  return text.replace(signs, (sign) => `&#${sign.charCodeAt(0)};`);
}
