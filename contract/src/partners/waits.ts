import { type Static, Type } from 'typebox';
import { personal } from '../kit/personal.ts';
import { nullable, time } from '../kit/primitives.ts';
import { listOf, oneOf } from '../kit/shapes.ts';
import { queueNames } from './queue-names.ts';

export const QueueWait = Type.Object(
  {
    queue: oneOf(queueNames, 'The queue.'),
    oldest_at: nullable(time('Since when the oldest in it waits; null: nothing waits.')),
    due_at: nullable(
      time('By when the oldest in it was promised; null: nothing waits, or nothing is promised.'),
    ),
    late: Type.Integer({ minimum: 0, description: 'How many in it are later than promised.' }),
    last_at: nullable(time('When a person last decided something in it; null: nobody did yet.')),
    last_by: nullable(
      personal(
        'contact',
        Type.String({ description: 'Who did; null: nobody, or a command line.' }),
      ),
    ),
  },
  { title: 'QueueWait', description: 'How long a queue waits, and its last decision.' },
);
export type QueueWait = Static<typeof QueueWait>;
export const QueueWaitList = listOf('QueueWaitList', 'A row for each queue.', QueueWait);
