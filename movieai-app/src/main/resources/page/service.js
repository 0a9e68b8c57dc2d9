/** A request that the service did not answer as it should. `code` is the service's, or `unreachable` or `broken`. */
export class ServiceError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

async function call(path, init) {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new ServiceError('unreachable', String(error));
  }
}

async function failure(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // A proxy may answer in its own form; the status says enough.
  }
  return new ServiceError(body.code ?? `http_${response.status}`, body.error ?? `HTTP ${response.status}`);
}

/** Reads server-sent events: yields {event, data} with the data parsed as JSON. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    pending += value;
    let end;
    while ((end = pending.search(/\r?\n\r?\n/)) >= 0) {
      const block = pending.slice(0, end);
      pending = pending.slice(end).replace(/^\r?\n\r?\n/, '');
      let event = 'message';
      const data = [];
      for (const line of block.split(/\r?\n/)) {
        if (line.startsWith('event:')) {
          event = line.slice(6).trim();
        } else if (line.startsWith('data:')) {
          data.push(line.slice(5).replace(/^ /, ''));
        }
      }
      if (data.length > 0) {
        yield { event, data: JSON.parse(data.join('\n')) };
      }
    }
  }
}

/**
 * Asks within a conversation and hands out what comes: onFilms(data), onText(piece). Returns the summary.
 *
 * @param {object} request the body of POST /api/chat/stream
 * @param {AbortSignal} signal ends the work
 */
export async function ask(request, { onFilms, onText, signal }) {
  const response = await call('api/chat/stream', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept': 'text/event-stream' },
    body: JSON.stringify(request),
    signal,
  });
  if (!response.ok) {
    throw await failure(response);
  }
  try {
    for await (const { event, data } of events(response.body)) {
      if (event === 'films') {
        onFilms(data);
      } else if (event === 'text') {
        onText(data.text);
      } else if (event === 'summary') {
        return data;
      } else if (event === 'error') {
        throw new ServiceError(data.code ?? 'failed', data.error ?? '');
      }
    }
  } catch (error) {
    if (error instanceof ServiceError || error.name === 'AbortError') {
      throw error;
    }
    throw new ServiceError('broken', String(error));
  }
  throw new ServiceError('broken', 'the stream ended without a summary');
}

/** Returns the films that are similar to one. */
export async function similar(id) {
  const response = await call(`api/films/${encodeURIComponent(id)}/similar`);
  if (!response.ok) {
    throw await failure(response);
  }
  return (await response.json()).films;
}
