<?php

declare(strict_types=1);

namespace Psnb2b;

/**
 * No usable reply. `reason` is `network`, `redirect` (never followed, because the key would go with it) or `not_json` (the page of a
 * proxy). If `outcomeUnknown`, the call may have taken effect: send it again with `idempotencyKey`.
 */
final class ConnectionError extends Psnb2bException
{
    public readonly bool $outcomeUnknown;

    public function __construct(
        public readonly string $reason,
        string $detail,
        public readonly string $call,
        public readonly int $attempts,
        public readonly ?string $idempotencyKey,
        ?\Throwable $previous = null,
    ) {
        $this->outcomeUnknown = $idempotencyKey !== null;
        $again = $idempotencyKey === null
            ? ''
            : " The call may have taken effect: send it again with the idempotency key $idempotencyKey.";
        parent::__construct("$call: $detail.$again", 0, $previous);
    }
}
