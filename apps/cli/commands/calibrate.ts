import { writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Floorplan } from '#contracts/floorplan';
import { fitPathLoss } from '#positioning/fit-path-loss';
import { surveySamples } from '#positioning/survey';
import { floorOfSite, loadRecordedSurvey } from '../calibrate/load-recorded-survey.js';
import { withDatabase } from '../database/with-database.js';
import { drawPlan } from '../replay/draw-plan.js';
import { tracksOfSplit } from '../replay/recording.js';
import { type RecordedSite, readSite } from '../replay/site.js';

/** `wardmap calibrate` and `wardmap draw-plan`: make a recorded site's floor file and drawing from its recording. */
export function registerCalibrate(program: Command): void {
  program
    .command('calibrate')
    .description(
      "fit each reader's radio values to the training part of a recording and write them into the floor file; or, " +
        'with --activate, give that part to the server as a survey of the floor',
    )
    .argument('<recording>', 'recorded site or its recording folder, for example tetam-ble')
    .option('--activate', 'leave the file as it is; calibrate the floor in the database and use it when it is better')
    .action(async (recording: string, options: { activate?: boolean }) => {
      const site = await readSite(siteOf(recording));
      if (options.activate) {
        await activateSurvey(site);
        return;
      }
      const { common, floorplan } = calibrated(site);
      writeFileSync(site.floorFile, floorplanText(floorplan));
      console.log(
        `${site.floorplan.site.key}: ${common.levelAt1mDbm.toFixed(1)} dBm at 1 m, exponent ${common.pathLossExponent.toFixed(2)}, spread ${common.sigmaDb.toFixed(1)} dB in common; ${floorplan.readers.length} readers written to ${site.floorFile}`,
      );
    });
  program
    .command('draw-plan')
    .description('draw the plan of a recorded site from its walls and its walkable grid')
    .argument('<site>', 'recorded site, for example tetam-ble')
    .action(async (name: string) => {
      const site = await readSite(name);
      const file = join(site.folder, site.floorplan.floor.plan);
      writeFileSync(file, drawPlan(site.floorplan, site.recording.meta.grid));
      console.log(`drawn: ${file}`);
    });
}

/** A site is named by its name, its folder, or the folder of its recording. */
function siteOf(recording: string): string {
  return basename(resolve(recording)) === 'recording' ? dirname(resolve(recording)) : recording;
}

/** A running api and worker notice by themselves. */
async function activateSurvey(site: RecordedSite): Promise<void> {
  await withDatabase(async (database) => {
    const floorId = await floorOfSite(database, site);
    const { version, state, reason } = await loadRecordedSurvey(database, site, floorId, 'wardmap calibrate');
    console.log(`${site.floorplan.site.key}: version ${version} is ${state}. ${reason}`);
  });
}

/** How far back a survey's readings are taken together, ms. */
const windowMs = 4000;

/** The floor with radio values fitted on the recording's split `train`, and on nothing else. */
export function calibrated(site: RecordedSite) {
  const { recording, floorplan } = site;
  const { common, readers } = fitPathLoss(
    surveySamples(tracksOfSplit(recording, 'train'), recording.readers, floorplan.floor.tagHeightM, windowMs),
    recording.readers.length,
  );
  const radioOf = new Map(site.readerKeys.map((key, index) => [key, readers[index]]));
  const round = (value: number) => Math.round(value * 100) / 100;
  return {
    common,
    floorplan: {
      ...floorplan,
      readers: floorplan.readers.map((reader) => {
        const radio = radioOf.get(reader.key);
        if (!radio) return reader;
        return {
          ...reader,
          radio: {
            levelAt1mDbm: round(radio.levelAt1mDbm),
            pathLossExponent: round(radio.pathLossExponent),
            sigmaDb: round(radio.sigmaDb),
          },
        };
      }),
    },
  };
}

/** The floor as text: two spaces of indent, a point on one line. */
export function floorplanText(floorplan: Floorplan): string {
  return `${JSON.stringify(floorplan, null, 2).replace(/\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]/g, '[$1, $2]')}\n`;
}
