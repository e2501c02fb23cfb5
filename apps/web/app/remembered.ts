const floorKey = 'wardmap.floor';

/** The floor watched last on this device, or null. Storage may be forbidden; then nothing is remembered. */
export function rememberedFloorId(): number | null {
  try {
    return Number(localStorage.getItem(floorKey)) || null;
  } catch {
    return null;
  }
}

export function rememberFloorId(floorId: number): void {
  try {
    localStorage.setItem(floorKey, String(floorId));
  } catch {
    // Without storage the next visit starts at the entrance floor.
  }
}
