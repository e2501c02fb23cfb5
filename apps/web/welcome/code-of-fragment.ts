/** The invitation code behind the # of a link; empty when there is none. Nothing after # is sent to a server. */
export function codeOfFragment(hash: string): string {
  let code: string;
  try {
    code = decodeURIComponent(hash.replace(/^#/, '')).trim();
  } catch {
    return '';
  }
  return code.length <= 64 ? code : '';
}
