package tidemark.retention;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;

/**
 * The retentions that carbon's storage-schemas.conf and storage-aggregation.conf describe
 * (contracts/carbon.md 9 and 10). In each file the first section whose pattern is found in the
 * canonical text wins; the two files are matched independently. What no schema matches is kept as
 * 60s:7d.
 *
 * <p>Thread-safe, and immutable but for having told of a series without a schema. A look-up tries
 * the patterns one after the other, some microseconds: callers that ask for the same series again
 * keep the answer. Equal rules give the same {@link Archive} list.
 */
public final class CarbonRetentions implements Retentions {
  private static final List<Archive> IMPLICIT = List.of(new Archive(60, 7 * 24 * 60));
  private static final float DEFAULT_X_FILES_FACTOR = 0.5f;
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private record Schema(Pattern pattern, List<Archive> archives) {}

  private record Aggregation(
      Pattern pattern, @Nullable Rollup method, @Nullable Float xFilesFactor) {}

  private final List<Schema> schemas = new ArrayList<>();
  private final List<Aggregation> aggregations = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private final AtomicBoolean unmatchedSeen = new AtomicBoolean();
  private final Consumer<SeriesKey> firstUnmatched;

  private CarbonRetentions(Consumer<SeriesKey> firstUnmatched) {
    this.firstUnmatched = firstUnmatched;
  }

  /**
   * Reads the files.
   *
   * @param aggregation may be null or missing: then everything has method average and factor 0.5
   * @param firstUnmatched is told once, of the first series asked for that no schema matches
   * @throws InvalidInputException where carbon would refuse to start; the message names file and
   *     line
   * @throws IOException if a file cannot be read, or the schemas file is missing
   */
  public static CarbonRetentions load(
      Path schemas, @Nullable Path aggregation, Consumer<SeriesKey> firstUnmatched)
      throws IOException {
    var retentions = new CarbonRetentions(firstUnmatched);
    retentions.readSchemas(schemas.toString(), Files.readAllLines(schemas));
    if (aggregation != null && Files.exists(aggregation)) {
      retentions.readAggregations(aggregation.toString(), Files.readAllLines(aggregation));
    }
    return retentions;
  }

  /**
   * What carbon logs and skips, one sentence each with file and line: for the log of whoever loads.
   */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  @Override
  public String fingerprint() {
    CRC32C crc = new CRC32C();
    crc.update((schemas + "|" + aggregations).getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }

  @Override
  public Optional<Retention> of(SeriesKey key) {
    String text = key.toString();
    List<Archive> archives = archives(text);
    if (archives == null) {
      archives = IMPLICIT;
      if (unmatchedSeen.compareAndSet(false, true)) {
        firstUnmatched.accept(key);
      }
    }
    Rollup method = null;
    Float xFilesFactor = null;
    for (Aggregation aggregation : aggregations) {
      if (aggregation.pattern().matcher(text).find()) {
        method = aggregation.method();
        xFilesFactor = aggregation.xFilesFactor();
        break;
      }
    }
    return Optional.of(
        new Retention(
            archives,
            method == null ? Rollup.AVERAGE : method,
            xFilesFactor == null ? DEFAULT_X_FILES_FACTOR : xFilesFactor));
  }

  private @Nullable List<Archive> archives(String text) {
    for (Schema schema : schemas) {
      if (schema.pattern().matcher(text).find()) {
        return schema.archives();
      }
    }
    return null;
  }

  private void readSchemas(String file, List<String> lines) {
    for (IniFile.Section section : IniFile.read(file, lines)) {
      IniFile.Entry pattern = section.get("pattern");
      IniFile.Entry retentions = section.get("retentions");
      if (pattern == null || retentions == null) {
        skip(file, section, "has no " + (pattern == null ? "pattern" : "retentions"));
        continue;
      }
      List<Archive> archives;
      try {
        archives = RetentionText.parse(retentions.value());
      } catch (InvalidInputException e) {
        throw wrong(file, retentions, e);
      }
      Optional<String> fault = RetentionText.fault(archives);
      if (fault.isPresent()) {
        skip(file, section, "is not possible, " + fault.get());
        continue;
      }
      schemas.add(new Schema(pattern(file, pattern), List.copyOf(archives)));
    }
  }

  private void readAggregations(String file, List<String> lines) {
    for (IniFile.Section section : IniFile.read(file, lines)) {
      IniFile.Entry pattern = section.get("pattern");
      IniFile.Entry factor = section.get("xFilesFactor");
      if (pattern == null) {
        skip(file, section, "has no pattern");
      } else if (factor != null && !DECIMAL.matcher(factor.value()).matches()) {
        skip(file, section, "has an xFilesFactor that is no number: " + factor.value());
      } else {
        aggregations.add(
            new Aggregation(
                pattern(file, pattern),
                method(file, section.get("aggregationMethod")),
                xFilesFactor(file, factor)));
      }
    }
  }

  private static Pattern pattern(String file, IniFile.Entry entry) {
    try {
      return PythonRegex.compile(entry.value());
    } catch (InvalidInputException e) {
      throw wrong(file, entry, e);
    }
  }

  private static @Nullable Rollup method(String file, IniFile.@Nullable Entry entry) {
    if (entry == null) {
      return null;
    }
    return Rollup.of(entry.value())
        .orElseThrow(() ->
            new InvalidInputException(
                at(file, entry.line())
                    + "unknown aggregationMethod '"
                    + entry.value()
                    + "', use one of average sum last max min avg_zero absmax absmin"));
  }

  private static @Nullable Float xFilesFactor(String file, IniFile.@Nullable Entry entry) {
    if (entry == null) {
      return null;
    }
    float factor = Float.parseFloat(entry.value());
    if (factor < 0 || factor > 1) {
      throw new InvalidInputException(
          at(file, entry.line()) + "xFilesFactor " + entry.value() + " is not between 0 and 1");
    }
    return factor;
  }

  private void skip(String file, IniFile.Section section, String why) {
    warnings.add(
        at(file, section.line()) + "section [" + section.name() + "] is skipped: it " + why);
  }

  private static InvalidInputException wrong(
      String file, IniFile.Entry entry, InvalidInputException cause) {
    return new InvalidInputException(at(file, entry.line()) + cause.getMessage(), cause);
  }

  private static String at(String file, int line) {
    return file + " line " + line + ": ";
  }
}
