import { IconBraces, IconX } from '@tabler/icons-react'
import { DataText } from '../../../../components/data-text.tsx'
import classes from './inputs.module.css'

type Props = {
  children: string
  /** An attribute, whose value each record gives; else a plain name. */
  isAttribute?: boolean
  onRemove: () => void
  /** What the X does: "Remove salesloft_id". */
  removeLabel: string
}

/** A name that was chosen, with an X of its own that the keyboard reaches. */
export function Chip({ children, isAttribute = false, onRemove, removeLabel }: Props) {
  return (
    <span className={classes.chip} data-attribute={isAttribute || undefined}>
      {isAttribute && <IconBraces size={13} aria-hidden />}
      <span className={classes.chipText}>
        <DataText>{children}</DataText>
      </span>
      <button type="button" className={classes.chipRemove} aria-label={removeLabel} onClick={onRemove}>
        <IconX size={12} aria-hidden />
      </button>
    </span>
  )
}
