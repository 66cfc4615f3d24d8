import { UnstyledButton } from '@mantine/core'
import type { ConnectorTile as Tile } from '@sluice/schema'
import { IconCheck } from '@tabler/icons-react'
import classes from './select-step.module.css'

type Props = { connector: Tile; isChosen: boolean; onChoose: (id: string) => void }

/** A connector to choose: mark, name, what it takes. */
export function ConnectorTile({ connector, isChosen, onChoose }: Props) {
  return (
    <li>
      <UnstyledButton
        className={classes.tile}
        data-chosen={isChosen || undefined}
        onClick={() => onChoose(connector.id)}
      >
        <span className={classes.mark} aria-hidden>
          {connector.mark}
        </span>
        <span className={classes.text}>
          <span className={classes.name}>{connector.name}</span>
          <span className={classes.summary}>{connector.summary}</span>
        </span>
        {isChosen && (
          <>
            <IconCheck size={16} className={classes.check} aria-hidden />
            <span className="visually-hidden">, chosen</span>
          </>
        )}
      </UnstyledButton>
    </li>
  )
}
