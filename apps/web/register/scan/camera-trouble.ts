export type CameraTrouble = 'insecure' | 'refused' | 'none' | 'busy' | 'other';

/**
 * Why a camera could not be opened, by the name of the browser's error.
 * @param secure whether the page came over HTTPS or from this machine: browsers give cameras to no other page
 */
export function cameraTrouble(errorName: string, secure: boolean): CameraTrouble {
  if (!secure) return 'insecure';
  if (errorName === 'NotAllowedError' || errorName === 'SecurityError') return 'refused';
  if (errorName === 'NotFoundError' || errorName === 'OverconstrainedError') return 'none';
  if (errorName === 'NotReadableError' || errorName === 'AbortError') return 'busy';
  return 'other';
}
