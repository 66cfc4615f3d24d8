import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import classes from './copy-field.module.css'
import { scrollRegion } from './scroll-region.ts'

/** A text to be copied as it is: an address, a command line. */
export function CopyField({ label, text }: { label: string; text: string }) {
  return (
    <div className={classes.root}>
      <pre className={classes.text} {...scrollRegion(label)}>
        {text}
      </pre>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            size="xs"
            onClick={copy}
            aria-label={`Copy ${label}`}
            leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
