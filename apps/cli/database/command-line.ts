import { userInfo } from 'node:os';
import type { AuditAction } from '#contracts/audit';
import type { NewAuditEvent } from '#storage/audit-trail';

/** Who the audit trail says did it: the account of the machine that ran the command. */
export function commandLineName(): string {
  try {
    return `command line (${userInfo().username})`;
  } catch {
    return 'command line'; // an account without a name, as containers have
  }
}

/** An event for the audit trail of something a command does. `change` is plain data without secrets. */
export function commandEvent(
  action: AuditAction,
  subjectKind: string,
  subject: string,
  change: { before?: unknown; after?: unknown } = {},
): NewAuditEvent {
  const actor = { kind: 'system' as const, id: null, name: commandLineName() };
  return { actor, action, subjectKind, subject, ...change, address: '', requestId: '' };
}
