/* The series of every load, and how their values move. */
#pragma once
#include <stdint.h>

typedef enum { GRAPHITE, OPENTSDB, OPENTSDB_HTTP } Protocol;

/* How a metric moves: most of what agents send are counters, gauges with two decimals, and numbers that hardly move. */
typedef enum { COUNTER, GAUGE, STILL } Kind;

/* One series: the fixed text around the value and the time, and the last value (gauges: in hundredths). */
typedef struct {
  char before[96], after[96];
  int before_length, after_length;
  Kind kind;
  int64_t value;
} Series;

/* The longest point in bytes, with room to spare. */
enum { LONGEST_POINT = 256 };

/* The next of SplitMix64 (Steele, Lea, Flood 2014): a few instructions, and the same everywhere. */
uint64_t random64(uint64_t *state);

/* Series `index` with its first value. Ten series make a host. */
void begin_series(Series *s, long index, Protocol protocol, uint64_t *random);

/* Gives it its next value. */
void move(Series *s, uint64_t *random);

/* Writes its value at a time (unix seconds), and returns the end. */
char *append_point(char *out, const Series *s, uint64_t time, Protocol protocol);
