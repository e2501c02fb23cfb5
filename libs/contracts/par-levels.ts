import { z } from 'zod';

const count = z.int().min(0).max(10_000);

/** How many of a type should be ready in a zone or a department at a time of the week. */
export const parLevelFieldsSchema = z
  .object({
    typeKey: z.string().min(1).max(64),
    /** One of the two. A department's are counted in all its zones. */
    zoneId: z.int().positive().nullable(),
    department: z.string().trim().min(1).max(120).nullable(),
    /** Of a department: on which site. Null where only one site has the department, and for a zone. */
    siteId: z.int().positive().nullable().default(null),
    /** Days of the week, 1 is Monday. */
    days: z.array(z.int().min(1).max(7)).min(1).max(7),
    /** Minutes after midnight in the site's time zone; `untilMinute` may lie before `fromMinute`: then over midnight. */
    fromMinute: z.int().min(0).max(1439),
    untilMinute: z.int().min(1).max(1440),
    target: count,
    /** Fewer is critical. */
    criticalMin: count,
    /** More is too many; null: never. */
    criticalMax: count.nullable(),
  })
  .superRefine((level, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if ((level.zoneId === null) === (level.department === null))
      refuse('zoneId', 'a PAR level is for a zone or for a department, one of the two');
    if (level.criticalMin > level.target) refuse('criticalMin', 'the critical minimum is at most the target');
    if (level.criticalMax !== null && level.criticalMax < level.target)
      refuse('criticalMax', 'the critical maximum is at least the target');
    if (level.fromMinute === level.untilMinute) refuse('untilMinute', 'the end differs from the begin');
  });
export type ParLevelFields = z.output<typeof parLevelFieldsSchema>;

const placeSchema = z.object({
  /** Null: all zones of the department. */
  zoneId: z.int().nullable(),
  /** The department, or the one that the zone belongs to. */
  department: z.string().nullable(),
  /** Name of the zone or department. */
  name: z.string(),
  /** Of a zone. */
  floorId: z.int().nullable(),
  floorName: z.string().nullable(),
  siteId: z.int(),
  siteName: z.string(),
});
export type StockPlace = z.infer<typeof placeSchema>;

export const parLevelSchema = z.object({
  id: z.int(),
  typeKey: z.string(),
  typeName: z.string(),
  place: placeSchema,
  days: z.array(z.int()),
  fromMinute: z.int(),
  untilMinute: z.int(),
  target: z.int(),
  criticalMin: z.int(),
  criticalMax: z.int().nullable(),
});
export type ParLevel = z.infer<typeof parLevelSchema>;

/** GET /api/v1/par-levels; POST adds one, PUT and DELETE /api/v1/par-levels/:id */
export const parLevelListSchema = z.object({ levels: z.array(parLevelSchema) });

/** GET /api/v1/stock: only what is of a department, or on a site. */
export const stockQuerySchema = z.object({
  department: z.string().trim().min(1).max(120).optional(),
  site: z.coerce.number().int().positive().optional(),
});

export const stockStates = ['critical', 'short', 'right', 'over', 'unknown'] as const;

/** GET /api/v1/stock: the levels that hold now, with what is there, what is short and what would mend it. */
export const stockSchema = z.object({
  /** The moment it is told of. */
  at: z.iso.datetime(),
  /** Levels of zones and departments that are on no plan any more: nothing is counted for them. */
  withoutPlace: z.array(parLevelSchema),
  lines: z.array(
    z.object({
      level: parLevelSchema,
      /** Surely ready there, and how many could be: readers are silent, or a tag was not heard for long. */
      least: z.int(),
      /** Told there and heard within the last minutes; between the two. */
      likely: z.int(),
      most: z.int(),
      /** Seen there but not ready: in use, to be cleaned ... */
      notReady: z.int(),
      state: z.enum(stockStates),
      /** Readers of the place are silent. */
      blind: z.boolean(),
      /** How many are missing to the target as far as anybody knows; 0 when none are. */
      lack: z.int(),
      /** What would bring it to its target, nearest first: of a shortage what comes, of too many what goes. */
      moves: z.array(
        z.object({
          count: z.int(),
          from: placeSchema,
          to: placeSchema,
          /** Seconds on foot; null while nobody knows the way. */
          walkS: z.number().nullable(),
          /** Which, those that stood longest first. */
          assets: z.array(
            z.object({
              id: z.int(),
              number: z.string(),
              name: z.string(),
              /** Since when it stands there. */
              stoodSince: z.iso.datetime().nullable(),
            }),
          ),
          /** They have to be cleaned first. */
          afterCleaning: z.boolean(),
        }),
      ),
    }),
  ),
});
export type Stock = z.infer<typeof stockSchema>;
export type StockLine = Stock['lines'][number];
