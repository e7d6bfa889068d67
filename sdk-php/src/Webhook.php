<?php

declare(strict_types=1);

namespace Psnb2b;

/** Verifies deliveries of webhooks. */
final class Webhook
{
    /**
     * Verifies a delivery and returns its event. Answer 400 if it throws.
     *
     * @param string $body The raw body, `file_get_contents('php://input')`: a body that was parsed and encoded again has another signature.
     * @param array<string, string|list<string>> $headers By their names in any case, such as `getallheaders()`.
     * @param string|list<string> $secrets The secret of your endpoint (`whsec_…`); while you rotate it, the old one and the new one.
     * @param string $scheme `standard` verifies `webhook-signature`, whose timestamp protects you against replays; `simple`
     *     verifies `X-PSNB2B-Signature` and, during a rotation, `X-PSNB2B-Signature-Next`.
     * @param int $toleranceSeconds How much older or newer a delivery may be.
     * @return array<string, mixed>
     * @throws VerificationError
     */
    public static function verify(
        string $body,
        array $headers,
        #[\SensitiveParameter] string|array $secrets,
        string $scheme = 'standard',
        int $toleranceSeconds = 300,
        ?int $now = null,
    ): array {
        $secrets = (array) $secrets;
        foreach ($secrets as $secret) {
            if (preg_match('/^whsec_[A-Za-z0-9+\/]{43}=$/D', $secret) !== 1) {
                throw new VerificationError('key', 'A secret of an endpoint begins with whsec_ and is 50 characters long.');
            }
        }
        if ($secrets === []) {
            throw new VerificationError('key', 'There is no secret to verify with.');
        }
        $headers = self::lowerCase($headers);
        match ($scheme) {
            'standard' => self::standard($body, $headers, $secrets, $toleranceSeconds, $now ?? time()),
            'simple' => self::simple($body, $headers, $secrets),
            default => throw new VerificationError('key', 'The scheme is standard or simple.'),
        };
        try {
            $event = json_decode($body, true, 64, JSON_THROW_ON_ERROR);
        } catch (\JsonException) {
            $event = null;
        }
        if (!is_array($event)) {
            throw new VerificationError('malformed', 'The body is not JSON.');
        }
        return $event;
    }

    /** @param array<string, string> $headers @param list<string> $secrets */
    private static function standard(string $body, array $headers, array $secrets, int $tolerance, int $now): void
    {
        $id = self::header($headers, 'webhook-id');
        $timestamp = self::header($headers, 'webhook-timestamp');
        $given = self::header($headers, 'webhook-signature');
        if (preg_match('/^\d{1,12}$/D', $timestamp) !== 1) {
            throw new VerificationError('malformed', 'The header webhook-timestamp is not a number of seconds.');
        }
        $isGenuine = false;
        foreach ($secrets as $secret) {
            $key = (string) base64_decode(substr($secret, strlen('whsec_')), true);
            $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
            foreach (array_slice(explode(' ', $given), 0, 10) as $signature) {
                // Every pair is compared, so that the time does not say which one matched.
                $isGenuine = hash_equals($expected, $signature) || $isGenuine;
            }
        }
        if (!$isGenuine) {
            throw self::forged();
        }
        if (abs($now - (int) $timestamp) > $tolerance) {
            throw new VerificationError('timestamp', 'The delivery is too old or too new: it is a replay, or the clock of this machine is wrong.');
        }
    }

    /** @param array<string, string> $headers @param list<string> $secrets */
    private static function simple(string $body, array $headers, array $secrets): void
    {
        $signatures = [self::header($headers, 'x-psnb2b-signature'), $headers['x-psnb2b-signature-next'] ?? ''];
        $isGenuine = false;
        foreach ($secrets as $secret) {
            $expected = hash_hmac('sha256', $body, $secret);
            foreach ($signatures as $signature) {
                $isGenuine = hash_equals($expected, strtolower($signature)) || $isGenuine;
            }
        }
        if (!$isGenuine) {
            throw self::forged();
        }
    }

    private static function forged(): VerificationError
    {
        return new VerificationError('signature', 'The signature is not by your secret: the body was altered, or the secret is another one.');
    }

    /** @param array<string, string> $headers */
    private static function header(array $headers, string $name): string
    {
        $value = $headers[$name] ?? '';
        if ($value === '') {
            throw new VerificationError('malformed', "The header $name is missing.");
        }
        return $value;
    }

    /**
     * @param array<string, string|list<string>> $headers
     * @return array<string, string>
     */
    private static function lowerCase(array $headers): array
    {
        $found = [];
        foreach ($headers as $name => $value) {
            $found[strtolower((string) $name)] = is_array($value) ? (count($value) === 1 ? (string) reset($value) : '') : (string) $value;
        }
        return $found;
    }
}
