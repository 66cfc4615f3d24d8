import { NumberInput, TextInput } from '@mantine/core'
import { formatNumber } from '../../lib/format.ts'
import classes from './destination-actions.module.css'

type Typed = { name: string; count: number | '' }
type Props = { typed: Typed; onChange: (typed: Typed) => void; name: string; count: number }

/** Before what can't be undone: the destination's name and the count of records, typed. */
export function ConfirmationFields({ typed, onChange, name, count }: Props) {
  const isNameWrong = typed.name !== '' && !name.startsWith(typed.name)
  return (
    <div className={classes.confirmation}>
      <TextInput
        label="Type the destination’s name"
        required
        autoComplete="off"
        value={typed.name}
        error={isNameWrong && 'Not the name of this destination'}
        onChange={(event) => onChange({ ...typed, name: event.currentTarget.value })}
      />
      <NumberInput
        label="and the count"
        required
        hideControls
        allowNegative={false}
        allowDecimal={false}
        value={typed.count}
        error={
          typed.count !== '' && typed.count !== count && `${formatNumber(count)}, not ${formatNumber(typed.count)}`
        }
        onChange={(value) => onChange({ ...typed, count: typeof value === 'number' ? value : '' })}
      />
    </div>
  )
}
