package tidemark.ingest.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.ingest.Door;
import tidemark.testing.Seeded;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** The short way through a put body takes what the long way takes, and nothing else. */
@ExtendWith(Seeded.class)
class PlainBodyTest {
  private static final String POINT =
      "{\"metric\":\"cpu.user\",\"timestamp\":1700000000,\"value\":3.5,\"tags\":{\"host\":\"a\"}}";
  private static final String[] NUMBERS = {
    "0",
    "1",
    "-1",
    "12.50",
    "-0",
    "-0.0",
    "0.1",
    "100000000000000000",
    "9007199254740993.5",
    "01",
    "1.",
    ".5",
    "-",
    "+1",
    "1e3",
    "\"7\"",
    "\"7.25\"",
    "\"\"",
    "null",
    "true",
    "NaN",
    "9223372036854775807"
  };
  private static final String[] TIMES = {
    "1700000000",
    "1700000001",
    "1700000000123",
    "\"1700000000\"",
    "0",
    "-1",
    "017",
    "1.7e9",
    "99999999999999",
    "1795532400",
    "1999999999"
  };
  private static final String[] TAGS = {
    "{\"host\":\"a\"}",
    "{\"host\": \"a\", \"dc\": \"b\"}",
    "{\"host\":\"a\" , \"host\":\"b\"}",
    "{}",
    "{ \"host\":\"a\"}",
    "{\"host\":\"a}b\"}",
    "{\"host\":\"a\\\\u0062\"}",
    "{\"host\":7}",
    "{\"host\":null}",
    "{\"host\":\"é\"}",
    "{\"host\":\"a\",}",
    "{\"host\":\"\"}",
    "null",
    "{\"host\":{\"a\":\"b\"}}",
    "{\"host\":\"a b\"}"
  };

  private final JsonFactory factory =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  @Test
  void takesWhatClientsSend() {
    takes(1, POINT);
    takes(1, "[" + POINT + "]");
    takes(3, "[" + POINT + "," + POINT + ",\n  " + POINT + "]\r\n");
    takes(1, "[" + POINT.replace(",", ", ").replace(":", ": ") + "]");
    takes(
        1, "[{\"tags\":{\"b\":\"c\",\"a\":\"d\"},\"value\":-7,\"metric\":\"m\",\"timestamp\":1}]");
    takes(
        1,
        "[{\"metric\":\"m\",\"timestamp\":1700000000123,\"value\":\"7\",\"tags\":{\"a\":\"b\"}}]");
  }

  private void takes(int points, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Door door = new Door();
    assertThat(plain(door, bytes)).as("series that nobody has sent yet").isEmpty();
    careful(door, bytes);
    List<String> read = plain(door, bytes);
    assertThat(read).hasSize(points).isEqualTo(careful(new Door(), bytes));
  }

  @Test
  void takesNothingThatTheLongWayWouldNotTakeAlike(Random random) {
    Door door = new Door(); // what was learned from one body must not mislead in the next
    int taken = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] body = body(random).getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(3) == 0) {
        for (int flips = random.nextInt(3); flips >= 0; flips--) {
          body[random.nextInt(body.length)] = (byte) "{}[]\",: \\x0-.é".charAt(random.nextInt(14));
        }
      }
      learn(door, body);
      List<String> read = plain(door, body);
      if (!read.isEmpty()) {
        taken++;
        assertThatCode(() -> assertThat(read).isEqualTo(careful(new Door(), body)))
            .as(() -> new String(body, StandardCharsets.UTF_8))
            .doesNotThrowAnyException();
      }
    }
    assertThat(taken).isGreaterThan(1000);
  }

  private static String body(Random random) {
    int n = 1 + random.nextInt(3);
    List<String> points = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      points.add(point(random));
    }
    String body = String.join(random.nextBoolean() ? "," : " ,\t", points);
    return n == 1 && random.nextBoolean() ? body : "[" + body + "]";
  }

  private static String point(Random random) {
    List<String> fields = new ArrayList<>();
    String colon = random.nextBoolean() ? ":" : " : ";
    fields.add("\"metric\"" + colon + "\"cpu." + random.nextInt(3) + "\"");
    fields.add("\"timestamp\"" + colon + one(TIMES, random));
    fields.add("\"value\"" + colon + one(NUMBERS, random));
    fields.add("\"tags\"" + colon + one(TAGS, random));
    if (random.nextInt(10) == 0) {
      fields.add("\"aggregateTags\":[]");
    }
    if (random.nextInt(3) == 0) {
      Collections.shuffle(fields, random);
    }
    return "{" + String.join(random.nextBoolean() ? "," : ", ", fields) + "}";
  }

  /** The first of some more often than the others. */
  private static String one(String[] some, Random random) {
    return some[random.nextInt(3) == 0 ? random.nextInt(some.length) : random.nextInt(3)];
  }

  private static List<String> plain(Door door, byte[] body) {
    PutRules rules = new PutRules(door.context(), PutPolicy.OPEN);
    try (var interner = door.series.interner(new PlainSyntax(rules, door.series))) {
      int n = new PlainBody(interner).read(body, rules.latest());
      door.points.clear();
      door.accept(interner.batch());
      assertThat(n).isIn(0, door.points.size());
      return n == 0 ? List.of() : List.copyOf(door.points);
    }
  }

  /** Makes the series of a body known, if it has any. */
  private void learn(Door door, byte[] body) {
    try {
      careful(door, body);
    } catch (RuntimeException | AssertionError e) {
      door.points.clear();
    }
  }

  private List<String> careful(Door door, byte[] body) {
    door.points.clear();
    PutRules rules = new PutRules(door.context(), PutPolicy.OPEN);
    try (var interner = door.series.interner(new JsonSyntax(rules));
        JsonParser json = factory.createParser(ObjectReadContext.empty(), body)) {
      JsonPoint point = new JsonPoint(rules, interner);
      boolean array = json.nextToken() == JsonToken.START_ARRAY;
      while (!array || json.nextToken() != JsonToken.END_ARRAY) {
        assertThat(json.currentToken()).isEqualTo(JsonToken.START_OBJECT);
        point.read(json);
        assertThat(point.add(rules.latest())).isNull();
        if (!array) {
          break;
        }
      }
      door.accept(interner.batch());
      return List.copyOf(door.points);
    }
  }
}
