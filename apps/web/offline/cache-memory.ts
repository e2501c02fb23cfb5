/** What a browser's cache does with addresses, as far as it is used here: for tests outside a browser. */
export function cacheMemory() {
  const answers = new Map<string, Response>();
  const cache = {
    put: async (address: string, answer: Response) => void answers.set(address, answer),
    match: async (address: string) => answers.get(address),
    delete: async (address: string | { url: string }) =>
      answers.delete(typeof address === 'string' ? address : address.url),
    keys: async () => [...answers.keys()].map((url) => ({ url })),
  };
  const storage = {
    open: async () => cache as unknown as Cache,
    delete: async () => {
      answers.clear();
      return true;
    },
  };
  return { answers, storage };
}
