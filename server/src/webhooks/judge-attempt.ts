import type { Channel } from './channel.ts';
import type { Outcome } from './delivery-store.ts';
import type { Job } from './job.ts';
import { readRetryAfter, retryAt } from './retry-schedule.ts';
import type { Sent } from './send-delivery.ts';

export interface Attempt {
  readonly attemptId: string;
  readonly at: Date;
  readonly endedAt: Date;
  readonly sent: Sent;
}

/** The effect of an attempt on its delivery: delivered, retried at a time, or exhausted. */
export function judgeAttempt(
  channel: Channel,
  job: Job,
  { attemptId, at, endedAt, sent }: Attempt,
): Outcome {
  const firstAt = job.firstAt ?? at;
  const nextAt =
    sent.error === null
      ? null
      : retryAt({
          tries: job.tries + 1,
          firstAt,
          endedAt,
          retryAfterMs: readRetryAfter(sent.retryAfter, endedAt),
          random: Math.random(),
        });
  const failed = nextAt ? 'waiting' : 'exhausted';
  return {
    channel,
    job,
    status: sent.error === null ? 'delivered' : failed,
    firstAt,
    nextAt,
    attemptId,
    at,
    http: sent.status,
    durationMs: sent.durationMs,
    error: sent.error,
    reply: sent.reply,
    replyHeaders: sent.replyHeaders,
  };
}
