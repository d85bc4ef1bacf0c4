#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "load.h"
#include "series.h"

/* A paced connection writes this often a second; one that is not sends about 64 KiB at a time. */
enum { WRITES_PER_SECOND = 100, POINTS_AT_ONCE = 1000 };

/* What the connections share; read-only once they run, but for `behind` of each. */
static struct {
  long series, rounds, step, start, connections;
  double rate;
  double began;
  struct sockaddr_in server;
  double *behind;
} pace;

static void send_all(int connection, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t n = send(connection, bytes, size, 0);
    if (n < 0 && errno != EINTR) die("the server took no more: %s", strerror(errno));
    if (n > 0) bytes += n, size -= (size_t)n;
  }
}

static void *run_connection(void *number) {
  long own = (long)number, first = pace.series * own / pace.connections;
  long count = pace.series * (own + 1) / pace.connections - first;
  double rate = pace.rate * (double)count / (double)pace.series;
  long at_once = pace.rate > 0 ? (long)(rate / WRITES_PER_SECOND) + 1 : POINTS_AT_ONCE;
  uint64_t random = (uint64_t)own + 1;
  Series *series = malloc((size_t)count * sizeof *series);
  for (long i = 0; i < count; i++) begin_series(&series[i], first + i, GRAPHITE, &random);
  char *buffer = malloc((size_t)at_once * LONGEST_POINT), *end = buffer;
  int connection = connect_to(&pace.server);

  long waiting = 0, sent = 0, left = count * pace.rounds;
  for (long round = 0; round < pace.rounds; round++) {
    for (long i = 0; i < count; i++) {
      move(&series[i], &random);
      end = append_point(end, &series[i], (uint64_t)(pace.start + round * pace.step), GRAPHITE);
      left--;
      if (++waiting < at_once && left) continue;
      double due = pace.began + (double)sent / rate;
      if (pace.rate > 0) sleep_until(due);
      send_all(connection, buffer, (size_t)(end - buffer));
      double behind = clock_seconds() - due;
      if (behind > pace.behind[own]) pace.behind[own] = behind;
      sent += waiting;
      waiting = 0;
      end = buffer;
    }
  }
  await_close(connection, 1);
  return NULL;
}

int pace_load(int count, char **argument) {
  if (count < 8) return 2;
  pace.series = atol(argument[0]);
  pace.rounds = atol(argument[1]);
  pace.step = atol(argument[2]);
  pace.start = atol(argument[3]);
  pace.rate = atof(argument[4]);
  pace.server = address(argument[5], argument[6]);
  pace.connections = atol(argument[7]);
  if (pace.series < 1 || pace.rounds < 1 || pace.connections < 1 || pace.connections > pace.series) return 2;

  pace.behind = calloc((size_t)pace.connections, sizeof *pace.behind);
  pthread_t *threads = malloc((size_t)pace.connections * sizeof *threads);
  pace.began = clock_seconds();
  for (long i = 0; i < pace.connections; i++) pthread_create(&threads[i], NULL, run_connection, (void *)i);
  double behind = 0;
  for (long i = 0; i < pace.connections; i++) {
    pthread_join(threads[i], NULL);
    if (pace.behind[i] > behind) behind = pace.behind[i];
  }
  printf("sent %ld points in %.3f s", pace.series * pace.rounds, clock_seconds() - pace.began);
  if (pace.rate > 0) printf(", at most %.3f s behind", behind);
  putchar('\n');
  return 0;
}
