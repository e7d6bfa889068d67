<?php

declare(strict_types=1);

namespace Psnb2b;

use Psr\Http\Client\ClientExceptionInterface;
use Psr\Http\Client\ClientInterface;
use Psr\Http\Message\RequestFactoryInterface;
use Psr\Http\Message\RequestInterface;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\StreamFactoryInterface;

/**
 * The partner API of one shop. A call is sent again after a fault, with one idempotency key for all of its tries, so that it never
 * has its effect twice. Give the HTTP client a time-out: PSR-18 has none of its own.
 */
final class Client
{
    public const VERSION = '0.1.0';
    private const PASSING = [408, 425, 429, 500, 502, 503, 504];
    private const LONGEST_WAIT_SECONDS = 60;

    private readonly string $apiUrl;
    /** @var \Closure(float): void */
    private readonly \Closure $sleep;

    /**
     * @param string $baseUrl Where the shop is, such as `https://cards.example`.
     * @param int $maxRetries How often a call is sent again; 0 for never.
     * @param (\Closure(float): void)|null $sleep Waits so many seconds; for tests.
     */
    public function __construct(
        private readonly ClientInterface $http,
        private readonly RequestFactoryInterface $requests,
        private readonly StreamFactoryInterface $streams,
        #[\SensitiveParameter] private readonly string $apiKey,
        string $baseUrl,
        private readonly int $maxRetries = 5,
        ?\Closure $sleep = null,
    ) {
        if (preg_match('/^psnb2b_(live|test)_[0-9A-Za-z]{20,100}$/D', $apiKey) !== 1) {
            throw new Psnb2bException('The API key begins with psnb2b_live_ or psnb2b_test_, without spaces or quotes. It was not sent.');
        }
        $url = parse_url($baseUrl);
        $isHere = preg_match('/^(localhost|127(\.\d+){3}|\[::1\])$/D', $url['host'] ?? '') === 1;
        $isSafe = ($url['scheme'] ?? '') === 'https' || (($url['scheme'] ?? '') === 'http' && $isHere);
        if (!$isSafe || isset($url['user']) || isset($url['query']) || isset($url['fragment'])) {
            throw new Psnb2bException('baseUrl is the https address of the shop, such as https://cards.example; http only on this machine.');
        }
        $this->apiUrl = preg_replace('/(\/api\/v1)?\/*$/D', '', $baseUrl, 1) . '/api/v1';
        $this->sleep = $sleep ?? static fn (float $seconds) => usleep((int) ($seconds * 1_000_000));
    }

    /**
     * Everything that you can buy, with your prices and the stock of this second.
     *
     * @param array{region?: list<string>, denomination?: string, in_stock?: bool} $query
     * @return array<string, mixed>
     */
    public function inventory(array $query = []): array
    {
        return $this->call('GET', '/inventory', $query);
    }

    /** Your money and your price tier. @return array<string, mixed> */
    public function balance(): array
    {
        return $this->call('GET', '/balance');
    }

    /**
     * Places an order. Store the key with your own order before you call: the same call with it never buys twice.
     *
     * @param array<string, mixed> $order `region`, `denomination`, `quantity`, and what the API reference lists.
     * @return array<string, mixed>
     */
    public function createOrder(array $order, ?string $idempotencyKey = null): array
    {
        return $this->call('POST', '/orders', [], $order, $idempotencyKey);
    }

    /** @return array<string, mixed> */
    public function order(string $orderId): array
    {
        return $this->call('GET', '/orders/' . self::segment($orderId));
    }

    /**
     * The codes of a delivered order: store them encrypted. Each reading is recorded, and a read code cannot be returned.
     *
     * @param array{code?: list<string>, masked?: bool} $query `code`: only these; `masked`: reads none.
     * @return array<string, mixed>
     */
    public function codes(string $orderId, array $query = []): array
    {
        return $this->call('GET', '/orders/' . self::segment($orderId) . '/codes', $query);
    }

    /**
     * Claims codes that did not work.
     *
     * @param array{order_id: string, codes: list<string>, reason: string, description: string} $claim
     * @return array<string, mixed>
     */
    public function createClaim(array $claim, ?string $idempotencyKey = null): array
    {
        return $this->call('POST', '/claims', [], $claim, $idempotencyKey);
    }

    /** @return array<string, mixed> */
    public function claim(string $claimId): array
    {
        return $this->call('GET', '/claims/' . self::segment($claimId));
    }

    /**
     * Makes any call of the API.
     *
     * @param array<string, mixed> $query
     * @param array<string, mixed>|null $body
     * @return array<string, mixed>
     * @throws ApiError|ConnectionError
     */
    public function call(string $method, string $path, array $query = [], ?array $body = null, ?string $idempotencyKey = null): array
    {
        $key = $method === 'POST' ? ($idempotencyKey ?? self::uuid()) : null;
        $request = $this->request($method, $path, $query, $body, $key);
        // The template: what stands in a path may be anything, also a code.
        $name = $method . ' ' . preg_replace('/\/(orders|claims)\/[^\/]+/', '/$1/{id}', $path);
        for ($attempt = 1; ; $attempt++) {
            try {
                $response = $this->http->sendRequest($request);
                $text = (string) $response->getBody();
            } catch (ClientExceptionInterface $error) {
                if ($attempt <= $this->maxRetries) {
                    $this->pause($attempt, null);
                    continue;
                }
                throw new ConnectionError('network', 'no complete reply', $name, $attempt, $key, self::harmless($error));
            } catch (\RuntimeException) {
                if ($attempt <= $this->maxRetries) {
                    $this->pause($attempt, null);
                    continue;
                }
                throw new ConnectionError('network', 'the reply was cut off', $name, $attempt, $key);
            }
            $status = $response->getStatusCode();
            $value = json_decode($text, true);
            $isDone = $status >= 200 && $status < 300 && is_array($value);
            if ($isDone) {
                return $value;
            }
            if ($status >= 300 && $status < 400) {
                throw new ConnectionError('redirect', 'the server redirects, and the key is not sent there; set baseUrl to where the API is', $name, $attempt, $key);
            }
            $isProblem = is_array($value) && isset($value['code'], $value['status'], $value['detail']);
            $mayRetry = $isProblem ? ($value['retryable'] ?? false) === true : $status < 300 || in_array($status, self::PASSING, true);
            $waitSeconds = self::retryAfter($response);
            if ($mayRetry && $attempt <= $this->maxRetries && $waitSeconds <= self::LONGEST_WAIT_SECONDS) {
                $this->pause($attempt, $waitSeconds);
                continue;
            }
            throw $isProblem
                ? new ApiError($value, $name, $attempt, $key)
                : new ConnectionError('not_json', "the server, or a proxy before it, answered $status without JSON of the API", $name, $attempt, $key);
        }
    }

    /**
     * @param array<string, mixed> $query
     * @param array<string, mixed>|null $body
     */
    private function request(string $method, string $path, array $query, ?array $body, ?string $key): RequestInterface
    {
        $pairs = [];
        foreach ($query as $name => $value) {
            foreach ((array) $value as $each) {
                $text = is_bool($each) ? ($each ? 'true' : 'false') : (string) $each;
                $pairs[] = rawurlencode((string) $name) . '=' . rawurlencode($text);
            }
        }
        $url = $this->apiUrl . $path . ($pairs === [] ? '' : '?' . implode('&', $pairs));
        $request = $this->requests->createRequest($method, $url)
            ->withHeader('Accept', 'application/json')
            ->withHeader('User-Agent', 'psnb2b-sdk-php/' . self::VERSION)
            ->withHeader('Authorization', "Bearer {$this->apiKey}");
        if ($key !== null) {
            if (preg_match('/^[!-~]{1,255}$/D', $key) !== 1) {
                throw new Psnb2bException('An idempotency key has 1 to 255 visible ASCII characters.');
            }
            $request = $request->withHeader('Idempotency-Key', $key);
        }
        if ($body === null) {
            return $request;
        }
        $json = json_encode((object) $body, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
        return $request->withHeader('Content-Type', 'application/json')->withBody($this->streams->createStream($json));
    }

    /** Waits before the next try: longer each time, half of it at random, and never shorter than the server asked. */
    private function pause(int $attempt, ?int $retryAfter): void
    {
        $longest = min(8.0, 0.5 * 2 ** min($attempt - 1, 10));
        $own = $longest * (0.5 + random_int(0, 1_000) / 2_000);
        ($this->sleep)(max($own, (float) ($retryAfter ?? 0)));
    }

    private static function retryAfter(ResponseInterface $response): ?int
    {
        $text = $response->getHeaderLine('Retry-After');
        return preg_match('/^\d{1,9}$/D', $text) === 1 ? (int) $text : null;
    }

    /** Exceptions of HTTP clients carry the request, and the key with it: only their words are kept. */
    private static function harmless(\Throwable $error): \RuntimeException
    {
        return new \RuntimeException($error->getMessage());
    }

    /** A part of a path is one segment, whatever is in it. */
    private static function segment(string $id): string
    {
        if ($id === '' || $id === '.' || $id === '..') {
            throw new Psnb2bException('An id is a text, and not empty.');
        }
        return rawurlencode($id);
    }

    private static function uuid(): string
    {
        $bytes = random_bytes(16);
        $bytes[6] = chr((ord($bytes[6]) & 0x0f) | 0x40);
        $bytes[8] = chr((ord($bytes[8]) & 0x3f) | 0x80);
        return vsprintf('%s%s-%s-%s-%s-%s%s%s', str_split(bin2hex($bytes), 4));
    }
}
