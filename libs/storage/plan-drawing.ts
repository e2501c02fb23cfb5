/** What may not be in a drawing that browsers show: code, foreign content, and addresses outside the drawing itself. */
const forbidden: { what: string; pattern: RegExp }[] = [
  { what: 'a <script> element', pattern: /<(?:[\w-]+:)?script[\s>/]/i },
  { what: 'a <foreignObject> element', pattern: /<(?:[\w-]+:)?foreignObject[\s>/]/i },
  { what: 'an embedded page', pattern: /<(?:[\w-]+:)?(?:iframe|embed|object|audio|video|handler|listener)[\s>/]/i },
  { what: 'an event handler attribute', pattern: /[\s"'/]on[a-z]+\s*=/i },
  { what: 'an animation of a link', pattern: /attributeName\s*=\s*["']\s*(?:[\w-]+:)?(?:href|on\w+)/i },
  { what: 'a document type or entity declaration', pattern: /<!(?:DOCTYPE|ENTITY)/i },
  { what: 'a style sheet instruction', pattern: /<\?xml-stylesheet/i },
  { what: 'an @import', pattern: /@import/i },
  { what: 'an image-set()', pattern: /image-set\s*\(/i },
  // Two ways to spell the words above so that a reader of the text does not see them.
  { what: 'a backslash (a CSS escape)', pattern: /\\/ },
  {
    what: 'an ASCII letter or sign written as a number',
    pattern: /&#(?:0*(?:\d{1,2}|1[01]\d|12[0-7])|x0*[0-7]?[0-9a-f]);/i,
  },
  {
    what: 'a link to something outside the drawing',
    pattern: /(?:href|src)\s*=\s*(?!["']\s*(?:#|data:image\/(?:png|jpeg|webp);))/i,
  },
  { what: 'a url() to something outside the drawing', pattern: /url\s*\(\s*(?!["']?\s*#|&quot;\s*#)/i },
];

/**
 * Refuses a drawing that is no SVG, or that could run code or fetch something in the browser of whoever
 * looks at it. Refusing with the place named, instead of cleaning in silence: the plan shown is the plan given.
 * @throws Error that names the file, the line and what was found.
 */
export function checkPlanDrawing(svg: string, fileName: string): void {
  const text = svg.replace(/^\uFEFF/, '');
  if (!/^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(text))
    throw new Error(`${fileName} is no SVG drawing: it must begin with an <svg> element`);
  for (const { what, pattern } of forbidden) {
    const found = pattern.exec(text);
    if (!found) continue;
    const line = text.slice(0, found.index).split('\n').length;
    throw new Error(
      `${fileName}, line ${line}: a floor plan drawing may not contain ${what}; remove it and import again`,
    );
  }
}
