#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "load.h"

/* Whether an answer, a C string, is complete: by its Content-Length, or by the last of its chunks. */
static int is_complete(const char *answer, size_t have) {
  const char *body = strstr(answer, "\r\n\r\n");
  if (!body) return 0;
  const char *length = strcasestr(answer, "\r\nContent-Length:");
  if (length && length < body) return have >= (size_t)(body + 4 - answer) + strtoul(length + 17, NULL, 10);
  const char *chunked = strcasestr(answer, "\r\nTransfer-Encoding: chunked");
  return !chunked || chunked > body || !strcmp(answer + have - 7, "\r\n0\r\n\r\n");
}

void read_answer(int connection, char *answer, size_t room) {
  size_t have = 0;
  while (have + 1 < room) {
    ssize_t n = recv(connection, answer + have, room - 1 - have, 0);
    if (n <= 0) die("the server closed instead of answering");
    have += (size_t)n;
    answer[have] = 0;
    if (!is_complete(answer, have)) continue;
    if (strncmp(answer, "HTTP/1.1 2", 10)) die("the server answered:\n%s", answer);
    return;
  }
  die("an answer of more than %zu bytes", room);
}
