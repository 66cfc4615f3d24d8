import { useLocalStorage, useMediaQuery } from '@mantine/hooks'
import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import classes from './configure.module.css'

const narrowest = 360
const usual = 584
const widestShare = 0.6
const step = 24

/** Settings and samples side by side, with a divider to drag or to move by the arrow keys; below 700 px one column. */
export function ConfigurePanes({
  settings,
  samples,
  bar,
}: {
  settings: ReactNode
  samples: ReactNode
  bar: ReactNode
}) {
  const root = useRef<HTMLDivElement>(null)
  const isNarrow = useMediaQuery('(max-width: 43.75em)', undefined, { getInitialValueInEffect: false })
  const [width, setWidth] = useLocalStorage<number | null>({
    key: 'sluice.sample-width',
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  const widest = () => Math.max(narrowest, Math.round((root.current?.clientWidth ?? window.innerWidth) * widestShare))
  const resize = (next: number) => setWidth(Math.round(Math.min(widest(), Math.max(narrowest, next))))
  const now = width ?? Math.min(usual, Math.round(window.innerWidth * 0.41))

  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !root.current) return
    resize(root.current.getBoundingClientRect().right - event.clientX)
  }
  const press = (event: KeyboardEvent) => {
    const next = { ArrowLeft: now + step, ArrowRight: now - step, Home: widest(), End: narrowest }[event.key]
    if (next === undefined) return
    event.preventDefault()
    resize(next)
  }
  const style: CSSProperties & Record<`--${string}`, string> = { '--sample-width': `${now}px` }
  return (
    <div className={classes.panes} ref={root} style={style}>
      <div className={classes.settings}>{settings}</div>
      {!isNarrow && (
        <hr
          className={classes.divider}
          tabIndex={0}
          aria-orientation="vertical"
          aria-label="Width of Sample Payload"
          aria-valuemin={narrowest}
          aria-valuemax={widest()}
          aria-valuenow={now}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={drag}
          onDoubleClick={() => setWidth(null)}
          onKeyDown={press}
        />
      )}
      <div className={classes.samples}>{samples}</div>
      {isNarrow && bar}
    </div>
  )
}
