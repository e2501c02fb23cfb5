import { allowedProperties, isPlainValue } from './allowed.js';

/** Elements, classes, ids and how they stand to each other; no attributes (they could be probed), no other functions. */
const plainSelector = /^[\p{L}\p{N}\s.#,>+~*:_-]+$/u;

/** Is told what was left out. */
export type Report = (what: string) => void;

/** The declarations of a style attribute or a rule that only draw, as "name:value" by semicolons. */
export function cleanDeclarations(text: string, report: Report): string {
  const kept: string[] = [];
  for (const declaration of withoutComments(text).split(';')) {
    if (declaration.trim() === '') continue;
    const at = declaration.indexOf(':');
    const name = declaration.slice(0, Math.max(at, 0)).trim().toLowerCase();
    const value = declaration.slice(at + 1).trim();
    if (allowedProperties.has(name) && isPlainValue(value)) kept.push(`${name}:${value}`);
    else report(`the style ${shown(name || declaration.trim())}`);
  }
  return kept.join(';');
}

/** The rules of a style sheet that only draw. Everything that begins with @ goes, with what is inside it. */
export function cleanSheet(text: string, report: Report): string {
  const sheet = withoutComments(text);
  let kept = '';
  let at = 0;
  while (at < sheet.length) {
    const end = endOfRule(sheet, at);
    const rule = sheet.slice(at, end);
    at = end;
    const opened = rule.indexOf('{');
    const selector = (opened < 0 ? rule : rule.slice(0, opened)).trim();
    if (opened < 0 && selector === '') continue;
    const body = opened < 0 ? '' : rule.slice(opened + 1, -1);
    if (opened < 0 || !rule.endsWith('}') || body.includes('{') || !plainSelector.test(selector)) {
      report(`the style rule ${shown(selector)}`);
      continue;
    }
    const declarations = cleanDeclarations(body, report);
    if (declarations !== '') kept += `${selector}{${declarations}}`;
  }
  return kept;
}

/** Where the rule that begins at an offset ends: after its last brace, or after a semicolon when it has none. */
function endOfRule(sheet: string, from: number): number {
  let depth = 0;
  for (let at = from; at < sheet.length; at++) {
    const sign = sheet[at];
    if (sign === '{') depth++;
    else if (sign === '}') {
      if (--depth <= 0) return at + 1;
    } else if (sign === ';' && depth === 0) return at + 1;
  }
  return sheet.length;
}

/** A comment that does not end hides the rest, as it does in browsers. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ');
}

function shown(text: string): string {
  return `"${text.replace(/\s+/g, ' ').slice(0, 40)}"`;
}
