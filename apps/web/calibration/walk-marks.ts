import L from 'leaflet';
import type { Spot } from './pin-steps.js';

const svgSpace = 'http://www.w3.org/2000/svg';

/** Draws a sign for the map. Parts are element names with their attributes; colours come from the style file. */
function sign(className: string, side: number, parts: readonly [name: string, attributes: Record<string, string>][]) {
  const svg = document.createElementNS(svgSpace, 'svg');
  svg.setAttribute('viewBox', `0 0 ${side} ${side}`);
  svg.setAttribute('width', String(side));
  svg.setAttribute('height', String(side));
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add(className);
  for (const [name, attributes] of parts) {
    const part = document.createElementNS(svgSpace, name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    svg.append(part);
  }
  // Leaflet wants an HTML element around what it places.
  const box = document.createElement('div');
  box.append(svg);
  return box;
}

/** The place the server proposes: rings around a point. */
function targetIcon(): L.DivIcon {
  return L.divIcon({
    className: 'walk-target',
    iconSize: [56, 56],
    html: sign('walk-target-sign', 56, [
      ['circle', { class: 'pulse', cx: '28', cy: '28', r: '25' }],
      ['circle', { class: 'ring', cx: '28', cy: '28', r: '17' }],
      ['circle', { class: 'point', cx: '28', cy: '28', r: '4' }],
    ]),
  });
}

/** Where the person stands; its tip is the place. */
function pinIcon(): L.DivIcon {
  return L.divIcon({
    className: 'walk-pin',
    iconSize: [48, 56],
    iconAnchor: [24, 52],
    html: sign('walk-pin-sign', 56, [
      ['path', { class: 'body', d: 'M28 52C20 42 12 34 12 23a16 16 0 1 1 32 0c0 11-8 19-16 29z' }],
      ['circle', { class: 'eye', cx: '28', cy: '23', r: '6' }],
    ]),
  });
}

/** A stop already made, with its number; one that could not be used has a cross. */
function stopIcon(number: number, usable: boolean): L.DivIcon {
  const box = document.createElement('div');
  box.textContent = usable ? String(number) : '×';
  return L.divIcon({ className: `walk-stop walk-stop-${usable ? 'used' : 'unused'}`, iconSize: [24, 24], html: box });
}

export function targetMarker({ x, y }: Spot): L.Marker {
  return L.marker([y, x], { icon: targetIcon(), interactive: false, keyboard: false, zIndexOffset: 100 });
}

export function stopMarker({ x, y }: Spot, number: number, usable: boolean): L.Marker {
  return L.marker([y, x], { icon: stopIcon(number, usable), interactive: false, keyboard: false });
}

/** The pin: dragged by thumb or mouse; keys are the page's. */
export function pinMarker({ x, y }: Spot, onMoved: (to: Spot) => void): L.Marker {
  const pin = L.marker([y, x], {
    icon: pinIcon(),
    draggable: true,
    autoPan: true,
    keyboard: true,
    zIndexOffset: 1000,
  });
  const report = () => {
    const { lat, lng } = pin.getLatLng();
    onMoved({ x: lng, y: lat });
  };
  return pin.on('drag', report);
}
