<?php

declare(strict_types=1);

namespace Psnb2b;

/** The API refused the call. Decide on `errorCode`; `problem` has the members that belong to it, such as `available`. */
final class ApiError extends Psnb2bException
{
    public readonly string $errorCode;
    public readonly int $status;
    public readonly string $requestId;
    public readonly bool $retryable;

    /**
     * @param array<string, mixed> $problem The problem document (RFC 9457).
     * @param string|null $idempotencyKey The key of all tries; send the same request again with it.
     */
    public function __construct(
        public readonly array $problem,
        public readonly string $call,
        public readonly int $attempts,
        public readonly ?string $idempotencyKey,
    ) {
        $this->errorCode = (string) $problem['code'];
        $this->status = (int) $problem['status'];
        $this->requestId = (string) ($problem['request_id'] ?? '');
        $this->retryable = ($problem['retryable'] ?? false) === true;
        $fields = '';
        foreach ($problem['errors'] ?? [] as $field) {
            $fields .= " {$field['pointer']}: {$field['detail']}";
        }
        parent::__construct("$call: {$problem['detail']}$fields ({$this->errorCode}, {$this->requestId})");
    }
}
