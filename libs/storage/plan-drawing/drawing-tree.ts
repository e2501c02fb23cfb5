import { SaxesParser, type SaxesTagNS } from 'saxes';

/** An element as it was found, or a piece of text. */
export interface DrawingElement {
  /** Name without a prefix; '' when it belongs to something else than SVG. */
  name: string;
  /** As it stands in the file, for sentences. */
  written: string;
  attributes: { name: string; namespace: string; written: string; value: string }[];
  children: (DrawingElement | string)[];
  line: number;
}

export const svgNamespace = 'http://www.w3.org/2000/svg';
export const xlinkNamespace = 'http://www.w3.org/1999/xlink';
export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

/** A drawing of a whole hospital floor has some ten thousand elements and a few MB. */
const mostCharacters = 20_000_000;
const mostElements = 300_000;
const mostDepth = 64;

/**
 * Reads a drawing. Comments and processing instructions are not kept, and no entity but the five of XML is known:
 * nothing is fetched and nothing expands.
 * @throws Error with the line, when it is no well-formed XML, declares entities, or is larger or deeper than a floor plan
 */
export function readDrawing(svg: string, fileName: string, report: (what: string, line: number) => void) {
  if (svg.length > mostCharacters) throw new Error(`${fileName} is larger than ${mostCharacters / 1e6} MB`);
  const parser = new SaxesParser({ xmlns: true, position: true });
  const refuse = (why: string): never => {
    throw new Error(`${fileName}, line ${parser.line}: ${why}`);
  };
  let root: DrawingElement | null = null;
  let elements = 0;
  const open: DrawingElement[] = [];
  const addText = (text: string) => open.at(-1)?.children.push(text);
  parser.on('error', (error) => refuse(`this is no well-formed SVG: ${error.message.replace(/^\d+:\d+: /, '')}`));
  parser.on('doctype', (text) => {
    if (text.includes('[')) refuse('a floor plan drawing may not declare entities; save it as plain SVG');
    report('a document type', parser.line);
  });
  parser.on('processinginstruction', ({ target }) => report(`a processing instruction <?${target}?>`, parser.line));
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('opentag', (tag) => {
    if (++elements > mostElements) refuse(`the drawing has more than ${mostElements} elements`);
    if (open.length >= mostDepth) refuse(`the drawing is nested more than ${mostDepth} levels deep`);
    const element = elementOf(tag, parser.line);
    if (root === null) root = element;
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.write(svg.replace(/^\uFEFF/, '')).close();
  return root as DrawingElement | null;
}

function elementOf(tag: SaxesTagNS, line: number): DrawingElement {
  return {
    // Drawings without a namespace are taken as what they are meant to be.
    name: tag.uri === svgNamespace || tag.uri === '' ? tag.local : '',
    written: tag.name,
    attributes: Object.values(tag.attributes).map(({ local, uri, name, value }) => ({
      ...{ name: local, namespace: uri, written: name, value },
    })),
    children: [],
    line,
  };
}
