import { Combobox } from '@mantine/core'
import { DataText } from '../../../../components/data-text.tsx'
import classes from './inputs.module.css'

export type Choice = { value: string; name: string; remark: string }

/** More than these aren't shown at once: typing finds the rest. */
const mostShown = 30

/** The list under an input in which attributes are chosen: name, type or meaning. */
export function Choices({ choices, label, empty }: { choices: readonly Choice[]; label: string; empty: string }) {
  return (
    <Combobox.Options aria-label={label} className={classes.options}>
      {choices.slice(0, mostShown).map((choice) => (
        <Combobox.Option key={choice.value} value={choice.value} className={classes.option}>
          <span className={classes.optionName}>
            <DataText>{choice.name}</DataText>
          </span>
          <span className={classes.optionRemark}>
            <DataText>{choice.remark}</DataText>
          </span>
        </Combobox.Option>
      ))}
      {choices.length > mostShown && (
        <Combobox.Empty>{choices.length - mostShown} more: go on typing to find them.</Combobox.Empty>
      )}
      {choices.length === 0 && <Combobox.Empty>{empty}</Combobox.Empty>}
    </Combobox.Options>
  )
}
