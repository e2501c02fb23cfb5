import { Link } from 'react-router';
import type { AssetView } from '#contracts/assets';
import admin from '../../admin/admin.module.css';
import { DataTable } from '../../admin/data-table.js';
import { TypeIcon } from '../../asset/type-icon.js';
import { registerTexts } from '../../texts/register-texts.js';
import type { AssetOrder } from './equipment-search.js';
import classes from './list.module.css';
import { StatusBadge } from '../../asset/status-badge.js';

const { columns, list } = registerTexts;

interface EquipmentTableProps {
  assets: readonly AssetView[];
  order: AssetOrder;
  onOrder: (order: AssetOrder) => void;
  /** Ids of the marked ones; null for who may change nothing. */
  marked: ReadonlySet<number> | null;
  onMark: (asset: AssetView, marked: boolean) => void;
}

/** Equipment as rows, on a phone as cards, each with its ways. */
export function EquipmentTable({ assets, order, onOrder, marked, onMark }: EquipmentTableProps) {
  const sort = (by: AssetOrder) => ({ current: order === by, run: () => onOrder(by) });
  return (
    <DataTable
      label={list.label}
      rows={assets}
      rowKey={({ id }) => id}
      columns={[
        {
          label: columns.number,
          sort: sort('number'),
          cell: (asset) => (
            <div className={classes.named}>
              {marked && (
                <label className={classes.mark}>
                  <input
                    type="checkbox"
                    aria-label={list.mark(asset.number)}
                    checked={marked.has(asset.id)}
                    onChange={({ target }) => onMark(asset, target.checked)}
                  />
                </label>
              )}
              <Link className={classes.number} to={`/equipment/${asset.id}`}>
                {asset.number}
              </Link>
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
          cell: ({ id, tagKey }) =>
            tagKey ??
            (marked ? (
              <Link className={classes.way} to={`/equipment/${id}/tag`}>
                {list.pair}
              </Link>
            ) : (
              <span className={admin.muted}>{list.noTag}</span>
            )),
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
