/** Whether an api at this address says that it can do its work (database, queue and bus included). */
export async function isReady(address: string): Promise<boolean> {
  try {
    const answer = await fetch(`${address}/api/v1/health/ready`, { signal: AbortSignal.timeout(5000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
