import type { AssetDetail } from '#contracts/assets';
import type { Database } from './database.js';
import { doubtedSince } from './find-report-store.js';

/** What of an asset's page its use has brought about. */
export type AssetUseDetails = Pick<AssetDetail, 'loan' | 'defects' | 'doubtedSince'>;

interface DetailsRow {
  borrower: string | null;
  lentAt: Date;
  dueAt: Date | null;
  doubtedSince: Date | null;
  defects: { id: number; text: string; by: string; at: string }[];
}

/** To whom an asset is lent, what is broken, and whether its place is doubted. Whether it is seen is asked before. */
export async function assetUseDetails(database: Database, assetId: number): Promise<AssetUseDetails> {
  const { rows } = await database.pool.query<DetailsRow>(
    `SELECT loan.borrower, loan.lent_at AS "lentAt", loan.due_at AS "dueAt", ${doubtedSince} AS "doubtedSince",
       (SELECT coalesce(json_agg(json_build_object('id', id, 'text', text, 'by', reported_by, 'at', reported_at)
                 ORDER BY id DESC), '[]')
        FROM defect WHERE defect.asset_id = asset.id AND mended_at IS NULL) AS defects
     FROM asset LEFT JOIN asset kit ON kit.id = asset.kit_id
     LEFT JOIN current_position here ON here.tag_id = coalesce(asset.tag_id, kit.tag_id)
     LEFT JOIN loan ON loan.asset_id = asset.id AND loan.returned_at IS NULL
     WHERE asset.id = $1`,
    [assetId],
  );
  if (rows.length === 0) return { loan: null, defects: [], doubtedSince: null };
  const [{ borrower, lentAt, dueAt, doubtedSince: since, defects }] = rows;
  return {
    loan:
      borrower === null
        ? null
        : { borrower, since: lentAt.toISOString(), dueAt: dueAt === null ? null : dueAt.toISOString() },
    defects: defects.map((defect) => ({ ...defect, at: new Date(defect.at).toISOString() })),
    doubtedSince: since === null ? null : since.toISOString(),
  };
}
