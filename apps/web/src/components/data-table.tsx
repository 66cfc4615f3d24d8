import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import classes from './data-table.module.css'
import { scrollRegion } from './scroll-region.ts'

/** A column: `width` in pixels; those without one share what is left, and get `leastWidth` (140) at least. */
export type Column<Row> = {
  key: string
  header: ReactNode
  width?: number
  leastWidth?: number
  /** Whether it stays in sight where the others scroll sideways. */
  isPinned?: boolean
  align?: 'end'
  render: (row: Row) => ReactNode
}

type Props<Row> = {
  label: string
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string | number
  /** 36 unless given; 32 tight, 52 for two lines. */
  rowHeight?: number
  /** Of all rows, where `rows` is a part. */
  totalCount?: number
  /** What folds out under a row; null where nothing does. */
  below?: (row: Row) => ReactNode
  isSelected?: (row: Row) => boolean
  /** Called when the last rows come into view. */
  onEnd?: () => void
}

/** A table in a frame. Only the rows in view are in the page; the frame scrolls and can be focused. */
export function DataTable<Row>(props: Props<Row>) {
  const { label, columns, rows, rowKey, rowHeight = 36, totalCount, below, isSelected, onEnd } = props
  const frame = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : rowKey(row)
    },
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  const lastIndex = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && lastIndex >= rows.length - 20) onEnd?.()
  }, [lastIndex, rows.length, onEnd])
  return (
    <div ref={frame} className={classes.frame} {...scrollRegion(`${label}, scrolls`)}>
      <table
        className={classes.table}
        aria-label={label}
        aria-rowcount={(totalCount ?? rows.length) + 1}
        style={{ minWidth: leastWidthOf(columns) }}
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={classes.cell}
                data-align={column.align}
                data-pinned={column.isPinned}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <Space height={items[0]?.start ?? 0} />
        {items.map((item) => {
          const row = rows[item.index]
          if (row === undefined) return null
          const fold = below?.(row)
          return (
            <tbody key={item.key} ref={virtual.measureElement} data-index={item.index}>
              <tr
                className={classes.row}
                style={{ height: rowHeight }}
                aria-rowindex={item.index + 2}
                data-selected={isSelected?.(row) || undefined}
              >
                {columns.map((column) => (
                  <td key={column.key} className={classes.cell} data-align={column.align} data-pinned={column.isPinned}>
                    {column.render(row)}
                  </td>
                ))}
              </tr>
              {fold && (
                <tr>
                  <td colSpan={columns.length} className={classes.below}>
                    <div className={classes.belowText}>{fold}</div>
                  </td>
                </tr>
              )}
            </tbody>
          )
        })}
        <Space height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} />
      </table>
    </div>
  )
}

/** Of all columns together, in pixels; below it the frame scrolls sideways. */
function leastWidthOf<Row>(columns: Column<Row>[]): number {
  return columns.reduce((sum, { width, leastWidth = 140 }) => sum + (width ?? leastWidth), 0)
}

/** Stands for the rows out of view. */
function Space({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    <tbody aria-hidden>
      <tr style={{ height }} />
    </tbody>
  )
}
