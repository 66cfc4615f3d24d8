import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Banner } from '../../../components/banner.tsx'
import { DataText } from '../../../components/data-text.tsx'
import { DialogFoot } from '../../../components/dialog-foot.tsx'
import { MethodBadge } from '../../../components/method-badge.tsx'
import classes from './curl.module.css'
import { type CurlReading, readCurl } from './read-curl.ts'

export type ReadCurl = Extract<CurlReading, { ok: true }>

type Props = { isOpen: boolean; onClose: () => void; onFill: (read: ReadCurl) => void }

/** Fills the tab from a curl command line, saying first what it takes and what it leaves out. */
export function PasteCurl({ isOpen, onClose, onFill }: Props) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Paste cURL">
      <Paste onClose={onClose} onFill={onFill} />
    </Modal>
  )
}

function Paste({ onClose, onFill }: Omit<Props, 'isOpen'>) {
  const [text, setText] = useState('')
  const read = text.trim() === '' ? null : readCurl(text)
  return (
    <>
      <Textarea
        data-autofocus
        label="Command"
        description="As an API reference, a browser or Postman gives it"
        classNames={{ input: classes.command }}
        autosize
        minRows={5}
        maxRows={14}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={read && !read.ok && read.message}
      />
      {read?.ok && <Found read={read} />}
      <DialogFoot touches="Sends nothing">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={!read?.ok} onClick={() => read?.ok && onFill(read)}>
          Fill the tab
        </Button>
      </DialogFoot>
    </>
  )
}

function Found({ read }: { read: ReadCurl }) {
  return (
    <div className={classes.found} role="status">
      <div className={classes.line}>
        <MethodBadge method={read.method} />
        <code className={classes.url}>
          <DataText>{read.url}</DataText>
        </code>
      </div>
      {read.headers.map(({ name, value }) => (
        <div key={name} className={classes.line}>
          <code>
            <DataText>{`${name}: ${value}`}</DataText>
          </code>
        </div>
      ))}
      {read.remarks.length > 0 && (
        <Banner tone="amber" title="Left out:">
          <ul className={classes.remarks}>
            {read.remarks.map((remark) => (
              <li key={remark}>
                <DataText>{remark}</DataText>
              </li>
            ))}
          </ul>
        </Banner>
      )}
    </div>
  )
}
