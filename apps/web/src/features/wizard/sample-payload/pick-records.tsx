import { Button, Popover, Radio, Stack, TextInput } from '@mantine/core'
import { IconRefresh, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useSamples } from '../configure/samples.tsx'
import classes from './sample-panel.module.css'

/** Which records the samples are made of: the first, any, or those that hold a value. */
export function PickRecords() {
  const { pick, setPick } = useSamples()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState(pick.kind === 'search' ? pick.text : '')
  const search = () => {
    if (text.trim() === '') return
    setPick({ kind: 'search', text: text.trim() })
    setOpen(false)
  }
  const random = () => setPick({ kind: 'random', turn: pick.kind === 'random' ? pick.turn + 1 : 1 })
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={280} trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconSearch size={14} />}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <span className={classes.word}>Pick records</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Pick records">
        <Stack gap="sm">
          <Radio
            name="pick"
            label="The first records"
            checked={pick.kind === 'first'}
            onChange={() => setPick({ kind: 'first' })}
          />
          <Radio name="pick" label="Random records" checked={pick.kind === 'random'} onChange={random} />
          {pick.kind === 'random' && (
            <Button size="xs" variant="default" leftSection={<IconRefresh size={14} />} onClick={random}>
              Pick others
            </Button>
          )}
          <form
            onSubmit={(event) => {
              event.preventDefault()
              search()
            }}
          >
            <TextInput
              label="Records that hold"
              description="Any value: a name, a domain, an id"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Button type="submit" size="xs" variant="default" mt="sm" disabled={text.trim() === ''}>
              Search
            </Button>
          </form>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
