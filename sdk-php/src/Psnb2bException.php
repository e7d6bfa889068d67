<?php

declare(strict_types=1);

namespace Psnb2b;

/** Everything that the SDK throws. Keys and codes are in no message. */
class Psnb2bException extends \RuntimeException
{
}
