/*
 * load: loads of metrics. `make` makes one once, as a file, and `send` sends it as fast as it is taken; `pace` makes and
 * sends one in time with the clock, and `probe` looks from beside how the server bears it.
 *
 *   load make PROTOCOL SERIES POINTS STEP START SEED FILE [BATCH [shuffled]]
 *       Writes POINTS points of each of SERIES series, STEP seconds apart from START (unix seconds). All series of one
 *       time come before the next time, as agents send them; shuffled, in another order at each time. PROTOCOL is
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
 *   load pace SERIES ROUNDS STEP START RATE HOST PORT CONNECTIONS
 *       Makes Graphite lines while it sends them: ROUNDS points of each of SERIES series, STEP seconds apart from START,
 *       all series of one time before the next; each connection has its share of the series. RATE is points a second
 *       over all connections, spread evenly, or 0 for as fast as they are taken. Prints "sent N points in S s" and, with
 *       a rate, how far at most a connection came behind it.
 *
 *   load probe SECONDS HOST TELNET_PORT HTTP_PORT WRITES QUERIES SERIES
 *       Each at its own even pace and over its own connection: WRITES acknowledged points a second (a put and `version`,
 *       whose answer says that the point is stored), and QUERIES /render a second of the last five minutes of one of
 *       pace's SERIES. Latencies count from the time at which a request was due, so that one that had to wait for a slow
 *       one before it is slow too. Prints "writes N p50 MS p99 MS max MS", the same of queries, and "empty N", answers
 *       without a point.
 *
 * Why a file: making a line costs as much as storing it, and would be measured with it. The file is in the page cache
 * and goes out by sendfile(2), so the sender costs the machine about 0.03 us a line.
 *
 * Why the pieces: no connection carries all series in order, and the points of one series come over several
 * connections, a little out of order, as behind a load balancer. A server that is fast for the ideal order alone shows it.
 */
#define _GNU_SOURCE
#include "load.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

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

void await_close(int connection, int silent) {
  struct timeval patience = {.tv_sec = 60};
  char rest[4096];
  ssize_t n;
  shutdown(connection, SHUT_WR);
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  while ((n = recv(connection, rest, sizeof rest, 0)) > 0)
    if (silent) die("the server answered: %.*s", (int)n, rest);
  if (n < 0 && errno != ECONNRESET) die("the server has not closed 60 s after all was sent");
  close(connection);
}

double clock_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void sleep_until(double seconds) {
  struct timespec t = {.tv_sec = (time_t)seconds, .tv_nsec = (long)((seconds - (double)(time_t)seconds) * 1e9)};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) == EINTR) continue;
}

int main(int count, char **argument) {
  signal(SIGPIPE, SIG_IGN);
  int result = 2;
  if (count > 1 && !strcmp(argument[1], "make")) result = make(count - 2, argument + 2);
  if (count > 1 && !strcmp(argument[1], "send")) result = send_load(count - 2, argument + 2);
  if (count > 1 && !strcmp(argument[1], "pace")) result = pace_load(count - 2, argument + 2);
  if (count > 1 && !strcmp(argument[1], "probe")) result = probe(count - 2, argument + 2);
  if (result == 2)
    fprintf(stderr, "usage: load make graphite|opentsdb|opentsdb-http SERIES POINTS STEP START SEED FILE [BATCH [shuffled]]\n"
                    "       load send FILE HOST PORT CONNECTIONS\n"
                    "       load pace SERIES ROUNDS STEP START RATE HOST PORT CONNECTIONS\n"
                    "       load probe SECONDS HOST TELNET_PORT HTTP_PORT WRITES QUERIES SERIES\n");
  return result;
}
