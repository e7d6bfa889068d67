import { type TestDescription, testDescriptionNames } from '@psnb2b/contract';
import { assert } from '../kit/assert.ts';
import { Refusal } from '../kit/refusal.ts';
import { findTenant } from '../partners/index.ts';
import { addMessage } from './add-message.ts';
import type { StoredClaim } from './claim.ts';
import { decideClaim, TEST_DECIDER } from './decide-claim.ts';
import { type Decision, decideAll } from './decision.ts';
import type { ClaimOwner, ClaimParts } from './parts.ts';

const PER_ROUND_MAX = 50;
const REJECTED = 'The code works; this is how test mode answers the description "reject".';
const QUESTION =
  'Test mode asks for information. Answer with a message that is "approve", "replace", "refund" or "reject".';

/** As the index of these claims has it. */
const wordOf = (column: string) => String.raw`lower(btrim(${column}, E' \t\r\n'))`;

interface Scripted {
  readonly claimId: string;
  readonly tenantId: number;
  readonly word: TestDescription;
}

/**
 * Decides the claims of test mode whose description asks for it, by the verbs that people use; one that asks for information is
 * decided by the partner's answer. One that was decided or withdrawn meanwhile is left as it is. Tries some behind the claim `after`, and
 * returns the `after` of the next round, null for the beginning: claims that always refuse hold back no other.
 */
export async function decideTestClaims(
  parts: ClaimParts,
  after: string | null = null,
): Promise<string | null> {
  // The list is written out, as in the index.
  const { rows } = await parts.database.reads.query<Scripted>(
    `SELECT found.* FROM (
       SELECT m.claim_id AS "claimId", m.tenant_id AS "tenantId",
              CASE WHEN m.status = 'open' THEN ${wordOf('m.description')} ELSE answer.word END AS word
         FROM claims.claims m
         LEFT JOIN LATERAL (
           SELECT CASE WHEN a.side = 'partner' THEN ${wordOf('a.text')} END AS word
             FROM claims.messages a WHERE a.claim_id = m.claim_id
            ORDER BY a.message_id DESC LIMIT 1) answer ON true
        WHERE m.status IN ('open', 'under_review')
          AND ${wordOf('m.description')} IN ('approve', 'replace', 'refund', 'reject', 'needs_info')
          AND NOT partners.is_live(m.tenant_id)) found
      WHERE found.word = ANY($1) AND ($2::uuid IS NULL OR found."claimId" > $2)
      ORDER BY 1 LIMIT ${PER_ROUND_MAX}`,
    [testDescriptionNames, after],
  );
  for (const { claimId, tenantId, word } of rows) {
    const tenant = await findTenant(parts.database.reads, tenantId);
    assert(tenant?.mode === 'test', 'only test claims decide themselves');
    try {
      await follow(parts, tenant, claimId, word);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return rows.length < PER_ROUND_MAX ? null : (rows.at(-1)?.claimId ?? null);
}

async function follow(
  parts: ClaimParts,
  tenant: ClaimOwner,
  claimId: string,
  word: TestDescription,
): Promise<void> {
  const by = { actor: TEST_DECIDER, at: parts.clock.now() };
  if (word === 'needs_info') {
    const question = { side: 'staff', text: QUESTION, ask: true } as const;
    await addMessage(parts, tenant, claimId, question, by);
    return;
  }
  await decideClaim(parts, tenant, claimId, (claim) => decisionOf(claim, word), by);
}

function decisionOf(claim: StoredClaim, word: Exclude<TestDescription, 'needs_info'>): Decision {
  switch (word) {
    case 'approve':
      return { codes: decideAll(claim, 'replaced'), orRefund: true };
    case 'replace':
      return { codes: decideAll(claim, 'replaced') };
    case 'refund':
      return { codes: decideAll(claim, 'refunded') };
    case 'reject':
      return { codes: decideAll(claim, 'rejected', REJECTED) };
    default:
      return word satisfies never;
  }
}
