#include "series.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
  const char *name;
  Kind kind;
} METRICS[] = {
    {"cpu.user", GAUGE},         {"cpu.system", GAUGE},       {"cpu.idle", GAUGE},        {"memory.used", GAUGE},
    {"memory.free", STILL},      {"disk.read_bytes", COUNTER}, {"disk.write_bytes", COUNTER}, {"net.rx_bytes", COUNTER},
    {"net.tx_bytes", COUNTER},   {"load.shortterm", STILL},
};
enum { METRICS_PER_HOST = sizeof METRICS / sizeof *METRICS, DATACENTRES = 4, RACKS = 25 };
uint64_t random64(uint64_t *state) {
  uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
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

void begin_series(Series *s, long index, Protocol protocol, uint64_t *random) {
  static const int64_t FIRST[] = {[COUNTER] = 1000000000, [GAUGE] = 10000, [STILL] = 5000};
  name_series(s, index, protocol);
  s->value = (int64_t)(random64(random) % (uint64_t)FIRST[s->kind]);
}

void move(Series *s, uint64_t *random) {
  uint64_t r = random64(random);
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

char *append_point(char *out, const Series *s, uint64_t time, Protocol protocol) {
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
