package tidemark.server.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;
import tidemark.server.config.DataVersion;
import tidemark.server.config.Settings;
import tidemark.storage.local.LocalStorage;
import tidemark.storage.local.disk.DirectoryFormat;
import tidemark.storage.local.disk.RealDisk;
import tidemark.storage.local.tool.Checker;
import tidemark.storage.local.tool.Inventory;
import tidemark.storage.local.tool.Snapshots;

/**
 * {@code tidemark storage ...}: the local engine's directory, looked at and worked on from outside.
 * Those that open the engine (merge, dump, purge, import) need the server to be stopped, which the
 * engine's lock sees to; the others work beside it.
 */
final class StorageCommand {
  private final PrintStream out;
  private final PrintStream err;
  private final Terminals terminals;
  private final Progress.Place place;

  StorageCommand(PrintStream out, PrintStream err, Terminals terminals) {
    this.out = out;
    this.err = err;
    this.terminals = terminals;
    this.place = new Progress.Place(err, terminals.err(), System::nanoTime);
  }

  /**
   * Runs one.
   *
   * @param words those after {@code storage}
   * @param output a file for what would be printed
   */
  int run(List<String> words, Optional<Path> output, Settings settings) throws UsageException {
    String verb = words.isEmpty() ? "" : words.getFirst();
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    if (List.of("check", "confirm-clock", "merge").contains(verb) && !rest.isEmpty()) {
      throw new UsageException("storage " + verb + " takes no \"" + rest.getFirst() + '"');
    }
    boolean dumps = List.of("dump", "export").contains(verb);
    if (output.isPresent() && !dumps) {
      throw new UsageException("storage " + verb + " takes no --output");
    }
    Path directory = settings.data().resolve("local");
    if (!verb.equals("restore") && !verb.startsWith("import") && !Files.isDirectory(directory)) {
      throw new InvalidInputException("there is no local engine's data in " + directory);
    }
    try {
      DataVersion.check(settings.data());
      if (Files.isDirectory(directory)) {
        DirectoryFormat.check(new RealDisk(directory));
      }
      return switch (verb) {
        case "check" -> check(directory);
        case "stats" -> stats(rest, directory, settings);
        case "snapshot" -> snapshot(one(verb, rest), directory);
        case "restore" -> restore(one(verb, rest), directory);
        case "confirm-clock" -> confirm(directory);
        case "merge" -> merge(settings);
        case "dump", "export" -> dump(verb, PointSelection.of(verb, rest), output, settings);
        case "purge" -> purge(PointSelection.of(verb, rest), settings);
        case "import-whisper" -> new WhisperImport(place).run(one(verb, rest), settings);
        case "import" -> new LineImport(place).run(rest, settings);
        default -> throw new UsageException("there is no storage " + verb);
      };
    } catch (IOException e) {
      err.println("tidemark: " + e.getClass().getSimpleName() + ": " + e.getMessage());
      return Cli.FAILED;
    }
  }

  private static Path one(String verb, List<String> words) throws UsageException {
    if (words.size() != 1) {
      throw new UsageException("expected storage " + verb + " DIR");
    }
    return Path.of(words.getFirst());
  }

  private int check(Path directory) throws IOException {
    Progress progress = place.of("check");
    Checker.Result result = new Checker(new RealDisk(directory), out::println).run(progress::at);
    progress.end("");
    out.printf(
        Locale.ROOT,
        "%d blocks with %d points and %d points in the log: %s%n",
        result.blocks(),
        result.points(),
        result.logged(),
        result.problems() == 0 ? "no damage" : result.problems() + " problems");
    return result.problems() == 0 ? Cli.OK : Cli.FAILED;
  }

  private int stats(List<String> words, Path directory, Settings settings)
      throws IOException, UsageException {
    if (words.size() > 1) {
      throw new UsageException("expected storage stats [PATTERN]");
    }
    PointSelection selection = PointSelection.of("stats", words.isEmpty() ? List.of("**") : words);
    Map<SeriesKey, Inventory.Share> shares =
        Inventory.of(new RealDisk(directory))
            .shares(key -> words.isEmpty() || selection.selector().matches(key));
    out.println("series " + shares.size());
    print("", Inventory.sum(shares));
    if (shares.size() == 1) {
      SeriesKey key = shares.keySet().iterator().next();
      out.println("rule   " + EngineRules.text(settings.storage(), key));
      out.println("digits " + EngineRules.digits(settings.storage(), key));
    }
    for (var entry : Inventory.largest(shares, shares.size() == 1 ? 0 : 10)) {
      print("  " + entry.getKey() + ": ", entry.getValue());
    }
    return Cli.OK;
  }

  private void print(String before, Inventory.Share share) {
    out.printf(
        Locale.ROOT,
        "%s%d points, %d bytes (%.2f a point); %d rolled up, %d bytes; %d in the log%n",
        before,
        share.points,
        share.bytes,
        share.points == 0 ? 0.0 : (double) share.bytes / share.points,
        share.rolledUp,
        share.tierBytes,
        share.logged);
  }

  private int snapshot(Path target, Path directory) throws IOException {
    if (Files.exists(target)) {
      throw new InvalidInputException(target + " is there already");
    }
    Progress progress = place.of("snapshot");
    Snapshots.take(directory, target, progress::at);
    progress.end("");
    out.println("snapshot in " + target);
    return Cli.OK;
  }

  private int restore(Path snapshot, Path directory) throws IOException {
    if (Files.exists(directory)) {
      throw new InvalidInputException(
          directory + " has data: move it away before a snapshot takes its place");
    }
    if (!Files.exists(snapshot.resolve("FORMAT"))) {
      throw new InvalidInputException(snapshot + " is no snapshot: it has no FORMAT");
    }
    DirectoryFormat.check(new RealDisk(snapshot));
    Files.createDirectories(directory.toAbsolutePath().getParent());
    Progress progress = place.of("restore");
    Snapshots.take(snapshot, directory, progress::at);
    progress.end("");
    out.println("restored to " + directory);
    return Cli.OK;
  }

  private int confirm(Path directory) throws IOException {
    Path file = directory.resolve("CLOCK-CONFIRM");
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    out.println("the clock is confirmed; a running server takes note within a minute");
    return Cli.OK;
  }

  private int merge(Settings settings) throws IOException {
    try (LocalStorage storage = EngineRules.open(settings)) {
      merge(storage, "merge");
    }
    return Cli.OK;
  }

  private void merge(LocalStorage storage, String what) throws IOException {
    Progress progress = place.of(what);
    storage.mergeAll(progress::at);
    progress.end("");
  }

  private int dump(String verb, PointSelection selection, Optional<Path> output, Settings settings)
      throws IOException {
    boolean shown =
        output.isPresent() || !terminals.out(); // else the bar would lie among the lines
    PointsDump dump =
        new PointsDump(verb.equals("export"), selection, settings, shown ? place.of(verb) : null);
    if (output.isEmpty()) {
      return dump.print(out) ? Cli.OK : Cli.FAILED;
    }
    dump.save(output.get(), err);
    return Cli.OK;
  }

  private int purge(PointSelection selection, Settings settings) throws IOException {
    try (LocalStorage storage = EngineRules.open(settings)) {
      int before = count(storage, selection);
      storage.delete(selection.selector(), selection.range());
      merge(storage, "purge");
      out.println("deleted " + (before - count(storage, selection)) + " series' points");
    }
    return Cli.OK;
  }

  private static int count(LocalStorage storage, PointSelection selection) {
    int[] n = new int[1];
    storage.read(selection.fetch(), series -> n[0]++);
    return n[0];
  }
}
