import { Table, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Template, TemplateField } from '@sluice/schema'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useWatch } from 'react-hook-form'
import { DataText } from '../../../../components/data-text.tsx'
import { formatSeq } from '../../../../lib/format.ts'
import type { WizardForm } from '../../form/wizard-form.ts'
import { sampleValue } from '../attributes.ts'
import { useSamples } from '../samples.tsx'
import { useSubject } from '../subject.ts'
import classes from './field-list.module.css'
import { StoredMapping } from './stored-mapping.tsx'
import { UnlistedAttributes } from './unlisted-attributes.tsx'

/** The fields that the call takes, common ones first, each with what the first sample record has for it. */
export function FieldList({ template }: { template: Template }) {
  const mapping = useWatch<WizardForm, 'template.fields'>({ name: 'template.fields' })
  const [isAll, all] = useDisclosure(false)
  const common = template.fields.filter((field) => field.isCommon || field.presence === 'required')
  const shown = isAll || common.length === 0 ? template.fields : common
  const rest = template.fields.length - common.length
  if (template.method === 'DELETE') return null
  return (
    <div className={classes.root}>
      <div className={classes.heading}>
        <h2 className={classes.title}>Fields</h2>
        <span className={classes.mode}>{mapping ? 'Mapped' : 'Send each record as it is'}</span>
      </div>
      {mapping && <StoredMapping rows={mapping} />}
      {template.takesAnyField && !mapping && (
        <p className={classes.any}>Every attribute is sent under its own name, whatever it is.</p>
      )}
      {template.fields.length > 0 && <Fields fields={shown} isMapped={mapping !== null} />}
      {rest > 0 && common.length > 0 && (
        <UnstyledButton className={classes.more} onClick={all.toggle} aria-expanded={isAll}>
          {isAll ? <IconChevronDown size={15} aria-hidden /> : <IconChevronRight size={15} aria-hidden />}
          {isAll ? 'Show the common fields only' : `Show all ${template.fields.length} fields`}
        </UnstyledButton>
      )}
      {!mapping && <UnlistedAttributes template={template} />}
    </div>
  )
}

function Fields({ fields, isMapped }: { fields: readonly TemplateField[]; isMapped: boolean }) {
  const { records } = useSamples()
  const { connector } = useSubject()
  const sample = records[0]
  return (
    <Table className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{connector.name} field</Table.Th>
          <Table.Th>What it holds</Table.Th>
          {!isMapped && <Table.Th>{sample ? `Sample ${formatSeq(sample.seq)}` : 'Sample'}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {fields.map((field) => (
          <Table.Tr key={field.key}>
            <Table.Td className={classes.field}>
              <code className={classes.key}>{field.key}</code>
              {field.presence === 'required' && (
                <span className={classes.required}>
                  <span aria-hidden>*</span>
                  <span className="visually-hidden">required</span>
                </span>
              )}
              <span className={classes.type}>
                {field.type}
                {field.presence === 'advised' && ' · advised'}
                {field.in === 'query' && ' · in the address'}
              </span>
            </Table.Td>
            <Table.Td className={classes.help}>
              {field.help}
              {field.pattern && ` Expected: ${field.pattern.says}.`}
            </Table.Td>
            {!isMapped && (
              <Table.Td className={classes.sample} data-label={sample ? `Sample ${formatSeq(sample.seq)}` : 'Sample'}>
                <SampleCell value={sample ? sampleValue(sample.data, field.key) : null} />
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function SampleCell({ value }: { value: string | null }) {
  if (value === null) return <span className={classes.none}>–</span>
  if (value === '') return <span className={classes.none}>empty</span>
  return (
    <code title={value.slice(0, 200)}>
      <DataText>{value.slice(0, 120)}</DataText>
    </code>
  )
}
