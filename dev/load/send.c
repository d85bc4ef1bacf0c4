#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "load.h"

static const off_t PIECE = 1 << 20;

/* What the connections share; read-only once they run. Piece i is the bytes cut[i] up to cut[i + 1]. */
static struct {
  int file;
  const char *bytes;
  off_t size;
  off_t *cut;
  long pieces, connections;
  int http;
  struct sockaddr_in server;
  pthread_barrier_t ready;
} load;

/* Where the line or the request that begins at `at` ends. */
static off_t end_of_unit(off_t at) {
  const char *begin = load.bytes + at, *end;
  if (!load.http) {
    end = memchr(begin, '\n', (size_t)(load.size - at));
    return end ? end + 1 - load.bytes : load.size;
  }
  const char *length = memmem(begin, (size_t)(load.size - at), "Content-Length: ", 16);
  end = memmem(begin, (size_t)(load.size - at), "\r\n\r\n", 4);
  if (!length || !end) die("no request at byte %ld", (long)at);
  return end + 4 + atol(length + 16) - load.bytes;
}

static void cut_pieces(void) {
  load.cut = malloc((size_t)(load.size / PIECE + 3) * sizeof *load.cut);
  load.cut[0] = 0;
  off_t at = 0;
  while (at < load.size) {
    off_t enough = at + PIECE;
    /* Requests have to be walked, lines only looked for. */
    if (!load.http) at = enough < load.size ? end_of_unit(enough) : load.size;
    else while (at < load.size && at < enough) at = end_of_unit(at);
    load.cut[++load.pieces] = at;
  }
}

static void send_bytes(int connection, off_t from, off_t until) {
  while (from < until)
    if (sendfile(connection, load.file, &from, (size_t)(until - from)) < 0 && errno != EINTR)
      die("the server took no more after byte %ld: %s", (long)from, strerror(errno));
}

static void *run_connection(void *number) {
  char answer[8192];
  int connection = connect_to(&load.server);
  pthread_barrier_wait(&load.ready);
  for (long i = (long)number; i < load.pieces; i += load.connections) {
    if (!load.http) {
      send_bytes(connection, load.cut[i], load.cut[i + 1]);
      continue;
    }
    for (off_t at = load.cut[i]; at < load.cut[i + 1];) {
      off_t end = end_of_unit(at);
      send_bytes(connection, at, end);
      read_answer(connection, answer, sizeof answer);
      at = end;
    }
  }
  await_close(connection, !load.http);
  return NULL;
}

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec * 1e-6; }

int send_load(int count, char **argument) {
  if (count < 4) return 2;
  struct stat status;
  load.file = open(argument[0], O_RDONLY);
  if (load.file < 0 || fstat(load.file, &status)) die("%s: %s", argument[0], strerror(errno));
  load.size = status.st_size;
  load.bytes = mmap(NULL, (size_t)load.size, PROT_READ, MAP_SHARED | MAP_POPULATE, load.file, 0);
  if (load.bytes == MAP_FAILED) die("mmap: %s", strerror(errno));
  load.http = load.size > 5 && !memcmp(load.bytes, "POST ", 5);
  load.server = address(argument[1], argument[2]);
  load.connections = atol(argument[3]);
  if (load.connections < 1) return 2;
  cut_pieces();

  pthread_barrier_init(&load.ready, NULL, (unsigned)load.connections + 1);
  pthread_t *threads = malloc((size_t)load.connections * sizeof *threads);
  for (long i = 0; i < load.connections; i++) pthread_create(&threads[i], NULL, run_connection, (void *)i);
  pthread_barrier_wait(&load.ready);
  double began = clock_seconds();
  for (long i = 0; i < load.connections; i++) pthread_join(threads[i], NULL);
  double took = clock_seconds() - began;

  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  printf("sent %ld bytes in %.3f s, sender cpu %.2f s\n", (long)load.size, took,
         seconds(used.ru_utime) + seconds(used.ru_stime));
  return 0;
}
