#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "load.h"
#include "series.h"

/* One kind of request, asked at its own pace on a connection and a thread of its own. */
typedef struct {
  const char *name;
  double rate;
  struct sockaddr_in server;
  void (*ask)(int connection);
  long count;
  double *milliseconds;
} Prober;

static long series_count;
static uint64_t random_state = 1;
static long empty;

static void send_text(int connection, const char *text, int length) {
  if (send(connection, text, (size_t)length, 0) != length) die("send: %s", strerror(errno));
}

/* The answer to a `version` comes after what was put before it on the connection is stored. */
static void put_point(int connection) {
  char line[256], answer[1024];
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  long ms = now.tv_sec * 1000 + now.tv_nsec / 1000000;
  send_text(connection, line, sprintf(line, "put probe.write %ld %ld probe=1\nversion\n", ms, ms % 1000));
  /* Two lines: which version, and where and when it was built. */
  for (int lines = 0, have = 0; lines < 2;) {
    ssize_t n = recv(connection, answer + have, sizeof answer - 1 - (size_t)have, 0);
    if (n <= 0) die("the server closed instead of answering version");
    for (ssize_t i = 0; i < n; i++) lines += answer[have + i] == '\n';
    have += (int)n;
    answer[have] = 0;
    if (strncmp(answer, "put:", 4) == 0) die("the server answered: %s", answer);
  }
}

static void query_series(int connection) {
  static char answer[1 << 16];
  char request[512];
  Series s;
  begin_series(&s, (long)(random64(&random_state) % (uint64_t)series_count), GRAPHITE, &random_state);
  send_text(connection, request,
            sprintf(request, "GET /render?format=json&noNullPoints=true&from=-5min&target=%.*s HTTP/1.1\r\nHost: load\r\n\r\n",
                    s.before_length - 1, s.before));
  read_answer(connection, answer, sizeof answer);
  if (!strstr(answer, "\"datapoints\": [[")) empty++;
}

static void *run_prober(void *which) {
  Prober *p = which;
  int connection = connect_to(&p->server);
  double began = clock_seconds();
  for (long i = 0; i < p->count; i++) {
    double due = began + (double)i / p->rate;
    sleep_until(due);
    p->ask(connection);
    p->milliseconds[i] = 1000 * (clock_seconds() - due);
  }
  close(connection);
  return NULL;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int probe(int count, char **argument) {
  if (count < 7) return 2;
  double seconds = atof(argument[0]);
  series_count = atol(argument[6]);
  Prober probers[] = {
      {.name = "writes", .rate = atof(argument[4]), .server = address(argument[1], argument[2]), .ask = put_point},
      {.name = "queries", .rate = atof(argument[5]), .server = address(argument[1], argument[3]), .ask = query_series},
  };
  enum { PROBERS = sizeof probers / sizeof *probers };
  pthread_t threads[PROBERS];
  if (series_count < 1 || seconds <= 0 || probers[0].rate <= 0 || probers[1].rate <= 0) return 2;
  for (int i = 0; i < PROBERS; i++) {
    Prober *p = &probers[i];
    p->count = (long)(seconds * p->rate) + 1;
    p->milliseconds = malloc((size_t)p->count * sizeof *p->milliseconds);
    pthread_create(&threads[i], NULL, run_prober, p);
  }
  for (int i = 0; i < PROBERS; i++) {
    Prober *p = &probers[i];
    pthread_join(threads[i], NULL);
    qsort(p->milliseconds, (size_t)p->count, sizeof *p->milliseconds, ascending);
    printf("%s %ld p50 %.2f p99 %.2f max %.2f\n", p->name, p->count, p->milliseconds[p->count / 2],
           p->milliseconds[p->count * 99 / 100], p->milliseconds[p->count - 1]);
  }
  printf("empty %ld\n", empty);
  return 0;
}
