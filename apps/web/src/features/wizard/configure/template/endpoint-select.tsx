import { Select } from '@mantine/core'
import { IconTrashX } from '@tabler/icons-react'
import { MethodBadge } from '../../../../components/method-badge.tsx'
import { fieldId } from '../field-id.ts'
import { useSubject } from '../subject.ts'
import classes from './template-tab.module.css'

/** The connector's templates, grouped by what they write; those that can't be undone are marked. */
export function EndpointSelect({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { templates } = useSubject().connector
  const chosen = templates.find(({ id }) => id === value)
  const groups = [...new Set(templates.map(({ group }) => group))].map((group) => ({
    group,
    items: templates
      .filter((template) => template.group === group)
      .map(({ id, title }) => ({ value: id, label: title })),
  }))
  return (
    <Select
      id={fieldId('template')}
      label="Endpoint"
      placeholder="Choose an endpoint"
      searchable
      selectFirstOptionOnChange
      nothingFoundMessage="No endpoint has this name."
      maxDropdownHeight={420}
      data={groups}
      value={value === '' ? null : value}
      onChange={(id) => id !== null && onChange(id)}
      leftSection={chosen && <MethodBadge method={chosen.method} />}
      leftSectionWidth={chosen ? 66 : undefined}
      leftSectionPointerEvents="none"
      rightSectionPointerEvents="none"
      renderOption={({ option }) => {
        const template = templates.find(({ id }) => id === option.value)
        return (
          <span className={classes.option}>
            <MethodBadge method={template?.method ?? ''} />
            {template?.irreversible && (
              <IconTrashX size={16} className={classes.irreversible} aria-label="Can’t be undone" role="img" />
            )}
            <span>{option.label}</span>
          </span>
        )
      }}
    />
  )
}
