/*
 * load: makes a load of metrics once, as a file, and sends it as fast as it is taken.
 *
 *   load make PROTOCOL SERIES POINTS STEP START SEED FILE [BATCH]
 *       Writes POINTS points of each of SERIES series, STEP seconds apart from START (unix seconds). All series of one
 *       time come before the next time, as agents send them. PROTOCOL is
 *         graphite       name value time
 *         opentsdb       put metric time value tag=value ...
 *         opentsdb-http  whole requests, POST /api/put, an array of BATCH points each (default 100)
 *       Equal arguments give equal bytes. Another SEED and a later START give a second load of the same series.
 *       Prints "points N bytes N".
 *
 *   load send FILE HOST PORT CONNECTIONS
 *       Deals the file out to the connections in pieces of about 1 MiB and sends all of them at once. Lines: a
 *       connection ends with a half-close and waits until the server closes too, by which a server of line protocols
 *       says that it has read everything. HTTP: a request goes out when the answer to the one before has come; any
 *       status but 2xx ends the run. Prints "sent N bytes in S s, sender cpu S s".
 *
 * Why a file: making a line costs as much as storing it, and would be measured with it. The file is in the page cache
 * and goes out by sendfile(2), so the sender costs the machine about 0.03 us a line.
 *
 * Why the pieces: no connection carries all series in order, and the points of one series come over several
 * connections, a little out of order, as behind a load balancer. A server that is fast for the ideal order alone shows it.
 */
#include "load.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void die(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fprintf(stderr, "load: ");
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  exit(1);
}

struct sockaddr_in address(const char *host, const char *port) {
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port))};
  if (inet_pton(AF_INET, host, &server.sin_addr) != 1) die("%s is no IPv4 address", host);
  return server;
}

int connect_to(const struct sockaddr_in *server) {
  int connection = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  if (connect(connection, (const struct sockaddr *)server, sizeof *server)) die("connect: %s", strerror(errno));
  setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return connection;
}

double clock_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int main(int count, char **argument) {
  signal(SIGPIPE, SIG_IGN);
  int result = 2;
  if (count > 1 && !strcmp(argument[1], "make")) result = make(count - 2, argument + 2);
  if (count > 1 && !strcmp(argument[1], "send")) result = send_load(count - 2, argument + 2);
  if (result == 2)
    fprintf(stderr, "usage: load make graphite|opentsdb|opentsdb-http SERIES POINTS STEP START SEED FILE [BATCH]\n"
                    "       load send FILE HOST PORT CONNECTIONS\n");
  return result;
}
