// Load for a relay, and the places it sends to, in one process: counts what arrives and the CPU the relay spent.
//
//   relay PID PORT FIRST_SINK_PORT SINKS COPIES NAMES NEW_PERCENT WARM LINES
//
// Sends WARM lines to PORT, waits until COPIES times as many have arrived at the sinks, then LINES more, and prints
//   cold_us warm_us sent arrived seconds
// where the first two are user + system microseconds of process PID a line. Of the names NEW_PERCENT in a hundred are
// new in each round over them; 0 for none. Exit status: 0 if everything arrived, 1 if not within 30 s.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static atomic_long arrived;

static void die(const char *what) {
  perror(what);
  exit(2);
}

static struct sockaddr_in loopback(int port) {
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  return a;
}

static void *drain(void *arg) {
  int fd = (int)(long)arg;
  static _Thread_local char buffer[1 << 18];
  ssize_t n;
  while ((n = read(fd, buffer, sizeof buffer)) > 0) {
    long lines = 0;
    for (char *p = buffer; (p = memchr(p, '\n', buffer + n - p)); p++) lines++;
    atomic_fetch_add(&arrived, lines);
  }
  close(fd);
  return NULL;
}

static void *accept_all(void *arg) {
  int fd = (int)(long)arg, peer;
  while ((peer = accept(fd, NULL, NULL)) >= 0) {
    pthread_t t;
    pthread_create(&t, NULL, drain, (void *)(long)peer);
    pthread_detach(t);
  }
  return NULL;
}

static void sink(int port) {
  int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
  struct sockaddr_in a = loopback(port);
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(fd, (void *)&a, sizeof a) || listen(fd, 16)) die("sink");
  pthread_t t;
  pthread_create(&t, NULL, accept_all, (void *)(long)fd);
}

static double cpu(int pid) {
  char path[64], text[1024];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  FILE *f = fopen(path, "r");
  if (!f) die(path);
  size_t n = fread(text, 1, sizeof text - 1, f);
  fclose(f);
  text[n] = 0;
  unsigned long user = 0, system = 0;
  sscanf(strrchr(text, ')') + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
  return (double)(user + system) / sysconf(_SC_CLK_TCK);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static long round_number;

// One round over the names, as text; gives its length.
static size_t build(char *out, long names, int percent) {
  char *p = out;
  for (long i = 0; i < names; i++) {
    long fresh = percent && i % 100 < percent ? round_number : 0;
    p += sprintf(p, "servers.web%05ld.cpu.core%ld_%ld.user %ld.%ld 17000%05ld\n", i / 16, i % 16, fresh, i % 97, i % 10,
                 i % 100000);
  }
  round_number++;
  return p - out;
}

static void send_all(int fd, const char *from, size_t length) {
  while (length) {
    size_t part = length < 65536 ? length : 65536;
    ssize_t n = write(fd, from, part);
    if (n <= 0) die("send");
    from += n;
    length -= n;
  }
}

static long send_lines(int fd, char *text, size_t *length, long names, int percent, long lines) {
  long sent = 0;
  while (sent < lines) {
    if (percent) *length = build(text, names, percent);
    send_all(fd, text, *length);
    sent += names;
  }
  return sent;
}

static int wait_for(long lines) {
  double patience = now() + 30;
  long seen = -1;
  while (atomic_load(&arrived) < lines) {
    if (atomic_load(&arrived) != seen) {
      seen = atomic_load(&arrived);
      patience = now() + 30;
    }
    if (now() > patience) return 0;
    usleep(1000);
  }
  return 1;
}

int main(int argc, char **argv) {
  if (argc != 10) {
    fprintf(stderr, "see the head of dev/load/relay.c\n");
    return 2;
  }
  int pid = atoi(argv[1]), port = atoi(argv[2]), first = atoi(argv[3]), sinks = atoi(argv[4]), copies = atoi(argv[5]);
  long names = atol(argv[6]), warm = atol(argv[8]), lines = atol(argv[9]);
  int percent = atoi(argv[7]);
  for (int i = 0; i < sinks; i++) sink(first + i);
  char *text = malloc(names * 80);
  size_t length = build(text, names, percent);
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in a = loopback(port);
  if (connect(fd, (void *)&a, sizeof a)) die("connect");
  double start = cpu(pid);
  long sent = send_lines(fd, text, &length, names, percent, warm);
  int complete = wait_for(sent * copies);
  double cold = (cpu(pid) - start) / sent * 1e6;
  start = cpu(pid);
  double began = now();
  long more = send_lines(fd, text, &length, names, percent, lines);
  complete &= wait_for((sent + more) * copies);
  double seconds = now() - began;
  printf("%.3f %.3f %ld %ld %.2f\n", cold, (cpu(pid) - start) / more * 1e6, sent + more, atomic_load(&arrived), seconds);
  return !complete;
}
