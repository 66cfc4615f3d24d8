import { Select } from '@mantine/core'
import { AttributeType } from '@sluice/schema'

type Props = { name: string; value: AttributeType; onPick: (type: AttributeType) => void }

/** The type that an attribute is read as. */
export function TypeSelect({ name, value, onPick }: Props) {
  return (
    <Select
      size="xs"
      aria-label={`Type of ${name}`}
      data={AttributeType.options}
      value={value}
      onChange={(picked) => {
        const type = AttributeType.safeParse(picked)
        if (type.success) onPick(type.data)
      }}
    />
  )
}
