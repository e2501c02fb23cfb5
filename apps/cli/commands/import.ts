import type { Command } from 'commander';
import { AuditTrail } from '#storage/audit-trail';
import { PlacesStore } from '#storage/places-store';
import { commandEvent } from '../database/command-line.js';
import { withDatabase } from '../database/with-database.js';
import { readFloorplans } from '../import/read-floorplans.js';

/** `wardmap import`: floor plans from files into the database. A running api and worker notice by themselves. */
export function registerImport(program: Command): void {
  program
    .command('import')
    .description('import floor plans: one .json file, or all of a folder; the same again changes nothing')
    .argument('<path>', 'floor plan (.json) or folder of floor plans')
    .action(async (path: string) => {
      // All files are read and checked before the first is written.
      const floors = readFloorplans(path);
      await withDatabase(async (database) => {
        const places = new PlacesStore(database);
        const trail = new AuditTrail(database);
        for (const { file, plan, svg, removed: leftOut } of floors) {
          const floor = [plan.site.key, plan.building.key, plan.floor.key].join(' / ');
          const { created, updated, removed } = await places.importFloorplan(plan, svg, (client, after) =>
            trail.append(commandEvent('floorplan.import', 'floor', floor, { after: { ...after, leftOut } }), client),
          );
          const changes =
            created + updated + removed === 0
              ? 'unchanged'
              : `${created} created, ${updated} updated, ${removed} removed`;
          console.log(`${file}: ${plan.building.name}, ${plan.floor.name}: ${changes}`);
          if (leftOut.length > 0)
            console.log(`  left out of ${plan.floor.plan}, as no part of a floor plan: ${leftOut.join('; ')}`);
        }
      });
    });
}
