import type { Visibility } from '#contracts/visibility';
import type { Database } from '#storage/database';
import { departmentsOf } from '#storage/departments';

/** The departments of the house, as far as somebody is concerned with them. */
export class Departments {
  constructor(private readonly database: Database) {}

  /** In order of name; of those who are for some departments, only theirs. */
  async seenBy({ siteIds, departments }: Visibility): Promise<string[]> {
    if (departments !== null) return [...departments].sort();
    return departmentsOf(this.database, siteIds);
  }
}
