package tidemark.retention;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidemark.model.InvalidInputException;

/**
 * Retentions as text, {@code 10s:6h,1m:7d}: pairs of a step and either a number of points or a
 * duration. Units are carbon's single letters and whisper's prefixes of the words, which contain
 * them (contracts/carbon.md 9, contracts/whisper.md Creating, carbon.md 17).
 */
final class RetentionText {
  private static final Pattern NUMBER = Pattern.compile("(\\d+)([a-z]*)");
  private static final Map<String, Integer> SECONDS =
      Map.of(
          "seconds", 1,
          "minutes", 60,
          "hours", 3600,
          "days", 86_400,
          "weeks", 7 * 86_400,
          "years", 365 * 86_400);

  private RetentionText() {}

  /**
   * The archives of a text, finest first; whether they fit together is {@link #fault}'s question.
   *
   * @throws InvalidInputException if the text is no list of retentions: carbon does not start with
   *     it
   */
  static List<Archive> parse(String text) {
    List<Archive> archives = new ArrayList<>();
    for (String definition : text.split(",", -1)) {
      archives.add(archive(definition.strip()));
    }
    archives.sort(Comparator.comparingInt(Archive::stepSeconds));
    return archives;
  }

  private static Archive archive(String definition) {
    String[] sides = definition.split(":", -1);
    if (sides.length != 2) {
      throw new InvalidInputException(
          "retention '" + definition + "' is not of the form step:points or step:duration");
    }
    long step = seconds(definition, sides[0]);
    long right = seconds(definition, sides[1]);
    boolean duration = !Character.isDigit(sides[1].charAt(sides[1].length() - 1));
    if (duration && step == 0) {
      throw new InvalidInputException("retention '" + definition + "' has a step of 0");
    }
    long points = duration ? right / step : right;
    if (step > Integer.MAX_VALUE || points > Integer.MAX_VALUE) {
      throw new InvalidInputException("retention '" + definition + "' is beyond 2147483647");
    }
    return new Archive((int) step, (int) points);
  }

  private static long seconds(String definition, String side) {
    Matcher number = NUMBER.matcher(side);
    if (!number.matches() || number.group(1).length() > 10) {
      throw new InvalidInputException(
          "retention '" + definition + "': '" + side + "' is not a number with a unit or without");
    }
    String unit = number.group(2);
    long count = Long.parseLong(number.group(1));
    if (unit.isEmpty()) {
      return count;
    }
    for (Map.Entry<String, Integer> word : SECONDS.entrySet()) {
      if (word.getKey().startsWith(unit)) {
        return count * word.getValue();
      }
    }
    throw new InvalidInputException(
        "retention '" + definition + "': unknown unit '" + unit + "', use one of s m h d w y");
  }

  /**
   * What whisper has against archives sorted by step, if anything (contracts/whisper.md, Creating).
   */
  static Optional<String> fault(List<Archive> archives) {
    if (archives.isEmpty()) {
      return Optional.of("there is no archive");
    }
    for (int i = 0; i < archives.size(); i++) {
      Archive fine = archives.get(i);
      if (fine.stepSeconds() == 0 || fine.points() == 0) {
        return Optional.of("archive " + text(fine) + " holds nothing");
      }
      if (i + 1 < archives.size()) {
        Optional<String> fault = fault(fine, archives.get(i + 1));
        if (fault.isPresent()) {
          return fault;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> fault(Archive fine, Archive coarse) {
    String both = "archives " + text(fine) + " and " + text(coarse) + ": ";
    int ratio = coarse.stepSeconds() / fine.stepSeconds();
    if (fine.stepSeconds() == coarse.stepSeconds()) {
      return Optional.of(both + "the steps are equal");
    }
    if (coarse.stepSeconds() % fine.stepSeconds() != 0) {
      return Optional.of(both + "the finer step does not divide the coarser");
    }
    if (coarse.retentionSeconds() <= fine.retentionSeconds()) {
      return Optional.of(both + "the coarser one does not reach further back");
    }
    if (fine.points() < ratio) {
      return Optional.of(both + "one coarse point needs " + ratio + " fine ones");
    }
    return Optional.empty();
  }

  private static String text(Archive archive) {
    return archive.stepSeconds() + ":" + archive.points();
  }
}
