import '@mantine/charts/styles.layer.css'
import { AreaChart } from '@mantine/charts'
import { formatClock, formatCompact, formatNumber } from '../../../../lib/format.ts'
import { type ChartRow, chartTicks } from '../../history-facts.ts'
import { allowedLabel, shownSeries } from './chart-series.ts'
import { ChartTip } from './chart-tip.tsx'
import classes from './throughput.module.css'

type Props = {
  rows: readonly ChartRow[]
  /** How many a place of the chart stands for. */
  minutes: number
  /** Names it to those who don't see it. */
  label: string
}

const allowed = { name: 'allowed', label: allowedLabel, color: 'var(--role-soft)' }

/** Points a minute, stacked, under the line of what is allowed. The arrow keys walk through it. */
export function HistoryChart({ rows, minutes, label }: Props) {
  const surface = { margin, 'aria-label': label }
  return (
    <AreaChart
      className={classes.chart}
      data={[...rows]}
      dataKey="at"
      series={[...shownSeries(rows), allowed]}
      type="stacked"
      curveType="linear"
      withDots={false}
      withGradient={false}
      fillOpacity={0.22}
      strokeWidth={1.5}
      strokeDasharray="0"
      tickLine="none"
      areaProps={({ name }) => (name === allowed.name ? allowedLine : { zIndex: fronts[name] })}
      areaChartProps={surface}
      xAxisProps={{ ticks: chartTicks(rows), interval: 0, tickFormatter: clockOf }}
      yAxisProps={{ width: 44, allowDecimals: false, tickFormatter: formatCompact }}
      valueFormatter={formatNumber}
      tooltipProps={{
        position: undefined,
        content: ({ label: at }) => <ChartTip row={rows.find((row) => row.at === at)} rows={rows} minutes={minutes} />,
      }}
    />
  )
}

const margin = { top: 6, right: 20, bottom: 4, left: 0 }

/** Where nobody else used a point, its own line is seen. */
const fronts: Record<string, number> = { own: 103, otherSluice: 102, otherTools: 101 }

/** Beside the stack, not on it. */
const allowedLine = {
  stackId: undefined,
  fill: 'none',
  type: 'stepAfter',
  strokeDasharray: '5 4',
  zIndex: 104,
} as const

const clockOf = (at: number) => formatClock(new Date(at).toISOString())
