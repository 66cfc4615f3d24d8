import { Anchor, Collapse, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Template } from '@sluice/schema'
import { IconChevronDown, IconChevronRight, IconExternalLink, IconTrashX } from '@tabler/icons-react'
import { useId } from 'react'
import { useSubject } from '../subject.ts'
import { FieldList } from './field-list.tsx'
import { FindIds } from './find-ids.tsx'
import { Pointers } from './pointers.tsx'
import { TemplateHelp } from './template-help.tsx'
import classes from './template-row.module.css'
import { TemplateSettings } from './template-settings.tsx'

type Props = {
  template: Template
  onSwitch: (id: string) => void
  onAdvanced: (pointer?: { method: string; path: string }) => void
}

/** The chosen template as a row that folds and unfolds: what it does, what it asks for, what it sends. */
export function TemplateRow({ template, onSwitch, onAdvanced }: Props) {
  const [isOpen, { toggle }] = useDisclosure(true)
  const body = useId()
  const { name } = useSubject().connector
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <section className={classes.root} aria-label={template.title}>
      <div className={classes.head} data-open={isOpen || undefined}>
        <UnstyledButton className={classes.fold} onClick={toggle} aria-expanded={isOpen} aria-controls={body}>
          <Chevron size={17} className={classes.chevron} aria-hidden />
          {template.irreversible && <IconTrashX size={16} className={classes.irreversible} aria-hidden />}
          <span className={classes.title}>{template.title}</span>
          <code className={classes.path}>{template.path}</code>
        </UnstyledButton>
        <Anchor href={template.referenceUrl} target="_blank" rel="noreferrer" className={classes.reference}>
          <span className={classes.long}>
            {template.fields.length > 0 ? `All fields in ${name}’s reference` : `${name}’s reference`}
          </span>
          <span className={classes.short}>Reference</span>
          <IconExternalLink size={14} aria-hidden />
          <span className="visually-hidden"> (new tab)</span>
        </Anchor>
      </div>
      <Collapse expanded={isOpen} id={body} transitionDuration={120}>
        <div className={classes.body}>
          <TemplateHelp template={template} />
          <Pointers template={template} onSwitch={onSwitch} onAdvanced={onAdvanced} />
          <TemplateSettings template={template} part="top" />
          <FieldList template={template} />
          <FindIds template={template} />
          <TemplateSettings template={template} part="bottom" onAdvanced={() => onAdvanced()} />
        </div>
      </Collapse>
    </section>
  )
}
