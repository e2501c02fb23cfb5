const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));

/** Elements a floor plan is drawn with. Nothing here runs code, moves, or holds what is no SVG. */
export const allowedElements = words(`
  svg g defs symbol use title desc style
  rect circle ellipse line polyline polygon path image
  text tspan textPath
  linearGradient radialGradient stop pattern clipPath mask marker
`);

/** Elements that go while what is inside them stays: a drawing with a link loses the link, not its walls. */
export const unwrappedElements = words('a switch');

/** Properties of style sheets that are attributes too, and the few that are not. */
export const allowedProperties = words(`
  alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-rendering cursor direction
  display dominant-baseline fill fill-opacity fill-rule font font-family font-size font-size-adjust font-stretch
  font-style font-variant font-weight image-rendering isolation letter-spacing marker marker-end marker-mid
  marker-start mask mask-type mix-blend-mode opacity overflow paint-order pointer-events shape-rendering stop-color
  stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
  stroke-opacity stroke-width text-anchor text-decoration text-rendering transform transform-box transform-origin
  unicode-bidi vector-effect visibility white-space word-spacing writing-mode
`);

/** Attributes that say where and how large; their values hold numbers, units, names and commas. */
export const allowedGeometry = words(`
  x y x1 y1 x2 y2 dx dy cx cy r rx ry fx fy fr width height d points rotate transform viewBox preserveAspectRatio
  pathLength textLength lengthAdjust startOffset method spacing side offset spreadMethod gradientUnits
  gradientTransform patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits
  markerUnits markerWidth markerHeight refX refY orient version
`);

/** Attributes whose value is any text: it names or describes. */
export const allowedTexts = words('id class lang role aria-label aria-labelledby aria-describedby aria-hidden');

/** What a function of a style or a transform may be called; url is looked at by itself. */
const allowedFunctions = words(`
  rgb rgba hsl hsla hwb lab lch oklab oklch color translate translatex translatey scale scalex scaley rotate skewx
  skewy matrix
`);

/** An address within the drawing. */
export const localAddress = /^#[\p{L}\p{N}_.:-]{1,200}$/u;
/** A picture inside the drawing itself, of a kind that is only pixels. */
export const pixels = /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/=\s]*$/;

const localUrl = /url\(\s*(?:#[\p{L}\p{N}_.:-]{1,200}|'#[\p{L}\p{N}_.:-]{1,200}'|"#[\p{L}\p{N}_.:-]{1,200}")\s*\)/gu;
/** No backslash (an escape of CSS), no @, no angle bracket, no brace, no semicolon, no colon. */
const plainValue = /^[\p{L}\p{N}\s.,#%()+\-/'"!_]*$/u;

/** Whether the value of a style or a presentation attribute only draws: its functions are known, its addresses local. */
export function isPlainValue(value: string): boolean {
  const rest = value.replace(localUrl, ' ');
  if (!plainValue.test(rest) || !balanced(rest, "'") || !balanced(rest, '"')) return false;
  // What stands before a bracket is a function, wherever blanks or quotes are.
  return [...rest.matchAll(/([^\s,()/]*)\s*\(/gu)].every(([, name]) => allowedFunctions.has(name.toLowerCase()));
}

/** The parts of the drawing that a value points to. */
export function addressesIn(value: string): string[] {
  return [...value.matchAll(localUrl)].map(([url]) => url.replace(/^url\(\s*['"]?#|['"]?\s*\)$/g, ''));
}

/** Whether a value of geometry is what it should be. */
export function isGeometry(value: string): boolean {
  return plainValue.test(value) && !/['"]/.test(value) && isPlainValue(value) && addressesIn(value).length === 0;
}

function balanced(text: string, quote: string): boolean {
  return text.split(quote).length % 2 === 1;
}
