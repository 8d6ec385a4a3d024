import type { WebSocket } from 'ws';

/**
 * Closes a socket; cuts it if its client does not answer the close in time.
 *
 * @param grace milliseconds
 */
export function closeOrCut(socket: WebSocket, code: number, reason: string, grace: number): void {
  if (socket.readyState === socket.CLOSED) return;
  socket.close(code, reason);
  const cut = setTimeout(() => {
    socket.terminate();
  }, grace);
  socket.once('close', () => {
    clearTimeout(cut);
  });
}
