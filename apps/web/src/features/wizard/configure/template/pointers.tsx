import { Button } from '@mantine/core'
import type { Template } from '@sluice/schema'
import { IconArrowRight } from '@tabler/icons-react'
import { useSubject } from '../subject.ts'
import classes from './template-row.module.css'

type Props = {
  template: Template
  onSwitch: (id: string) => void
  onAdvanced: (pointer: { method: string; path: string }) => void
}

/** Better ways for a common wish: another template, which keeps what fits, or a call in Advanced. */
export function Pointers({ template, onSwitch, onAdvanced }: Props) {
  const { templates } = useSubject().connector
  if (template.pointers.length === 0) return null
  return (
    <ul className={classes.pointers} aria-label="Other ways">
      {template.pointers.map(({ text, template: id, advanced }) => {
        const other = templates.find((candidate) => candidate.id === id)
        return (
          <li key={text} className={classes.pointer}>
            <span>{text}:</span>
            {other && (
              <Button
                variant="default"
                size="xs"
                classNames={{ label: classes.wrapped }}
                rightSection={<IconArrowRight size={14} />}
                onClick={() => onSwitch(other.id)}
              >
                {other.title}
              </Button>
            )}
            {advanced && (
              <Button
                variant="default"
                size="xs"
                classNames={{ label: classes.wrapped }}
                rightSection={<IconArrowRight size={14} />}
                onClick={() => onAdvanced(advanced)}
              >
                {advanced.method} {advanced.path} in Advanced
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
