import type pg from 'pg';

/** Records a change inside the transaction that makes it; called last, with what came of it. */
export type Note<T = void> = (client: pg.ClientBase, result: T) => Promise<void>;
