import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { Fragment, type Key, type ReactNode } from 'react';
import classes from './data-table.module.css';

export interface Column<Row> {
  label: string;
  cell: (row: Row) => ReactNode;
  /** Buttons: on a phone they get a line of their own, without the label. */
  actions?: boolean;
  /** The rows can be ordered by it; on a phone, where there is no head, by other means of the page. */
  sort?: { current: 'ascending' | 'descending' | null; run: () => void };
}

interface DataTableProps<Row> {
  label: string;
  /** The first one names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => Key;
  /** More about a row, over its whole width. */
  detail?: (row: Row) => ReactNode;
  /** Not in use any more. */
  faded?: (row: Row) => boolean;
}

/** A table that turns into cards on a phone. The roles are said aloud because CSS takes them away there. */
export function DataTable<Row>({ label, columns, rows, rowKey, detail, faded }: DataTableProps<Row>) {
  return (
    <div className={classes.frame}>
      <table className={classes.table} role="table" aria-label={label}>
        <thead role="rowgroup" className={classes.head}>
          <tr role="row">
            {columns.map((column) => (
              <th key={column.label} role="columnheader" scope="col" aria-sort={column.sort?.current ?? undefined}>
                <ColumnName {...column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => {
            const more = detail?.(row);
            return (
              <Fragment key={rowKey(row)}>
                <tr role="row" data-faded={faded?.(row)} data-open={more ? true : undefined}>
                  {columns.map(({ label: name, cell, actions }, index) =>
                    index === 0 ? (
                      <th key={name} role="rowheader" scope="row">
                        {cell(row)}
                      </th>
                    ) : (
                      <td key={name} role="cell" data-label={actions ? undefined : name} data-actions={actions}>
                        <div>{cell(row)}</div>
                      </td>
                    ),
                  )}
                </tr>
                {more && (
                  <tr role="row" className={classes.more}>
                    <td role="cell" colSpan={columns.length}>
                      {more}
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function ColumnName({ label, actions, sort }: Pick<Column<never>, 'label' | 'actions' | 'sort'>) {
  if (actions) return <span className={classes.hidden}>{label}</span>;
  if (!sort) return label;
  return (
    <>
      <button type="button" className={classes.sort} onClick={sort.run}>
        {label}
        {sort.current === 'ascending' && <IconArrowDown size={14} stroke={2} aria-hidden />}
        {sort.current === 'descending' && <IconArrowUp size={14} stroke={2} aria-hidden />}
      </button>
      <span className={classes.name}>{label}</span>
    </>
  );
}
