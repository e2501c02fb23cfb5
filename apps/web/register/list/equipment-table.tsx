import { Link } from 'react-router';
import type { AssetView } from '#contracts/assets';
import admin from '../../admin/admin.module.css';
import { DataTable } from '../../admin/data-table.js';
import { StatusBadge } from '../../asset/status-badge.js';
import { TypeIcon } from '../../asset/type-icon.js';
import { registerTexts } from '../../texts/register-texts.js';
import type { AssetOrder } from './equipment-search.js';
import classes from './list.module.css';

const { columns, list } = registerTexts;

interface EquipmentTableProps {
  assets: readonly AssetView[];
  order: AssetOrder;
  descending: boolean;
  onOrder: (order: AssetOrder) => void;
  /** Ids of the marked ones; null for who may change nothing. */
  marked: ReadonlySet<number> | null;
  onMark: (asset: AssetView, marked: boolean) => void;
  /** Takes a retired one back into service. */
  onServeAgain: (asset: AssetView) => void;
}

/** Equipment as rows, on a phone as cards, each with its ways. */
export function EquipmentTable({
  assets,
  order,
  descending,
  onOrder,
  marked,
  onMark,
  onServeAgain,
}: EquipmentTableProps) {
  const direction = descending ? 'descending' : 'ascending';
  const sort = (by: AssetOrder) => ({ current: order === by ? direction : null, run: () => onOrder(by) }) as const;
  return (
    <DataTable
      label={list.label}
      rows={assets}
      rowKey={({ id }) => id}
      faded={isRetired}
      columns={[
        {
          label: columns.number,
          sort: sort('number'),
          cell: (asset) => (
            <div className={classes.named}>
              {marked && !isRetired(asset) && (
                <label className={classes.mark}>
                  <input
                    type="checkbox"
                    aria-label={list.mark(asset.number)}
                    checked={marked.has(asset.id)}
                    onChange={({ target }) => onMark(asset, target.checked)}
                  />
                </label>
              )}
              {isRetired(asset) ? (
                <span className={classes.number}>{asset.number}</span>
              ) : (
                <Link className={classes.number} to={`/equipment/${asset.id}`}>
                  {asset.number}
                </Link>
              )}
            </div>
          ),
        },
        {
          label: columns.name,
          sort: sort('name'),
          cell: ({ name, manufacturer, model }) => (
            <>
              {name}
              {(manufacturer ?? model) && (
                <span className={classes.detail}>{[manufacturer, model].filter(Boolean).join(' ')}</span>
              )}
            </>
          ),
        },
        {
          label: columns.type,
          sort: sort('type'),
          cell: ({ icon, typeName }) => (
            <span className={classes.type}>
              <TypeIcon icon={icon} />
              {typeName}
            </span>
          ),
        },
        { label: columns.status, sort: sort('status'), cell: ({ status }) => <StatusBadge status={status.value} /> },
        {
          label: columns.department,
          sort: sort('department'),
          cell: ({ department }) => department ?? <span className={admin.muted}>{list.wholeHouse}</span>,
        },
        {
          label: columns.tag,
          cell: (asset) =>
            asset.tagKey === null ? (
              <WithoutTag asset={asset} mayChange={marked !== null} {...{ onServeAgain }} />
            ) : (
              <span className={classes.tagKey}>{asset.tagKey}</span>
            ),
        },
        {
          label: columns.place,
          cell: ({ id, position }) =>
            position ? (
              <Link className={classes.way} to={`/floor/${position.floorId}?asset=${id}`}>
                {list.place(position.zoneName, position.floorName)}
              </Link>
            ) : (
              <span className={admin.muted}>{list.noPlace}</span>
            ),
        },
      ]}
    />
  );
}

function WithoutTag({ asset, mayChange, onServeAgain }: WithoutTagProps) {
  if (!mayChange) return <span className={admin.muted}>{list.noTag}</span>;
  if (!isRetired(asset))
    return (
      <Link className={classes.way} to={`/equipment/${asset.id}/tag`}>
        {list.pair}
      </Link>
    );
  return (
    <button
      type="button"
      className={admin.button}
      aria-label={list.serveAgainLabel(asset.number)}
      onClick={() => onServeAgain(asset)}
    >
      {list.serveAgain}
    </button>
  );
}

interface WithoutTagProps extends Pick<EquipmentTableProps, 'onServeAgain'> {
  asset: AssetView;
  mayChange: boolean;
}

function isRetired({ status }: AssetView): boolean {
  return status.value === 'retired';
}
