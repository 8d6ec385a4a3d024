/** The image's health check: fails, and says why, unless the process answers. */
const url = `http://127.0.0.1:${process.env['PORT'] ?? '4000'}/healthz`;
const { status } = await fetch(url, { signal: AbortSignal.timeout(2000) });
if (status !== 200) throw new Error(`${url} answered ${status}`);

export {};
