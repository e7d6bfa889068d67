<?php

declare(strict_types=1);

namespace Psnb2b;

/** A webhook is not genuine, or too old. `reason` is `malformed`, `signature`, `timestamp` or `key`. */
final class VerificationError extends Psnb2bException
{
    public function __construct(public readonly string $reason, string $detail)
    {
        parent::__construct($detail);
    }
}
