#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load.h"
#include "series.h"

static void put(FILE *file, const char *text, size_t length) {
  if (fwrite(text, 1, length, file) != length) die("write: %s", strerror(errno));
}

/* Another order of the series (Fisher and Yates). */
static void shuffle(long *order, long count, uint64_t *random) {
  for (long i = count - 1; i > 0; i--) {
    long j = (long)(random64(random) % (uint64_t)(i + 1)), swapped = order[i];
    order[i] = order[j];
    order[j] = swapped;
  }
}

int make(int count, char **argument) {
  if (count < 7) return 2;
  Protocol protocol = !strcmp(argument[0], "graphite")        ? GRAPHITE
                      : !strcmp(argument[0], "opentsdb")      ? OPENTSDB
                      : !strcmp(argument[0], "opentsdb-http") ? OPENTSDB_HTTP
                                                              : (Protocol)-1;
  long series_count = atol(argument[1]), points = atol(argument[2]), step = atol(argument[3]);
  uint64_t start = strtoull(argument[4], NULL, 10);
  long batch = count > 7 ? atol(argument[7]) : 100;
  int shuffled = count > 8 && !strcmp(argument[8], "shuffled");
  if (protocol == (Protocol)-1 || series_count < 1 || points < 1 || batch < 1) return 2;
  uint64_t random = strtoull(argument[5], NULL, 10);
  FILE *file = fopen(argument[6], "wb");
  if (!file) die("%s: %s", argument[6], strerror(errno));

  Series *series = malloc((size_t)series_count * sizeof *series);
  long *order = malloc((size_t)series_count * sizeof *order);
  for (long i = 0; i < series_count; i++) {
    begin_series(&series[i], i, protocol, &random);
    order[i] = i;
  }

  /* Lines are one group each; a group of an HTTP load is the array of one request. */
  long group = protocol == OPENTSDB_HTTP ? batch : 1, in_group = 0, left = series_count * points;
  char *body = malloc((size_t)group * LONGEST_POINT), *end = body;
  for (long t = 0; t < points; t++) {
    if (shuffled) shuffle(order, series_count, &random);
    for (long i = 0; i < series_count; i++) {
      Series *s = &series[order[i]];
      move(s, &random);
      if (protocol == OPENTSDB_HTTP) *end++ = in_group ? ',' : '[';
      end = append_point(end, s, start + (uint64_t)(t * step), protocol);
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
