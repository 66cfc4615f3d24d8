import { Select } from '@mantine/core'
import classes from './upload-dialog.module.css'

type Props<Value extends string> = {
  name: string
  label: string
  data: readonly { value: Value; label: string }[]
  value: Value | undefined
  guessed: string[]
  isLocked: boolean
  onPick: (value: Value) => void
}

/** One option of a file: a guess is marked as one. */
export function OptionSelect<Value extends string>({
  name,
  label,
  data,
  value,
  guessed,
  isLocked,
  onPick,
}: Props<Value>) {
  const words = guessed.includes(name) ? (
    <>
      {label} <span className={classes.guessed}>guessed</span>
    </>
  ) : (
    label
  )
  return (
    <Select
      label={words}
      data={data.map((option) => ({ ...option, value: `=${option.value}` }))}
      value={value === undefined ? null : `=${value}`}
      disabled={isLocked}
      onChange={(picked) => {
        const option = data.find(({ value: candidate }) => `=${candidate}` === picked)
        if (option) onPick(option.value)
      }}
    />
  )
}
