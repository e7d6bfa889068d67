import pg, { type QueryResult, type QueryResultRow } from 'pg';

/**
 * Sends a statement, prepared under its name if it has one. The driver copies a configuration with the descriptors of all of its properties, which was
 * a seventh of the time of sending it; a query it takes as it is. `check` throws if the answer is not to be believed: it runs before the answer to a
 * statement that was sent behind this one is read.
 */
export function sendQuery<Row extends QueryResultRow>(
  client: pg.ClientBase,
  text: string,
  values?: readonly unknown[],
  name?: string,
  check: () => void = () => {},
): Promise<QueryResult<Row>> {
  const result = new Promise<QueryResult<Row>>((resolve, reject) => {
    const query = new pg.Query<Row>(text, values as unknown[] | undefined, (error, rows) => {
      if (error) return reject(error);
      try {
        check();
      } catch (problem) {
        return reject(problem);
      }
      resolve(rows as unknown as QueryResult<Row>);
    });
    client.query(name === undefined ? query : Object.assign(query, { name }));
  });
  // As the driver does: the stack leads to whoever asked, not to the socket.
  return result.catch((error: Error) => {
    Error.captureStackTrace(error);
    throw error;
  });
}
