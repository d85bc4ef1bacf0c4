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
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const off_t PIECE = 1 << 20;

__attribute__((noreturn, format(printf, 1, 2))) static void die(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fprintf(stderr, "load: ");
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  exit(1);
}

/* ------------------------------------------------------------------------------------------------------- make --- */

typedef enum { GRAPHITE, OPENTSDB, OPENTSDB_HTTP } Protocol;

/* How a metric moves: most of what agents send are counters, gauges with two decimals, and numbers that hardly move. */
typedef enum { COUNTER, GAUGE, STILL } Kind;

static const struct {
  const char *name;
  Kind kind;
} METRICS[] = {
    {"cpu.user", GAUGE},         {"cpu.system", GAUGE},       {"cpu.idle", GAUGE},        {"memory.used", GAUGE},
    {"memory.free", STILL},      {"disk.read_bytes", COUNTER}, {"disk.write_bytes", COUNTER}, {"net.rx_bytes", COUNTER},
    {"net.tx_bytes", COUNTER},   {"load.shortterm", STILL},
};
enum { METRICS_PER_HOST = sizeof METRICS / sizeof *METRICS, DATACENTRES = 4, RACKS = 25 };

/* One series: the fixed text around the value and the time, and the last value (gauges: in hundredths). */
typedef struct {
  char before[96], after[96];
  int before_length, after_length;
  Kind kind;
  int64_t value;
} Series;

/* SplitMix64 (Steele, Lea, Flood 2014): a few instructions, and the same everywhere. */
static uint64_t random_state;
static uint64_t random64(void) {
  uint64_t z = random_state += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

static void name_series(Series *s, long index, Protocol protocol) {
  long host = index / METRICS_PER_HOST;
  int metric = (int)(index % METRICS_PER_HOST);
  int datacentre = (int)(host % DATACENTRES) + 1, rack = (int)(host / DATACENTRES % RACKS) + 1;
  const char *name = METRICS[metric].name;
  *s = (Series){.kind = METRICS[metric].kind};
  switch (protocol) {
    case GRAPHITE:
      s->before_length = sprintf(s->before, "dc%d.rack%02d.host%04ld.%s ", datacentre, rack, host, name);
      s->after_length = sprintf(s->after, "\n");
      break;
    case OPENTSDB:
      s->before_length = sprintf(s->before, "put %s ", name);
      s->after_length = sprintf(s->after, " dc=dc%d rack=rack%02d host=host%04ld\n", datacentre, rack, host);
      break;
    case OPENTSDB_HTTP:
      s->before_length = sprintf(s->before, "{\"metric\":\"%s\",\"timestamp\":", name);
      s->after_length = sprintf(s->after, ",\"tags\":{\"dc\":\"dc%d\",\"rack\":\"rack%02d\",\"host\":\"host%04ld\"}}",
                                datacentre, rack, host);
      break;
  }
}

static void move(Series *s) {
  uint64_t r = random64();
  switch (s->kind) {
    case COUNTER: s->value += (int64_t)(r % 20000); break;
    case GAUGE: s->value = llabs(s->value + (int64_t)(r % 201) - 100); break;
    case STILL:
      if (r % 50 == 0) s->value = llabs(s->value + (int64_t)(r >> 8) % 3 - 1);
      break;
  }
}

static char *append(char *out, const char *text, int length) { return memcpy(out, text, (size_t)length), out + length; }

static char *append_number(char *out, uint64_t number) {
  char digits[20];
  int n = 0;
  do digits[n++] = (char)('0' + number % 10); while (number /= 10);
  while (n) *out++ = digits[--n];
  return out;
}

static char *append_value(char *out, const Series *s) {
  uint64_t value = (uint64_t)s->value;
  if (s->kind != GAUGE) return append_number(out, value);
  out = append_number(out, value / 100);
  *out++ = '.';
  *out++ = (char)('0' + value / 10 % 10);
  *out++ = (char)('0' + value % 10);
  return out;
}

static char *append_point(char *out, const Series *s, uint64_t time, Protocol protocol) {
  out = append(out, s->before, s->before_length);
  switch (protocol) {
    case GRAPHITE:
      out = append_value(out, s);
      *out++ = ' ';
      out = append_number(out, time);
      break;
    case OPENTSDB:
      out = append_number(out, time);
      *out++ = ' ';
      out = append_value(out, s);
      break;
    case OPENTSDB_HTTP:
      out = append_number(out, time);
      out = append_value(append(out, ",\"value\":", 9), s);
      break;
  }
  return append(out, s->after, s->after_length);
}

static void put(FILE *file, const char *text, size_t length) {
  if (fwrite(text, 1, length, file) != length) die("write: %s", strerror(errno));
}

static int make(int count, char **argument) {
  if (count < 7) return 2;
  Protocol protocol = !strcmp(argument[0], "graphite")        ? GRAPHITE
                      : !strcmp(argument[0], "opentsdb")      ? OPENTSDB
                      : !strcmp(argument[0], "opentsdb-http") ? OPENTSDB_HTTP
                                                              : (Protocol)-1;
  long series_count = atol(argument[1]), points = atol(argument[2]), step = atol(argument[3]);
  uint64_t start = strtoull(argument[4], NULL, 10);
  long batch = count > 7 ? atol(argument[7]) : 100;
  if (protocol == (Protocol)-1 || series_count < 1 || points < 1 || batch < 1) return 2;
  random_state = strtoull(argument[5], NULL, 10);
  FILE *file = fopen(argument[6], "wb");
  if (!file) die("%s: %s", argument[6], strerror(errno));

  Series *series = malloc((size_t)series_count * sizeof *series);
  for (long i = 0; i < series_count; i++) {
    static const int64_t FIRST[] = {[COUNTER] = 1000000000, [GAUGE] = 10000, [STILL] = 5000};
    name_series(&series[i], i, protocol);
    series[i].value = (int64_t)(random64() % (uint64_t)FIRST[series[i].kind]);
  }

  /* Lines are one group each; a group of an HTTP load is the array of one request. */
  long group = protocol == OPENTSDB_HTTP ? batch : 1, in_group = 0, left = series_count * points;
  char *body = malloc((size_t)group * 256), *end = body;
  for (long t = 0; t < points; t++) {
    for (long i = 0; i < series_count; i++) {
      move(&series[i]);
      if (protocol == OPENTSDB_HTTP) *end++ = in_group ? ',' : '[';
      end = append_point(end, &series[i], start + (uint64_t)(t * step), protocol);
      left--;
      if (++in_group < group && left) continue;
      if (protocol == OPENTSDB_HTTP) {
        *end++ = ']';
        fprintf(file, "POST /api/put HTTP/1.1\r\nHost: load\r\nContent-Type: application/json\r\nContent-Length: %ld\r\n\r\n",
                (long)(end - body));
      }
      put(file, body, (size_t)(end - body));
      end = body;
      in_group = 0;
    }
  }
  long bytes = ftell(file);
  if (fclose(file)) die("%s: %s", argument[6], strerror(errno));
  printf("points %ld bytes %ld\n", series_count * points, bytes);
  return 0;
}

/* ------------------------------------------------------------------------------------------------------- send --- */

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

/* Reads one answer; they are short, with a Content-Length, and none comes unasked. */
static void read_answer(int connection) {
  char answer[8192];
  size_t have = 0;
  for (;;) {
    ssize_t n = recv(connection, answer + have, sizeof answer - 1 - have, 0);
    if (n <= 0) die("the server closed instead of answering");
    have += (size_t)n;
    answer[have] = 0;
    char *body = strstr(answer, "\r\n\r\n");
    if (!body) continue;
    if (strncmp(answer, "HTTP/1.1 2", 10)) die("the server answered:\n%s", answer);
    char *length = strcasestr(answer, "\r\nContent-Length:");
    if (have >= (size_t)(body + 4 - answer) + (length && length < body ? strtoul(length + 17, NULL, 10) : 0)) return;
  }
}

static void *run_connection(void *number) {
  int connection = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  if (connect(connection, (struct sockaddr *)&load.server, sizeof load.server)) die("connect: %s", strerror(errno));
  setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  pthread_barrier_wait(&load.ready);
  for (long i = (long)number; i < load.pieces; i += load.connections) {
    if (!load.http) {
      send_bytes(connection, load.cut[i], load.cut[i + 1]);
      continue;
    }
    for (off_t at = load.cut[i]; at < load.cut[i + 1];) {
      off_t end = end_of_unit(at);
      send_bytes(connection, at, end);
      read_answer(connection);
      at = end;
    }
  }
  shutdown(connection, SHUT_WR);
  struct timeval patience = {.tv_sec = 60};
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  char rest[4096];
  ssize_t n;
  while ((n = recv(connection, rest, sizeof rest, 0)) > 0)
    if (!load.http) die("the server answered: %.*s", (int)n, rest);
  if (n < 0 && errno != ECONNRESET) die("the server has not closed 60 s after all was sent");
  close(connection);
  return NULL;
}

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec * 1e-6; }

static double clock_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int send_load(int count, char **argument) {
  if (count < 4) return 2;
  struct stat status;
  load.file = open(argument[0], O_RDONLY);
  if (load.file < 0 || fstat(load.file, &status)) die("%s: %s", argument[0], strerror(errno));
  load.size = status.st_size;
  load.bytes = mmap(NULL, (size_t)load.size, PROT_READ, MAP_SHARED | MAP_POPULATE, load.file, 0);
  if (load.bytes == MAP_FAILED) die("mmap: %s", strerror(errno));
  load.http = load.size > 5 && !memcmp(load.bytes, "POST ", 5);
  load.server.sin_family = AF_INET;
  load.server.sin_port = htons((uint16_t)atoi(argument[2]));
  if (inet_pton(AF_INET, argument[1], &load.server.sin_addr) != 1) die("%s is no IPv4 address", argument[1]);
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
