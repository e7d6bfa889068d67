import { Failure, toFailure } from './failure.ts';

/** The part of a file that was sent, from 0 to 1. */
export type OnProgress = (sent: number) => void;

/**
 * Sends one file as the part `file`; returns the server's reply, or throws a `Failure`. `fetch` does not report
 * progress, which people need for ten megabytes.
 */
export function upload<Data>(
  url: string,
  headers: Readonly<Record<string, string>>,
  file: File,
  onProgress: OnProgress = () => {},
): Promise<Data> {
  const body = new FormData();
  body.set('file', file);
  const request = new XMLHttpRequest();
  request.open('POST', url);
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
  return new Promise((resolve, reject) => {
    request.onerror = () => reject(toFailure(null));
    request.onload = () => {
      const { status } = request;
      const answer = read(request.responseText);
      if (status >= 200 && status < 300 && answer !== null) resolve(answer as Data);
      else reject(new Failure(status, answer ?? {}, request.getResponseHeader('x-request-id')));
    };
    request.send(body);
  });
}

function read(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}
