<?php

declare(strict_types=1);

/**
 * Guards: the PHP SDK buys, reads codes and claims against a real server, sees refusals by their code, repeats a lost call with one key,
 * and verifies webhooks. `npm run test:languages` runs it, with API and KEY in its environment, and Guzzle on the include path.
 */

use GuzzleHttp\Client as Guzzle;
use GuzzleHttp\Exception\ConnectException;
use GuzzleHttp\Psr7\HttpFactory;
use GuzzleHttp\Psr7\Response;
use Psnb2b\ApiError;
use Psnb2b\Client;
use Psnb2b\ConnectionError;
use Psnb2b\Psnb2bException;
use Psnb2b\VerificationError;
use Psnb2b\Webhook;
use Psr\Http\Client\ClientInterface;
use Psr\Http\Message\RequestInterface;
use Psr\Http\Message\ResponseInterface;

require 'GuzzleHttp/autoload.php';
spl_autoload_register(static function (string $class): void {
    $file = __DIR__ . '/../src/' . substr($class, strlen('Psnb2b\\')) . '.php';
    if (str_starts_with($class, 'Psnb2b\\') && is_file($file)) {
        require $file;
    }
});

/** Sends through real HTTP, after what a script of faults says: an exception, a reply, or null for none. */
final class Faulty implements ClientInterface
{
    /** @var list<RequestInterface> */
    public array $sent = [];

    /** @param list<callable(RequestInterface): ?ResponseInterface> $faults */
    public function __construct(private array $faults, private readonly ClientInterface $real)
    {
    }

    public function sendRequest(RequestInterface $request): ResponseInterface
    {
        $this->sent[] = $request;
        $fault = array_shift($this->faults);
        return ($fault === null ? null : $fault($request)) ?? $this->real->sendRequest($request);
    }
}

$passed = 0;
$failed = 0;
$real = new Guzzle(['timeout' => 30]);
$factory = new HttpFactory();
$waits = [];
$clientOn = static function (ClientInterface $http, int $maxRetries = 5) use ($factory, &$waits): Client {
    $sleep = static function (float $seconds) use (&$waits): void {
        $waits[] = $seconds;
    };
    return new Client($http, $factory, $factory, (string) getenv('KEY'), (string) getenv('API'), $maxRetries, $sleep);
};
$test = static function (string $name, callable $work) use (&$passed, &$failed): void {
    try {
        $work();
        $passed++;
        echo "ok    $name\n";
    } catch (\Throwable $error) {
        $failed++;
        echo "FAIL  $name\n      {$error->getMessage()} ({$error->getFile()}:{$error->getLine()})\n";
    }
};
$same = static function (mixed $found, mixed $expected): void {
    if ($found !== $expected) {
        throw new \LogicException(var_export($found, true) . ' is not ' . var_export($expected, true));
    }
};
$thrown = static function (callable $work): \Throwable {
    try {
        $work();
    } catch (\Throwable $error) {
        return $error;
    }
    throw new \LogicException('nothing was thrown');
};
$card = ['region' => 'US', 'denomination' => 50, 'quantity' => 2];
$shop = $clientOn($real);

$test('inventory and balance', static function () use ($shop, $same): void {
    $listed = $shop->inventory(['region' => ['US'], 'in_stock' => true]);
    $same($listed['object'], 'inventory');
    $same(array_values(array_unique(array_column($listed['data'], 'region'))), ['US']);
    $same($shop->balance()['object'], 'balance');
});

$test('an order, its codes, and a claim', static function () use ($shop, $same, $card): void {
    $order = $shop->createOrder($card + ['reference' => 'php-' . bin2hex(random_bytes(6))]);
    $same($order['status'], 'delivered');
    $same($shop->order($order['id'])['id'], $order['id']);
    $masked = $shop->codes($order['id'], ['masked' => true]);
    $same($masked['data'][0]['code'], null);
    $codes = $shop->codes($order['id'])['data'];
    $same(count($codes), 2);
    $same(str_starts_with($codes[0]['code'], 'TEST-'), true);
    $claim = $shop->createClaim([
        'order_id' => $order['id'],
        'codes' => [$codes[0]['id']],
        'reason' => 'invalid',
        'description' => 'The store says that the code is not valid.',
    ]);
    $same($shop->claim($claim['id'])['id'], $claim['id']);
});

$test('one key, one order', static function () use ($shop, $same, $card): void {
    $key = 'php-' . bin2hex(random_bytes(8));
    $same($shop->createOrder($card, $key)['id'], $shop->createOrder($card, $key)['id']);
});

$test('a reply that is lost after the order: the retry finds it', static function () use ($clientOn, $real, $same, $card): void {
    $lost = static function (RequestInterface $request) use ($real): ?ResponseInterface {
        $real->sendRequest($request);
        throw new ConnectException('cut', $request);
    };
    $html = static fn (): ResponseInterface => new Response(502, ['Content-Type' => 'text/html'], '<h1>Bad Gateway</h1>');
    $http = new Faulty([$lost, $html], $real);
    $before = (float) $clientOn($real)->balance()['available'];
    $order = $clientOn($http)->createOrder($card);
    $same(count($http->sent), 3);
    $keys = array_unique(array_map(static fn (RequestInterface $each) => $each->getHeaderLine('Idempotency-Key'), $http->sent));
    $same(count($keys), 1);
    $spent = $before - (float) $clientOn($real)->balance()['available'];
    $same(number_format($spent, 2, '.', ''), $order['total']);
});

$test('Retry-After is the least wait', static function () use ($clientOn, $real, $same, &$waits): void {
    $problem = json_encode(['code' => 'rate_limited', 'status' => 429, 'detail' => 'Wait.', 'retryable' => true]);
    $limited = static fn (): ResponseInterface => new Response(429, ['Content-Type' => 'application/problem+json', 'Retry-After' => '7'], $problem);
    $waits = [];
    $clientOn(new Faulty([$limited], $real))->balance();
    $same(count($waits) === 1 && $waits[0] >= 7.0, true);
});

$test('refusals have their code and its members', static function () use ($shop, $same, $thrown, $card): void {
    $error = $thrown(static fn () => $shop->createOrder(['max_unit_price' => '0.01'] + $card));
    $same($error instanceof ApiError ? $error->errorCode : get_class($error), 'price_changed');
    $same(isset($error->problem['unit_price']), true);
    $wrong = $thrown(static fn () => $shop->createOrder(['quantity' => 0] + $card));
    $same(str_contains($wrong->getMessage(), '/quantity'), true);
    $none = $thrown(static fn () => $shop->order('../balance'));
    $same($none instanceof ApiError ? $none->errorCode : get_class($none), 'not_found');
});

$test('no reply, a redirect: an error with the key, and never the API key', static function () use ($clientOn, $real, $same, $thrown, $card): void {
    $cut = static fn (RequestInterface $request) => throw new ConnectException('cut', $request);
    $error = $thrown(static fn () => $clientOn(new Faulty([$cut, $cut], $real), 1)->createOrder($card, 'mine-1'));
    $same($error instanceof ConnectionError && $error->outcomeUnknown, true);
    $same([$error->idempotencyKey, $error->attempts], ['mine-1', 2]);
    $same(str_contains(print_r($error->getPrevious(), true) . $error, (string) getenv('KEY')), false);
    $moved = static fn (): ResponseInterface => new Response(302, ['Location' => 'https://elsewhere.example']);
    $http = new Faulty([$moved], $real);
    $error = $thrown(static fn () => $clientOn($http)->balance());
    $same($error instanceof ConnectionError ? $error->reason : get_class($error), 'redirect');
    $same(count($http->sent), 1);
});

$test('what would expose the key is refused', static function () use ($factory, $real, $same, $thrown): void {
    foreach ([['x', 'https://a.example'], [(string) getenv('KEY'), 'http://a.example'], [(string) getenv('KEY'), 'https://u:p@a.example']] as [$key, $url]) {
        $error = $thrown(static fn () => new Client($real, $factory, $factory, $key, $url));
        $same($error instanceof Psnb2bException, true);
    }
});

$secret = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
$other = 'whsec_' . str_repeat('B', 43) . '=';
$seconds = 1_767_225_600;
$body = '{"id":"evt_01JABCDEFGHJKMNPQRSTVWXYZ0","type":"order.status_changed",'
    . '"timestamp":"2026-01-01T00:00:00.000Z","sequence":42,'
    . '"data":{"order_id":"ord_123","status":"completed","note":"naïve ☕"}}';
$headers = [
    'Webhook-Id' => 'evt_01JABCDEFGHJKMNPQRSTVWXYZ0',
    'webhook-timestamp' => (string) $seconds,
    'webhook-signature' => ['v1,GLJk4URst540lajH6uKn/bX/HGTnEhKOrvzaJYttFMo='],
    'X-PSNB2B-Signature' => '98c198285d8c2b79cf8f1fa4c0d3a8cfdd057b7c74fbf1263b29017c0e9d1355',
];

$test('the published vector, in both schemes', static function () use ($body, $headers, $secret, $other, $seconds, $same): void {
    $same(Webhook::verify($body, $headers, $secret, now: $seconds)['sequence'], 42);
    $same(Webhook::verify($body, $headers, [$other, $secret], now: $seconds)['sequence'], 42);
    $same(Webhook::verify($body, $headers, $secret, 'simple')['sequence'], 42);
    $next = ['X-PSNB2B-Signature' => str_repeat('0', 64), 'x-psnb2b-signature-next' => $headers['X-PSNB2B-Signature']];
    $same(Webhook::verify($body, $next, $secret, 'simple')['sequence'], 42);
});

foreach ([
    ['another body', 'signature', [$body . ' ', $headers, $secret]],
    ['another secret', 'signature', [$body, $headers, $other]],
    ['another id', 'signature', [$body, ['Webhook-Id' => 'evt_other'] + $headers, $secret]],
    ['no downgrade', 'malformed', [$body, ['x-psnb2b-signature' => $headers['X-PSNB2B-Signature']], $secret]],
    ['no secret', 'key', [$body, $headers, []]],
    ['another scheme', 'key', [$body, $headers, $secret, 'none']],
] as [$name, $reason, $given]) {
    $test("a webhook: $name", static function () use ($given, $reason, $thrown, $same, $seconds): void {
        $error = $thrown(static fn () => Webhook::verify(...$given, now: $seconds));
        $same($error instanceof VerificationError ? $error->reason : get_class($error), $reason);
    });
}

$test('a webhook: too old, too new', static function () use ($body, $headers, $secret, $seconds, $thrown, $same): void {
    foreach ([301, -301] as $skew) {
        $error = $thrown(static fn () => Webhook::verify($body, $headers, $secret, now: $seconds + $skew));
        $same($error instanceof VerificationError ? $error->reason : get_class($error), 'timestamp');
    }
});

echo "$passed passed, $failed failed\n";
exit($failed === 0 && $passed > 0 ? 0 : 1);
